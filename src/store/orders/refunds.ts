import { and, eq, sql } from "drizzle-orm"
import type { Currency } from "../../core/money"
import type { Database } from "../database"
import { orderFacts, orders, refunds } from "../schema"
import { run, runTogether, statement } from "../statement"
import { mark } from "./append"
import { newestFact } from "./facts"
import { newestOf, type Order } from "./orders"

export type Refund = typeof refunds.$inferSelect

const { placeholder } = sql

// As long as nothing is known that who asks did not know: of two who ask at once one decides anew.
const isNewest = sql`${newestFact} = ${placeholder("after")}`

const ask = statement<Refund>((db) =>
  db
    .insert(refunds)
    .select(
      db
        .select({
          id: sql`${placeholder("id")}`.as("id"),
          order: orders.id,
          account: orders.paymentAccount,
          payment: sql`${placeholder("payment")}`.as("payment"),
          reference: sql`${placeholder("reference")}`.as("reference"),
          currency: sql`${placeholder("currency")}`.as("currency"),
          minor: sql`${placeholder("minor")}`.as("minor"),
          whole: sql`${placeholder("whole")}`.as("whole"),
          cause: sql`${placeholder("cause")}`.as("cause"),
          state: sql`'asked'`.as("state"),
          tries: sql`1`.as("tries"),
          refund: sql`null`.as("refund"),
          reason: sql`null`.as("reason"),
          askedAt: sql`${placeholder("at")}`.as("asked_at"),
          settledAt: sql`null`.as("settled_at"),
        })
        .from(orders)
        .where(and(eq(orders.id, placeholder("order")), isNewest)),
    )
    .onConflictDoNothing()
    .returning(),
)

/** The statement that records what is known of one try of a refund as a fact of its order. */
const note = (type: "refundAsked" | "refundFailed" | "refunded", prefix: string, holds: string) =>
  statement((db) => {
    // D1 binds every number as one with a point.
    const own = sql`its.id || '.' || cast(${placeholder("tries")} as integer)`
    return db
      .insert(orderFacts)
      .select(
        sql`select ${orders.id}, ${sql.raw(`'${prefix}'`)} || ${own}, ${sql.raw(`'${type}'`)},
          its.cause, ${orders.mode}, its.reference, its.payment, ${own}, its.currency, its.minor,
          null, its.reason, ${placeholder("at")}, ${placeholder("at")}, ${newestFact} + 1, null, null, null, null
          from refunds its join orders on ${orders.id} = its.order_id
          where its.id = ${placeholder("id")} and its.tries >= ${placeholder("tries")} and ${sql.raw(holds)}`,
      )
      .onConflictDoNothing()
  })

const noteAsked = note("refundAsked", "own:refund:", "its.state = 'asked'")

const noteRefused = note("refundFailed", "own:refused:", "its.state = 'failed'")

// A provider may tell a total alone.
const noteGiven = note("refunded", "own:given:", "its.state = 'done'")

// What was refused under the provider's id of it has that no more once it is asked for anew.
const noteReplaced = note("refundFailed", "own:refused:", "its.state = 'asked'")

const byId = statement<Refund>((db) =>
  db
    .select()
    .from(refunds)
    .where(eq(refunds.id, placeholder("id"))),
)

/** What is asked to be given back of one payment. */
export interface NewRefund {
  id: string
  payment: string
  reference: string | null
  currency: Currency
  minor: number
  whole: boolean
  cause: Refund["cause"]
}

/**
 * Stores a refund before the provider is asked, with the fact that it was asked for; `fresh` where it was not there before. Null
 * where more is known of the order than `order` says: who asks decides anew whether that much is left.
 */
export async function askRefund(
  db: Database,
  order: Order,
  wanted: NewRefund,
  at: number,
): Promise<{ refund: Refund; fresh: boolean } | null> {
  const values = { ...wanted, whole: Number(wanted.whole), order: order.id, after: newestOf(order), at, tries: 1 }
  const [[asked], , [known]] = await runTogether(db, [
    ask(db, values),
    noteAsked(db, values),
    byId(db, { id: wanted.id }),
  ])
  return known ? { refund: known, fresh: asked !== undefined } : null
}

