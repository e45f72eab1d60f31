import { eq, sql } from "drizzle-orm"
import type { Money } from "../../core/money"
import { MAX_ORDER_NUMBER, orderNumber, usesSequence } from "../../core/order/number"
import { type Mode, settle } from "../../core/order/order"
import type { Database } from "../database"
import { orderEvents, orders, sequences } from "../schema"
import { run, runTogether, statement } from "../statement"
import { publishingOpened } from "../stream/publish"
import { applyEvent, earlyEvents, stateOf } from "./append"
import { endOf, findOrderByKey, type Order, orderByKey } from "./orders"
import { openedOf } from "./published"

const { placeholder } = sql

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
  const { money, number: _, random: __, ...order } = wanted
  const [, , , [found]] = await runTogether(db, [
    store(db, { ...order, ...money, number, sweepAt: endOf(wanted) }),
    publishingOpened(db, openedOf(wanted)),
    recordOpened(db, { id: wanted.id, event: `order:${wanted.id}:opened` }),
    orderByKey(db, { key: wanted.key }),
  ])
  return found ?? null
}

const store = statement((db) =>
  db
    .insert(orders)
    .values({
      id: placeholder("id"),
      key: placeholder("key"),
      number: placeholder("number"),
      link: placeholder("link"),
      conversation: placeholder("conversation"),
      flow: placeholder("flow"),
      flowVersion: placeholder("flowVersion"),
      node: placeholder("node"),
      paymentAccount: placeholder("paymentAccount"),
      mode: placeholder("mode"),
      currency: placeholder("currency"),
      minor: placeholder("minor"),
      description: placeholder("description"),
      language: placeholder("language"),
      status: "open",
      createdAt: placeholder("at"),
      expiresAt: placeholder("expiresAt"),
      sweepAt: placeholder("sweepAt"),
    })
    .onConflictDoNothing(),
)

// Only if the order is there: its number may have been taken by another one.
const recordOpened = statement((db) =>
  db
    .insert(orderEvents)
    .select(
      db
        .select({
          id: sql`${placeholder("event")}`.as("id"),
          order: orders.id,
          cause: sql`'opened'`.as("cause"),
          status: sql`'opened'`.as("status"),
          reference: sql`null`.as("reference"),
          payment: sql`null`.as("payment"),
          subject: sql`null`.as("subject"),
          currency: orders.currency,
          minor: orders.minor,
          mode: orders.mode,
          reason: sql`null`.as("reason"),
          at: orders.createdAt,
          recordedAt: orders.createdAt,
        })
        .from(orders)
        .where(eq(orders.id, placeholder("id"))),
    )
    .onConflictDoNothing(),
)

/**
 * A callback can overtake the write of its own order: it was kept, and counts now. What counted already changes nothing,
 * so that it is not written again.
 */
export async function withEarlyNews(db: Database, order: Order, at: number): Promise<Order> {
  const early = (await earlyEvents(db, order.id)).filter(({ account }) => account === order.paymentAccount)
  const before = stateOf(order)
  if (early.reduce((state, { event }) => settle(state, event), before) === before) return order
  for (const { account, event } of early) await applyEvent(db, { account, cause: "callback", event, at })
  return (await findOrderByKey(db, order.key)) ?? order
}

async function automatic(db: Database, pattern: string, wanted: NewOrder): Promise<string> {
  return orderNumber(pattern, wanted.at, usesSequence(pattern) ? await nextInSequence(db) : 0, wanted.random())
}

async function nextInSequence(db: Database): Promise<number> {
  const [row] = await run(nextNumber(db))
  if (!row) throw new Error("the sequence of order numbers gave none")
  return row.value
}

const nextNumber = statement((db) =>
  db
    .insert(sequences)
    .values({ name: "orders", value: 1 })
    .onConflictDoUpdate({ target: sequences.name, set: { value: sql`${sequences.value} + 1` } })
    .returning(),
)

function customFault(number: string): string | null {
  if (number === "") return "the order number is empty: the step before did not give one"
  if (number.length > MAX_ORDER_NUMBER) return `the order number is longer than ${MAX_ORDER_NUMBER} characters`
  if (!/^[\p{L}\p{N}_.\-/# ]+$/u.test(number))
    return "the order number has characters other than letters, digits and - _ . / #"
  return null
}
