import type { World } from "../deployment/deployment"
import { orderId } from "../platform/identity"
import { project } from "../store/orders/append"
import { findOrder, findOwnOrder, type Order } from "../store/orders/orders"

/** The order that the effect of that key opened. */
export async function orderOfKey(world: World, key: string): Promise<Order | null> {
  return written(world, await findOrder(world.db, await orderId(world.hashKey, key)))
}

/** The order of that number, if it is that conversation's. */
export async function orderOfNumber(world: World, conversation: string, number: string): Promise<Order | null> {
  return written(world, await findOwnOrder(world.db, conversation, number))
}

/** What somebody who died has left unwritten is written before a conversation is told of it: it says only that it knows. */
async function written(world: World, order: Order | null): Promise<Order | null> {
  if (order?.stale) await project(world.db, order)
  return order
}
