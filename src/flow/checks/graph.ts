import { leadsTo } from "../exits"
import type { Flow, FlowNode } from "../flow"
import { say } from "../sentences"
import type { FlowFault, KnownNode } from "./fault"

/** Nodes that nothing leads to, and circles that never rest. */
export function graphFaults(flow: Flow, known: readonly KnownNode[]): FlowFault[] {
  const targets = new Map(flow.nodes.map((node) => [node.id, Object.values(node.exits)]))
  const reached = reachable(targets, [flow.start])
  const lost = flow.nodes.some(({ id }) => id === flow.start) ? flow.nodes.filter(({ id }) => !reached.has(id)) : []
  return [
    ...lost.map(({ id, name }) => ({
      code: "unreachable",
      node: id,
      path: "",
      ...say("unreachable", { name }),
    })),
    ...circles(known).map((nodes) => ({
      code: "loop",
      node: nodes[0]?.id ?? null,
      path: "exits",
      ...say("circle", { names: nodes.map(({ name }) => name).join(", ") }),
    })),
  ]
}

/** Ids of all nodes that can be come to from the given ones, themselves included. */
export function reachable(targets: ReadonlyMap<string, readonly string[]>, from: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(targets.get(id) ?? []))
  }
  return seen
}

/** Groups of nodes that lead to one another by exits that need nobody. */
function circles(known: readonly KnownNode[]): FlowNode[][] {
  const targets = new Map(known.map((node) => [node.document.id, unattended(node)]))
  const after = new Map(known.map(({ document: { id } }) => [id, reachable(targets, targets.get(id) ?? [])]))
  const found: FlowNode[][] = []
  const told = new Set<string>()
  for (const { document } of known) {
    if (told.has(document.id) || !after.get(document.id)?.has(document.id)) continue
    const circle = known
      .map((node) => node.document)
      .filter(({ id }) => after.get(document.id)?.has(id) && after.get(id)?.has(document.id))
    for (const { id } of circle) told.add(id)
    found.push(circle)
  }
  return found
}

/** Where a node can go although the customer does nothing. An exit that is not connected goes where its fallback goes. */
function unattended({ document, type }: KnownNode): string[] {
  const exits = type.exits(document.config)
  return exits.flatMap((exit) => {
    if (type.waits && exit.unattended !== true) return []
    const target = leadsTo(document.exits, exits, exit.name)
    return target === null ? [] : [target]
  })
}
