import * as z from "zod"
import type { Variables } from "../../../core/json"
import { matches, phrases } from "../../../core/languages"
import { type OrderMessages, orderMessages } from "../../../core/order/configuration"
import type { OrderNews } from "../../../core/order/news"
import { expirySeconds, type Wanted } from "../../../core/order/terms"
import { isTemplate } from "../../../core/template"
import type { WrittenAmount } from "../../../core/text/amount"
import { speaker } from "../../../core/text/sentence"
import { type Context, type Decision, defineNode, type Event, type SettingFault } from "../../node"
import { outcome, request, say, withNews, wordingOf } from "./messages"

/** An amount beside the one that is due, where there is one. */
const part = (title: string, description?: string) =>
  z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title, control: "template", ...(description && { description }) })

const config = z.object({
  amount: z
    .union([z.string().trim().min(1).max(200), z.number().positive()])
    .transform(String)
    .optional()
    .meta({
      title: "Amount",
      description: "All that is due: a number such as 99.50, or a variable. Items add up by themselves without it.",
      control: "template",
    }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three capital letters, such as ZAR")
    .optional()
    .meta({ title: "Currency", description: "The payment configuration's own when empty." }),
  description: z.string().trim().min(1).max(200).meta({ title: "Description", control: "template" }),
  items: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(100).meta({ title: "Name", control: "template" }),
        quantity: z.string().trim().min(1).max(100).default("1").meta({ title: "Quantity", control: "template" }),
        price: z.string().trim().min(1).max(100).meta({ title: "Price of one", control: "template" }),
      }),
    )
    .max(50)
    .default([])
    .meta({ title: "Items", description: "Shown on the pay page, each with its price." }),
  tax: part("Tax", "Added to the items."),
  discount: part("Discount", "Taken off."),
  shipping: part("Shipping", "Added to the items."),
  deposit: part(
    "Deposit",
    "Asked for first; the rest is paid by the same link. The flow goes on once the deposit came.",
  ),
  capture: z
    .enum(["at_once", "later"])
    .default("at_once")
    .meta({
      title: "Money is taken",
      description: "Later means that it is held until somebody takes it, where the provider can do that.",
      labels: { at_once: "At once", later: "Later" },
    }),
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
const messageNames = ["part", "received", "rest", "amount", "orderNumber", "description", "link", "reason", "merchant"]

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
    {
      name: "part_paid",
      title: "Deposit paid",
      fallback: "paid",
      lastWord: "flow",
      when: ({ deposit = "" }) => deposit !== "",
    },
    {
      name: "authorised",
      title: "Held",
      fallback: "paid",
      lastWord: "flow",
      when: ({ capture }) => capture === "later",
    },
    { name: "failed", title: "Failed", required: true, lastWord: after("failed") },
    // Who let the link expire was sent it and asked for nothing more.
    { name: "expired", title: "Expired", fallback: "failed", unattended: true, lastWord: "flow" },
    { name: "cancelled", title: "Cancelled", fallback: "failed", lastWord: after("cancelled") },
    { name: "error", title: "Error", fallback: "failed", unattended: true, lastWord: after("error") },
  ],
  summary: ({ amount = "", currency = "", description }) =>
    `${amount} ${currency} for ${description}`.replace(/\s+/g, " ").trim(),
  templates: ({ amount, description, orderNumber, messages, ...more }) => [
    ...(amount === undefined ? [] : [{ path: "amount", template: amount }]),
    ...PARTS.flatMap((name) => (more[name] ? [{ path: name, template: more[name] }] : [])),
    ...more.items.flatMap(({ name, quantity, price }, index) =>
      Object.entries({ name, quantity, price }).map(([of, template]) => ({ path: `items.${index}.${of}`, template })),
    ),
    { path: "description", template: description },
    ...(orderNumber.from === "custom" ? [{ path: "orderNumber.template", template: orderNumber.template }] : []),
    ...Object.entries(messages).flatMap(([name, template]) =>
      template ? [{ path: `messages.${name}`, template, names: messageNames }] : [],
    ),
  ],
  faults: ({ amount = "", items, ...more }) => [
    ...signFaults("amount", amount),
    ...PARTS.flatMap((name) => signFaults(name, more[name] ?? "")),
    ...items.flatMap(({ price }, index) => signFaults(`items.${index}.price`, price)),
  ],
  wants: (config) => wantedOf(config),
  results: () => ({
    names: [
      "orderNumber",
      "status",
      "link",
      "amount",
      "received",
      "currency",
      "description",
      "reference",
      "paidAt",
      "reason",
    ],
    open: false,
  }),

  enter(config, context) {
    const fault: { reason: string | null } = { reason: null }
    const fill = (template: string) => {
      const rendered = context.render(template)
      if (!rendered.ok) fault.reason ??= rendered.reason
      return rendered.ok ? rendered.text.trim() : ""
    }
    const wanted = wantedOf(config, fill)
    const description = fill(config.description)
    const number = config.orderNumber.from === "custom" ? fill(config.orderNumber.template) : null
    if (fault.reason !== null) return refused(config, context, {}, fault.reason)
    return {
      effects: [
        {
          type: "order",
          order: {
            ...wanted,
            description: description.slice(0, 200),
            number,
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

/** Amounts beside the one that is due. */
const PARTS = ["tax", "discount", "shipping", "deposit"] as const

/** What is to be agreed, as it is written or, with `fill`, as a run fills it in. */
function wantedOf(config: Config, fill: (template: string) => string = (template) => template): Wanted {
  const { amount = "", currency = null, items, capture } = config
  const written = (text: string): WrittenAmount => ({ amount: fill(text), literal: !isTemplate(text) })
  const parts = PARTS.flatMap((name) => (config[name] ? [[name, written(config[name])]] : []))
  return {
    ...written(amount),
    currency,
    ...(items.length > 0 && {
      items: items.map(({ name, quantity, price }) => ({
        name: fill(name).slice(0, 100),
        quantity: written(quantity),
        price: written(price),
      })),
    }),
    ...Object.fromEntries(parts),
    ...(capture === "later" && { capture }),
  }
}

/** Signs around a value that is filled in: such an amount is a plain number, with its code at most. */
function signFaults(path: string, amount: string): SettingFault[] {
  if (!isTemplate(amount) || amount.includes("{%")) return []
  const around = amount.replace(/\{\{[^{}]*\}\}/g, "").replace(/[A-Z]{3}/, "")
  if (around.includes("{{") || !/[\p{L}\p{Sc}]/u.test(around)) return []
  return [{ path, said: told("signs") }]
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
      return hearPart(config, news, heard)
    case "authorised":
      if (config.capture === "later")
        return { effects: [say(heard, words(context).held)], results: heard.results, exit: "authorised" }
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

/** A part came: enough to go on, or not yet, or no more than that will come. */
function hearPart(config: Config, { part }: OrderNews, heard: Context): Decision {
  const { partPaid, partOver } = words(heard)
  const { results } = heard
  // Of what was held only so much was taken: its run goes on as where all of it was held.
  if (!part) {
    const effects = [say(heard, partPaid)]
    return config.capture === "later" ? { effects, results, exit: "authorised" } : { effects, results, stay: true }
  }
  if (part.enough && part.ended === null) return { effects: [say(heard, partPaid)], results, exit: "part_paid" }
  return part.ended === null
    ? { effects: [say(heard, partPaid)], results, stay: true }
    : { effects: [say(heard, partOver)], results, exit: part.enough ? "part_paid" : "error" }
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
