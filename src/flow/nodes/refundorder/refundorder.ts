import * as z from "zod"
import { defineNode } from "../../node"
import { amountOf, hearDeed, numberOf, refuseDeed } from "../deedanswer"

const config = z.object({
  order: z.string().trim().min(1).max(200).meta({
    title: "Order number",
    description: "Such as {{ Pay.orderNumber }}. Only this customer's own orders are found.",
    control: "template",
  }),
  amount: z
    .string()
    .trim()
    .max(200)
    .default("")
    .meta({ title: "Amount", description: "All that is left of the payment when empty.", control: "template" }),
})

/** Gives an order's money back, all of it or a part, and says what came of it. */
export const refundorder = defineNode({
  type: "refundorder",
  title: "Refund",
  group: "payment",
  icon: "refund",
  config,
  // The provider answers at once: a loop through it would give back without end.
  waits: false,
  hears: "nobody",
  exits: [
    { name: "done", title: "Given back" },
    { name: "pending", title: "On its way", fallback: "done" },
    { name: "failed", title: "Not possible" },
  ],
  summary: ({ order, amount }) => `${amount || "all"} of ${order}`,
  templates: ({ order, amount }) => [
    { path: "order", template: order },
    { path: "amount", template: amount },
  ],
  results: () => ({ names: ["state", "amount", "currency", "reason"], open: false }),

  enter(config, context) {
    const order = numberOf(context, config.order)
    if ("reason" in order) return refuseDeed(context, order.reason)
    const wanted = amountOf(context, config.amount)
    if ("reason" in wanted) return refuseDeed(context, wanted.reason)
    return { effects: [{ type: "giveback", order: order.number, amount: wanted.amount }], wait: ["response"] }
  },

  resume: (_config, event, context) => (event.type === "response" ? hearDeed(event, context) : { stay: true }),
})
