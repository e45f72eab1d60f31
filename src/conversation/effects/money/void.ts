import { letHoldGo } from "../../../orders/hold/void"
import { Failure } from "../../../platform/failure"
import { defineEffect } from "../effect"
import { moving } from "./deed"

/** Lets go of what is held of one of this conversation's orders, for a run that wants it. */
export const letgo = defineEffect({
  type: "void",
  isBrief: true,

  perform: (door, { order: number }) =>
    moving(door, { order: number, amount: null }, async (found) => {
      const minor = found.ledger.authorised
      const order = await letHoldGo(door.world, found, { payment: null, cause: "flow", by: null })
      if (order.captured > found.captured)
        throw new Failure("captured", "What was held was captured meanwhile: give it back instead.", "stop")
      return { minor, currency: order.currency, state: "done", order }
    }),

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  line: ({ order }) => ({ type: "duty", text: `let go of what is held of order ${order}` }),
})
