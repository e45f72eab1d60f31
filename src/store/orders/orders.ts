import { and, eq, sql } from "drizzle-orm"
import { type Currency, isCurrency, type Money } from "../../core/money"
import { orderStates } from "../../core/order/states"
import type { Database } from "../database"
import { orderEvents, orders } from "../schema"
import { run, statement } from "../statement"

export type Order = typeof orders.$inferSelect
export type OrderEvent = typeof orderEvents.$inferSelect

/** The order's amount. */
export function moneyOf(order: Pick<Order, "minor" | "currency">): Money {
  return { minor: order.minor, currency: currencyOf(order.currency) }
}

/** Time after an order is due in which its conversation closes it; then the sweep does. */
const GRACE_SECONDS = 120

/** When the sweep ends an order that is still open then; milliseconds since 1970. */
export function endOf(order: Pick<Order, "expiresAt">): number {
  return order.expiresAt + GRACE_SECONDS * 1000
}

/** Whether money can still be taken for it. */
export function isPayable(order: Order, at: number): boolean {
  return orderStates[order.status].payable && at < order.expiresAt
}

/** Whether no more money can come for it. What only ended can still be paid, and what had several checkouts paid twice. */
export function isSettled(order: Pick<Order, "status" | "attempts">): boolean {
  return order.status === "paid" && order.attempts <= 1
}

/** The statement for `findOrder`, for batches: its value is `id`. */
export const orderById = statement((db) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.id, sql.placeholder("id"))),
)

/** The statement for `findOrderByKey`, for batches: its value is `key`. */
export const orderByKey = statement((db) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.key, sql.placeholder("key"))),
)

const orderByLink = statement((db) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.link, sql.placeholder("link"))),
)

/** The order of that id. */
export async function findOrder(db: Database, id: string): Promise<Order | null> {
  return (await run(orderById(db, { id })))[0] ?? null
}

/** The order that the effect of that key opened. */
export async function findOrderByKey(db: Database, key: string): Promise<Order | null> {
  return (await run(orderByKey(db, { key })))[0] ?? null
}

/** `link` is the SHA-256 of the link's id: the id itself is not stored. */
export async function findOrderByLink(db: Database, link: string): Promise<Order | null> {
  return (await run(orderByLink(db, { link })))[0] ?? null
}

const ownOrder = statement((db) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.number, sql.placeholder("number")), eq(orders.conversation, sql.placeholder("conversation")))),
)

/** The order of that number, if it is that conversation's. */
export async function findOwnOrder(db: Database, conversation: string, number: string): Promise<Order | null> {
  return (await run(ownOrder(db, { conversation, number })))[0] ?? null
}

/** Everything that happened to an order, oldest first. */
export async function eventsOf(db: Database, order: string): Promise<OrderEvent[]> {
  return db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.order, order))
    .orderBy(orderEvents.recordedAt, orderEvents.at)
}

/** The currency of a row. Throws when it is none, which only a hand in the database can do. */
export function currencyOf(text: string): Currency {
  if (!isCurrency(text)) throw new Error(`the database holds an unknown currency ${text}`)
  return text
}

/** Orders whose conversation does not know their status yet. */
export function isUntold(order: Order): boolean {
  return order.told !== order.status && order.status !== "open"
}
