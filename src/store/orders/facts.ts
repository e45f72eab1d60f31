import { type SQL, sql } from "drizzle-orm"
import type { Currency, Money } from "../../core/money"
import type { Fact } from "../../core/order/facts"
import type { UnpaidEnd } from "../../core/order/states"
import type { Database } from "../database"
import { orderFacts, orders } from "../schema"
import { type Bound, statement } from "../statement"
import { currencyOf } from "./currency"

/** A fact as it is stored. */
export type Recorded = typeof orderFacts.$inferSelect

/** What brought a fact. */
export type Cause = "checkout" | "callback" | "query" | "timer" | "customer" | "operator" | "late" | "flow" | "foreign"

type Without<All, Key extends PropertyKey> = All extends unknown ? Omit<All, Key> : never

/** A fact that is to be recorded: its number, and of its attempt what the checkout tells, come with the record. */
export type NewFact = Without<Fact, "seq" | "cause" | "by">

/** A fact with all that it names. Who names no order is looked for by the checkout, then by the payment. */
export interface News {
  /** The payment account that tells it: only the one that an order is paid to may speak of it. */
  account: string
  order: string | null
  checkout: string | null
  cause: Cause
  by?: string | null
  /** How a checkout came to its end, which says nothing of its order. */
  stage?: "expired" | "cancelled" | null
  fact: NewFact
  /** When it is recorded; milliseconds since 1970. */
  at: number
}

const { placeholder } = sql

// What we asked for has our id of it until the provider's is known: then both are of one refund.
const subject = sql.raw(`iif(order_facts.type in ('refundAsked', 'refunded') and substr(order_facts.id, 1, 4) = 'own:',
  coalesce((select r.refund from refunds r where r.order_id = order_facts.order_id
    and r.id || '.' || r.tries = order_facts.subject), order_facts.subject), order_facts.subject)`) as SQL<
  string | null
>

/** The statement for the facts of those orders, as they were recorded. */
export function factsWhere(which: SQL): (db: Database, values?: Record<string, unknown>) => Bound<Recorded> {
  return statement<Recorded>((db) =>
    db
      .select({
        order: orderFacts.order,
        id: orderFacts.id,
        type: orderFacts.type,
        cause: orderFacts.cause,
        mode: orderFacts.mode,
        checkout: orderFacts.checkout,
        payment: orderFacts.payment,
        subject: subject.as("subject"),
        currency: orderFacts.currency,
        minor: orderFacts.minor,
        stage: orderFacts.stage,
        reason: orderFacts.reason,
        at: orderFacts.at,
        recordedAt: orderFacts.recordedAt,
        seq: orderFacts.seq,
        by: orderFacts.by,
        attempt: orderFacts.attempt,
        fee: orderFacts.fee,
        more: orderFacts.more,
      })
      .from(orderFacts)
      .where(which)
      .orderBy(orderFacts.order, orderFacts.seq),
  )
}

/** The order that news is about, of the placeholders `account`, `order`, `checkout` and `payment`. */
export const meant = sql`iif(${placeholder("order")} is not null, ${placeholder("order")}, coalesce(
  (select named.order_id from attempts named join orders its on its.id = named.order_id
    where named.reference = ${placeholder("checkout")} and its.payment_account = ${placeholder("account")} limit 1),
  (select named.order_id from order_facts named join orders its on its.id = named.order_id
    where named.payment = ${placeholder("payment")} and named.cause <> 'foreign'
      and its.payment_account = ${placeholder("account")} limit 1)))`

/** Whether an order is the one that news is about, and is paid to the account that tells it. */
export const isMeant = sql`${orders.id} = ${meant} and ${orders.paymentAccount} = ${placeholder("account")}`

/** The attempt by which a checkout of an order was opened. */
export const attemptOf = (checkout: SQL) => sql`(select its.attempt from attempts its where its.order_id = ${orders.id}
  and its.reference = ${checkout} order by its.attempt limit 1)`

