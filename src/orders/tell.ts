import type { OrderTold } from "../core/order/news"
import type { World } from "../deployment/deployment"
import { acknowledge } from "./told"

/** Tells a conversation how one of its orders stands; durable when it resolves. Telling twice changes nothing. */
export async function tell(world: World, told: OrderTold): Promise<void> {
  await world.conversation(told.conversation).hear(told)
  await acknowledge(world, told)
}
