import { closeOrder } from "../../orders/close"
import { toldOf } from "../../orders/told"
import { Failure } from "../../platform/failure"
import { orderOfKey } from "../ownorder"
import { patienceFor } from "../patience"
import { defineEffect } from "./effect"

/** Closes an order, unless the provider knows it as paid. */
export const close = defineEffect({
  type: "close",
  isBrief: true,

  async perform({ world, row }, { order: key, as, by }) {
    const found = await orderOfKey(world, key)
    // The outbox is in order: what is not there by now was refused, or dropped before it was opened.
    if (!found && by === "operator") return {}
    if (!found) throw new Failure("unknown_order", "The order is not there yet.", "again")
    const cause = by ?? (as === "expired" ? "timer" : "customer")
    const { order, complete, unseen } = await closeOrder(world, found, { as, cause }, patienceFor(row))
    // Money under way cannot be cancelled: who asked for it hears so.
    const answered = as === "cancelled" && order.status === "pending"
    return { told: [await toldOf(world, order, answered ? "asked" : "settled", complete, unseen)] }
  },

  line: ({ as }) => ({ type: "duty", text: `close the order as ${as}` }),
})
