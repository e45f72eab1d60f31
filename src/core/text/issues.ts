import type * as z from "zod"
import { type Sentence, type Wordings, worded } from "./sentence"
import { coreSentences, say } from "./sentences"

/** One thing that a schema finds wrong: where, and in a sentence. */
export interface Issue {
  path: readonly string[]
  said: Sentence
}

/** What a schema refuses, thrown where nobody could go on. */
export class Unread extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, said }) => `${path.join(".")}: ${said.message}`).join("; "))
  }
}

/**
 * The value as the schema reads it, or all that is wrong with it. A schema's own words go before those for its kind; they
 * are known again where they are among `own`.
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  own: Wordings = coreSentences,
): { data: z.output<Schema> } | { issues: Issue[] } {
  const known = new Map<string, Sentence>()
  const parsed = schema.safeParse(value, {
    error: (issue) => {
      const said = sentenceOf(issue)
      known.set(said.message, said)
      return said.message
    },
  })
  if (parsed.success) return { data: parsed.data }
  return { issues: parsed.error.issues.flatMap((issue) => issuesOf(issue, known, own)) }
}

function issuesOf(issue: z.core.$ZodIssue, known: ReadonlyMap<string, Sentence>, own: Wordings): Issue[] {
  const path = issue.path.map(String)
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [...path, key], said: say("stray") }))
  return [{ path, said: known.get(issue.message) ?? ownWords(issue.message, own) }]
}

/** Words that a schema brings along: a sentence without anything to fill in, or the rule of a member's field. */
function ownWords(message: string, own: Wordings): Sentence {
  const key = Object.keys(own).find((name) => own[name]?.length === 0 && worded(own, name, {}) === message)
  return { key: key ?? RULE, values: {}, message }
}

/** The key of what a field's own rule says. */
export const RULE = "rule"

function sentenceOf(issue: z.core.$ZodRawIssue): Sentence {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? say("required") : say(KINDS[issue.expected] ?? "kind")
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum))
    case "too_big":
      return say(MOST[issue.origin] ?? "most", { limit: Number(issue.maximum) })
    case "invalid_value":
      if (issue.values.length > MOST_NAMED) return say("unknownValue")
      return issue.values.length === 1
        ? say("value", { value: String(issue.values[0]) })
        : say("values", { values: issue.values.map(String).join(", ") })
    case "invalid_union":
      return issue.input === undefined ? say("required") : say("unknownKind")
    default:
      return say("form")
  }
}

/** More values than people read in one sentence. */
const MOST_NAMED = 12

const KINDS: Record<string, "text" | "number" | "integer" | "boolean" | "list" | "object"> = {
  string: "text",
  number: "number",
  int: "integer",
  boolean: "boolean",
  array: "list",
  object: "object",
  record: "object",
}

const LEAST: Record<string, "leastCharacters" | "leastItems"> = { string: "leastCharacters", array: "leastItems" }

const MOST: Record<string, "mostCharacters" | "mostItems"> = { string: "mostCharacters", array: "mostItems" }

function tooSmall(origin: string, limit: number): Sentence {
  if (limit === 1 && origin === "string") return say("empty")
  if (limit === 1 && origin === "array") return say("none")
  return say(LEAST[origin] ?? "least", { limit })
}
