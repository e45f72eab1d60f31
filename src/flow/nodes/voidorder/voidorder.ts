import * as z from "zod"
import { defineNode } from "../../node"
import { hearDeed, numberOf, refuseDeed } from "../deedanswer"

const config = z.object({
  order: z.string().trim().min(1).max(200).meta({
    title: "Order number",
    description: "Such as {{ Pay.orderNumber }}. Only this customer's own orders are found.",
    control: "template",
  }),
})

/** Lets go of what is held of an order, and says what came of it. */
export const voidorder = defineNode({
  type: "voidorder",
  title: "Void",
  group: "payment",
  icon: "cash-off",
  config,
  // The provider answers at once.
  waits: false,
  hears: "nobody",
  exits: [
    { name: "done", title: "Let go" },
    { name: "pending", title: "On its way", fallback: "done" },
    { name: "failed", title: "Not possible" },
  ],
  summary: ({ order }) => order,
  templates: ({ order }) => [{ path: "order", template: order }],
  results: () => ({ names: ["state", "amount", "currency", "reason"], open: false }),

  enter(config, context) {
    const order = numberOf(context, config.order)
    if ("reason" in order) return refuseDeed(context, order.reason)
    return { effects: [{ type: "void", order: order.number }], wait: ["response"] }
  },

  resume: (_config, event, context) => (event.type === "response" ? hearDeed(event, context) : { stay: true }),
})
