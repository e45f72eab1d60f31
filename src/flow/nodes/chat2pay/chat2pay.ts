import * as z from "zod"
import type { Variables } from "../../../core/json"
import { matches, phrases } from "../../../core/languages"
import { type OrderMessages, orderMessages } from "../../../core/order/configuration"
import type { OrderNews } from "../../../core/order/news"
import { expirySeconds } from "../../../core/order/terms"
import { isTemplate } from "../../../core/template"
import { speaker } from "../../../core/text/sentence"
import { type Context, type Decision, defineNode, type Event, type SettingFault } from "../../node"
import { outcome, request, say, withNews, wordingOf } from "./messages"

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
      z.object({
        from: z.literal("custom"),
        template: z.string().trim().min(1).max(200).meta({ title: "Template", control: "template" }),
      }),
    ])
    .default({ from: "automatic" })
    .meta({ title: "Order number" }),
  expirySeconds: expirySeconds
    .optional()
    .meta({ title: "Link expires after (seconds)", description: "The payment configuration's own when empty." }),
  messages: orderMessages.default({}).meta({ title: "Messages", description: "Instead of the configuration's own." }),
})

type Config = z.output<typeof config>

/** What the messages can name without the node's own name before it. */
const messageNames = ["amount", "orderNumber", "description", "link", "reason", "merchant"]

/** While money may still come after the order is due, the order is asked for again this often. */
const RECHECK_SECONDS = 3600

/** What is said of settings that cannot work. */
const sentences = {
  signs: () => "Around a variable an amount has no sign and no words: leave them out.",
}

const told = speaker(sentences, "flow/nodes/chat2pay")

/** Sends a payment request, waits for the outcome and leaves by it. The order outlives every chat in between. */
export const chat2pay = defineNode({
  type: "chat2pay",
  title: "Chat 2 Pay",
  group: "payment",
  icon: "card",
  config,
  sentences,
  waits: true,
  hears: "mine",
  exits: [
    { name: "paid", title: "Paid", required: true, lastWord: after("paid") },
    { name: "failed", title: "Failed", required: true, lastWord: after("failed") },
    // Who let the link expire was sent it and asked for nothing more.
    { name: "expired", title: "Expired", fallback: "failed", unattended: true, lastWord: "flow" },
    { name: "cancelled", title: "Cancelled", fallback: "failed", lastWord: after("cancelled") },
    { name: "error", title: "Error", fallback: "failed", unattended: true, lastWord: after("error") },
  ],
  summary: ({ amount, currency, description }) => `${amount} ${currency ?? ""} for ${description}`.replace(/\s+/g, " "),
  templates: ({ amount, description, orderNumber, messages }) => [
    { path: "amount", template: amount },
    { path: "description", template: description },
    ...(orderNumber.from === "custom" ? [{ path: "orderNumber.template", template: orderNumber.template }] : []),
    ...Object.entries(messages).flatMap(([name, template]) =>
      template ? [{ path: `messages.${name}`, template, names: messageNames }] : [],
    ),
  ],
  faults: ({ amount }) => signFaults(amount),
  wants: ({ amount, currency }) => ({ amount, currency: currency ?? null, literal: !isTemplate(amount) }),
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
            literal: !isTemplate(config.amount),
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
        return isOpened(context)
          ? { effects: [request(config.messages, context)], stay: true, state: unasked(context) }
          : { stay: true }
      default:
        return { stay: true }
    }
  },
})

/** Who pays, gives up or is refused waits for a word: without one the customer spoke last. */
function after(end: keyof OrderMessages): (config: Config) => "flow" | "customer" {
  return ({ messages }) => (messages[end] === "" ? "customer" : "flow")
}

/** Signs around a value that is filled in: such an amount is a plain number, with its code at most. */
function signFaults(amount: string): SettingFault[] {
  if (!isTemplate(amount) || amount.includes("{%")) return []
  const around = amount.replace(/\{\{[^{}]*\}\}/g, "").replace(/[A-Z]{3}/, "")
  if (around.includes("{{") || !/[\p{L}\p{Sc}]/u.test(around)) return []
  return [{ path: "amount", said: told("signs") }]
}

