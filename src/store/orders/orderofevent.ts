import { and, eq, inArray, sql } from "drizzle-orm"
import type { PaymentEvent } from "../../core/order/order"
import type { Database } from "../database"
import { attempts, orders } from "../schema"
import { run, statement } from "../statement"
import type { Order } from "./orders"

const { placeholder } = sql

/** The order that a piece of news is about. Only the account that an order is paid to may speak of it. */
export async function orderOfEvent(db: Database, account: string, event: PaymentEvent): Promise<Order | null> {
  const { order, reference, payment } = event
  if (order) return (await run(byId(db, { account, order })))[0] ?? null
  if (reference) {
    const [found] = await run(byReference(db, { account, reference }))
    if (found) return found
  }
  if (!payment) return null
  return (await run(byPayment(db, { account, payment })))[0] ?? null
}

const own = eq(orders.paymentAccount, placeholder("account"))

const byId = statement((db) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.id, placeholder("order")), own)),
)

const byReference = statement((db) =>
  db
    .select()
    .from(orders)
    .where(
      and(
        inArray(
          orders.id,
          db
            .select({ order: attempts.order })
            .from(attempts)
            .where(eq(attempts.reference, placeholder("reference"))),
        ),
        own,
      ),
    ),
)

const byPayment = statement((db) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.payment, placeholder("payment")), own)),
)
