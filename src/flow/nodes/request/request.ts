import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../../core/exchange"
import type { Json, Variables } from "../../../core/json"
import { type Sentence, speaker } from "../../../core/text/sentence"
import { type Context, type Decision, defineNode, type Effect, type SettingFault, type Template } from "../../node"
import { mapTexts, parseJson, textsIn } from "../../values/data"
import { headerFault, headerNameFault, statusRanges } from "../../values/headers"
import { pathFault, pick } from "../../values/jsonpath"
import { addressFault, encode, originOf, renderAddress } from "../../values/url"

const named = z.object({
  name: z.string().trim().min(1).max(100).meta({ title: "Name" }),
  value: z.string().max(4000).meta({ title: "Value", control: "template" }),
})

const config = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET").meta({ title: "Method" }),
  url: z.string().trim().min(1).max(2000).meta({
    title: "Address",
    description: "https; variables after the host only, each encoded.",
    control: "template",
  }),
  query: z.array(named).max(50).default([]).meta({ title: "Query" }),
  headers: z.array(named).max(50).default([]).meta({ title: "Headers" }),
  body: z
    .discriminatedUnion("as", [
      z.object({ as: z.literal("none") }),
      z.object({ as: z.literal("json"), json: z.json() }),
      z.object({ as: z.literal("form"), fields: z.array(named).max(50) }),
      z.object({ as: z.literal("text"), text: z.string().max(20_000) }),
    ])
    .default({ as: "none" })
    .meta({
      title: "Body",
      description: "In JSON each text is filled in by itself; {{ Ask.value | json }} alone puts the value in as it is.",
    }),
  timeoutSeconds: z.number().int().min(1).max(30).default(10).meta({ title: "Waits for (seconds)" }),
  values: z
    .array(
      z.object({
        name: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "a letter, then letters, digits and _, at most 40")
          .meta({ title: "Name" }),
        path: z.string().trim().min(1).meta({ title: "JSONPath", description: "Such as $.order.number" }),
      }),
    )
    .max(30)
    .default([])
    .meta({ title: "Values", description: "Later nodes read them under this node's name." }),
  success: z
    .object({
      statuses: z
        .string()
        .max(200)
        .default("200-299")
        .meta({ title: "Status codes", description: "Such as 200-299,304" }),
      path: z.string().trim().default("").meta({ title: "JSONPath that must find something" }),
      equals: z.string().max(1000).optional().meta({ title: "and must be", control: "template" }),
    })
    .default({ statuses: "200-299", path: "" })
    .meta({ title: "Success" }),
})

type Config = z.output<typeof config>

/** Characters of an answer that are kept: a run must stay a small row. */
const LONGEST_BODY = 32_000

/** Characters of an answer that is kept whole, for people to look at. */
const SHORT_BODY = 4000

const ownResults = ["status", "body", "reason"]

/** What is said of settings that cannot work. */
const sentences = {
  getWithBody: () => "GET sends no body: choose POST, or no body.",
  nameTaken: ({ name }: { name: string }) => `The name ${name} is taken: give this value another.`,
  statuses: () => "Write the status codes as 200-299,304.",
  equalsWithoutPath: () => "Say by JSONPath what must be equal.",
}

const told = speaker(sentences, "flow/nodes/request")

/** Asks an outside service and waits for its answer. */
export const request = defineNode({
  type: "request",
  title: "API integration",
  group: "data",
  icon: "plug",
  config,
  sentences,
  // It waits for a machine, which answers at once: a loop through it would call without end.
  waits: false,
  // It answers within seconds, and what the flow says then is its answer.
  hears: "nobody",
  exits: [
    { name: "ok", title: "OK" },
    { name: "failed", title: "Failed" },
  ],
  asks: { for: "response", first: { status: 200, body: JSON.stringify({ number: "A-1001", ok: true }, null, 2) } },
  summary: ({ method, url }) => `${method} ${url}`,
  templates,
  results: ({ values }) => ({ names: [...ownResults, ...values.map(({ name }) => name)], open: false }),
  faults,
  calls: ({ url }) => {
    const origin = originOf(url)
    return origin === null ? [] : [{ path: "url", url: origin }]
  },

  enter(config, context) {
    const made = requestOf(config, context)
    return made.ok
      ? { effects: [{ type: "request", request: made.request }], wait: ["response"] }
      : failed(context, { status: 0, body: null }, made.reason)
  },

  resume(config, event, context) {
    return event.type === "response" ? hear(config, event.response, event.reason, context) : { stay: true }
  },
})

function templates({ url, query, headers, body, success }: Config): Template[] {
  const listed = (path: string, items: { value: string }[]) =>
    items.map(({ value }, index) => ({ path: `${path}.${index}.value`, template: value }))
  return [
    { path: "url", template: url },
    ...listed("query", query),
    ...listed("headers", headers),
    ...(body.as === "form" ? listed("body.fields", body.fields) : []),
    ...(body.as === "text" ? [{ path: "body.text", template: body.text }] : []),
    ...(body.as === "json" ? textsIn(body.json, "body.json").map(({ path, text }) => ({ path, template: text })) : []),
    ...(success.equals === undefined ? [] : [{ path: "success.equals", template: success.equals }]),
  ]
}

