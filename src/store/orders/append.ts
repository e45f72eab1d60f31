import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm"
import { NOTHING_GIVEN_BACK, type OrderState, type PaymentEvent, settle } from "../../core/order/order"
import type { OrderStatus } from "../../core/order/states"
import type { Database } from "../database"
import { orderEvents, orders } from "../schema"
import { type Bound, run, runTogether, statement } from "../statement"
import { publishingChange } from "../stream/publish"
import { orderOfEvent } from "./orderofevent"
import { currencyOf, moneyOf, type Order } from "./orders"
import { publishedOf } from "./published"

const { placeholder } = sql

/** What brought a piece of news. */
export type Cause = "checkout" | "callback" | "query" | "timer" | "customer" | "operator" | "late" | "flow" | "foreign"

/** Time a conversation has to hear of a change before the sweep tells it again. */
const TELL_SECONDS = 60

/** Rounds of compare-and-set: each lost round means that another writer moved the order on. */
const MAX_ROUNDS = 20

/**
 * Records a piece of news, moves the order by compare-and-set and publishes what that tells, all in one batch. Safe to repeat and safe to race:
 * a round that loses is decided anew from the order as it then stands. Null when no such order exists, in which case
 * the news is kept under the id it claims and applied when that order is opened.
 */
export async function applyEvent(
  db: Database,
  news: { account: string; cause: Cause; event: PaymentEvent; at: number },
): Promise<{ order: Order; changed: boolean } | null> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const order = await orderOfEvent(db, news.account, news.event)
    const record = recordEvent(db, news, order?.id ?? news.event.order)
    if (!order) {
      await run(record)
      // Stored between the look and the record, its order found no early news.
      if (await orderOfEvent(db, news.account, news.event)) continue
      return null
    }
    const before = stateOf(order)
    const after = settle(before, news.event)
    if (after === before) {
      await run(record)
      return { order, changed: false }
    }
    const events = publishedOf(order, before, after, news.at)
    const told = events.length > 0 ? [publishingChange(db, events)] : []
    const [, [moved]] = await runTogether(db, [record, move(db, order, after, news), ...told])
    if (moved) return { order: moved, changed: true }
  }
  throw new Error("an order changed under every attempt to change it")
}

/**
 * Keeps news of money on somebody else's account with the order that it claims to be about, if that is ours: seen there,
 * and never applied. News of nothing of ours is not kept: a platform hears of all that its merchants do.
 */
export async function recordForeign(
  db: Database,
  { account, event, at }: { account: string; event: PaymentEvent; at: number },
): Promise<void> {
  const order = await orderOfEvent(db, account, event)
  if (order) await run(recordEvent(db, { account, cause: "foreign", event, at }, order.id))
}

/** An order as it was known. */
interface Known {
  status: OrderStatus
  surplus: readonly string[]
  /** Checkouts asked for. */
  attempts: number
}

/**
 * Says that the conversation knows the status and the payments that were too many, and has made it durable. `sweepAt` is
 * when to look again, if ever; as it is set where another checkout was asked for meanwhile. Nothing is said where more was
 * known meanwhile.
 */
export async function markTold(
  db: Database,
  order: string,
  { status, surplus, attempts }: Known,
  sweepAt: number | null,
): Promise<void> {
  await run(noteTold(db, { order, status, surplus: surplus.length, attempts, sweepAt }))
}

const noteTold = statement((db) =>
  db
    .update(orders)
    .set({
      told: sql`${placeholder("status")}`,
      sweepAt: sql`iif(${orders.attempts} = ${placeholder("attempts")}, ${placeholder("sweepAt")}, ${orders.sweepAt})`,
    })
    .where(
      and(
        eq(orders.id, placeholder("order")),
        eq(orders.status, placeholder("status")),
        sql`json_array_length(${orders.surplus}) = ${placeholder("surplus")}`,
      ),
    ),
)

/** Has the sweep look at an order at that time, unless that was set anew since the order was read. */
export async function sweepLater(db: Database, order: Order, sweepAt: number): Promise<void> {
  await run(noteSweep(db, { order: order.id, seen: order.sweepAt, sweepAt }))
}

