import type { World } from "../deployment/deployment"
import { linkId } from "../platform/identity"
import type { Order } from "../store/orders/orders"

/** The link a customer pays by. */
export async function linkOf(world: World, order: Pick<Order, "id">): Promise<string> {
  return `${await world.address()}/p/${await linkId(world.hashKey, order.id)}`
}
