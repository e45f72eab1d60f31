import * as z from "zod"
import type { Variables } from "../../core/json"
import { decimal, formatMoney } from "../../core/money"
import { matches, phrases } from "../../core/phrases"
import { render } from "../../core/template"
import type { Context, Decision, Effect, Event, OrderMessages, OrderNews } from "../node"
import { defineNode } from "../node"

const wording = z.string().max(1000).optional()

const config = z.object({
  amount: z
    .union([z.string().trim().min(1).max(200), z.number().positive()])
    .transform(String)
    .meta({ title: "Amount", description: "A number such as 99.50, or a variable.", control: "template" }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three capital letters, such as ZAR")
    .optional()
    .meta({ title: "Currency", description: "The payment configuration's own when empty." }),
  description: z.string().trim().min(1).max(200).meta({ title: "Description", control: "template" }),
  orderNumber: z
    .discriminatedUnion("from", [
      z.object({ from: z.literal("automatic") }),
      z.object({ from: z.literal("custom"), template: z.string().trim().min(1).max(200) }),
    ])
    .default({ from: "automatic" })
    .meta({ title: "Order number" }),
  expirySeconds: z
    .number()
    .int()
    .min(300)
    .max(90 * 86_400)
    .optional()
    .meta({ title: "Link expires after (seconds)", description: "The payment configuration's own when empty." }),
  messages: z
    .object({
      request: wording,
      paid: wording,
      failed: wording,
      expired: wording,
      cancelled: wording,
      error: wording,
      waiting: wording,
    })
    .default({})
    .meta({ title: "Messages", description: "Instead of the configuration's own. Empty says nothing." }),
})

type Config = z.output<typeof config>

/** While money may still come after the order is due, the order is asked for again this often. */
const RECHECK_SECONDS = 3600

/** Sends a payment request, waits for the outcome and leaves by it. The order outlives every chat in between. */
export const chat2pay = defineNode({
  type: "chat2pay",
  title: "Chat 2 Pay",
  group: "payment",
  config,
  waits: true,
  exits: () => [
    { name: "paid", title: "Paid", required: true },
    { name: "failed", title: "Failed", required: true },
    { name: "expired", title: "Expired", required: false, fallback: "failed" },
    { name: "cancelled", title: "Cancelled", required: false, fallback: "failed" },
    { name: "error", title: "Error", required: false, fallback: "failed" },
  ],
  summary: ({ amount, currency, description }) => `${amount} ${currency ?? ""} for ${description}`.replace(/\s+/g, " "),
  templates: ({ amount, description, orderNumber, messages }) => [
    { path: "amount", template: amount },
    { path: "description", template: description },
    ...(orderNumber.from === "custom" ? [{ path: "orderNumber.template", template: orderNumber.template }] : []),
  ].concat(
    Object.entries(messages).flatMap(([name, template]) => (template ? [{ path: `messages.${name}`, template }] : [])),
  ),
  results: () => ({
    names: ["orderNumber", "status", "link", "amount", "currency", "description", "reference", "paidAt", "reason"],
    open: false,
  }),

  enter(config, context) {
    const amount = context.render(config.amount)
    const description = context.render(config.description)
    const number = config.orderNumber.from === "custom" ? context.render(config.orderNumber.template) : null
    for (const rendered of [amount, description, number])
      if (rendered && !rendered.ok) return refused(config, context, {}, rendered.reason)
    return {
      effects: [
        {
          type: "order",
          order: {
            amount: amount.ok ? amount.text.trim() : "",
            currency: config.currency ?? null,
            description: description.ok ? description.text.trim().slice(0, 200) : "",
            number: number === null ? null : number.ok ? number.text.trim() : "",
            expirySeconds: config.expirySeconds ?? null,
            language: context.language,
            node: context.node,
            name: context.name,
          },
        },
      ],
      wait: ["order", "reply"],
    }
  },

  resume(config, event, context) {
    switch (event.type) {
      case "order":
        return hear(config, event.news, context)
      case "reply":
        return answer(config, event, context)
      case "timeout":
        // The provider has the last word: the order may have been paid a moment ago.
        return {
          effects: context.wait ? [{ type: "close", order: context.wait.key, as: "expired" }] : [],
          stay: true,
          until: context.at + RECHECK_SECONDS * 1000,
        }
      case "focus":
        return isOpened(context) ? { effects: [request(config, context)], stay: true } : { stay: true }
      default:
        return { stay: true }
    }
  },
})

/** Takes news of the order: it was opened, asked about, or settled. */
function hear(config: Config, news: OrderNews, context: Context): Decision {
  const heard = withNews(context, news)
  switch (news.status) {
    case "refused":
      return refused(config, heard, news.messages, news.reason ?? "the order was refused")
    case "open":
      if (!isOpened(context))
        return {
          effects: [request(config, heard)],
          results: heard.results,
          stay: true,
          until: news.expiresAt,
          state: { opened: true, messages: { ...news.messages }, merchant: news.merchant },
        }
      return news.cause === "asked" ? { effects: [say(heard, words(context).notYetPaid)], stay: true } : { stay: true }
    case "pending":
      // Slow methods take days: the order's own expiry no longer counts.
      return {
        effects: news.cause === "asked" ? [say(heard, words(context).notYetPaid)] : [],
        results: heard.results,
        stay: true,
        until: null,
      }
    case "paid":
      return { effects: outcome(config, heard, news, "paid"), results: heard.results, exit: "paid" }
    case "failed":
    case "expired":
    case "cancelled":
      return { effects: outcome(config, heard, news, news.status), results: heard.results, exit: news.status }
    case "disputed":
      return { effects: [say(heard, words(context).disputed)], results: heard.results, exit: "error" }
  }
}

/** The customer writes while the order is open. Nothing said here breaks the wait. */
function answer(config: Config, event: Extract<Event, { type: "reply" }>, context: Context): Decision {
  if (!context.wait || !isOpened(context)) return { stay: true }
  const { state, key } = context.wait
  const { words: said, ...texts } = words(context)
  const text = event.reply.choice ?? event.reply.text
  if (state.confirming === true) {
    const settled = { ...state, confirming: false }
    if (matches(text, said.yes))
      return { effects: [{ type: "close", order: key, as: "cancelled" }], stay: true, state: settled }
    if (matches(text, said.no)) return { effects: [say(context, texts.notCancelled)], stay: true, state: settled }
  }
  if (matches(text, said.paid)) return { effects: [{ type: "lookup", order: key }], stay: true }
  if (matches(text, said.resend)) return { effects: [request(config, context)], stay: true }
  if (matches(text, said.cancel))
    return { effects: [say(context, texts.confirmCancel)], stay: true, state: { ...state, confirming: true } }
  const waiting = wordingOf(config, context, "waiting") ?? texts.waiting
  return { effects: waiting === "" ? [] : [say(context, waiting)], stay: true, state: { ...state, confirming: false } }
}

function refused(config: Config, context: Context, messages: OrderMessages, reason: string): Decision {
  const text = config.messages.error ?? messages.error ?? words(context).error
  return {
    effects: [
      { type: "note", text: `${context.name}: ${reason}` },
      ...(text === "" ? [] : [say(context, text, { reason })]),
    ],
    results: { ...context.results, status: "error", reason },
    exit: "error",
  }
}

/** The results with what the news says, and a context that sees them. */
function withNews(context: Context, news: OrderNews): Context {
  const results: Variables = {
    ...context.results,
    orderNumber: news.number,
    status: news.status,
    link: news.link,
    amount: news.money ? decimal(news.money) : "",
    currency: news.money?.currency ?? "",
    description: news.description,
    reference: news.reference ?? "",
    paidAt: news.paidAt === null ? "" : isoTime(news.paidAt),
    reason: news.reason ?? "",
    price: news.money ? formatMoney(news.money, context.language) : "",
    merchant: news.merchant,
  }
  return { ...context, results }
}

function request(config: Config, context: Context): Effect {
  const texts = words(context)
  const text = wordingOf(config, context, "request") || texts.paymentRequest
  const link = context.results.link
  return {
    type: "send",
    message: {
      text: rendered(context, text),
      link: { title: texts.payButton, url: typeof link === "string" ? link : "" },
    },
  }
}

function outcome(config: Config, context: Context, news: OrderNews, status: "paid" | "failed" | "expired" | "cancelled") {
  const text = config.messages[status] ?? news.messages[status] ?? words(context)[status]
  return text === "" ? [] : [say(context, text)]
}

function say(context: Context, template: string, more: Variables = {}): Effect {
  return { type: "send", message: { text: rendered(context, template, more) } }
}

/** A message's own variables come first; a template that cannot be rendered is said without them rather than not at all. */
function rendered(context: Context, template: string, more: Variables = {}): string {
  const { orderNumber = "", description = "", link = "", reason = "", price = "", merchant = "" } = context.results
  const result = render(template, {
    ...context.variables,
    [context.name]: context.results,
    orderNumber,
    description,
    link,
    reason,
    merchant,
    amount: price,
    ...more,
  })
  return result.ok ? result.text : template
}

function wordingOf(config: Config, context: Context, name: keyof OrderMessages): string | undefined {
  const messages = context.wait?.state.messages
  const configured =
    typeof messages === "object" && messages !== null && !Array.isArray(messages) && Object.hasOwn(messages, name)
      ? messages[name]
      : undefined
  return config.messages[name] ?? (typeof configured === "string" ? configured : undefined)
}

function isOpened(context: Context): boolean {
  return context.wait?.state.opened === true
}

function words(context: Context) {
  return phrases(context.language)
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
