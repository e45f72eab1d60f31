import { type Options, paythread, Refusal } from "./client.js"

/** Gives a customer ten back of an order that was paid, once, however often it is run. */
export async function goodwill(shop: Options, number: string): Promise<string> {
  const call = paythread(shop)
  const { items } = await call("orders.list", { query: { number } })
  const [order] = items
  if (!order) return `There is no order ${number}.`
  try {
    const key = `goodwill-${number}`
    const { refunded } = await call("orders.refund", { path: { id: order.id }, body: { amount: "10.00" }, key })
    return `Given back of ${number}: ${refunded} ${order.currency}.`
  } catch (error) {
    if (error instanceof Refusal) return `Nothing was given back of ${number}: ${error.message}`
    throw error
  }
}
