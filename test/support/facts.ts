import type { OrderStatus } from "../../src/core/order/states"
import type { Database } from "../../src/store/database"
import { append, project } from "../../src/store/orders/append"
import type { Cause, NewFact } from "../../src/store/orders/facts"
import { historyOf, type OrderEvent } from "../../src/store/orders/history"
import { findOrder, moneyOf, type Order } from "../../src/store/orders/orders"

type About = "id" | "at" | "mode"

type Said<Kind> = Kind extends NewFact ? Omit<Kind, About> & Partial<Pick<NewFact, About>> : never

let count = 0

/** Everything that happened to an order, oldest first, in the words of the API. */
export async function eventsOf(db: Database, id: string): Promise<OrderEvent[]> {
  const order = await findOrder(db, id)
  return order ? historyOf(order) : []
}

/** Records a fact with an order, as if its provider had told it; what it comes to is not written. */
export async function recorded(
  db: Database,
  { id, paymentAccount, mode }: Pick<Order, "id" | "paymentAccount" | "mode">,
  said: Said<NewFact>,
  { checkout = null, cause = "callback" }: { checkout?: string | null; cause?: Cause } = {},
): Promise<Order | null> {
  count += 1
  const at = Date.now()
  const fact = { id: `${paymentAccount}:evt_recorded_${count}`, at, mode, ...said } as NewFact
  const news = { account: paymentAccount, order: id, checkout, cause, fact, at: fact.at }
  return (await append(db, news))?.order ?? null
}

/** Has an order stand so by what is recorded of it, and its conversation know. */
export async function standing(db: Database, order: Order, status: OrderStatus): Promise<void> {
  const fact = factFor(order, status)
  const now = fact && (await recorded(db, order, fact))
  if (now?.status !== status && status !== "open") throw new Error(`the order is ${now?.status}, not ${status}`)
  if (now) await project(db, now, now)
}

function factFor(order: Order, status: OrderStatus): Said<NewFact> | null {
  const plain = { attempt: null, payment: null, reason: null }
  switch (status) {
    case "open":
      return null
    case "pending":
      return { type: "pending", ...plain }
    case "paid":
      return { type: "captured", attempt: null, payment: `pi_${order.id}`, money: moneyOf(order) }
    case "failed":
    case "expired":
    case "cancelled":
      return { type: "ended", as: status, reason: null }
    default:
      return { type: "captured", attempt: null, payment: `pi_${order.id}`, money: { ...moneyOf(order), minor: 1 } }
  }
}
