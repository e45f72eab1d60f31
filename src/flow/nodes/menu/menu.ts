import * as z from "zod"
import { phrases } from "../../../core/languages"
import type { Reply } from "../../../core/message/message"
import { normal } from "../../../core/text/normal"
import { speaker } from "../../../core/text/sentence"
import { type Context, type Decision, defineNode, type Effect } from "../../node"
import { meant, named } from "../choosing"
import { deadline, patience, tooLate } from "../patience"

const option = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,30}$/, "letters, digits, - and _, at most 30")
    .meta({ title: "Id" }),
  title: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ title: "Title", description: "Buttons show 20 characters, lists 24." }),
  description: z.string().trim().max(72).default("").meta({ title: "Description" }),
})

const config = z.object({
  text: z.string().trim().min(1).max(4096).meta({ title: "Text", control: "template" }),
  options: z.array(option).min(1).max(10).meta({ title: "Options" }),
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

/** What is said of settings that cannot work. */
const sentences = {
  idTwice: ({ id }: { id: string }) => `Two options have the id ${id}.`,
  titleTwice: ({ title }: { title: string }) =>
    `Two options are called "${title}", so what the customer writes could mean either.`,
}

const told = speaker(sentences, "flow/nodes/menu")

/** Offers options and leaves by the one that is tapped or written. */
export const menu = defineNode({
  type: "menu",
  title: "Menu",
  group: "message",
  icon: "list",
  config,
  sentences,
  waits: true,
  hears: "mine",
  exits: [
    {
      dynamic: ({ options }) =>
        options.map(({ id, title }) => ({ name: `option:${id}`, title, required: false, lastWord: "customer" })),
    },
    { name: "other", title: "Anything else", lastWord: "customer" },
    tooLate,
  ],
  summary: ({ text, options }) => `${text} ${options.map(({ title }) => `[${title}]`).join(" ")}`,
  templates: ({ text, invalid }) => [
    { path: "text", template: text },
    { path: "invalid", template: invalid },
  ],
  results: () => ({ names: ["choice", "title"], open: false }),
  faults: ({ options }) => [
    ...repeated(options.map(({ id }) => id)).map((id) => told("idTwice", { id })),
    ...repeated(options.map(({ title }) => normal(title))).map((title) => told("titleTwice", { title })),
  ],

  offers: ({ options }, text) => named(options, text) !== undefined,

  enter(config, context) {
    return {
      effects: [offer(config.text, config, context)],
      wait: ["reply"],
      until: deadline(config, context),
      state: { tries: 0 },
    }
  },

  resume(config, event, context) {
    if (event.type === "timeout") return { exit: "timeout" }
    if (event.type === "focus")
      return { effects: [offer(config.text, config, context)], stay: true, until: deadline(config, context) }
    return event.type === "reply" ? hear(config, event.reply, context) : { stay: true }
  },
})

function hear(config: Config, reply: Reply, context: Context): Decision {
  const chosen =
    reply.choice === undefined
      ? meant(config.options, reply.text)
      : config.options.find(({ id }) => reply.choice === choiceId(context, id))
  if (chosen) return { results: { choice: chosen.id, title: chosen.title }, exit: `option:${chosen.id}` }
  const tries = context.wait?.state.tries
  const count = (typeof tries === "number" ? tries : 0) + 1
  if (count > config.retries) return { results: { choice: "", title: reply.text }, exit: "other" }
  return {
    effects: [offer(config.invalid === "" ? phrases(context.language).chooseOne : config.invalid, config, context)],
    stay: true,
    until: deadline(config, context),
    state: { tries: count },
  }
}

function offer(template: string, { options, listTitle }: Config, context: Context): Effect {
  const rendered = context.render(template)
  if (!rendered.ok) return { type: "note", text: `${context.name}: ${rendered.reason}` }
  return {
    type: "send",
    message: {
      text: rendered.text,
      choices: options.map(({ id, title, description }) => ({
        id: choiceId(context, id),
        title,
        ...(description === "" ? {} : { description }),
      })),
      choicesTitle: listTitle || phrases(context.language).choicesTitle,
    },
  }
}

/** Names the node too, so that the button of another menu further up the chat is never taken for one of these. */
function choiceId({ node }: Context, id: string): string {
  return `${node}:${id}`
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) < index))]
}