const noteSweep = statement((db) =>
  db
    .update(orders)
    .set({ sweepAt: sql`${placeholder("sweepAt")}` })
    .where(and(eq(orders.id, placeholder("order")), eq(orders.sweepAt, placeholder("seen")))),
)

/** Orders whose time has come: those whose conversation has to be told, and those to ask about; the most overdue first. */
export async function dueOrders(
  db: Database,
  at: number,
  limits: { untold: number; looks: number },
): Promise<{ untold: Order[]; looks: Order[] }> {
  const [untold, looks] = await runTogether(db, [
    dueUntold(db, { at, limit: limits.untold }),
    dueLooks(db, { at, limit: limits.looks }),
  ])
  return { untold, looks }
}

const isDue = and(isNotNull(orders.sweepAt), lte(orders.sweepAt, placeholder("at")))

/** As `isUntold`, for statements. */
const untold = sql`${orders.status} <> 'open' and ${orders.told} is not ${orders.status}`

const dueUntold = statement((db) =>
  db.select().from(orders).where(and(isDue, untold)).orderBy(orders.sweepAt).limit(placeholder("limit")),
)

const dueLooks = statement((db) =>
  db
    .select()
    .from(orders)
    .where(and(isDue, sql`not (${untold})`))
    .orderBy(orders.sweepAt)
    .limit(placeholder("limit")),
)

/**
 * Puts off whatever the sweep would ask a payment account about now: until then, and the longer an order is over the
 * longer, up to a quarter of that time, so that one which nobody ever answers for does not stand before the others.
 */
export async function postponeLooks(db: Database, account: string, at: number, until: number): Promise<void> {
  await run(postpone(db, { account, at, until }))
}

const postpone = statement((db) =>
  db
    .update(orders)
    .set({
      sweepAt: sql`max(${placeholder("until")}, iif(${orders.status} = 'open', 0,
        ${placeholder("at")} + (${placeholder("at")} - ${orders.expiresAt}) / 4))`,
    })
    .where(and(isDue, sql`not (${untold})`, eq(orders.paymentAccount, placeholder("account")))),
)

const newest = statement((db) =>
  db
    .select({ at: sql<number | null>`max(${orderEvents.recordedAt})` })
    .from(orderEvents)
    .where(eq(orderEvents.order, placeholder("order"))),
)

/** When anything was last heard of an order; milliseconds since 1970. */
export async function lastHeard(db: Database, order: string): Promise<number | null> {
  return (await run(newest(db, { order })))[0]?.at ?? null
}

/** Has the sweep look at an order at once, whatever was planned. */
export async function sweepNow(db: Database, order: string, at: number): Promise<void> {
  await run(noteNow(db, { order, at }))
}

const noteNow = statement((db) =>
  db
    .update(orders)
    .set({ sweepAt: sql`min(coalesce(${orders.sweepAt}, ${placeholder("at")}), ${placeholder("at")})` })
    .where(eq(orders.id, placeholder("order"))),
)

/** News that came before its order was stored. */
export async function earlyEvents(db: Database, order: string): Promise<{ account: string; event: PaymentEvent }[]> {
  const rows = await run(early(db, { order }))
  return rows.flatMap((row) => {
    const separator = row.id.indexOf(":")
    if (row.status === "opened" || row.status === "checkout" || !row.mode) return []
    const { status, reference, payment, subject, mode, at, reason } = row
    const money =
      row.currency === null || row.minor === null ? null : { minor: row.minor, currency: currencyOf(row.currency) }
    const about = { id: row.id.slice(separator + 1), order, reference, payment, subject, mode, at }
    const event = { ...about, status, money, reason }
    return [{ account: row.id.slice(0, separator), event }]
  })
}

const early = statement((db) =>
  db
    .select()
    .from(orderEvents)
    .where(and(eq(orderEvents.order, placeholder("order")), inArray(orderEvents.cause, ["callback", "query"]))),
)

// Other news under a known id still moves the order: it gets a row of its own, so that no change is without one.
const differs = sql`select 1 from ${orderEvents} where ${orderEvents.id} = ${placeholder("id")} and not (
  ${orderEvents.status} is ${placeholder("status")} and ${orderEvents.payment} is ${placeholder("payment")}
  and ${orderEvents.subject} is ${placeholder("subject")}
  and ${orderEvents.minor} is ${placeholder("minor")} and ${orderEvents.mode} is ${placeholder("mode")})`

