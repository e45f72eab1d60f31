import { normal } from "../../../core/text/normal"
import type { Sentence } from "../../../core/text/sentence"
import { reachOfFlows } from "../../../deployment/cloudflare"
import type { World } from "../../../deployment/deployment"
import { addressFault, orderLimits, paymentsReadiness } from "../../../deployment/readiness"
import { type Checked, checkFlow, type FlowFault } from "../../../flow/checks/check"
import type { Flow } from "../../../flow/flow"
import { say } from "../../../flow/sentences"
import { unreachable } from "../../../platform/hosts"
import { accounts } from "../../../store/accounts/accounts"
import { publishedFlows } from "../../../store/flows/flows"
import { conflictOf, type RouteConflict, type RouteEntry } from "../../../store/flows/routes"

/** All that a check would find of a flow if it were published here and now. */
export async function checkHere(env: Env, world: World, id: string, document: unknown): Promise<Checked> {
  const [unanswerable, reach, payments, limits, flows, channels] = await Promise.all([
    addressFault(world),
    reachOfFlows(env),
    paymentsReadiness(env, world),
    orderLimits(env, world),
    publishedFlows(world.db),
    accounts(world.db, "channel", env.SECRETS_KEY).ids(),
  ])
  return checkFlow(document, {
    payments,
    limits,
    unanswerable,
    unreachable: (url) => unreachable(url, reach),
    // A flow may hand over to itself: publishing it makes that true.
    flows: [...new Set([...flows, id])],
    channels,
  })
}

/** What starts a flow without faults, in the words of the store: "*" for every account, "" for any message. */
export function routesOf({ triggers }: Flow): RouteEntry[] {
  const keywords = triggers.keywords.map(normal)
  const starts = triggers.anyMessage ? [...keywords, ""] : keywords
  const at = triggers.accounts.length > 0 ? triggers.accounts : ["*"]
  return at.flatMap((account) => starts.map((keyword) => ({ account, keyword })))
}

/** Another flow that is started by the same, as a fault; null when there is none. */
export async function routeFault(world: World, id: string, flow: Flow): Promise<FlowFault | null> {
  const conflict = await conflictOf(world.db, id, routesOf(flow))
  const path = conflict?.keyword === "" ? "triggers.anyMessage" : "triggers.keywords"
  return conflict && { code: "route", node: null, path, ...conflictSaid(conflict) }
}

/** Which flow is in the way. */
export function conflictSaid({ account, keyword, flow, name }: RouteConflict): Sentence {
  const where = { account: account === "*" ? "" : account, flow, name }
  return keyword === "" ? say("routeAnyMessage", where) : say("routeKeyword", { ...where, keyword })
}
