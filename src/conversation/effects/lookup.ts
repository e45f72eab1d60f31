import type { OrderTold } from "../../core/order/news"
import type { World } from "../../deployment/deployment"
import type { Patience } from "../../orders/close"
import { askProvider } from "../../orders/lookup"
import { toldOf } from "../../orders/told"
import { Failure } from "../../platform/failure"
import { isSettled, type Order } from "../../store/orders/orders"
import { orderOfKey } from "../ownorder"
import { patienceFor } from "../patience"
import { defineEffect } from "./effect"

/** Asks the provider how an order stands, for a customer who wants to know. */
export const lookup = defineEffect({
  type: "lookup",
  isBrief: true,

  async perform({ world, row }, { order }) {
    const found = await orderOfKey(world, order)
    if (!found) throw new Failure("unknown_order", "The order is not there yet.", "again")
    return { told: [await lookedUp(world, found, patienceFor(row))] }
  },

  line: () => ({ type: "duty", text: "ask the provider" }),
})

/** Who asks is always answered: where the provider cannot be asked, with what is known. */
async function lookedUp(world: World, order: Order, patience: Patience): Promise<OrderTold> {
  if (patience !== "none") {
    try {
      return await toldOf(world, await askProvider(world, order, "customer"), "asked")
    } catch (error) {
      if (!(error instanceof Failure) || error.advice === "again") throw error
    }
  }
  return toldOf(world, order, "asked", isSettled(order), true)
}
