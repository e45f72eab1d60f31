import fc from "fast-check"
import type { Json } from "../../src/core/json"
import type { OrderNews } from "../../src/core/order/news"
import { orderStatuses } from "../../src/core/order/states"
import type { Run } from "../../src/flow/engine"
import type { Flow } from "../../src/flow/flow"
import type { Event } from "../../src/flow/node"
import { nodes } from "../../src/flow/nodes"
import { stories } from "./stories"

const ids = ["A", "B", "C", "D"]
const text = fc.oneof(
  fc.constantFrom(
    "yes",
    "no",
    "1",
    "2",
    "paid",
    "cancel",
    "resend",
    "a b",
    "",
    "{{ A.value }}",
    "{{ A | nothing }}",
    "{{",
  ),
  fc.string({ maxLength: 8 }),
)
const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)))

/** Configurations that stories use, and ones that no node can read. */
const configs = stories.flatMap((story) =>
  [story.flow, ...Object.values(story.others ?? {})].flatMap(({ nodes }) =>
    nodes.map(({ type, config }) => ({ type, config })),
  ),
)
const kinds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...configs) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom(...Object.keys(nodes), "telepathy", "constructor", "__proto__"),
      config: fc.dictionary(fc.constantFrom("text", "url", "options", "cases", "flow", "amount", "x"), json),
    }),
  },
)
const exitNames = [
  "next",
  "answered",
  "invalid",
  "timeout",
  "cancelled",
  "option:tea",
  "other",
  "adult",
  "else",
  "ok",
].concat(["failed", "paid", "expired", "error", "__proto__", "toString"])
const exits = fc.dictionary(fc.constantFrom(...exitNames), fc.constantFrom(...ids, "missing"))

/** Any flow: circles, nodes that are missing, settings that no node can read. */
export const flows: fc.Arbitrary<Flow> = fc
  .record({
    start: fc.constantFrom(...ids, "missing"),
    list: fc.array(fc.tuple(kinds, exits), { minLength: 1, maxLength: 4 }),
  })
  .map(({ start, list }) => ({
    name: "Any",
    language: "en",
    triggers: { keywords: [], anyMessage: true, accounts: [] },
    start,
    nodes: list.map(([{ type, config }, exits], index) => ({
      id: ids[index] ?? "A",
      name: ids[index] ?? "A",
      type,
      config,
      exits,
    })),
  }))

const news: fc.Arbitrary<OrderNews> = fc.record({
  cause: fc.constantFrom("opened", "asked", "settled"),
  status: fc.constantFrom(...orderStatuses, "refused"),
  number: fc.constant("N"),
  link: fc.constant("https://pay.test/p/L"),
  money: fc.constantFrom(null, { minor: 1000, currency: "ZAR" }),
  description: text,
  reference: fc.constant(null),
  paidAt: fc.constantFrom(null, 0),
  expiresAt: fc.constantFrom(null, 5),
  reason: fc.constant(null),
  messages: fc.constant({}),
  merchant: fc.constant("M"),
})

/** An event whose key is filled in when it is told: the right one, or a stale or foreign one. */
export type Told = { event: Event; key: "right" | "stale" | "foreign" }
const key = fc.constantFrom<Told["key"]>("right", "right", "right", "stale", "foreign")
const reply = fc.record({ text }, { requiredKeys: ["text"] })
const response = fc.option(
  fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.constant({}),
    body: fc.oneof(
      text,
      json.map((value) => JSON.stringify(value)),
    ),
  }),
)
/** Anything that may happen to a run. */
export const events: fc.Arbitrary<Told> = fc.record({
  key,
  event: fc.oneof<fc.Arbitrary<Event>[]>(
    reply.map((reply) => ({ type: "reply", at: 10, reply })),
    fc.constantFrom("A:tea", "B:yes", "x").map((choice) => ({ type: "reply", at: 10, reply: { text: "Tea", choice } })),
    response.map((response) => ({ type: "response", at: 10, key: "", response, reason: null })),
    news.map((news) => ({ type: "order", at: 10, key: "", news })),
    fc.constantFrom(0, 1e15).map((at) => ({ type: "timeout", at, key: "" })),
    fc.constant({ type: "focus", at: 10 }),
    fc.dictionary(fc.constantFrom("contact", "A", "x"), json).map((variables) => ({ type: "start", at: 1, variables })),
  ),
})

/** The event as the run, or somebody else, would be told it. */
export function keyed({ event, key }: Told, run: Run): Event {
  if (!("key" in event)) return event
  const right = run.wait?.key ?? "none"
  return { ...event, key: key === "right" ? right : key === "stale" ? `${run.id}/0/0` : "other/1/0" }
}
