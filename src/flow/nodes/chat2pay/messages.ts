import type { Variables } from "../../../core/json"
import { phrases } from "../../../core/languages"
import { decimal, formatMoney, type Money } from "../../../core/money"
import type { OrderMessages } from "../../../core/order/configuration"
import type { OrderNews } from "../../../core/order/news"
import type { UnpaidEnd } from "../../../core/order/states"
import { render } from "../../../core/template"
import { isoTime } from "../../../core/time"
import type { Context, Effect } from "../../node"

/** The results of a Chat 2 Pay node with what the news says, in a context that sees them. */
export function withNews(context: Context, news: OrderNews): Context {
  const results: Variables = {
    ...context.results,
    orderNumber: news.number,
    status: news.status,
    link: news.link,
    amount: news.money ? decimal(news.money) : "",
    received: news.part ? decimal(news.part.received) : news.status === "paid" && news.money ? decimal(news.money) : "",
    currency: news.money?.currency ?? "",
    description: news.description,
    reference: news.reference ?? "",
    paidAt: news.paidAt === null ? "" : isoTime(news.paidAt),
    reason: news.reason ?? "",
    price: news.money ? formatMoney(news.money, context.language) : "",
    merchant: news.merchant,
    ...partsOf(news, context.language),
  }
  return { ...context, results }
}

/** What has come and what is asked for next, for people; nothing of what only comes as one. */
function partsOf({ part }: OrderNews, language: string): Variables {
  const written = (money: Money | null) => (money ? formatMoney(money, language) : "")
  if (!part) return {}
  const { next, received, rest } = part
  return { part: written(next), came: received.minor > 0 ? written(received) : "", rest: next ? written(rest) : "" }
}

/** The payment request: its words, and the link as a button or beneath them. */
export function request(own: OrderMessages, context: Context): Effect {
  const texts = phrases(context.language)
  const { link, part = "", came = "" } = context.results
  const standard = part === "" ? texts.paymentRequest : came === "" ? texts.depositRequest : texts.partPaid
  return {
    type: "send",
    message: {
      // An empty request would be a bare link, which looks like a trap.
      text: rendered(context, wordingOf(own, context, "request") || standard, standard),
      link: {
        title: texts.payButton,
        url: typeof link === "string" ? link : "",
        purpose: rendered(context, texts.linkPurpose, texts.linkPurpose),
      },
    },
  }
}

/** What the customer is told when the order ends; nothing where silence is configured. */
export function outcome(own: OrderMessages, context: Context, news: OrderNews, status: "paid" | UnpaidEnd): Effect[] {
  const texts = phrases(context.language)
  const standard = texts[status]
  const text = own[status] ?? news.messages[status] ?? standard
  if (text === "") return []
  // Words that were written for an order whose end is known would say too much.
  if (news.unseen === true && status === "expired") return [say(context, texts.expiredUnseen)]
  if (news.unseen === true && status === "cancelled") return [say(context, texts.cancelledUnseen)]
  return [say(context, text, standard)]
}

/** A message with the order's own variables; `standard` is said instead of a template that cannot be rendered. */
export function say(context: Context, template: string, standard = template, more: Variables = {}): Effect {
  return { type: "send", message: { text: rendered(context, template, standard, more) } }
}

/** The node's own words, else the payment configuration's. */
export function wordingOf(own: OrderMessages, context: Context, name: keyof OrderMessages): string | undefined {
  const messages = context.wait?.state.messages
  const configured =
    typeof messages === "object" && messages !== null && !Array.isArray(messages) && Object.hasOwn(messages, name)
      ? messages[name]
      : undefined
  return own[name] ?? (typeof configured === "string" ? configured : undefined)
}

function rendered(context: Context, template: string, standard: string, more: Variables = {}): string {
  const { orderNumber = "", description = "", link = "", reason = "", price = "", merchant = "" } = context.results
  const { part = "", came: received = "", rest = "" } = context.results
  const variables = {
    ...context.variables,
    [context.name]: context.results,
    orderNumber,
    description,
    link,
    reason,
    merchant,
    amount: price,
    ...{ part, received, rest },
    ...more,
  }
  const own = render(template, variables)
  if (own.ok) return own.text
  const fallback = render(standard, variables)
  return fallback.ok ? fallback.text : ""
}
