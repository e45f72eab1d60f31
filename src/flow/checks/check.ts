import { templateFault } from "../../core/template"
import { normal } from "../../core/text/normal"
import { sentenceOf } from "../../core/text/sentences"
import { type Flow, flowDocument } from "../flow"
import { findNode } from "../nodes"
import type { FlowFault, FlowWorld, KnownNode } from "./fault"
import { strayFields } from "./fields"
import { graphFaults } from "./graph"
import { nodeFaults } from "./nodes"
import { shapeFault } from "./shape"
import { silentWays } from "./silence"
import { variableFaults } from "./variables"

export type { FlowFault, FlowWorld } from "./fault"

/**
 * Every fault of a flow document, whatever it is: an import may be anything. The flow is null when it cannot even be read;
 * it can be published when there are no faults. Warnings keep nothing from being published.
 */
export function checkFlow(document: unknown, world: FlowWorld): Checked {
  const refused = (faults: FlowFault[]) => ({ flow: null, faults, warnings: [] })
  const shape = shapeFault(document)
  if (shape !== null) return refused([{ code: "document", node: null, path: "", message: shape }])
  const parsed = flowDocument.safeParse(document, { error: sentenceOf })
  if (!parsed.success) return refused(parsed.error.issues.map((issue) => schemaFault(issue, document)))
  const flow = parsed.data
  const known: KnownNode[] = []
  const faults = [...documentFaults(flow, world)]
  for (const node of flow.nodes) {
    const type = findNode(node.type)
    if (!type) {
      const message = `There is no node type "${node.type}": choose another.`
      faults.push({ code: "type", node: node.id, path: "type", message })
      continue
    }
    const found = nodeFaults(flow, { document: node, type }, world)
    faults.push(...found)
    if (!found.some(({ code }) => code === "config")) known.push({ document: node, type })
  }
  faults.push(...graphFaults(flow, known), ...variableFaults(flow, known))
  return { flow, faults, warnings: silentWays(flow, known) }
}

/** What a check finds. */
export interface Checked {
  flow: Flow | null
  faults: FlowFault[]
  /** What works, though hardly as anybody wants it: ways that end in silence. */
  warnings: FlowFault[]
}

/** The fields in the nodes of a draft that their types do not have; all else about a draft may be unfinished. */
export function draftFaults(nodes: readonly { id: string; type: string; config: unknown }[]): FlowFault[] {
  return nodes.flatMap(({ id, type, config }, index) => {
    const known = findNode(type)
    const strays = known ? strayFields(known.config, config, ["nodes", String(index), "config"]) : []
    return strays.map(({ path, message }) => ({ code: "field", node: id, path: path.join("."), message }))
  })
}

function schemaFault(issue: { path: PropertyKey[]; message: string }, document: unknown): FlowFault {
  const [list, index, ...rest] = issue.path
  const nodes = typeof document === "object" && document !== null && "nodes" in document ? document.nodes : null
  const node: unknown = list === "nodes" && typeof index === "number" && Array.isArray(nodes) ? nodes[index] : null
  const id = typeof node === "object" && node !== null && "id" in node && typeof node.id === "string" ? node.id : null
  const path = (id === null ? issue.path : rest).map(String).join(".")
  return { code: "schema", node: id, path, message: issue.message }
}

function documentFaults(flow: Flow, world: FlowWorld): FlowFault[] {
  const faults: FlowFault[] = []
  const add = (code: string, node: string | null, path: string, message: string) =>
    faults.push({ code, node, path, message })
  const ids = flow.nodes.map(({ id }) => id)
  const names = flow.nodes.map(({ name }) => name)
  flow.nodes.forEach(({ id, name }, index) => {
    if (ids.indexOf(id) < index) add("duplicate_id", id, "id", `Two nodes have the id "${id}": give one another.`)
    if (names.indexOf(name) < index) add("duplicate_name", id, "name", `Two nodes are called "${name}": rename one.`)
  })
  if (!ids.includes(flow.start))
    add("start", null, "start", `There is no node "${flow.start}" to start at: choose one.`)
  const standing = templateFault(flow.standing ?? "")
  if (standing !== null) add("template", null, "standing", `The template does not work: ${standing}.`)
  const keywords = flow.triggers.keywords.map(normal)
  keywords.forEach((keyword, index) => {
    const path = `triggers.keywords.${index}`
    if (keyword === "") add("keyword", null, path, "A keyword needs a letter or a digit.")
    else if (keywords.indexOf(keyword) < index)
      add("keyword", null, path, `The keyword "${keyword}" is there twice (case and accents do not count): remove one.`)
  })
  flow.triggers.accounts.forEach((account, index) => {
    if (!world.channels.includes(account))
      add("account", null, `triggers.accounts.${index}`, `There is no channel account "${account}": choose another.`)
  })
  return faults
}
