import type { DeedAnswer } from "../../core/order/inquiry"
import type { Context, Decision, Event } from "../node"
import { parseJson } from "../values/data"

/** Leaves by what came of money that was to be moved: `done`, `pending` or `failed`. */
export function hearDeed({ response, reason }: Extract<Event, { type: "response" }>, context: Context): Decision {
  const answer = response && parseJson(response.body)
  // Money may be on its way though nobody answered.
  if (!isAnswer(answer)) return left({ state: "pending", amount: "", currency: "", reason: reason ?? "" }, context)
  return left(answer, context)
}

/** Leaves without asking for anything. */
export function refuseDeed(context: Context, reason: string): Decision {
  return left({ state: "failed", amount: "", currency: "", reason }, context)
}

/** The number of the order that is meant, as the run fills it in, or why there is none. */
export function numberOf(context: Context, template: string): { number: string } | { reason: string } {
  const order = context.render(template)
  if (!order.ok) return { reason: order.reason }
  const number = order.text.trim()
  return number === "" ? { reason: "the order number is empty: the step before did not give one" } : { number }
}

/** The amount that is meant, null where none is named, or why there is none. */
export function amountOf(context: Context, template: string): { amount: string | null } | { reason: string } {
  const amount = context.render(template)
  if (!amount.ok) return { reason: amount.reason }
  const wanted = amount.text.trim()
  // A variable that came to nothing must not mean everything.
  if (wanted === "" && template !== "") return { reason: "the amount is empty: the step before gave none" }
  return { amount: wanted === "" ? null : wanted }
}

function left(answer: DeedAnswer, context: Context): Decision {
  const note = { type: "note" as const, text: `${context.name}: ${answer.reason}` }
  return { effects: answer.reason === "" ? [] : [note], results: { ...answer }, exit: answer.state }
}

function isAnswer(answer: unknown): answer is DeedAnswer {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "state" in answer &&
    (answer.state === "done" || answer.state === "pending" || answer.state === "failed")
  )
}
