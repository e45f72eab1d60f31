import type { PaymentEvent } from "../core/order/order"
import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { applyEvent, type Cause } from "../store/orders/append"
import type { Order } from "../store/orders/orders"
/** Applies a piece of news; the order as it then stands, or null when there is no such order. */
export async function apply(world: World, account: string, cause: Cause, event: PaymentEvent): Promise<Order | null> {
  const applied = await applyEvent(world.db, { account, cause, event, at: world.now() })
  if (applied?.changed)
    log(`order.${applied.order.status}`, {
      order: applied.order.id,
      cause,
      late: applied.order.late,
      overpaid: applied.order.overpaid,
    })
  return applied?.order ?? null
}
