import { findNode } from "../../../flow/nodes"
import { ownVariables } from "../../../flow/variables"
import type { Draft } from "../draft/draft"

/** What every flow has of itself; what it was handed has names that only the flow before it knows. */
const OWN = Object.entries(ownVariables).flatMap(([name, fields]) =>
  name === "carried" ? [] : (fields?.map((field) => `${name}.${field}`) ?? [name]),
)

/**
 * What templates of a node can read: the results of nodes that can come before it, what the flow has of itself, and last
 * the results of nodes that are not connected with it yet.
 */
export function variablesAt(document: Draft, id: string): string[] {
  const others = document.nodes.filter((node) => node.id !== id)
  const before = others.filter((node) => leadsTo(document, node.id, id))
  const apart = others.filter((node) => !before.includes(node) && !leadsTo(document, id, node.id))
  const hooks = document.nodes.flatMap(({ name, type }) => (findNode(type)?.hooked ? [`${name}.hook`] : []))
  return [...new Set([...resultsOf(before), ...OWN, ...hooks, ...resultsOf(apart)])]
}

function resultsOf(nodes: Draft["nodes"]): string[] {
  return nodes.flatMap(({ name, type, config }) => {
    const known = findNode(type)
    if (!known?.config.safeParse(config).success) return name === "" ? [] : [name]
    const { names, open, set = [] } = known.results(config)
    return [...names.map((field) => `${name}.${field}`), ...(open || names.length === 0 ? [name] : []), ...set]
  })
}

function leadsTo(document: Draft, from: string, to: string): boolean {
  const exits = new Map(document.nodes.map((node) => [node.id, Object.values(node.exits)]))
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of exits.get(id) ?? []) {
      if (next === to) return true
      if (!seen.has(next)) open.push(next)
      seen.add(next)
    }
  return false
}
