import { open, refusal } from "../../orders/open"
import { withCheckout } from "../../orders/shown"
import { BRIEF_TRIES, defineEffect } from "./effect"

/** Opens the order that a run asks for. */
export const order = defineEffect({
  type: "order",
  dropsWithRun: true,
  isBrief: true,
  heldTries: BRIEF_TRIES,

  async perform({ world, present, row: { key } }, { order, run: asker }) {
    const { id, stack } = present()
    const run = asker ?? stack.runs.find((candidate) => key.startsWith(`${candidate.id}/`))
    const origin = { key, conversation: id, flow: run?.flow ?? "", flowVersion: run?.version ?? 0 }
    return withCheckout(world, await open(world, origin, order))
  },

  asked: (owed, { flow, version }) => ({ ...owed, run: { flow, version } }),
  fails: (_owed, key, reason) => ({ told: [refusal(key, reason)] }),
  line: ({ order }) => ({ type: "duty", text: `open an order of ${order.amount} for ${order.description}` }),
})
