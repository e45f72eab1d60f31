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

// Of the payment at hand, in the order's own mode. News of a refund that names no payment is of the order's own.
const ofPayment = sql`${orderEvents.order} = ${placeholder("order")} and ${orderEvents.cause} <> 'foreign'
  and coalesce(${orderEvents.payment}, (select ${orders.payment} from ${orders} where ${orders.id} = ${placeholder("order")}))
    = ${placeholder("payment")}
  and ${orderEvents.currency} = ${placeholder("currency")}
  and ${orderEvents.mode} = (select ${orders.mode} from ${orders} where ${orders.id} = ${placeholder("order")})`

const largestTold = (status: "paid" | "refunded") => sql`coalesce((select max(${orderEvents.minor}) from ${orderEvents}
  where ${ofPayment} and ${orderEvents.status} = ${sql.raw(`'${status}'`)} and ${orderEvents.subject} is null), 0)`

const isUndone = sql`exists (select 1 from ${orderEvents} undone where undone.order_id = ${placeholder("order")}
  and undone.subject = ${orderEvents.subject} and undone.status = 'refundFailed' and undone.cause <> 'foreign')`

/** Of refunds that were told one by one: what was done, and of that what came to nothing all the same. */
const partsTold = (failed: boolean) => sql`coalesce((select sum(minor) from (select max(${orderEvents.minor}) as minor
  from ${orderEvents} where ${ofPayment} and ${orderEvents.status} = 'refunded' and ${orderEvents.subject} is not null
  and ${failed ? isUndone : sql`not ${isUndone}`} group by ${orderEvents.subject})), 0)`

const ours = (...states: Refund["state"][]) => sql`coalesce((select sum(other.minor) from ${refunds} other
  where other.order_id = ${placeholder("order")} and other.payment = ${placeholder("payment")}
  and other.state in (${sql.raw(states.map((state) => `'${state}'`).join(", "))})), 0)`

// In the statement that asks for it, so that nothing comes between.
const hasRoom = sql`${largestTold("paid")} - max(${largestTold("refunded")} - ${partsTold(true)}, ${partsTold(false)},
  ${ours("done")}) - ${ours("asked", "pending")} >= ${placeholder("minor")}`

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
      refund: null,
      reason: null,
      settledAt: null,
      askedAt: sql`${placeholder("at")}`,
    })
    .where(and(eq(refunds.id, placeholder("id")), eq(refunds.state, "failed"), hasRoom))
    .returning(),
)

/** Asks once more for a refund that was refused, as a new try. Null when it is asked for already, or nothing is left. */
export async function askRefundAgain(db: Database, refund: Refund, at: number): Promise<Refund | null> {
  const { id, order, payment, currency, minor } = refund
  return (await run(again(db, { id, order, payment, currency, minor, at })))[0] ?? null
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
  id: string,
  { refund, state }: { refund: string; state: "pending" | "done" },
  at: number,
): Promise<void> {
  await run(taken(db, { id, refund, state, at }))
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

type Told = Pick<typeof orderEvents.$inferSelect, "payment" | "subject" | "status" | "currency" | "minor" | "reference">

const moneyNews = statement<Told>((db) =>
  db
    .select({
      // News of a refund that names no payment is of the order's own.
      payment: sql<string>`coalesce(${orderEvents.payment}, ${orders.payment})`.as("payment"),
      subject: orderEvents.subject,
      status: orderEvents.status,
      currency: orderEvents.currency,
      minor: orderEvents.minor,
      reference: orderEvents.reference,
    })
    .from(orderEvents)
    .innerJoin(orders, eq(orders.id, orderEvents.order))
    .where(
      and(
        eq(orderEvents.order, placeholder("order")),
        eq(orderEvents.mode, placeholder("mode")),
        ne(orderEvents.cause, "foreign"),
        sql`${orderEvents.status} in ('paid', 'refunded', 'refundFailed')`,
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
  const paid = news.filter(({ status, payment, minor }) => status === "paid" && payment !== null && minor !== null)
  const ids = [...new Set(paid.map(({ payment }) => payment ?? ""))]
  const payments = ids.map((payment): Payment => {
    const captures = paid.filter((one) => one.payment === payment)
    const currency = currencyOf(captures[0]?.currency ?? "")
    const own = (...states: Refund["state"][]) =>
      known
        .filter((one) => one.payment === payment && states.includes(one.state))
        .reduce((sum, { minor }) => sum + minor, 0)
    return {
      payment,
      reference: captures.find(({ reference }) => reference !== null)?.reference ?? null,
      currency,
      captured: largest(captures.filter((one) => one.currency === currency)),
      refunded: Math.max(refundedOf(news.filter((one) => one.payment === payment && isIn(one, currency))), own("done")),
      asked: own("asked", "pending"),
    }
  })
  return { payments, refunds: known }
}

function isIn(news: Told, currency: Currency): boolean {
  return news.status === "refundFailed" || news.currency === currency
}

/** What the news of one payment's refunds comes to: as `settle` has it of an order's own payment. */
function refundedOf(news: readonly Told[]): number {
  const totals = news.filter(({ status, subject }) => status === "refunded" && subject === null)
  const failed = new Set(news.flatMap(({ status, subject }) => (status === "refundFailed" ? [subject] : [])))
  const parts = new Map<string, number>()
  for (const { status, subject, minor } of news)
    if (status === "refunded" && subject !== null) parts.set(subject, Math.max(parts.get(subject) ?? 0, minor ?? 0))
  const sum = (undone: boolean) =>
    [...parts].filter(([id]) => failed.has(id) === undone).reduce((all, [, minor]) => all + minor, 0)
  return Math.max(largest(totals) - sum(true), sum(false))
}

function largest(news: readonly { minor: number | null }[]): number {
  return Math.max(0, ...news.map(({ minor }) => minor ?? 0))
}
