import type { Sentence } from "../../core/text/sentence"
import { leadsTo } from "../exits"
import type { Flow } from "../flow"
import { say } from "../sentences"
import type { FlowFault, KnownNode } from "./fault"

/**
 * The ways on which a customer who spoke last hears nothing more: exits that lead nowhere, and ends without last words.
 * They keep nothing from working, but a customer who waits for an answer thinks that it does not work.
 */
export function silentWays(flow: Flow, known: readonly KnownNode[]): FlowFault[] {
  const nodes = new Map(known.map((node) => [node.document.id, node]))
  const found = new Map<string, FlowFault>()
  const tell = (node: string, path: string, said: Sentence) =>
    found.set(`${node} ${path}`, { code: "silent", node, path, ...said })
  const seen = new Set<string>()
  const open: { id: string; last: "flow" | "customer" }[] = [{ id: flow.start, last: "customer" }]
  for (let at = open.pop(); at; at = open.pop()) {
    const node = nodes.get(at.id)
    const state = `${at.id} ${at.last}`
    if (!node || seen.has(state)) continue
    seen.add(state)
    const { document, type } = node
    const { id, name, config } = document
    if (at.last === "customer" && type.endsSilently(config)) tell(id, "config", say("silentEnd", { name }))
    if (type.waits && type.hears(config) === "nobody") tell(id, "config", say("silentWait", { name }))
    const exits = type.exits(config)
    for (const exit of exits) {
      const last = exit.lastWord ?? at.last
      const target = leadsTo(document.exits, exits, exit.name)
      if (target !== null) open.push({ id: target, last })
      // That a required exit leads nowhere is a fault already.
      else if (last === "customer" && !exit.required)
        tell(id, `exits.${exit.name}`, say("silentExit", { name, exit: exit.title }))
    }
  }
  const order = new Map(flow.nodes.map(({ id }, at) => [id, at]))
  const placeOf = ({ node }: FlowFault) => order.get(node ?? "") ?? 0
  return [...found.values()].sort((one, other) => placeOf(one) - placeOf(other))
}
