import { desc, type SQL, sql } from "drizzle-orm"
import type { Fact } from "../../core/order/facts"
import type { Database } from "../database"
import { orderFacts, unmatched } from "../schema"
import { run, statement } from "../statement"
import { attemptOf, isMeant, newestFact } from "./facts"

const { placeholder } = sql

/** The statement that keeps a fact of the placeholders of `recordFact` where there is no order that is meant. */
export const keepUnmatched = statement((db) =>
  db
    .insert(unmatched)
    .select(
      sql`select ${placeholder("account")}, ${placeholder("id")}, ${placeholder("type")}, ${placeholder("cause")},
        ${placeholder("mode")}, ${placeholder("checkout")}, ${placeholder("payment")}, ${placeholder("subject")},
        ${placeholder("currency")}, ${placeholder("minor")}, ${placeholder("stage")}, ${placeholder("reason")},
        ${placeholder("at")}, ${placeholder("recordedAt")}, ${placeholder("order")}
        where not exists (select 1 from orders where ${isMeant})`,
    )
    .onConflictDoNothing(),
)

// Who named another order means that one.
const isNamed = (order: SQL) => sql`early.account = ${placeholder("account")} and (early.order_id = ${order}
  or (early.order_id is null and (early.checkout = ${placeholder("checkout")} or early.payment = ${placeholder("payment")})))`

/** The statement that records kept news with the order that is meant, where it names that, its checkout or its payment. */
export const adopt = statement((db) =>
  db
    .insert(orderFacts)
    .select(
      sql`select orders.id, early.id, early.type, early.cause, early.mode, early.checkout, early.payment, early.subject,
        early.currency, early.minor, early.stage, early.reason, early.at, early.recorded_at,
        ${newestFact} + row_number() over (order by early.recorded_at, early.id), null,
        ${attemptOf(sql`early.checkout`)}, null, null
        from orders join unmatched early on ${isNamed(sql`orders.id`)} where ${isMeant}`,
    )
    .onConflictDoNothing(),
)

/** The statement that forgets the news that `adopt` recorded. */
export const drop = statement((db) =>
  db.delete(unmatched).where(
    sql`(unmatched.account, unmatched.id) in (select early.account, early.id from orders join unmatched early
      on ${isNamed(sql`orders.id`)} where ${isMeant})`,
  ),
)

/** News of money of an account that no order of it is named by. */
export type Unmatched = typeof unmatched.$inferSelect

/** News of money itself: what only tells how a checkout went is nothing to an operator. */
const OF_MONEY: readonly Fact["type"][] = [
  ...(["authorised", "captured", "refundAsked", "refunded", "refundFailed", "disputed", "disputeEnded"] as const),
]

const types = sql.raw(OF_MONEY.map((type) => `'${type}'`).join(", "))

const newest = statement<Unmatched>((db) =>
  db
    .select()
    .from(unmatched)
    .where(sql`${unmatched.recordedAt} <= ${placeholder("until")} and ${unmatched.type} in (${types})`)
    .orderBy(desc(unmatched.recordedAt))
    .limit(placeholder("limit")),
)

/** News of money without an order that was recorded until then, the newest first. What finds its order leaves this table. */
export async function unmatchedUntil(db: Database, until: number, limit: number): Promise<Unmatched[]> {
  return run(newest(db, { until, limit }))
}

const ofPayment = statement<Unmatched>((db) =>
  db
    .select()
    .from(unmatched)
    .where(sql`${unmatched.account} = ${placeholder("account")} and ${unmatched.payment} = ${placeholder("payment")}`),
)

/** All that is kept of one payment of an account. */
export async function unmatchedOf(db: Database, account: string, payment: string): Promise<Unmatched[]> {
  return run(ofPayment(db, { account, payment }))
}
