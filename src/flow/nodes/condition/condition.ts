import * as z from "zod"
import { folded } from "../../../core/text/normal"
import { type Sentence, speaker } from "../../../core/text/sentence"
import { type Context, defineNode, type Effect } from "../../node"
import { matchesPattern, patternFault } from "../../values/pattern"

const operators = [
  "equals",
  "not equals",
  "contains",
  "starts with",
  "greater than",
  "less than",
  "at least",
  "at most",
  "is empty",
  "is not empty",
  "matches",
] as const

const branch = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/, "letters, digits, spaces, - and _, at most 40")
    .meta({ title: "Name" }),
  left: z.string().max(1000).meta({ title: "Value", control: "template" }),
  operator: z.enum(operators).meta({
    title: "Comparison",
    description:
      "Greater, less, at least and at most compare numbers; all others compare text without regard to case and accents.",
  }),
  right: z.string().max(1000).default("").meta({
    title: "Compared with",
    description: "For matches, a pattern that the whole value must match.",
    control: "template",
  }),
})

const config = z.object({
  cases: z.array(branch).min(1).max(20).meta({ title: "Cases", description: "The first that holds is taken." }),
})

type Case = z.output<typeof branch>

/** What is said of settings that cannot work. */
const sentences = {
  nameTaken: ({ name }: { name: string }) => `The name "${name}" is taken: give this case another.`,
}

const told = speaker(sentences, "flow/nodes/condition")

/** Leaves by the first case that holds. */
export const condition = defineNode({
  type: "condition",
  title: "Condition",
  group: "logic",
  icon: "branches",
  config,
  sentences,
  waits: false,
  exits: [
    { dynamic: ({ cases }) => cases.map(({ name }) => ({ name, title: name, required: false })) },
    { name: "else", title: "Else" },
  ],
  summary: ({ cases }) => cases.map(({ left, operator, right }) => `${left} ${operator} ${right}`.trim()).join("; "),
  templates: ({ cases }) =>
    cases.flatMap(({ left, operator, right }, index) => [
      { path: `cases.${index}.left`, template: left },
      ...(operator === "matches" ? [] : [{ path: `cases.${index}.right`, template: right }]),
    ]),
  faults: ({ cases }) =>
    cases.flatMap(({ name, operator, right }, index) => {
      const faults: Sentence[] = []
      if (name === "else" || cases.findIndex((other) => other.name === name) < index)
        faults.push(told("nameTaken", { name }))
      const fault = operator === "matches" ? patternFault(right) : null
      if (fault !== null) faults.push(fault)
      return faults
    }),

  enter({ cases }, context) {
    const effects: Effect[] = []
    for (const candidate of cases) {
      const held = holds(candidate, context)
      if (typeof held === "string") effects.push({ type: "note", text: `${context.name}, ${candidate.name}: ${held}` })
      else if (held) return { effects, exit: candidate.name }
    }
    return { effects, exit: "else" }
  },
})

/** Whether a case holds, or why that could not be told. */
function holds({ left, operator, right }: Case, context: Context): boolean | string {
  const one = context.render(left)
  const other = operator === "matches" ? ({ ok: true, text: right } as const) : context.render(right)
  if (!one.ok) return one.reason
  if (!other.ok) return other.reason
  const [a, b] = [one.text.trim(), other.text.trim()]
  switch (operator) {
    case "equals":
      return folded(a) === folded(b)
    case "not equals":
      return folded(a) !== folded(b)
    case "contains":
      return folded(a).includes(folded(b))
    case "starts with":
      return folded(a).startsWith(folded(b))
    case "is empty":
      return a === ""
    case "is not empty":
      return a !== ""
    case "matches":
      return matchesPattern(b, a)
    case "greater than":
      return compared(a, b, (x, y) => x > y)
    case "less than":
      return compared(a, b, (x, y) => x < y)
    case "at least":
      return compared(a, b, (x, y) => x >= y)
    case "at most":
      return compared(a, b, (x, y) => x <= y)
  }
}

/** What is not a number is neither more nor less than anything. */
function compared(a: string, b: string, compare: (a: number, b: number) => boolean): boolean {
  return NUMBER.test(a) && NUMBER.test(b) && compare(Number(a), Number(b))
}

const NUMBER = /^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$/
