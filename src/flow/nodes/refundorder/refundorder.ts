import * as z from "zod"
import type { RefundAnswer } from "../../../core/order/inquiry"
import { type Context, type Decision, defineNode, type Event } from "../../node"
import { parseJson } from "../../values/data"

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
    const order = context.render(config.order)
    const amount = context.render(config.amount)
    if (!order.ok) return failed(context, order.reason)
    if (!amount.ok) return failed(context, amount.reason)
    if (order.text.trim() === "") return failed(context, "the order number is empty: the step before did not give one")
    const wanted = amount.text.trim()
    // A variable that came to nothing must not give back everything.
    if (wanted === "" && config.amount !== "") return failed(context, "the amount is empty: the step before gave none")
    return {
      effects: [{ type: "giveback", order: order.text.trim(), amount: wanted === "" ? null : wanted }],
      wait: ["response"],
    }
  },

  resume: (_config, event, context) => (event.type === "response" ? hear(event, context) : { stay: true }),
})

function hear({ response, reason }: Extract<Event, { type: "response" }>, context: Context): Decision {
  const answer = response && parseJson(response.body)
  // Money may be on its way though nobody answered.
  if (!isAnswer(answer)) return left({ state: "pending", amount: "", currency: "", reason: reason ?? "" }, context)
  return left(answer, context)
}

function left(answer: RefundAnswer, context: Context): Decision {
  const note = { type: "note" as const, text: `${context.name}: ${answer.reason}` }
  return { effects: answer.reason === "" ? [] : [note], results: { ...answer }, exit: answer.state }
}

function failed(context: Context, reason: string): Decision {
  return left({ state: "failed", amount: "", currency: "", reason }, context)
}

function isAnswer(answer: unknown): answer is RefundAnswer {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "state" in answer &&
    (answer.state === "done" || answer.state === "pending" || answer.state === "failed")
  )
}
