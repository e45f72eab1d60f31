import * as z from "zod"
import type { Json, Variables } from "../../../core/json"
import { type Context, defineNode, type Effect, next } from "../../node"
import { parseJson } from "../../values/data"

const config = z.object({
  assignments: z
    .array(
      z.object({
        name: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "a letter, then letters, digits and _, at most 40")
          .meta({ title: "Name" }),
        value: z.string().max(4000).meta({ title: "Value", control: "template" }),
        as: z.enum(["text", "number", "json"]).default("text").meta({ title: "Kept as" }),
      }),
    )
    .min(1)
    .max(20)
    .meta({ title: "Variables", description: "Each can use those above it." }),
})

type Assignment = z.output<typeof config>["assignments"][number]

/** Characters of one value. */
const LONGEST_VALUE = 10_000

/** Keeps values under names of their own. */
export const set = defineNode({
  type: "set",
  title: "Set variables",
  group: "data",
  icon: "variable",
  config,
  waits: false,
  exits: [next],
  summary: ({ assignments }) => assignments.map(({ name, value }) => `${name} = ${value}`).join(", "),
  templates: ({ assignments }) =>
    assignments.map(({ value }, index) => ({ path: `assignments.${index}.value`, template: value })),
  results: ({ assignments }) => ({ names: [], open: false, set: assignments.map(({ name }) => name) }),

  enter({ assignments }, context) {
    const values: Variables = {}
    const effects: Effect[] = []
    for (const assignment of assignments) {
      const read = valueFor(assignment, context, values)
      if (!read.ok) effects.push({ type: "note", text: `${context.name}: ${assignment.name} is empty: ${read.reason}` })
      values[assignment.name] = read.ok ? read.value : null
    }
    return { effects, set: values, exit: "next" }
  },
})

function valueFor(
  { value, as }: Assignment,
  context: Context,
  before: Variables,
): { ok: true; value: Json } | { ok: false; reason: string } {
  const rendered = context.render(value, before)
  if (!rendered.ok) return rendered
  const { text } = rendered
  if (text.length > LONGEST_VALUE) return { ok: false, reason: `it is longer than ${LONGEST_VALUE} characters` }
  if (as === "text") return { ok: true, value: text }
  if (as === "number") {
    const number = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text.trim()) ? Number(text) : Number.NaN
    return Number.isNaN(number) ? { ok: false, reason: "it is not a number" } : { ok: true, value: number + 0 }
  }
  const json = parseJson(text)
  return json === undefined ? { ok: false, reason: "it is not JSON, or too deep" } : { ok: true, value: json }
}
