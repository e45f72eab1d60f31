import { sql } from "drizzle-orm"
import type { Money } from "../../core/money"
import { MAX_ORDER_NUMBER, numberParts } from "../../core/order/number"
import type { Mode } from "../../core/order/order"
import { statusesWhere } from "../../core/order/states"
import type { Database } from "../database"
import { orders, sequences } from "../schema"
import { runTogether, statement } from "../statement"
import { publishingOpened } from "../stream/publish"
import { mark, project } from "./append"
import { newestFact } from "./facts"
import { endOf, type Order, orderById, proven } from "./orders"
import { openedOf } from "./published"
import type { Further } from "./terms"
import { adopt, drop } from "./unmatched"

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
  /** What was agreed beyond that. */
  terms?: Further | null
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

/**
 * Opens an order, or finds it opened: the same key is the same order. One round trip: the next number of a sequence, a number
 * that another order gave up, and news that came first are of the same batch.
 */
export async function openOrder(db: Database, wanted: NewOrder): Promise<{ order: Order } | { refused: string }> {
  const fault = "custom" in wanted.number ? customFault(wanted.number.custom) : null
  if (fault) return { refused: fault }
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const order = await insert(db, wanted)
    // What came first is written where lists read it; what is not the sweep finds.
    if (order?.stale) await project(db, order)
    if (order) return { order }
    if ("custom" in wanted.number) return { refused: `the order number ${wanted.number.custom} is already used` }
  }
  return { refused: "no free order number was found: make the pattern's random part longer" }
}

async function insert(db: Database, wanted: NewOrder): Promise<Order | null> {
  const { money, number, random, terms = null, ...order } = wanted
  const isCustom = "custom" in number
  const parts = isCustom ? [number.custom] : numberParts(number.pattern, wanted.at, random())
  const running = Number(parts.some((part) => typeof part === "number"))
  const meant = { account: wanted.paymentAccount, order: wanted.id, checkout: null, payment: null }
  const own = { custom: isCustom ? number.custom : null, running, parts: JSON.stringify(parts) }
  const values = {
    ...order,
    ...money,
    terms: terms && JSON.stringify(terms),
    ...meant,
    ...own,
    sweepAt: endOf(wanted),
    soon: wanted.at,
  }
  const [, , , , , , , [row], facts] = await runTogether(db, [
    takeOver(db, values),
    takeNext(db, values),
    store(db, values),
    publishingOpened(db, openedOf(wanted)),
    adopt(db, values),
    drop(db, values),
    mark(db, values),
    ...orderById(db, { id: wanted.id }),
  ])
  return row ? proven(row, facts) : null
}

const isNew = sql`not exists (select 1 from orders known where known.id = ${placeholder("id")})`

const takeNext = statement((db) =>
  db
    .insert(sequences)
    .select(sql`select 'orders', 1 where ${placeholder("running")} and ${isNew}`)
    .onConflictDoUpdate({ target: sequences.name, set: { value: sql`${sequences.value} + 1` } }),
)

const ENDED = sql.raw(
  statusesWhere(({ ends }) => ends)
    .map((status) => `'${status}'`)
    .join(", "),
)

// A number names what is owed: whose order ended unpaid gives it up.
const takeOver = statement((db) =>
  db
    .update(orders)
    .set({ yielded: sql`${orders.id}` })
    .where(
      sql`${orders.number} = ${placeholder("custom")} and ${orders.yielded} = '' and ${isNew}
        and ${orders.status} in (${ENDED}) and ${orders.folded} = ${newestFact}`,
    ),
)

const store = statement((db) =>
  db
    .insert(orders)
    .values({
      id: placeholder("id"),
      key: placeholder("key"),
      // Text as it is, a number as so many digits of the sequence.
      number: sql`(select group_concat(iif(part.type = 'integer', printf('%0*d', part.value,
        (select value from sequences where name = 'orders')), part.value), '') from json_each(${placeholder("parts")}) part)`,
      link: placeholder("link"),
      conversation: placeholder("conversation"),
      flow: placeholder("flow"),
      flowVersion: placeholder("flowVersion"),
      node: placeholder("node"),
      paymentAccount: placeholder("paymentAccount"),
      mode: placeholder("mode"),
      currency: placeholder("currency"),
      minor: placeholder("minor"),
      terms: sql`${placeholder("terms")}`,
      description: placeholder("description"),
      language: placeholder("language"),
      status: "open",
      createdAt: placeholder("at"),
      expiresAt: placeholder("expiresAt"),
      sweepAt: placeholder("sweepAt"),
    })
    .onConflictDoNothing(),
)

function customFault(number: string): string | null {
  if (number === "") return "the order number is empty: the step before did not give one"
  if (number.length > MAX_ORDER_NUMBER) return `the order number is longer than ${MAX_ORDER_NUMBER} characters`
  if (!/^[\p{L}\p{N}_.\-/# ]+$/u.test(number))
    return "the order number has characters other than letters, digits and - _ . / #"
  return null
}
