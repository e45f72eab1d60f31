import * as z from "zod"
import { NO_SUCH_ORDER, type OrderAnswer } from "../../../core/order/inquiry"
import { type OrderStatus, orderStates, orderStatuses } from "../../../core/order/states"
import { type Context, type Decision, defineNode, type Event } from "../../node"
import { parseJson } from "../../values/data"

const config = z.object({
  order: z.string().trim().min(1).max(200).meta({
    title: "Order number",
    description:
      "Such as {{ Pay.orderNumber }}, or what the customer answered. Only this customer's own orders are found.",
    control: "template",
  }),
  ask: z
    .boolean()
    .default(true)
    .meta({ title: "Ask the provider first", description: "Where the order is not paid as far as is known here." }),
})

const names = [
  "number",
  "status",
  "amount",
  "currency",
  "description",
  "refunded",
  "link",
  "paidAt",
  "expiresAt",
  "reason",
]

/** Says how an order of this customer's stands, and leaves by it. */
export const orderstatus = defineNode({
  type: "orderstatus",
  title: "Order status",
  group: "payment",
  icon: "receipt",
  config,
  // Its own store and the provider answer at once: a loop through it would ask without end.
  waits: false,
  hears: "nobody",
  exits: [
    { name: "paid", title: "Paid" },
    { name: "open", title: "Not paid yet" },
    { name: "ended", title: "Ended unpaid" },
    { name: "look", title: "Needs a person", fallback: "open" },
    { name: "unknown", title: "No such order" },
  ],
  summary: ({ order }) => order,
  templates: ({ order }) => [{ path: "order", template: order }],
  results: () => ({ names, open: false }),

  enter({ order, ask }, context) {
    const number = context.render(order)
    if (!number.ok) return unknown(context, number.reason)
    const wanted = number.text.trim()
    if (wanted === "") return unknown(context, "the order number is empty: the step before did not give one")
    return { effects: [{ type: "inquire", order: wanted, ask }], wait: ["response"] }
  },

  resume: (_config, event, context) => (event.type === "response" ? hear(event, context) : { stay: true }),
})

function hear({ response, reason }: Extract<Event, { type: "response" }>, context: Context): Decision {
  if (response?.status === NO_SUCH_ORDER) return unknown(context, "there is no such order")
  const answer = response && parseJson(response.body)
  if (!isAnswer(answer)) return unknown(context, reason ?? "the order could not be looked up")
  return { results: { ...answer }, exit: exitOf(answer.status) }
}

function exitOf(status: OrderStatus): "paid" | "open" | "ended" | "look" {
  const { open, ends, exit } = orderStates[status]
  if (ends) return "ended"
  return open ? "open" : exit === "paid" ? "paid" : "look"
}

function unknown(context: Context, reason: string): Decision {
  const note = { type: "note" as const, text: `${context.name}: ${reason}` }
  return { effects: [note], results: { number: "", status: "unknown", reason }, exit: "unknown" }
}

function isAnswer(answer: unknown): answer is OrderAnswer & Record<string, string> {
  const status = typeof answer === "object" && answer !== null && "status" in answer ? answer.status : null
  return orderStatuses.some((known) => known === status)
}
