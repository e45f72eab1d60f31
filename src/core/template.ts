import { Context, Liquid, type Template } from "liquidjs"
import { arithmetic } from "./arithmetic"
import type { Variables } from "./json"

/**
 * The template filled in, or why not, for people. Unknown variables are empty; lists and objects are written as JSON.
 * Never throws, reads no clock, leaves the variables as they are, and writes values as they are: nothing in a value is
 * expanded.
 */
export function render(template: string, variables: Variables): Rendered {
  try {
    const text = liquid.renderSync(parse(template), bounded(template, variables))
    return String(text).length > LONGEST_TEXT ? { ok: false, reason: TOO_LONG } : { ok: true, text: String(text) }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

/** A template filled in, or why it could not be, for people. */
export type Rendered = { ok: true; text: string } | { ok: false; reason: string }

/** Whether the text has anything in it to fill in: if not, it is known before any run. */
export function isTemplate(text: string): boolean {
  return /\{[{%]/.test(text)
}

/** What is wrong with the template's syntax, for people; null when nothing is. */
export function templateFault(template: string): string | null {
  try {
    parse(template)
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

/**
 * The paths of the variables that the template reads, such as ["OrderNumber", "body", "number"], up to the first part
 * that is itself a variable. What the template assigns is not among them. A template that does not parse has none.
 */
export function references(template: string): string[][] {
  if (templateFault(template) !== null) return []
  return liquid.globalVariableSegmentsSync(parse(template)).map((segments) => {
    const dynamic = segments.findIndex(Array.isArray)
    return segments.slice(0, dynamic < 0 ? segments.length : dynamic).map(String)
  })
}

/** Characters of a template: four of the longest texts that a channel carries. */
const LONGEST_TEMPLATE = 20_000
/** Characters of what comes out: an API request's body may be long, an endless text is a mistake. */
const LONGEST_TEXT = 200_000
const TOO_LONG = `the text is longer than ${LONGEST_TEXT} characters`
/** Characters and list items that filters, ranges and outputs may make in all. */
const MEMORY = 2_000_000
/** Pieces rendered, loops included. Counted, because a Worker's clock stands still while it computes. */
const STEPS = 20_000
/** Characters of a template's own words that a loop may repeat. */
const REPEATED = 50_000_000
/** Parsed templates that are kept: a few flows' worth. */
const KEPT = 200

// Lists of what is allowed, so that a new version of liquidjs adds nothing unseen. Left out: files, randomness, hashes,
// `raw`, filters that evaluate their argument as code, and those whose work no limit counts.
const TAGS =
  "# assign break capture case comment continue cycle decrement echo for if increment liquid raw unless".split(" ")
const FILTERS = (
  "abs append at_least at_most capitalize ceil compact concat date default divided_by downcase escape escape_once first " +
  "floor join json jsonify last lstrip map minus modulo newline_to_br normalize_whitespace number_of_words plus prepend " +
  "reject remove remove_first remove_last replace replace_first replace_last reverse round rstrip size slice sort " +
  "sort_natural split squish strip strip_newlines times to_integer truncate truncatewords uniq upcase url_decode " +
  "url_encode where array_to_sentence_string"
).split(" ")

/** What reads the same in every time zone: seconds since 1970, a date alone, a time with its zone. */
const TIMELESS = /^(\d{1,12}|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?)$/

const parsed = new Map<string, Template[]>()
const liquid = restricted()

function restricted(): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: LONGEST_TEMPLATE,
    memoryLimit: MEMORY,
    timezoneOffset: 0,
    locale: "en-US",
    templates: {},
    outputEscape(this: { context: Context }, value: unknown) {
      const text = written(value)
      this.context.memoryLimit.use(text.length)
      return text
    },
  })
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!FILTERS.includes(name)) engine.unregisterFilter(name)
  for (const [name, exact] of Object.entries(arithmetic)) {
    const inexact = engine.filters[name]
    engine.registerFilter(name, function (value, ...rest) {
      const result = exact(written(value), written(rest[0]))
      return result ?? (typeof inexact === "function" ? inexact.call(this, value, ...rest) : value)
    })
  }
  const date = engine.filters.date
  engine.registerFilter("date", function (value, ...rest) {
    return typeof date === "function" && TIMELESS.test(String(value)) ? date.call(this, value, ...rest) : value
  })
  return engine
}

function written(value: unknown): string {
  if (value === null || value === undefined) return ""
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

function parse(template: string): Template[] {
  const known = parsed.get(template)
  if (known) return known
  const pieces = liquid.parse(template)
  const oldest = parsed.size >= KEPT ? parsed.keys().next().value : undefined
  if (oldest !== undefined) parsed.delete(oldest)
  parsed.set(template, pieces)
  return pieces
}

/** A context over a copy, because `increment` writes to the variables themselves. */
function bounded(template: string, variables: Variables): Context {
  const scope: Variables = Object.assign(Object.create(null), variables)
  const context = new Context(scope, liquid.options, { sync: true }, { liquid })
  const most = Math.min(STEPS, Math.ceil(REPEATED / Math.max(template.length, 1)))
  let steps = 0
  context.renderLimit.check = () => {
    steps++
    if (steps > most) throw new Error("the template repeats too often")
  }
  return context
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
