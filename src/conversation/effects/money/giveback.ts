import { giveBack } from "../../../orders/refund"
import { defineEffect } from "../effect"
import { moving } from "./deed"

/** Gives money of one of this conversation's orders back, for a run that wants it. */
export const giveback = defineEffect({
  type: "giveback",
  isBrief: true,

  perform: (door, owed) =>
    moving(door, owed, async (order, wanted) => {
      const { refund } = await giveBack(door.world, order, { ...wanted, payment: null, cause: "flow" })
      const { minor, currency, state } = refund
      return { minor, currency, state: state === "done" ? "done" : "pending" }
    }),

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  line: ({ order, amount }) => ({ type: "duty", text: `give back ${amount ?? "what is left"} of order ${order}` }),
})
