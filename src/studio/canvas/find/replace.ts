import type { Draft, DraftNode } from "../draft/draft"

/** What is looked for. */
export interface Wanted {
  text: string
  matchCase: boolean
}

/** A text in which it was found. */
export interface Match {
  node: string
  name: string
  /** Where in the node's settings, such as "options.0.title". */
  path: string
  text: string
  count: number
}

/** Every text of the flow's nodes that has it. */
export function find(document: Draft, wanted: Wanted): Match[] {
  if (wanted.text === "") return []
  return document.nodes.flatMap((node) =>
    textsOf(node.config, "").flatMap(({ path, text }) => {
      const count = [...text.matchAll(pattern(wanted))].length
      return count === 0 ? [] : [{ node: node.id, name: node.name, path, text, count }]
    }),
  )
}

/** The document with another text in its place: everywhere, or in one place only. */
export function replace(document: Draft, wanted: Wanted, by: string, only?: Pick<Match, "node" | "path">): Draft {
  if (wanted.text === "") return document
  const nodes = document.nodes.map((node): DraftNode => {
    if (only && only.node !== node.id) return node
    return { ...node, config: replaced(node.config, "", wanted, by, only?.path) as DraftNode["config"] }
  })
  return { ...document, nodes }
}

function replaced(value: unknown, path: string, wanted: Wanted, by: string, only: string | undefined): unknown {
  if (typeof value === "string") {
    // As a function: "$&" in what is put in stays what it is.
    return only === undefined || only === path ? value.replaceAll(pattern(wanted), () => by) : value
  }
  if (Array.isArray(value)) return value.map((one, index) => replaced(one, join(path, String(index)), wanted, by, only))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaced(inner, join(path, name), wanted, by, only)]),
  )
}

function textsOf(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, join(path, name)))
}

function pattern({ text, matchCase }: Wanted): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), matchCase ? "gu" : "giu")
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`
}