/** Takes news of the order: it was opened, asked about, or settled. */
function hear(config: Config, news: OrderNews, context: Context): Decision {
  const heard = withNews(context, news)
  switch (news.status) {
    case "refused":
      return refused(config, heard, news.messages, news.reason ?? "the order was refused")
    case "open":
      if (!isOpened(context))
        return {
          // The wait does not have the configuration's words yet: this decision puts them there.
          effects: [request({ ...news.messages, ...config.messages }, heard)],
          results: heard.results,
          stay: true,
          until: news.expiresAt,
          state: { opened: true, messages: kept(news.messages) },
        }
      return news.cause === "asked" ? { effects: [say(heard, notYet(news, context))], stay: true } : { stay: true }
    case "pending":
      // Slow methods take days: the order's own expiry no longer counts.
      return {
        effects: news.cause === "asked" ? [say(heard, notYet(news, context))] : [],
        results: heard.results,
        stay: true,
        until: null,
      }
    case "part_paid":
      return { effects: [say(heard, words(context).partPaid)], results: heard.results, stay: true }
    case "authorised":
      // Who took the time to hold it in time need not hurry: the order's own expiry no longer counts.
      return { effects: [say(heard, words(context).held)], results: heard.results, stay: true, until: null }
    case "paid":
      return { effects: outcome(config.messages, heard, news, "paid"), results: heard.results, exit: "paid" }
    case "failed":
    case "expired":
    case "cancelled":
      return { effects: outcome(config.messages, heard, news, news.status), results: heard.results, exit: news.status }
    case "mismatch":
      return { effects: [say(heard, words(context).mismatch)], results: heard.results, exit: "error" }
  }
}

/** The customer writes while the order is open. Nothing said here breaks the wait. */
function answer(config: Config, event: Extract<Event, { type: "reply" }>, context: Context): Decision {
  if (!context.wait || !isOpened(context)) return { stay: true }
  const { state, key } = context.wait
  const { words: said, ...texts } = words(context)
  const settled = unasked(context)
  const text = event.reply.choice ?? event.reply.text
  if (state.confirming === true) {
    if (matches(text, said.yes))
      return { effects: [{ type: "close", order: key, as: "cancelled" }], stay: true, state: settled }
    if (matches(text, said.no)) return { effects: [say(context, texts.notCancelled)], stay: true, state: settled }
  }
  if (matches(text, said.paid)) return { effects: [{ type: "lookup", order: key }], stay: true, state: settled }
  if (matches(text, said.resend)) return { effects: [request(config.messages, context)], stay: true, state: settled }
  if (matches(text, said.cancel))
    return { effects: [say(context, texts.confirmCancel)], stay: true, state: { ...state, confirming: true } }
  const waiting = wordingOf(config.messages, context, "waiting") ?? texts.waiting
  return { effects: waiting === "" ? [] : [say(context, waiting)], stay: true, state: settled }
}

function refused(config: Config, context: Context, messages: OrderMessages, reason: string): Decision {
  const text = config.messages.error ?? messages.error ?? words(context).error
  return {
    effects: [
      { type: "note", text: `${context.name}: ${reason}` },
      ...(text === "" ? [] : [say(context, text, words(context).error, { reason })]),
    ],
    results: { ...context.results, status: "error", reason },
    exit: "error",
  }
}

/** What is known of a payment that has not come. */
function notYet({ unseen }: OrderNews, context: Context): string {
  return unseen === true ? words(context).cannotSee : words(context).notYetPaid
}

function kept(messages: OrderMessages): Variables {
  const texts: Variables = {}
  for (const [name, text] of Object.entries(messages)) if (text !== undefined) texts[name] = text
  return texts
}

/** The wait's notes without a question about cancelling: a yes to anything else must not cancel. */
function unasked(context: Context): Variables {
  return { ...context.wait?.state, confirming: false }
}

function isOpened(context: Context): boolean {
  return context.wait?.state.opened === true
}

function words(context: Context) {
  return phrases(context.language)
}
