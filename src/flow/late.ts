import { phrases } from "../core/languages"
import { decimal, formatMoney, type Money } from "../core/money"
import type { OrderPart, OrderTold } from "../core/order/news"
import { render } from "../core/template"
import type { Effect } from "./node"

/**
 * What follows from money whose run is gone, for whoever carries effects out. Money given back is told once it is;
 * `otherwise` is owed where it cannot be given back.
 */
export type LateEffect =
  | Extract<Effect, { type: "send" | "note" }>
  | { type: "refund"; order: string; payment?: string; otherwise: LateEffect[] }

type SaidLate = Extract<LateEffect, { type: "send" }>

/** What is owed for money whose run is gone: never silence. Other outcomes of such an order concern nobody any more. */
export function lateEffects(told: OrderTold): LateEffect[] {
  const { news, language, late, policy } = told
  if (news.status === "mismatch")
    return [{ type: "note", text: `order ${news.number} does not match: ${news.reason ?? "the money does not match"}` }]
  const texts = phrases(language)
  if (news.status === "part_paid" && news.part) return partEffects(told, news.part)
  if (news.status !== "paid") return []
  if (!late) return [say(told, texts.paid)]
  const note: LateEffect = { type: "note", text: `order ${news.number} was paid late${handed(told)}` }
  const known = [note, say(told, texts.latePaid)]
  // Of what came in parts only some came late: people say what is given back.
  return policy === "refund" && !news.part ? [{ type: "refund", order: told.order, otherwise: known }] : known
}

/** What is owed for a part whose run has gone on: each is told, and so is that the time for the rest is over. */
function partEffects(told: OrderTold, { ended }: OrderPart): LateEffect[] {
  const { partPaid, partOver } = phrases(told.language)
  if (ended === null) return [say(told, partPaid)]
  const text = `order ${told.news.number} ended with no more than a part of what is due: look into it`
  return [{ type: "note", text }, say(told, partOver)]
}

/** What is owed for more than was due: whoever paid too much is told so. */
export function excessEffects(told: OrderTold, over: Money): LateEffect[] {
  const { news, language } = told
  const text = `order ${news.number} was paid ${decimal(over)} ${over.currency} too much${handed(told)}`
  return [{ type: "note", text }, say(told, phrases(language).overpaidBy, over)]
}

/** What is owed for a payment beside the one that paid an order: whoever paid twice is told so. */
export function surplusEffects(told: OrderTold, payment: string): LateEffect[] {
  const { news, language, policy, order } = told
  const note: LateEffect = {
    type: "note",
    text: `order ${news.number} was paid more than once: ${payment} came beside ${news.reference}${handed(told)}`,
  }
  const known = say(told, phrases(language).overpaid)
  return [note, policy === "refund" ? { type: "refund", order, payment, otherwise: [known] } : known]
}

/** What the customer is told once so much was given back: of what came late, or of what was one payment too many. */
export function refundMessage(told: OrderTold, money: Money, surplus: boolean): SaidLate {
  const { lateRefunded, overpaidRefunded } = phrases(told.language)
  return say(told, surplus ? overpaidRefunded : lateRefunded, money)
}

function handed({ policy }: OrderTold): string {
  return policy === "agent" ? ": hand it to a person" : ""
}

function say({ news, language }: OrderTold, template: string, money = news.money): SaidLate {
  const amount = money ? formatMoney(money, language) : ""
  const { number: orderNumber, description, merchant, part } = news
  const received = part ? formatMoney(part.received, language) : ""
  const rest = part?.next ? formatMoney(part.rest, language) : ""
  const text = render(template, { amount, orderNumber, description, merchant, received, rest })
  return { type: "send", message: { text: text.ok ? text.text : template } }
}
