import * as z from "zod"
import type { Json, Variables } from "../../../core/json"
import { matches, phrases } from "../../../core/languages"
import type { Choice, Reply } from "../../../core/message/message"
import { isCurrency } from "../../../core/money"
import { type Sentence, speaker } from "../../../core/text/sentence"
import { type Context, type Decision, defineNode, type Effect } from "../../node"
import { answerTypes, dateFormats, readAnswer, refusalPhrase } from "../../values/answers"
import { patternFault } from "../../values/pattern"
import { deadline, patience, tooLate } from "../patience"

const config = z.object({
  text: z.string().trim().min(1).max(4096).meta({ title: "Question", control: "template" }),
  answer: z
    .enum(answerTypes)
    .default("text")
    .meta({ title: "Answer", labels: { yesno: "yes or no", any: "anything" } }),
  pattern: z.string().default("").meta({ title: "Pattern", description: "The whole answer must match, for pattern." }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "two capital letters, such as ZA")
    .optional()
    .meta({ title: "Country", description: "Where phone numbers without a country code are from." }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three capital letters, such as ZAR")
    .optional()
    .meta({ title: "Currency", description: "Decides how an amount may be written." }),
  dateFormat: z.enum(dateFormats).default("YYYY-MM-DD").meta({ title: "Date format" }),
  minimum: z.number().optional().meta({ title: "At least", description: "Of a text, its characters." }),
  maximum: z.number().optional().meta({ title: "At most", description: "Of a text, its characters." }),
  invalid: z.string().max(1000).default("").meta({
    title: "Said to a wrong answer",
    description: "The product's own words when empty.",
    control: "template",
  }),
  ...patience,
  cancelWords: z.array(z.string().trim().min(1).max(60)).max(20).default([]).meta({ title: "Words that cancel" }),
  sensitive: z
    .boolean()
    .default(false)
    .meta({ title: "Sensitive", description: "Hides the answer from the timeline." }),
})

type Config = z.output<typeof config>

/** What is said of settings that cannot work. */
const sentences = {
  patternMissing: () => "Give the pattern of the answer.",
  currencyMissing: () => "Give the currency that the amount is in.",
  crossed: () => "The answer cannot be at least more than it may be at most.",
}

const told = speaker(sentences, "flow/nodes/question")

/** Asks something and waits for an answer of the right kind. */
export const question = defineNode({
  type: "question",
  title: "Question",
  group: "message",
  icon: "question",
  config,
  sentences,
  waits: true,
  hears: "mine",
  sensitive: ({ sensitive }) => sensitive,
  exits: [
    { name: "answered", title: "Answered", lastWord: "customer" },
    { name: "invalid", title: "Not understood", lastWord: "customer" },
    tooLate,
    {
      name: "cancelled",
      title: "Cancelled",
      lastWord: "customer",
      when: ({ cancelWords }) => cancelWords.length > 0,
    },
  ],
  summary: ({ text }) => text,
  templates: ({ text, invalid }) => [
    { path: "text", template: text },
    { path: "invalid", template: invalid },
  ],
  results: () => ({ names: ["value", "text", "media", "location"], open: false }),
  faults({ answer, pattern, currency, minimum, maximum }) {
    const faults: Sentence[] = []
    const fault = answer === "pattern" ? (pattern === "" ? told("patternMissing") : patternFault(pattern)) : null
    if (fault !== null) faults.push(fault)
    if (answer === "amount" && !isCurrency(currency ?? "")) faults.push(told("currencyMissing"))
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) faults.push(told("crossed"))
    return faults
  },

  offers: ({ cancelWords }, text) => matches(text, cancelWords),

  enter(config, context) {
    return {
      effects: [ask(config, context)],
      wait: ["reply"],
      until: deadline(config, context),
      state: { tries: 0 },
    }
  },

  resume(config, event, context) {
    if (event.type === "timeout") return { exit: "timeout" }
    if (event.type === "focus") return { effects: [ask(config, context)], stay: true, until: deadline(config, context) }
    return event.type === "reply" ? hear(config, event.reply, context) : { stay: true }
  },
})

function hear(config: Config, reply: Reply, context: Context): Decision {
  if (reply.choice === undefined && matches(reply.text, config.cancelWords)) return { exit: "cancelled" }
  const value = answered(config, reply, context)
  if (value !== null) return { results: resultsOf(value, reply), exit: "answered" }
  const state = context.wait?.state ?? {}
  const tries = (typeof state.tries === "number" ? state.tries : 0) + 1
  if (tries > config.retries) return { results: resultsOf(null, { text: reply.text }), exit: "invalid" }
  const own = config.invalid === "" ? refusalPhrase(config, context.language) : config.invalid
  return {
    effects: [say(own, config, context)],
    stay: true,
    until: deadline(config, context),
    state: { ...state, tries },
  }
}

/** A button tapped answers only the question it was offered with: one from further up the chat is no answer. */
function answered(config: Config, reply: Reply, context: Context): Json {
  if (reply.choice === undefined || config.answer === "any") return readAnswer(config, reply, context.language)
  if (config.answer !== "yesno") return null
  if (reply.choice === `${context.node}:yes`) return true
  return reply.choice === `${context.node}:no` ? false : null
}

function resultsOf(value: Json, reply: Reply): Variables {
  const { media, location } = reply
  return {
    value,
    text: reply.text,
    ...(media ? { media: { ...media } } : {}),
    ...(location ? { location: { ...location } } : {}),
  }
}

function ask(config: Config, context: Context): Effect {
  return say(config.text, config, context)
}

function say(template: string, { answer }: Config, context: Context): Effect {
  const rendered = context.render(template)
  if (!rendered.ok) return { type: "note", text: `${context.name}: ${rendered.reason}` }
  if (answer !== "yesno") return { type: "send", message: { text: rendered.text } }
  const { yesButton, noButton } = phrases(context.language)
  const choices: Choice[] = [
    { id: `${context.node}:yes`, title: yesButton },
    { id: `${context.node}:no`, title: noButton },
  ]
  return { type: "send", message: { text: rendered.text, choices } }
}
