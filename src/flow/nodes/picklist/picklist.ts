import * as z from "zod"
import type { Json } from "../../../core/json"
import { phrases } from "../../../core/languages"
import type { Reply } from "../../../core/message/message"
import { type Context, type Decision, defineNode, type Effect } from "../../node"
import { valuePath } from "../../values/data"
import { meant, named } from "../choosing"
import { deadline, patience, tooLate } from "../patience"

const config = z.object({
  text: z.string().trim().min(1).max(4096).meta({ title: "Text", control: "template" }),
  list: z
    .string()
    .trim()
    .max(200)
    .regex(valuePath, "a path such as Products.body.items")
    .meta({ title: "List", description: "Where the list is, such as Products.body.items." }),
  title: z.string().trim().min(1).max(500).default("{{ item }}").meta({
    title: "Title of each",
    description: "Such as {{ item.name }}. Lists show 24 characters.",
    control: "template",
  }),
  description: z
    .string()
    .trim()
    .max(500)
    .default("")
    .meta({ title: "Description of each", description: "Such as {{ item.price }}.", control: "template" }),
  value: z.string().trim().max(500).default("").meta({
    title: "Value of each",
    description: "What tells one from another, such as {{ item.id }}; the title when empty.",
    control: "template",
  }),
  pageSize: z
    .number()
    .int()
    .min(2)
    .max(9)
    .default(9)
    .meta({ title: "Shown at once", description: "With more of them, one more choice leads on." }),
  listTitle: z
    .string()
    .trim()
    .max(20)
    .default("")
    .meta({ title: "Label of the list", description: "Where there is one." }),
  invalid: z.string().max(1000).default("").meta({
    title: "Said to anything else",
    description: "The product's own words when empty.",
    control: "template",
  }),
  ...patience,
})

type Config = z.output<typeof config>

/** One of the list as it is offered. `id` is its value. */
interface Item {
  id: string
  title: string
  description: string
  item: Json
  index: number
}

/** Of a longer list only so many are offered: nobody turns more pages. */
const MOST_ITEMS = 100

/** Offers what an earlier integration answered with, and goes on with the one that is tapped or written. */
export const picklist = defineNode({
  type: "picklist",
  title: "Dynamic list",
  group: "message",
  icon: "list-search",
  config,
  waits: true,
  hears: "mine",
  exits: [
    { name: "chosen", title: "Chosen", lastWord: "customer" },
    { name: "other", title: "Anything else", lastWord: "customer" },
    { name: "empty", title: "Empty list", unattended: true },
    { name: "failed", title: "No list", fallback: "empty", unattended: true },
    tooLate,
  ],
  summary: ({ text, list }) => `${text} [${list}]`,
  templates: ({ text, list, title, description, value, invalid }) => [
    { path: "text", template: text },
    { path: "list", template: `{{ ${list} }}` },
    { path: "title", template: title, names: ["item"] },
    { path: "description", template: description, names: ["item"] },
    { path: "value", template: value, names: ["item"] },
    { path: "invalid", template: invalid },
  ],
  results: () => ({ names: ["item", "value", "title", "index", "count"], open: false }),

  enter(config, context) {
    const list = context.value(config.list)
    if (!Array.isArray(list)) {
      const note: Effect = { type: "note", text: `${context.name}: there is no list at ${config.list}` }
      return { effects: [note], results: { count: 0 }, exit: "failed" }
    }
    const { items, notes } = itemsOf(config, context)
    const results = { count: items.length }
    if (items.length === 0) return { effects: notes, results, exit: "empty" }
    return {
      effects: [...notes, offer(config.text, config, context, items, 0)],
      results,
      wait: ["reply"],
      until: deadline(config, context),
      state: { tries: 0, page: 0 },
    }
  },

  resume(config, event, context) {
    if (event.type === "timeout") return { exit: "timeout" }
    if (event.type === "reply") return hear(config, event.reply, context)
    if (event.type !== "focus") return { stay: true }
    const { items } = itemsOf(config, context)
    return {
      effects: [offer(config.text, config, context, items, pageIn(context))],
      stay: true,
      until: deadline(config, context),
    }
  },
})

