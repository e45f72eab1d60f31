import { eq, sql } from "drizzle-orm"
import type { Money } from "../core/money"
import type { Mode } from "../core/order"
import { MAX_ORDER_NUMBER, orderNumber, usesSequence } from "../core/ordernumber"
import type { Database } from "./database"
import { findOrderByKey, type Order } from "./orders"
import { orderEvents, orders, sequences } from "./schema"
import { applyEvent, earlyEvents } from "./settling"

/** An order to be opened. Everything in it follows from the effect's key and what is configured. */
export interface NewOrder {
  id: string
  key: string
  /** SHA-256 of the link's id. */
  link: string
  conversation: string
  flow: string
  flowVersion: number
  node: string
  paymentAccount: string
  mode: Mode
  money: Money
  description: string
  language: string
  /** A custom number, or the pattern of automatic ones. */
  number: { custom: string } | { pattern: string }
  at: number
  expiresAt: number
  /** Base 32 text for one try of an automatic number. */
  random(): string
}

/** Tries of automatic numbers: with {random:5} even a million orders a day collide in one of 33. */
const MAX_TRIES = 10

/** Time after an order is due in which its conversation closes it; then the sweep does. */
const GRACE_SECONDS = 120

/** Opens an order, or finds it opened: the same key is the same order. News that came first is applied at once. */
export async function openOrder(db: Database, wanted: NewOrder): Promise<{ order: Order } | { refused: string }> {
  const fault = "custom" in wanted.number ? customFault(wanted.number.custom) : null
  if (fault) return { refused: fault }
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const number = "custom" in wanted.number ? wanted.number.custom : await automatic(db, wanted.number.pattern, wanted)
    const order = await insert(db, wanted, number)
    if (order) return { order: await withEarlyNews(db, order, wanted.at) }
    if ("custom" in wanted.number) return { refused: `the order number ${number} is already used` }
  }
  return { refused: "no free order number was found: make the pattern's random part longer" }
}

async function insert(db: Database, wanted: NewOrder, number: string): Promise<Order | null> {
  const { money, random: _, at, ...order } = wanted
  const [, , found] = await db.batch([
    db
      .insert(orders)
      .values({
        ...order,
        ...money,
        number,
        status: "open",
        createdAt: at,
        sweepAt: wanted.expiresAt + GRACE_SECONDS * 1000,
      })
      .onConflictDoNothing(),
    // Only if the order is there: its number may have been taken by another one.
    db
      .insert(orderEvents)
      .select(
        db
          .select({
            id: sql`${`order:${wanted.id}:opened`}`.as("id"),
            order: orders.id,
            cause: sql`'opened'`.as("cause"),
            status: sql`'opened'`.as("status"),
            reference: sql`null`.as("reference"),
            payment: sql`null`.as("payment"),
            currency: orders.currency,
            minor: orders.minor,
            mode: orders.mode,
            reason: sql`null`.as("reason"),
            at: orders.createdAt,
            recordedAt: orders.createdAt,
          })
          .from(orders)
          .where(eq(orders.id, wanted.id)),
      )
      .onConflictDoNothing(),
    db.select().from(orders).where(eq(orders.key, wanted.key)),
  ])
  return found[0] ?? null
}

/** A callback can overtake the write of its own order: it was kept, and counts now. Applying it again changes nothing. */
export async function withEarlyNews(db: Database, order: Order, at: number): Promise<Order> {
  const early = await earlyEvents(db, order.id)
  for (const { account, event } of early) await applyEvent(db, { account, cause: "callback", event, at })
  return early.length > 0 ? ((await findOrderByKey(db, order.key)) ?? order) : order
}

async function automatic(db: Database, pattern: string, wanted: NewOrder): Promise<string> {
  return orderNumber(pattern, wanted.at, usesSequence(pattern) ? await nextInSequence(db) : 0, wanted.random())
}

async function nextInSequence(db: Database): Promise<number> {
  const [row] = await db
    .insert(sequences)
    .values({ name: "orders", value: 1 })
    .onConflictDoUpdate({ target: sequences.name, set: { value: sql`${sequences.value} + 1` } })
    .returning()
  if (!row) throw new Error("the sequence of order numbers gave none")
  return row.value
}

function customFault(number: string): string | null {
  if (number === "") return "the order number is empty: the step before did not give one"
  if (number.length > MAX_ORDER_NUMBER) return `the order number is longer than ${MAX_ORDER_NUMBER} characters`
  if (!/^[\p{L}\p{N}_.\-/# ]+$/u.test(number))
    return "the order number has characters other than letters, digits and - _ . / #"
  return null
}