/** The number of the newest fact of an order. */
export const newestFact = sql`(select coalesce(max(known.seq), 0) from order_facts known where known.order_id = ${orders.id})`

/** The statement that records a fact of its placeholders with the order that is meant, as long as `after` is its newest. */
export const recordFact = statement<{ seq: number }>((db) => {
  const given = (name: string) => sql`${placeholder(name)}`.as(name)
  // Other news under a known id is another fact.
  const differs = sql`exists (select 1 from order_facts known where known.order_id = ${orders.id} and known.id = ${placeholder("id")}
    and not (known.type is ${placeholder("type")} and known.stage is ${placeholder("stage")} and known.payment is ${placeholder("payment")}
      and known.subject is ${placeholder("subject")} and known.minor is ${placeholder("minor")} and known.mode is ${placeholder("mode")}))`
  return db
    .insert(orderFacts)
    .select(
      db
        .select({
          order: orders.id,
          id: sql`iif(${differs}, ${placeholder("otherId")}, ${placeholder("id")})`.as("id"),
          type: given("type"),
          cause: given("cause"),
          mode: given("mode"),
          checkout: given("checkout"),
          payment: given("payment"),
          subject: given("subject"),
          currency: given("currency"),
          minor: given("minor"),
          stage: given("stage"),
          reason: given("reason"),
          at: given("at"),
          recordedAt: given("recordedAt"),
          seq: sql`${newestFact} + 1`.as("seq"),
          by: given("by"),
          attempt: sql`coalesce(${placeholder("attempt")}, ${attemptOf(sql`${placeholder("checkout")}`)})`.as(
            "attempt",
          ),
          fee: given("fee"),
          more: given("more"),
        })
        .from(orders)
        .where(sql`${isMeant} and (${placeholder("after")} is null or ${newestFact} = ${placeholder("after")})`),
    )
    .onConflictDoNothing()
    .returning({ seq: orderFacts.seq })
})

/** The values of `recordFact` for a piece of news. */
export function valuesOf({
  account,
  order,
  checkout,
  cause,
  by = null,
  stage = null,
  fact,
  at,
}: News): Record<string, unknown> {
  const { id, type, mode } = fact
  return {
    ...{ account, order, checkout, cause, by, id, type, mode, recordedAt: at, at: fact.at, after: null },
    otherId: `${id}#${type}`,
    ...{ payment: null, subject: null, currency: null, minor: null, stage, reason: null, attempt: null },
    ...{ fee: null, more: null },
    ...flat(fact),
  }
}

function flat(fact: NewFact): Record<string, unknown> {
  switch (fact.type) {
    case "asked":
      return { attempt: fact.attempt, ...ofMoney(fact.money), fee: fact.tip?.minor ?? null }
    case "offered":
      return {
        attempt: fact.attempt,
        checkout: fact.checkout,
        more: fact.expiresAt === null ? null : JSON.stringify({ expiresAt: fact.expiresAt }),
      }
    case "pending":
    case "declined":
    case "failed":
      return { attempt: fact.attempt, payment: fact.payment, reason: fact.reason }
    case "authorised": {
      const more = fact.until == null ? null : JSON.stringify({ until: fact.until })
      return { attempt: fact.attempt, payment: fact.payment, ...ofMoney(fact.money), more }
    }
    case "captured":
      return { attempt: fact.attempt, payment: fact.payment, ...ofMoney(fact.money) }
    case "captureAsked": {
      const { before, last, whole } = fact
      const more = JSON.stringify({ before, last: Number(last), whole: Number(whole) })
      return { subject: fact.capture, payment: fact.payment, ...ofMoney(fact.money), more }
    }
    case "captureFailed":
      return { subject: fact.capture, payment: fact.payment, reason: fact.reason }
    case "voidAsked":
      return { subject: fact.void, payment: fact.payment }
    case "voidFailed":
      return { subject: fact.void, payment: fact.payment, reason: fact.reason }
    case "voided":
      return { payment: fact.payment }
    case "refundAsked":
    case "refunded":
    case "refundFailed":
      return { subject: fact.refund, payment: fact.payment, ...ofMoney(fact.money), reason: fact.reason }
    case "disputed":
      return { subject: fact.dispute, payment: fact.payment, ...ofMoney(fact.money), stage: fact.stage }
    case "disputeEnded":
      return { subject: fact.dispute, payment: fact.payment, stage: fact.won ? "won" : "lost" }
    case "ended":
      return { stage: fact.as, reason: fact.reason }
    case "payout":
      return { payment: fact.payment, ...ofMoney(fact.money), fee: fact.fee.minor }
  }
}

