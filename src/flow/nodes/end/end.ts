import * as z from "zod"
import { defineNode } from "../../node"

const config = z.object({
  text: z
    .string()
    .max(4096)
    .default("")
    .meta({ title: "Last words", description: "Empty says nothing.", control: "template" }),
})

/** Ends the run, with last words or without. */
export const end = defineNode({
  type: "end",
  title: "End",
  group: "logic",
  icon: "flag",
  config,
  waits: false,
  exits: [],
  summary: ({ text }) => text,
  endsSilently: ({ text }) => text.trim() === "",
  templates: ({ text }) => [{ path: "text", template: text }],

  enter({ text }, context) {
    const rendered = context.render(text)
    if (!rendered.ok) return { effects: [{ type: "note", text: `${context.name}: ${rendered.reason}` }], end: "ended" }
    return rendered.text.trim() === ""
      ? { end: "ended" }
      : { effects: [{ type: "send", message: { text: rendered.text } }], end: "ended" }
  },
})