const record = statement((db) =>
  db
    .insert(orderEvents)
    .values({
      id: sql`iif(exists (${differs}), ${placeholder("otherId")}, ${placeholder("id")})`,
      order: placeholder("order"),
      cause: placeholder("cause"),
      status: placeholder("status"),
      reference: placeholder("reference"),
      payment: placeholder("payment"),
      subject: placeholder("subject"),
      currency: placeholder("currency"),
      minor: placeholder("minor"),
      mode: placeholder("mode"),
      reason: placeholder("reason"),
      at: placeholder("at"),
      recordedAt: placeholder("recordedAt"),
    })
    .onConflictDoNothing(),
)

function recordEvent(
  db: Database,
  news: { account: string; cause: Cause; event: PaymentEvent; at: number },
  order: string | null,
): Bound<never> {
  const { status, reference, payment, subject, money, mode, reason, at } = news.event
  const id = `${news.account}:${news.event.id}`
  return record(db, {
    ...{ id, order, status, reference, payment, subject, mode, reason, at },
    otherId: `${id}#${status}`,
    cause: news.cause,
    currency: money?.currency ?? null,
    minor: money?.minor ?? null,
    recordedAt: news.at,
  })
}

const change = statement((db) =>
  db
    .update(orders)
    .set({
      status: sql`${placeholder("status")}`,
      payment: sql`${placeholder("payment")}`,
      late: sql`${placeholder("late")}`,
      overpaid: sql`${placeholder("overpaid")}`,
      surplus: sql`${placeholder("surplus")}`,
      told: sql`iif(${placeholder("untold")}, null, ${orders.told})`,
      refundedMinor: sql`${placeholder("refundedMinor")}`,
      givenBack: sql`${placeholder("givenBack")}`,
      disputes: sql`${placeholder("disputes")}`,
      chargeback: sql`${placeholder("chargeback")}`,
      reason: sql`${placeholder("reason")}`,
      // What this news does not touch stays as it is then: the sweep's time moves without a new revision.
      reference: sql`coalesce(${placeholder("reference")}, ${orders.reference})`,
      paidAt: sql`coalesce(${placeholder("paidAt")}, ${orders.paidAt})`,
      sweepAt: sql`coalesce(${placeholder("sweepAt")}, ${orders.sweepAt})`,
      revision: sql`${orders.revision} + 1`,
    })
    .where(and(eq(orders.id, placeholder("id")), eq(orders.revision, placeholder("revision"))))
    .returning(),
)

function move(db: Database, order: Order, after: OrderState, news: { event: PaymentEvent; at: number }): Bound<Order> {
  const { status, payment, late, overpaid, surplus, refundedMinor, givenBack, chargeback, disputes, reason } = after
  const moved = status !== order.status
  const more = status === "paid" && surplus.length > order.surplus.length
  const paid = status === "paid" && moved
  return change(db, {
    ...{ status, payment, refundedMinor, reason },
    late: Number(late),
    overpaid: Number(overpaid),
    surplus: JSON.stringify(surplus),
    untold: Number(more),
    givenBack: JSON.stringify(givenBack),
    chargeback: Number(chargeback),
    disputes: JSON.stringify(disputes),
    reference: paid ? news.event.reference : null,
    paidAt: paid ? news.event.at : null,
    sweepAt: moved || more ? news.at + TELL_SECONDS * 1000 : null,
    id: order.id,
    revision: order.revision,
  })
}

/** The part of an order that `settle` decides on. */
export function stateOf(order: Order): OrderState {
  return {
    status: order.status,
    money: moneyOf(order),
    mode: order.mode,
    expiresAt: order.expiresAt,
    reference: order.reference,
    payment: order.payment,
    late: order.late,
    overpaid: order.overpaid,
    surplus: order.surplus,
    refundedMinor: order.refundedMinor,
    givenBack: order.givenBack ?? { ...NOTHING_GIVEN_BACK, total: order.refundedMinor },
    chargeback: order.chargeback,
    disputes: order.disputes ?? (order.chargeback ? { "": "open" } : {}),
    reason: order.reason,
  }
}