function ofMoney(money: Money | null): { currency: Currency | null; minor: number | null } {
  return { currency: money?.currency ?? null, minor: money?.minor ?? null }
}

/** The facts that count for an order: not those of somebody else's account. */
export function factsOf(rows: readonly Recorded[]): Fact[] {
  return rows.flatMap((row) => (row.cause === "foreign" ? [] : [factOf(row)]))
}

function factOf(row: Recorded): Fact {
  const { id, seq, at, cause, by, mode, attempt, payment, reason } = row
  const about = { id, seq, at, cause, by, mode }
  const money =
    row.currency === null || row.minor === null ? null : { minor: row.minor, currency: currencyOf(row.currency) }
  const subject = row.subject ?? ""
  switch (row.type) {
    case "payout":
      if (money === null) throw new Error("the database holds a payout without an amount")
      return { ...about, type: row.type, payment, money, fee: { minor: row.fee ?? 0, currency: money.currency } }
    case "asked":
      if (money === null) throw new Error("the database holds an attempt that asks for no amount")
      return {
        ...{ ...about, type: row.type, attempt: attempt ?? 0, money },
        tip: row.fee === null ? null : { minor: row.fee, currency: money.currency },
      }
    case "offered":
      return {
        ...about,
        type: row.type,
        attempt: attempt ?? 0,
        checkout: row.checkout ?? "",
        expiresAt: row.more?.expiresAt ?? null,
      }
    case "pending":
    case "declined":
    case "failed":
      return { ...about, type: row.type, attempt, payment, reason }
    case "authorised":
      return { ...about, type: row.type, attempt, payment, money, until: row.more?.until ?? null }
    case "captured":
      return { ...about, type: row.type, attempt, payment, money }
    case "captureAsked": {
      if (money === null) throw new Error("the database holds a capture without an amount")
      const { before = 0, last, whole } = row.more ?? {}
      const wish = { capture: subject, payment: payment ?? "", money, before, last: last === 1, whole: whole === 1 }
      return { ...about, type: row.type, ...wish }
    }
    case "captureFailed":
      return { ...about, type: row.type, capture: subject, payment: payment ?? "", reason }
    case "voidAsked":
      return { ...about, type: row.type, void: subject, payment: payment ?? "" }
    case "voidFailed":
      return { ...about, type: row.type, void: subject, payment: payment ?? "", reason }
    case "voided":
      return { ...about, type: row.type, payment }
    case "refundAsked":
    case "refunded":
    case "refundFailed":
      return { ...about, type: row.type, refund: row.subject, payment, money, reason }
    case "disputed":
      return {
        ...about,
        type: row.type,
        dispute: subject,
        payment,
        money,
        stage: row.stage === "inquiry" ? "inquiry" : "open",
      }
    case "disputeEnded":
      return { ...about, type: row.type, dispute: subject, payment, won: row.stage === "won" }
    case "ended":
      return { ...about, type: row.type, as: endOf(row.stage), reason }
  }
}

function endOf(stage: string | null): UnpaidEnd {
  const end = ENDS.find((status) => status === stage)
  if (!end) throw new Error(`the database holds an unknown end ${stage}`)
  return end
}

const ENDS: readonly UnpaidEnd[] = ["failed", "expired", "cancelled"]
