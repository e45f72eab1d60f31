import { capture as take } from "../../../orders/hold/capture"
import { defineEffect } from "../effect"
import { moving } from "./deed"

/** Takes what is held of one of this conversation's orders, for a run that wants it. */
export const capture = defineEffect({
  type: "capture",
  isBrief: true,

  perform: (door, owed) =>
    moving(door, owed, async (found, wanted) => {
      const { last } = owed
      const taking = { ...wanted, last, payment: null, cause: "flow", by: null } as const
      const { order, capture } = await take(door.world, found, taking)
      return {
        minor: capture.minor,
        currency: order.currency,
        state: capture.state === "done" ? "done" : "pending",
        order,
      }
    }),

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  line: ({ order, amount }) => ({ type: "duty", text: `capture ${amount ?? "what is held"} of order ${order}` }),
})
