import { refundMessage } from "../../flow/late"
import { giveBackRest } from "../../orders/refund"
import { toldOf } from "../../orders/told"
import { Failure } from "../../platform/failure"
import { findOrder } from "../../store/orders/orders"
import { defineEffect } from "./effect"

/** Gives money back that came too late, or the payment that was one too many. */
export const refund = defineEffect({
  type: "refund",
  // About five minutes, in which a slip with a key is noticed.
  heldTries: 5,

  async perform({ world }, { order, payment = null }) {
    const found = await findOrder(world.db, order)
    if (!found) throw new Failure("unknown_order", "The order is gone.", "stop")
    const money = await withoutHolding(() => giveBackRest(world, found, payment))
    return { owes: [refundMessage(await toldOf(world, found, "settled"), money, payment !== null)] }
  },

  fails: ({ otherwise = [] }) => ({ owes: otherwise }),
  line: () => ({ type: "duty", text: "refund the order" }),
})

/** What waits for an account to be mended would keep the whole conversation waiting: it is told otherwise instead. */
async function withoutHolding<Answer>(deed: () => Promise<Answer>): Promise<Answer> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Failure && error.advice === "hold") throw new Failure(error.code, error.message, "stop")
    throw error
  }
}
