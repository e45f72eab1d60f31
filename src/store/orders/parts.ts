import { and, eq, sql } from "drizzle-orm"
import type { Customer } from "../../core/order/checkout"
import type { Asking } from "../../core/order/part"
import type { Database } from "../database"
import { attempts, orders } from "../schema"
import { runTogether, statement } from "../statement"
import type { Attempt } from "./attempts"
import { newestFact, recordFact, valuesOf } from "./facts"
import { newestOf, type Order } from "./orders"

const { placeholder } = sql

const claim = statement((db) =>
  db
    .insert(attempts)
    .select(
      sql`select ${orders.id}, ${placeholder("attempt")}, ${orders.paymentAccount}, null, null, null, null, null, null,
        ${placeholder("customer")}, 0, ${placeholder("at")}
        from ${orders} where ${orders.id} = ${placeholder("order")} and ${newestFact} = ${placeholder("after")}`,
    )
    .onConflictDoNothing()
    .returning({ attempt: attempts.attempt }),
)

// What an attempt asks for changes nothing that is written of its order.
const pass = statement((db) =>
  db
    .update(orders)
    .set({ folded: sql`${newestFact}` })
    .where(
      and(
        eq(orders.id, placeholder("order")),
        sql`${orders.folded} = ${placeholder("after")} and ${newestFact} = ${placeholder("after")} + 1`,
      ),
    ),
)

/**
 * Stores an attempt with what it asks for, before the provider is asked: as `claimAttempt`, for orders whose attempts may ask for
 * different amounts. Null where more is known of the order than `order` says, or another took that attempt: who asks decides
 * anew.
 */
export async function claimPart(
  db: Database,
  order: Order,
  { attempt, customer, asking }: { attempt: number; customer: Partial<Customer>; asking: Asking },
  at: number,
): Promise<Attempt | null> {
  const { id, paymentAccount: account, mode } = order
  const fact = { id: `own:asked:${attempt}`, type: "asked", attempt, ...asking, mode, at } as const
  const news = { account, order: id, checkout: null, cause: "checkout", fact, at } as const
  const after = newestOf(order)
  const values = { ...valuesOf(news), attempt, customer: JSON.stringify(customer), after }
  const [claimed] = await runTogether(db, [claim(db, values), recordFact(db, values), pass(db, values)])
  if (claimed.length === 0) return null
  return { order: id, attempt, account, checkout: null, customer, failures: 0, createdAt: at }
}
