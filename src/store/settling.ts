import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm"
import { type OrderState, type OrderStatus, type PaymentEvent, settle } from "../core/order"
import type { Database } from "./database"
import { currencyOf, moneyOf, type Order } from "./orders"
import { attempts, orderEvents, orders } from "./schema"

/** What brought a piece of news. */
export type Cause = "checkout" | "callback" | "query" | "timer" | "customer" | "operator" | "late"

/** Time a conversation has to hear of a change before the sweep tells it again. */
const TELL_SECONDS = 60

/** How often the provider is asked about a method that settles later. */
const PENDING_SECONDS = 900

/** Rounds of compare-and-set: each lost round means that another writer moved the order on. */
const MAX_ROUNDS = 20

/**
 * Records a piece of news and moves the order by compare-and-set, both in one batch. Safe to repeat and safe to race:
 * a round that loses is decided anew from the order as it then stands. Null when no such order exists, in which case
 * the news is kept under the id it claims and applied when that order is opened.
 */
export async function applyEvent(
  db: Database,
  news: { account: string; cause: Cause; event: PaymentEvent; at: number },
): Promise<{ order: Order; changed: boolean } | null> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const order = await findForEvent(db, news.account, news.event)
    const record = recordEvent(db, news, order?.id ?? news.event.order)
    if (!order) {
      await record
      // Stored between the look and the record, its order found no early news.
      if (await findForEvent(db, news.account, news.event)) continue
      return null
    }
    const before = stateOf(order)
    const after = settle(before, news.event)
    if (after === before) {
      await record
      return { order, changed: false }
    }
    const [, moved] = await db.batch([record, move(db, order, after, news)])
    if (moved[0]) return { order: moved[0], changed: true }
  }
  throw new Error("an order changed under every attempt to change it")
}

/** Says that the conversation knows the status and has made it durable. `sweepAt` is when to look again, if ever. */
export async function markTold(
  db: Database,
  order: string,
  status: OrderStatus,
  sweepAt: number | null,
): Promise<void> {
  await db
    .update(orders)
    .set({ told: status, sweepAt })
    .where(and(eq(orders.id, order), eq(orders.status, status)))
}

/** Has the sweep look at an order at that time. */
export async function sweepLater(db: Database, order: string, sweepAt: number): Promise<void> {
  await db.update(orders).set({ sweepAt }).where(eq(orders.id, order))
}

/** Orders that the sweep has to look at now, the most overdue first. */
export async function dueOrders(db: Database, at: number, limit: number): Promise<Order[]> {
  return db
    .select()
    .from(orders)
    .where(and(isNotNull(orders.sweepAt), lte(orders.sweepAt, at)))
    .orderBy(orders.sweepAt)
    .limit(limit)
}

/** News that came before its order was stored. */
export async function earlyEvents(db: Database, order: string): Promise<{ account: string; event: PaymentEvent }[]> {
  const rows = await db
    .select()
    .from(orderEvents)
    .where(and(eq(orderEvents.order, order), inArray(orderEvents.cause, ["callback", "query"])))
  return rows.flatMap((row) => {
    const separator = row.id.indexOf(":")
    if (row.status === "opened" || row.status === "checkout" || !row.mode) return []
    const { status, reference, payment, mode, at, reason } = row
    const money =
      row.currency === null || row.minor === null ? null : { minor: row.minor, currency: currencyOf(row.currency) }
    const event = { id: row.id.slice(separator + 1), order, reference, payment, status, money, mode, at, reason }
    return [{ account: row.id.slice(0, separator), event }]
  })
}

/** Only the account that an order is paid to may speak of it. */
async function findForEvent(db: Database, account: string, event: PaymentEvent): Promise<Order | null> {
  const own = eq(orders.paymentAccount, account)
  if (event.order)
    return (
      (
        await db
          .select()
          .from(orders)
          .where(and(eq(orders.id, event.order), own))
      )[0] ?? null
    )
  if (event.reference) {
    const known = db.select({ order: attempts.order }).from(attempts).where(eq(attempts.reference, event.reference))
    const found = (
      await db
        .select()
        .from(orders)
        .where(and(inArray(orders.id, known), own))
    )[0]
    if (found) return found
  }
  if (!event.payment) return null
  return (
    (
      await db
        .select()
        .from(orders)
        .where(and(eq(orders.payment, event.payment), own))
    )[0] ?? null
  )
}

function recordEvent(
  db: Database,
  news: { account: string; cause: Cause; event: PaymentEvent; at: number },
  order: string | null,
) {
  const { event } = news
  const id = `${news.account}:${event.id}`
  // Other news under a known id still moves the order: it gets a row of its own, so that no change is without one.
  const differs = sql`select 1 from ${orderEvents} where ${orderEvents.id} = ${id} and not (
    ${orderEvents.status} is ${event.status} and ${orderEvents.payment} is ${event.payment}
    and ${orderEvents.minor} is ${event.money?.minor ?? null} and ${orderEvents.mode} is ${event.mode})`
  return db
    .insert(orderEvents)
    .values({
      id: sql`iif(exists (${differs}), ${`${id}#${event.status}`}, ${id})`,
      order,
      cause: news.cause,
      status: event.status,
      reference: event.reference,
      payment: event.payment,
      currency: event.money?.currency ?? null,
      minor: event.money?.minor ?? null,
      mode: event.mode,
      reason: event.reason,
      at: event.at,
      recordedAt: news.at,
    })
    .onConflictDoNothing()
}

function move(db: Database, order: Order, after: OrderState, news: { event: PaymentEvent; at: number }) {
  const { status, payment, late, overpaid, refundedMinor, chargeback, reason } = after
  const statusMoved = status !== order.status
  return db
    .update(orders)
    .set({
      status,
      payment,
      late,
      overpaid,
      refundedMinor,
      chargeback,
      reason,
      revision: sql`${orders.revision} + 1`,
      ...(status === "paid" && statusMoved
        ? { paidAt: news.event.at, reference: news.event.reference ?? order.reference }
        : {}),
      ...(statusMoved ? { sweepAt: news.at + (status === "pending" ? PENDING_SECONDS : TELL_SECONDS) * 1000 } : {}),
    })
    .where(and(eq(orders.id, order.id), eq(orders.revision, order.revision)))
    .returning()
}

/** The part of an order that `settle` decides on. */
function stateOf(order: Order): OrderState {
  return {
    status: order.status,
    money: moneyOf(order),
    mode: order.mode,
    expiresAt: order.expiresAt,
    reference: order.reference,
    payment: order.payment,
    late: order.late,
    overpaid: order.overpaid,
    refundedMinor: order.refundedMinor,
    chargeback: order.chargeback,
    reason: order.reason,
  }
}