function faults({ method, url, headers, body, values, success }: Config): (SettingFault | Sentence)[] {
  const address = addressFault(url)
  const found: (SettingFault | Sentence | null)[] = [
    address === null ? null : { path: "url", said: address },
    method === "GET" && body.as !== "none" ? told("getWithBody") : null,
    ...headers.map(({ name }) => headerNameFault(name)),
    ...values.map(({ name, path }, index) =>
      ownResults.includes(name) || values.findIndex((value) => value.name === name) < index
        ? told("nameTaken", { name })
        : pathFault(path),
    ),
    statusRanges(success.statuses) ? null : told("statuses"),
    success.path === "" ? null : pathFault(success.path),
    success.path === "" && success.equals !== undefined ? told("equalsWithoutPath") : null,
  ]
  return found.filter((fault) => fault !== null)
}

/** The request filled in, or why it could not be. */
function requestOf(
  config: Config,
  context: Context,
): { ok: true; request: HttpRequest } | { ok: false; reason: string } {
  const problems: string[] = []
  const fill = (template: string) => {
    const rendered = context.render(template)
    if (!rendered.ok) problems.push(rendered.reason)
    return rendered.ok ? rendered.text : ""
  }
  const pairs = (items: { name: string; value: string }[]) =>
    items.map(({ name, value }) => `${encode(name)}=${encode(fill(value))}`).join("&")

  const address = renderAddress(config.url, context.render)
  if (!address.ok) problems.push(address.reason)
  const headers: Record<string, string> = {}
  for (const { name, value } of config.headers) {
    const text = fill(value).trim()
    const fault = headerNameFault(name)?.message ?? headerFault(name, text)
    if (fault) problems.push(fault)
    else headers[name.toLowerCase()] = text
  }
  const body = bodyOf(config.body, fill, pairs, problems)
  if (body) headers["content-type"] ??= body.type

  const [reason] = problems
  if (reason !== undefined || !address.ok) return { ok: false, reason: reason ?? "the address is missing" }
  const { method, timeoutSeconds } = config
  const url = withQuery(address.text, pairs(config.query))
  return problems[0] === undefined
    ? { ok: true, request: { method, url, headers, timeoutSeconds, ...(body ? { body: body.text } : {}) } }
    : { ok: false, reason: problems[0] }
}

function bodyOf(
  body: Config["body"],
  fill: (template: string) => string,
  pairs: (items: { name: string; value: string }[]) => string,
  problems: string[],
): { type: string; text: string } | null {
  switch (body.as) {
    case "none":
      return null
    case "form":
      return { type: "application/x-www-form-urlencoded", text: pairs(body.fields) }
    case "text":
      return { type: "text/plain;charset=utf-8", text: fill(body.text) }
    case "json":
      return { type: "application/json", text: JSON.stringify(mapTexts(body.json, value)) }
  }
  /** Filled in text stays text, whatever quotes are in it; what is written as JSON becomes the value that it is. */
  function value(template: string): Json {
    const text = fill(template)
    if (!AS_JSON.test(template)) return text
    const json = parseJson(text === "" ? "null" : text)
    if (json === undefined) problems.push(`${template} is not JSON`)
    return json ?? null
  }
}

const AS_JSON = /^\s*\{\{[^{}]*\|\s*json\s*\}\}\s*$/

function withQuery(url: string, query: string): string {
  if (query === "") return url
  const [address = "", fragment] = url.split("#", 2)
  const joined = `${address}${address.includes("?") ? "&" : "?"}${query}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}

function hear(config: Config, response: HttpResponse | null, why: string | null, context: Context): Decision {
  if (!response) return failed(context, { status: 0, body: null }, why ?? "there was no answer")
  const notes: Effect[] = []
  const note = (text: string) => notes.push({ type: "note", text: `${context.name}: ${text}` })
  const parsed = parseJson(response.body)
  const isLong = response.body.length > SHORT_BODY
  const read = parsed !== undefined && isLong ? context.read("body", parsed) : parsed
  const tooLong = (read === undefined ? response.body : JSON.stringify(read)).length > LONGEST_BODY
  if (tooLong) note(`the answer was cut to ${LONGEST_BODY} characters of text`)
  else if (parsed !== undefined && isLong) note("of a long answer only what the flow reads was kept")
  const values = Object.fromEntries(
    config.values.map(({ name, path }) => [name, parsed === undefined ? null : (pick(path, parsed) ?? null)]),
  )
  const results: Variables = {
    ...values,
    status: response.status,
    body: read === undefined || tooLong ? response.body.slice(0, LONGEST_BODY).toWellFormed() : read,
    reason: "",
  }
  if (!context.fits(results))
    return failed(context, { status: response.status, body: null }, "the run has no room for the answer", notes)
  const problem = failure(config, response.status, parsed, context)
  if (problem === null) return { effects: notes, results, exit: "ok" }
  return failed(context, results, problem, notes)
}

/** Why the answer is not the one hoped for; null when it is. */
function failure({ success }: Config, status: number, body: Json | undefined, context: Context): string | null {
  const ranges = statusRanges(success.statuses) ?? []
  if (!ranges.some(([from, to]) => status >= from && status <= to)) return `the service answered ${status}`
  if (success.path === "") return null
  const found = body === undefined ? undefined : pick(success.path, body)
  if (found === undefined || found === null) return `the answer has no ${success.path}`
  if (success.equals === undefined) return null
  const wanted = context.render(success.equals)
  if (!wanted.ok) return wanted.reason
  const text = typeof found === "string" ? found : JSON.stringify(found)
  return text === wanted.text ? null : `${success.path} in the answer is not ${wanted.text.slice(0, 100)}`
}

function failed(context: Context, results: Variables, reason: string, notes: Effect[] = []): Decision {
  const note: Effect = { type: "note", text: `${context.name}: ${reason}` }
  return { effects: [...notes, note], results: { ...results, reason }, exit: "failed" }
}
