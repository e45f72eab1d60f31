import * as z from "zod"
import type { Said } from "../../channels/emulator"
import type { Outcome } from "../../payments/emulator"
import type { Emulator } from "../emulator"
import type { Api } from "../local/api"
import type { Scene } from "./scene"

/** How everything stands when a story is over. */
export interface Ending {
  order: OrderRow
  runs: Runs
  /** Statuses of the order's events, oldest first. */
  events: string[]
  /** Messages that reached the customer beside those of the story. */
  unheard: Said[]
}

/** An order as it stands in D1. */
export interface OrderRow {
  id: string
  number: string
  status: string
  late: number
  minor: number
  currency: string
  payment: string | null
  /** When it came to this status; milliseconds since 1970. */
  at: number
}

/** The conversation's runs, from the API. */
export interface Runs {
  open: number
  ended: { status: string; node: string | null }[]
  /** Things still to be done. */
  owed: number
  failed: string[]
}

/** The one order of a demo. */
export async function readOrder(db: D1Database): Promise<OrderRow | null> {
  return db
    .prepare(
      `SELECT id, number, status, late, minor, currency, payment, coalesce(
         (SELECT max(recorded_at) FROM order_events WHERE order_id = orders.id), created_at) AS at
       FROM orders LIMIT 1`,
    )
    .first<OrderRow>()
}

const list = z.object({ items: z.array(z.object({ id: z.string() })) })

const view = z.object({
  runs: z.array(z.unknown()),
  ended: z.array(z.object({ status: z.string(), node: z.string().nullable() })),
  timeline: z.array(z.object({ type: z.string(), text: z.string(), status: z.string(), reason: z.string() })),
})

/** How the one conversation of a demo stands; null when it is not listed yet. */
export async function readRuns(api: Api): Promise<Runs | null> {
  const { items } = list.parse(await api("GET", "/conversations"))
  const [conversation] = items
  if (!conversation) return null
  const { runs, ended, timeline } = view.parse(await api("GET", `/conversations/${conversation.id}`))
  const failed = timeline.filter(({ status, type }) => status === "failed" && type !== "order")
  return {
    open: runs.length,
    ended,
    owed: timeline.filter(({ status }) => status === "due").length,
    failed: failed.map(({ type, text, reason }) => `${type} ${text}: ${reason}`),
  }
}

/** What each outcome demands: the order's status, the node the run ends at, and what was told of the order. */
const DEMANDS: Record<Outcome, { status: string; late: boolean; node: string; events: string[] }> = {
  paid: { status: "paid", late: false, node: "thanks", events: ["paid"] },
  duplicate: { status: "paid", late: false, node: "thanks", events: ["paid"] },
  failed: { status: "failed", late: false, node: "failed", events: ["pending", "failed"] },
  expired: { status: "expired", late: false, node: "expired", events: ["expired"] },
  cancelled: { status: "cancelled", late: false, node: "cancelled", events: ["cancelled"] },
  late: { status: "paid", late: true, node: "expired", events: ["expired", "paid"] },
}

/** What can become of a payment. */
export const outcomes = Object.keys(DEMANDS) as Outcome[]

/** In what the order in D1, the messages and the run's end disagree with the outcome; nothing when all agree. */
export function disagreements(
  { outcome }: Scene,
  ending: Ending,
  emulator: Pick<Emulator, "numbers" | "received">,
): string[] {
  const demand = DEMANDS[outcome]
  const { order, runs, events, unheard } = ending
  const found: string[] = []
  const agree = (what: string, is: unknown, shall: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(shall))
      found.push(`${what} is ${JSON.stringify(is)}, but ${outcome} demands ${JSON.stringify(shall)}`)
  }
  agree("the order's status", order.status, demand.status)
  agree("whether it was paid late", order.late === 1, demand.late)
  agree("the order's amount", `${order.minor} ${order.currency}`, "14990 ZAR")
  agree("the order's number", [order.number], emulator.numbers)
  agree("whether a payment came", order.payment !== null, demand.status === "paid")
  for (const status of demand.events) agree(`${status} events`, new Set(events).has(status), true)
  agree("paid events", events.filter((status) => status === "paid").length, demand.status === "paid" ? 1 : 0)
  agree("the run's end", runs.ended, [{ status: "ended", node: demand.node }])
  agree("what could not be done", runs.failed, [])
  agree(
    "messages beside the story",
    unheard.map(({ text }) => text),
    [],
  )
  const refused = emulator.received.filter(({ answered, path }) => answered >= 400 && !isBrokenOnPurpose(outcome, path))
  agree(
    "requests refused outside",
    refused.map(({ service, path, answered }) => `${service}${path} ${answered}`),
    [],
  )
  return found
}

/** In the story of late money the provider cannot be reached to close the checkout. */
function isBrokenOnPurpose(outcome: Outcome, path: string): boolean {
  return outcome === "late" && /\/(expire|close)$/.test(path)
}
