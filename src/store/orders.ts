import { and, desc, eq, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm"
import { type Currency, isCurrency, type Money } from "../core/money"
import { type OrderState, type OrderStatus, type PaymentEvent, settle } from "../core/order"
import type { Database } from "./database"
import { attempts, orderEvents, orders } from "./schema"

export type Order = typeof orders.$inferSelect
export type OrderEvent = typeof orderEvents.$inferSelect

/** What brought a piece of news. */
export type Cause = "checkout" | "callback" | "query" | "timer" | "customer" | "operator" | "late"

/** Statuses after which nothing more is expected of an order. */
const SETTLED: readonly OrderStatus[] = ["paid", "failed", "expired", "cancelled", "disputed"]

/** Time a conversation has to hear of a change before the sweep tells it again. */
const TELL_SECONDS = 60

/** How often the provider is asked about a method that settles later. */
const PENDING_SECONDS = 900

/** Rounds of compare-and-set: each lost round means that another writer moved the order on. */
const MAX_ROUNDS = 20

/** The order's amount. */
export function moneyOf(order: Pick<Order, "minor" | "currency">): Money {
  return { minor: order.minor, currency: currencyOf(order.currency) }
}

/** Whether money can still be taken for it. */
export function isPayable(order: Order, at: number): boolean {
  return order.status === "open" && at < order.expiresAt
}

export function isSettled(order: Pick<Order, "status">): boolean {
  return SETTLED.includes(order.status)
}

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

export async function findOrder(db: Database, id: string): Promise<Order | null> {
  return (await db.select().from(orders).where(eq(orders.id, id)))[0] ?? null
}

export async function findOrderByKey(db: Database, key: string): Promise<Order | null> {
  return (await db.select().from(orders).where(eq(orders.key, key)))[0] ?? null
}

/** `hash` is the SHA-256 of the link's id: the id itself is not stored. */
export async function findOrderByLink(db: Database, hash: string): Promise<Order | null> {
  return (await db.select().from(orders).where(eq(orders.link, hash)))[0] ?? null
}

/** Orders, newest first. The cursor is the last one of the page before. */
export async function listOrders(
  db: Database,
  filter: { status?: OrderStatus; number?: string; conversation?: string },
  page: { limit: number; cursor: { createdAt: number; id: string } | null },
): Promise<Order[]> {
  const { cursor } = page
  return db
    .select()
    .from(orders)
    .where(
      and(
        filter.status ? eq(orders.status, filter.status) : undefined,
        filter.number ? eq(orders.number, filter.number) : undefined,
        filter.conversation ? eq(orders.conversation, filter.conversation) : undefined,
        cursor
          ? or(
              lt(orders.createdAt, cursor.createdAt),
              and(eq(orders.createdAt, cursor.createdAt), lt(orders.id, cursor.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(page.limit)
}

/** Everything that happened to an order, oldest first. */
export async function eventsOf(db: Database, order: string): Promise<OrderEvent[]> {
  return db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.order, order))
    .orderBy(orderEvents.recordedAt, orderEvents.at)
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
  return db
    .insert(orderEvents)
    .values({
      id: `${news.account}:${event.id}`,
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
      ...(status === "paid" && statusMoved ? { paidAt: news.event.at } : {}),
      ...(statusMoved ? { sweepAt: news.at + (status === "pending" ? PENDING_SECONDS : TELL_SECONDS) * 1000 } : {}),
    })
    .where(and(eq(orders.id, order.id), eq(orders.revision, order.revision)))
    .returning()
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
    refundedMinor: order.refundedMinor,
    chargeback: order.chargeback,
    reason: order.reason,
  }
}

function currencyOf(text: string): Currency {
  if (!isCurrency(text)) throw new Error(`the database holds an unknown currency ${text}`)
  return text
}

/** Orders whose conversation does not know their status yet. */
export function isUntold(order: Order): boolean {
  return order.told !== order.status && order.status !== "open"
}