const again = statement<Refund>((db) =>
  db
    .update(refunds)
    .set({
      state: "asked",
      tries: sql`${placeholder("tries")}`,
      refund: null,
      reason: null,
      settledAt: null,
      askedAt: sql`${placeholder("at")}`,
    })
    .where(
      sql`${refunds.id} = ${placeholder("id")} and ${refunds.state} = 'failed' and ${refunds.tries} = ${placeholder("tries")} - 1
        and exists (select 1 from orders where ${orders.id} = ${refunds.order} and ${isNewest})`,
    )
    .returning(),
)

/** Asks once more for a refund that was refused, as a new try. Null when it is asked for already, or more is known meanwhile. */
export async function askRefundAgain(
  db: Database,
  order: Order,
  { id, tries }: Refund,
  at: number,
): Promise<Refund | null> {
  const values = { id, tries: tries + 1, after: newestOf(order), at }
  const [[asked]] = await runTogether(db, [
    again(db, values),
    noteAsked(db, values),
    noteReplaced(db, { id, tries, at }),
  ])
  return asked ?? null
}

const touch = statement<Refund>((db) =>
  db
    .update(refunds)
    .set({ askedAt: sql`${placeholder("at")}` })
    .where(and(eq(refunds.id, placeholder("id")), eq(refunds.state, "asked"), eq(refunds.tries, placeholder("tries"))))
    .returning(),
)

/** Notes that the provider is asked once more for what it was asked for before; false when that is settled by now. */
export async function touchRefund(db: Database, { id, tries }: Refund, at: number): Promise<boolean> {
  return (await run(touch(db, { id, tries, at }))).length > 0
}

const taken = statement((db) =>
  db
    .update(refunds)
    .set({
      state: sql`${placeholder("state")}`,
      refund: sql`${placeholder("refund")}`,
      reason: null,
      settledAt: sql`${placeholder("at")}`,
    })
    .where(
      and(
        eq(refunds.id, placeholder("id")),
        sql`(${refunds.state} in ('asked', 'pending')
      or (${refunds.state} = 'failed' and ${refunds.refund} is null))`,
      ),
    ),
)

/** Notes that the money was given back, or is on its way, under the provider's id of the refund. */
export async function refundGiven(
  db: Database,
  { id, tries, account, order }: Refund,
  { refund, state }: { refund: string; state: "pending" | "done" },
  at: number,
): Promise<void> {
  const meant = { account, order, checkout: null, payment: null }
  await runTogether(db, [
    taken(db, { id, refund, state, at }),
    noteGiven(db, { id, tries, at }),
    mark(db, { ...meant, soon: at + 60_000 }),
  ])
}

const become = statement((db) =>
  db
    .update(refunds)
    .set({
      state: sql`${placeholder("state")}`,
      reason: sql`${placeholder("reason")}`,
      settledAt: sql`${placeholder("at")}`,
    })
    .where(
      and(
        eq(refunds.order, placeholder("order")),
        eq(refunds.refund, placeholder("refund")),
        sql`(${refunds.state} = 'pending' or (${refunds.state} = 'done' and ${placeholder("state")} = 'failed'))`,
      ),
    ),
)

/** Notes what came of a refund that was given or on its way, by the provider's id of it. One that was done can still fail. */
export async function refundBecame(
  db: Database,
  { order, refund, state, reason }: { order: string; refund: string; state: "done" | "failed"; reason: string | null },
  at: number,
): Promise<void> {
  await run(become(db, { order, refund, state, reason, at }))
}

const failed = statement((db) =>
  db
    .update(refunds)
    .set({ state: "failed", reason: sql`${placeholder("reason")}`, settledAt: sql`${placeholder("at")}` })
    .where(and(eq(refunds.id, placeholder("id")), eq(refunds.state, "asked"), eq(refunds.tries, placeholder("tries")))),
)

/** Notes that this try gave nothing back, and never will. */
export async function refundRefused(db: Database, { id, tries }: Refund, reason: string, at: number): Promise<void> {
  const values = { id, tries, reason, at }
  await runTogether(db, [failed(db, values), noteRefused(db, values)])
}

/** The refund of that id. */
export async function findRefund(db: Database, id: string): Promise<Refund | null> {
  return (await run(byId(db, { id })))[0] ?? null
}

const ofOrder = statement<Refund>((db) =>
  db
    .select()
    .from(refunds)
    .where(eq(refunds.order, placeholder("order")))
    .orderBy(refunds.askedAt, refunds.id),
)

/** The refunds asked for here, in the order in which they were. */
export async function refundsOf(db: Database, order: string): Promise<Refund[]> {
  return run(ofOrder(db, { order }))
}
