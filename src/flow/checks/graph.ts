import { leadsTo } from "../exits"
import type { Flow, FlowNode } from "../flow"
import { say } from "../sentences"
import type { FlowFault, KnownNode } from "./fault"

/** Nodes that nothing leads to, and circles that never rest. */
export function graphFaults(flow: Flow, known: readonly KnownNode[]): FlowFault[] {
  const targets = new Map(flow.nodes.map((node) => [node.id, Object.values(node.exits)]))
  const reached = reachable(targets, flow.start)
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

/** Ids of all nodes that can be come to from that one, itself included. */
function reachable(targets: Targets, from: string): Set<string> {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(targets.get(id) ?? []))
  }
  return seen
}

/** Whether one node can be come to from another, or is the same; of all pairs at once, where one by one takes far longer. */
export function reachOf(targets: Targets): (from: string, to: string) => boolean {
  const groupOf = new Map<string, number>()
  // One bit for each group: those that can be come to from this one.
  const reach: Uint32Array[] = []
  for (const [at, group] of groups(targets).entries()) {
    for (const id of group) groupOf.set(id, at)
    const own = new Uint32Array(Math.floor(at / 32) + 1)
    own[own.length - 1] = 1 << (at % 32)
    for (const target of group.flatMap((id) => targets.get(id) ?? []))
      for (const [word, bits] of (reach[groupOf.get(target) ?? at] ?? own).entries())
        own[word] = (own[word] ?? 0) | bits
    reach.push(own)
  }
  return (from, to) => {
    const at = groupOf.get(to) ?? -1
    const word = reach[groupOf.get(from) ?? -1]?.[Math.floor(at / 32)] ?? 0
    return ((word >>> (at % 32)) & 1) === 1
  }
}

type Targets = ReadonlyMap<string, readonly string[]>

/** All nodes in groups that lead to one another, most of them alone, each group after all that it leads to (Tarjan). */
function groups(targets: Targets): string[][] {
  const found: string[][] = []
  const numbers = new Map<string, number>()
  const open: string[] = []
  const closed = new Set<string>()
  // No deeper than a flow has nodes.
  const visit = (id: string): number => {
    const own = numbers.size
    numbers.set(id, own)
    open.push(id)
    let lowest = own
    for (const target of targets.get(id) ?? [])
      if (!closed.has(target)) lowest = Math.min(lowest, numbers.get(target) ?? visit(target))
    if (lowest === own) {
      const group = open.splice(open.lastIndexOf(id))
      for (const member of group) closed.add(member)
      found.push(group)
    }
    return lowest
  }
  for (const id of targets.keys()) if (!numbers.has(id)) visit(id)
  return found
}

/** Groups of nodes that lead to one another by exits that need nobody. */
function circles(known: readonly KnownNode[]): FlowNode[][] {
  const targets = new Map(known.map((node) => [node.document.id, unattended(node)]))
  const circling = groups(targets).filter(([id = "", ...others]) => others.length > 0 || targets.get(id)?.includes(id))
  const circleOf = new Map(circling.flatMap((group) => group.map((id) => [id, group] as const)))
  const found = new Map<readonly string[], FlowNode[]>()
  for (const { document } of known) {
    const circle = circleOf.get(document.id)
    if (circle) found.set(circle, [...(found.get(circle) ?? []), document])
  }
  return [...found.values()]
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
