import { formatMoney } from "../core/money"
import { phrases } from "../core/phrases"
import { render } from "../core/template"
import type { OrderNews } from "../flow/node"
import type { Owed } from "./outbox"

/** News of an order for its conversation. */
export interface OrderTold {
  conversation: string
  /** The order's opaque id, and the key of the effect that opened it. */
  order: string
  key: string
  news: OrderNews
  /** Paid after it had failed, expired or been cancelled. */
  late: boolean
  policy: "tell" | "refund" | "agent"
  language: string
  /** When the sweep has to look at the order again, once this is told; milliseconds since 1970. */
  sweepAt: number | null
}

/** What is owed for money whose run is gone: never silence. Other outcomes of such an order concern nobody any more. */
export function lateEffects(told: OrderTold): Owed[] {
  const { news, language, late, policy } = told
  if (news.status === "disputed")
    return [{ type: "note", text: `order ${news.number} is disputed: ${news.reason ?? "the money does not match"}` }]
  if (news.status !== "paid") return []
  const texts = phrases(language)
  const amount = news.money ? formatMoney(news.money, language) : ""
  const say = (template: string): Owed => {
    const { number: orderNumber, description, merchant } = news
    const text = render(template, { amount, orderNumber, description, merchant })
    return { type: "send", message: { text: text.ok ? text.text : template } }
  }
  if (!late) return [say(texts.paid)]
  const note: Owed = {
    type: "note",
    text: `order ${news.number} was paid late${policy === "agent" ? ": hand it to a person" : ""}`,
  }
  const known = [note, say(texts.latePaid)]
  return policy === "refund" ? [{ type: "refund", order: told.order, otherwise: known }] : known
}

/** What the customer is told once late money was given back. */
export function refundMessage(told: Pick<OrderTold, "news" | "language">): Owed {
  const { news, language } = told
  const amount = news.money ? formatMoney(news.money, language) : ""
  const template = phrases(language).lateRefunded
  const text = render(template, {
    amount,
    orderNumber: news.number,
    description: news.description,
    merchant: news.merchant,
  })
  return { type: "send", message: { text: text.ok ? text.text : template } }
}
