import type * as z from "zod"

/**
 * What a schema finds wrong, as a sentence for people: to be given to `safeParse` as its `error`. A schema's own words go
 * before it; undefined where it knows no better than zod.
 */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "It is required." : `It must be ${KINDS[issue.expected] ?? issue.expected}.`
    case "too_small":
      return issue.minimum === 1 && COUNTED[issue.origin] !== undefined
        ? EMPTY[issue.origin]
        : `It must ${bound(issue.origin, "at least", issue.minimum)}.`
    case "too_big":
      return `It must ${bound(issue.origin, "at most", issue.maximum)}.`
    case "invalid_value":
      return issue.values.length > MOST_NAMED
        ? "It is none of the values that are known."
        : `It must be ${named(issue.values)}.`
    case "invalid_union":
      return issue.input === undefined ? "It is required." : "It is none of the kinds that can stand here."
    default:
      return undefined
  }
}

/** More values than people read in one sentence. */
const MOST_NAMED = 12

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
}

const COUNTED: Record<string, string> = { string: "characters", array: "items" }

const EMPTY: Record<string, string> = { string: "It must not be empty.", array: "There must be at least one." }

function bound(origin: string, which: string, limit: number | bigint): string {
  const counted = COUNTED[origin]
  return counted === undefined ? `be ${which} ${limit}` : `have ${which} ${limit} ${counted}`
}

function named(values: readonly unknown[]): string {
  const names = values.map(String)
  return names.length === 1 ? `${names[0]}` : `one of: ${names.join(", ")}`
}