function hear(config: Config, reply: Reply, context: Context): Decision {
  const { items } = itemsOf(config, context)
  const page = pageIn(context)
  const shown = shownOn(items, page, config, context)
  const option =
    reply.choice === undefined
      ? (meant(shown, reply.text) ?? named(items, reply.text))
      : [...items, ...shown].find((one) => reply.choice === choiceId(context, one))
  const chosen = option && items.find((item) => item === option)
  const { count = items.length, tries = 0 } = { ...context.results, ...context.wait?.state }
  if (chosen) {
    const { item, id, title, index } = chosen
    return { results: { item, value: id, title, index, count }, exit: "chosen" }
  }
  const until = deadline(config, context)
  if (option) {
    const next = (page + 1) % pagesOf(items, config)
    return {
      effects: [offer(config.text, config, context, items, next)],
      stay: true,
      until,
      state: { tries, page: next },
    }
  }
  const tried = (typeof tries === "number" ? tries : 0) + 1
  if (tried > config.retries)
    return { results: { item: null, value: "", title: reply.text, index: -1, count }, exit: "other" }
  const words = config.invalid === "" ? phrases(context.language).chooseOne : config.invalid
  return {
    effects: [offer(words, config, context, items, page)],
    stay: true,
    until,
    state: { tries: tried, page },
  }
}

/** What can be offered of the list, and what is to be noted of the rest. What cannot be told from another is left out. */
function itemsOf(config: Config, context: Context): { items: Item[]; notes: Effect[] } {
  const list = context.value(config.list)
  const all = Array.isArray(list) ? list : []
  const items: Item[] = []
  const reasons = new Set<string>()
  if (all.length > MOST_ITEMS) reasons.add(`only the first ${MOST_ITEMS} of ${all.length} are offered`)
  for (const [index, item] of all.slice(0, MOST_ITEMS).entries()) {
    const [title, description, value] = [config.title, config.description, config.value].map((template) => {
      const rendered = context.render(template, { item })
      if (!rendered.ok) reasons.add(rendered.reason)
      return rendered.ok ? rendered.text.trim().replace(/\s+/g, " ") : ""
    })
    const id = cut(value || title, 100)
    if (!title || items.some((other) => other.id === id)) reasons.add("some have no title, or are there twice")
    else items.push({ id, title: cut(title, 60), description: cut(description, 72), item, index })
  }
  return { items, notes: [...reasons].map((reason) => ({ type: "note", text: `${context.name}: ${reason}` })) }
}

function cut(text: string | undefined, most: number): string {
  return (text ?? "").slice(0, most).toWellFormed()
}

function pageIn({ wait }: Context): number {
  const page = wait?.state.page
  return typeof page === "number" ? page : 0
}

/** One page more than fits would be a page for the one that leads on. */
function pagesOf(items: readonly Item[], { pageSize }: Config): number {
  return items.length <= pageSize + 1 ? 1 : Math.ceil(items.length / pageSize)
}

/** What a page shows: its part of the list, and what leads to the next; from the last one back to the first. */
function shownOn(
  items: readonly Item[],
  page: number,
  config: Config,
  { language }: Context,
): (Item | { id: string; title: string; description: string })[] {
  if (pagesOf(items, config) === 1) return [...items]
  const part = items.slice(page * config.pageSize, (page + 1) * config.pageSize)
  return [...part, { id: "", title: phrases(language).more, description: "" }]
}

function offer(template: string, config: Config, context: Context, items: readonly Item[], page: number): Effect {
  const rendered = context.render(template)
  if (!rendered.ok) return { type: "note", text: `${context.name}: ${rendered.reason}` }
  return {
    type: "send",
    message: {
      text: rendered.text,
      choices: shownOn(items, page, config, context).map((one) => ({
        id: choiceId(context, one),
        title: one.title,
        ...(one.description === "" ? {} : { description: one.description }),
      })),
      choicesTitle: config.listTitle || phrases(context.language).choicesTitle,
    },
  }
}

/** Names the node too, and the value instead of the place: a button from further up the chat means what it says. */
function choiceId({ node }: Context, { id }: { id: string }): string {
  return id === "" ? `${node}:more` : `${node}:=${id}`
}
