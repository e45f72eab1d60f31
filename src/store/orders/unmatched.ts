import { type SQL, sql } from "drizzle-orm"
import { orderFacts, unmatched } from "../schema"
import { statement } from "../statement"
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
