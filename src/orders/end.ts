import type { UnpaidEnd } from "../core/order/states"
import type { World } from "../deployment/deployment"
import { append, project } from "../store/orders/append"
import type { Cause } from "../store/orders/facts"
import { isEndable, newestOf, type Order } from "../store/orders/orders"

/** How an order is to end, and on whose account. */
export interface Ending {
  as: UnpaidEnd
  cause: Cause
  /** Why, for people. */
  reason?: string | null
}

/** Rounds in which more is heard of an order than was known. */
const MAX_ROUNDS = 20

/** Ends an order for which nothing is on its way and nothing came, or no more than a part; any other is given back as it stands then. */
export async function end(world: World, order: Order, { as, cause, reason = null }: Ending): Promise<Order> {
  let current = order
  for (let round = 0; round < MAX_ROUNDS && isEndable(current); round++) {
    const at = world.now()
    const fact = { id: `own:ended:${as}`, type: "ended", as, reason, mode: order.mode, at } as const
    const news = { account: order.paymentAccount, order: order.id, checkout: null, cause, fact, at }
    const appended = await append(world.db, news, newestOf(current))
    if (!appended) return current
    current = appended.order
  }
  if (cause !== "callback" && current.stale) await project(world.db, current)
  return current
}
