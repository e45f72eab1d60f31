import * as z from "zod"
import type { Said } from "../../channels/emulator"
import type { Money } from "../../core/money"
import type { Emulator } from "../emulator"
import type { Api } from "../local/api"
import { DEMANDS, type Scene } from "./scene"

/** How everything stands when a story is over. */
export interface Ending {
  order: OrderRow
  runs: Runs
  /** What was told of the order, oldest first. */
  events: { status: string; payment: string | null }[]
  /** Messages that reached the customer beside those of the story. */
  unheard: Said[]
  /** Requests that a service refused in it, though nobody broke it. */
  refused: Emulator["received"]
  /** What the provider took in it by its own books; minor units. */
  taken: number
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

/** The one order of a customer. */
export async function readOrder(db: D1Database, phone: string): Promise<OrderRow | null> {
  return db
    .prepare(
      `SELECT orders.id, number, status, late, minor, currency, payment, coalesce(
         (SELECT max(recorded_at) FROM order_facts WHERE order_id = orders.id), orders.created_at) AS at
       FROM orders JOIN conversations ON conversations.id = conversation WHERE phone = ?`,
    )
    .bind(phone)
    .first<OrderRow>()
}

const list = z.object({ items: z.array(z.object({ id: z.string() })) })

const view = z.object({
  runs: z.array(z.unknown()),
  ended: z.array(z.object({ status: z.string(), node: z.string().nullable() })),
  timeline: z.array(z.object({ type: z.string(), text: z.string(), status: z.string(), reason: z.string() })),
})

/** How the one conversation of a customer stands; null when it is not listed yet. */
export async function readRuns(api: Api, phone: string): Promise<Runs | null> {
  const { items } = list.parse(await api("GET", `/conversations?q=${encodeURIComponent(phone)}`))
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

/** How the story of a customer ended. */
export async function readEnding(
  db: D1Database,
  phone: string,
  seen: Omit<Ending, "order" | "events">,
): Promise<Ending> {
  const order = await readOrder(db, phone)
  if (!order) throw new Error("there is no order")
  const { results: events } = await db
    .prepare(`SELECT iif(type = 'captured', 'paid', coalesce(stage, type)) AS status, payment
       FROM order_facts WHERE order_id = ? ORDER BY seq`)
    .bind(order.id)
    .all<Ending["events"][number]>()
  return { ...seen, order, events }
}

/** In what the order in D1, the messages and the run's end disagree with the outcome; nothing when all agree. */
export function disagreements(
  { outcome }: Scene,
  ending: Ending,
  { numbers, price }: { numbers: readonly string[]; price: Money },
): string[] {
  const demand = DEMANDS[outcome]
  const { order, runs, events, unheard, refused, taken } = ending
  const found: string[] = []
  const agree = (what: string, is: unknown, shall: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(shall))
      found.push(`${what} is ${JSON.stringify(is)}, but ${outcome} demands ${JSON.stringify(shall)}`)
  }
  const isPaid = demand.status === "paid"
  const told = new Set(events.map(({ status }) => status))
  const payments = events.filter(({ status }) => status === "paid").map(({ payment }) => payment)
  agree("the order's status", order.status, demand.status)
  agree("whether it was paid late", order.late === 1, demand.late)
  agree("the order's amount", `${order.minor} ${order.currency}`, `${price.minor} ${price.currency}`)
  agree("whether the shop gave out its number", numbers.includes(order.number), true)
  agree("what the provider took", taken, isPaid ? price.minor : 0)
  agree("whether a payment came", order.payment !== null, isPaid)
  for (const status of demand.events) agree(`whether ${status} was told`, told.has(status), true)
  agree("payments told", new Set(payments).size, isPaid ? 1 : 0)
  agree("the run's end", runs.ended, [{ status: "ended", node: demand.node }])
  agree("what could not be done", runs.failed, [])
  agree(
    "messages beside the story",
    unheard.map(({ text }) => text),
    [],
  )
  agree(
    "requests refused outside",
    refused.map(({ service, path, answered }) => `${service}${path} ${answered}`),
    [],
  )
  return found
}
