import { and, eq, ne, sql } from "drizzle-orm"
import type { Currency } from "../../core/money"
import type { Database } from "../database"
import { orderEvents, orders, refunds } from "../schema"
import { run, runTogether, statement } from "../statement"
import { currencyOf, type Order } from "./orders"

export type Refund = typeof refunds.$inferSelect

/** A payment that was captured for an order, and what became of its money; minor units. */
export interface Payment {
  payment: string
  /** The checkout that it was paid by. */
  reference: string | null
  currency: Currency
  captured: number
  /** Given back as far as is known, by whomever. */
  refunded: number
  /** Asked to be given back, and not known to be. */
  asked: number
}

/** What can still be asked to be given back of a payment. */
export function leftOf({ captured, refunded, asked }: Payment): number {
  return captured - refunded - asked
}

const { placeholder } = sql

/** The largest amount of that status that was told of a payment: each piece of news tells the whole so far. */
const told = (status: "paid" | "refunded") => sql`coalesce((select max(${orderEvents.minor}) from ${orderEvents}
  where ${orderEvents.order} = ${orders.id} and ${orderEvents.payment} = ${placeholder("payment")}
  and ${orderEvents.status} = ${sql.raw(`'${status}'`)} and ${orderEvents.currency} = ${placeholder("currency")}
  and ${orderEvents.mode} = ${orders.mode} and ${orderEvents.cause} <> 'foreign'), 0)`

const ours = (state: Refund["state"]) => sql`coalesce((select sum(other.minor) from ${refunds} other
  where other.order_id = ${orders.id} and other.payment = ${placeholder("payment")}
  and other.state = ${sql.raw(`'${state}'`)}), 0)`

// In the statement that asks for it, so that nothing comes between.
const hasRoom = sql`${told("paid")} - max(${told("refunded")}, ${ours("done")}) - ${ours("asked")} >= ${placeholder("minor")}`

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
        .where(and(eq(orders.id, placeholder("order")), hasRoom)),
    )
    .onConflictDoNothing()
    .returning(),
)

const byId = statement<Refund>((db) =>
  db
    .select()
    .from(refunds)
    .where(eq(refunds.id, placeholder("id"))),
)

/** What is asked to be given back of one payment. */
export interface NewRefund {
  id: string
  order: string
  payment: string
  reference: string | null
  currency: Currency
  minor: number
  whole: boolean
  cause: Refund["cause"]
}

/**
 * Stores a refund before the provider is asked; `fresh` where it was not there before. Null when there is not that much
 * left of the payment, whatever else is asked for at the same time.
 */
export async function askRefund(
  db: Database,
  wanted: NewRefund,
  at: number,
): Promise<{ refund: Refund; fresh: boolean } | null> {
  const values = { ...wanted, whole: Number(wanted.whole), at }
  const [[asked], [known]] = await runTogether(db, [ask(db, values), byId(db, { id: wanted.id })])
  return known ? { refund: known, fresh: asked !== undefined } : null
}

const again = statement<Refund>((db) =>
  db
    .update(refunds)
    .set({
      state: "asked",
      tries: sql`${refunds.tries} + 1`,
      reason: null,
      settledAt: null,
      askedAt: sql`${placeholder("at")}`,
    })
    .where(
      and(
        eq(refunds.id, placeholder("id")),
        eq(refunds.state, "failed"),
        sql`exists (select 1 from ${orders} where ${orders.id} = ${refunds.order} and ${hasRoom})`,
      ),
    )
    .returning(),
)

/** Asks once more for a refund that was refused, as a new try. Null when it is asked for already, or nothing is left. */
export async function askRefundAgain(db: Database, refund: Refund, at: number): Promise<Refund | null> {
  const { id, payment, currency, minor } = refund
  return (await run(again(db, { id, payment, currency, minor, at })))[0] ?? null
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

const done = statement((db) =>
  db
    .update(refunds)
    .set({
      state: "done",
      refund: sql`${placeholder("refund")}`,
      reason: null,
      settledAt: sql`${placeholder("at")}`,
    })
    .where(and(eq(refunds.id, placeholder("id")), ne(refunds.state, "done"))),
)

/** Notes that the money was given back, under the provider's id of the refund. */
export async function refundGiven(db: Database, id: string, refund: string, at: number): Promise<void> {
  await run(done(db, { id, refund, at }))
}

const failed = statement((db) =>
  db
    .update(refunds)
    .set({ state: "failed", reason: sql`${placeholder("reason")}`, settledAt: sql`${placeholder("at")}` })
    .where(and(eq(refunds.id, placeholder("id")), eq(refunds.state, "asked"), eq(refunds.tries, placeholder("tries")))),
)

/** Notes that this try gave nothing back, and never will. */
export async function refundRefused(db: Database, { id, tries }: Refund, reason: string, at: number): Promise<void> {
  await run(failed(db, { id, tries, reason, at }))
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

const moneyNews = statement<
  Pick<typeof orderEvents.$inferSelect, "payment" | "status" | "currency" | "minor" | "reference">
>((db) =>
  db
    .select({
      payment: orderEvents.payment,
      status: orderEvents.status,
      currency: orderEvents.currency,
      minor: orderEvents.minor,
      reference: orderEvents.reference,
    })
    .from(orderEvents)
    .where(
      and(
        eq(orderEvents.order, placeholder("order")),
        eq(orderEvents.mode, placeholder("mode")),
        ne(orderEvents.cause, "foreign"),
        sql`${orderEvents.payment} is not null and ${orderEvents.minor} is not null`,
        sql`${orderEvents.status} in ('paid', 'refunded')`,
      ),
    )
    .orderBy(orderEvents.recordedAt, orderEvents.at, orderEvents.id),
)

/** The payments captured for an order in the order in which they became known, and the refunds asked for here. */
export async function moneyOfOrder(
  db: Database,
  { id, mode }: Pick<Order, "id" | "mode">,
): Promise<{ payments: Payment[]; refunds: Refund[] }> {
  const [news, known] = await runTogether(db, [moneyNews(db, { order: id, mode }), ofOrder(db, { order: id })])
  const paid = news.filter(({ status }) => status === "paid")
  const ids = [...new Set(paid.map(({ payment }) => payment ?? ""))]
  const payments = ids.map((payment): Payment => {
    const captures = paid.filter((one) => one.payment === payment)
    const currency = currencyOf(captures[0]?.currency ?? "")
    const refunded = news.filter(
      (one) => one.payment === payment && one.status === "refunded" && one.currency === currency,
    )
    const own = (state: Refund["state"]) =>
      known.filter((one) => one.payment === payment && one.state === state).reduce((sum, { minor }) => sum + minor, 0)
    return {
      payment,
      reference: captures.find(({ reference }) => reference !== null)?.reference ?? null,
      currency,
      captured: largest(captures.filter((one) => one.currency === currency)),
      refunded: Math.max(largest(refunded), own("done")),
      asked: own("asked"),
    }
  })
  return { payments, refunds: known }
}

function largest(news: readonly { minor: number | null }[]): number {
  return Math.max(0, ...news.map(({ minor }) => minor ?? 0))
}
