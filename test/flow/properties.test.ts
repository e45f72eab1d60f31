import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Json } from "../../src/core/json"
import { accepts, advance, newRun, type Run } from "../../src/flow/engine"
import type { Flow } from "../../src/flow/flow"
import type { Event, OrderNews } from "../../src/flow/node"
import { nodes } from "../../src/flow/nodes"
import { type Flows, type Stack, type StackEvent, takeTurn } from "../../src/flow/stack"
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
const flows: fc.Arbitrary<Flow> = fc
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
  status: fc.constantFrom("open", "pending", "paid", "failed", "expired", "cancelled", "disputed", "refused"),
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
type Told = { event: Event; key: "right" | "stale" | "foreign" }
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
const events: fc.Arbitrary<Told> = fc.record({
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

function keyed({ event, key }: Told, run: Run): Event {
  if (!("key" in event)) return event
  const right = run.wait?.key ?? "none"
  return { ...event, key: key === "right" ? right : key === "stale" ? `${run.id}/0/0` : "other/1/0" }
}

const start: Event = { type: "start", at: 1, variables: { contact: { name: "T" }, message: { text: "hi" } } }

describe("whatever the flow and whatever happens, a run", () => {
  it("never throws, is JSON, keeps its keys apart and drops what is not for it", () => {
    fc.assert(
      fc.property(flows, fc.array(events, { maxLength: 12 }), (flow, told) => {
        let run = newRun("run", "flow", 1)
        const keys: string[] = []
        for (const item of [{ event: start, key: "right" } as Told, ...told]) {
          const event = keyed(item, run)
          const before = JSON.stringify(run)
          const taken = accepts(run, event)
          const turn = advance(flow, run, event)
          expect(JSON.stringify(run)).toBe(before)
          expect(JSON.parse(JSON.stringify(turn))).toEqual(turn)
          expect(advance(flow, JSON.parse(before), event)).toEqual(turn)
          if (!taken) {
            expect(turn.run).toBe(run)
            expect(turn.effects).toEqual([])
          } else expect(["waiting", "ended", "failed"]).toContain(turn.run.status)
          expect(turn.run.status === "waiting").toBe(turn.run.wait !== null)
          expect(turn.passages.length).toBeLessThanOrEqual(101)
          keys.push(...turn.effects.map(({ key }) => key))
          run = turn.run
        }
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 2000 },
    )
  })

  it("keeps the key of its wait while it stays at its node", () => {
    fc.assert(
      fc.property(flows, fc.array(events, { maxLength: 12 }), (flow, told) => {
        let run = advance(flow, newRun("run", "flow", 1), start).run
        for (const item of told) {
          const { run: next, passages } = advance(flow, run, keyed(item, run))
          if (run.wait && next.wait && passages.length === 0) expect(next.wait.key).toBe(run.wait.key)
          run = next
        }
      }),
      { numRuns: 1000 },
    )
  })

  it("stops when it goes in a circle", () => {
    const circle: Flow = {
      name: "Circle",
      language: "en",
      triggers: { keywords: [], anyMessage: true, accounts: [] },
      start: "A",
      nodes: [{ id: "A", name: "A", type: "message", config: { text: "again" }, exits: { next: "A" } }],
    }
    const { run, passages } = advance(circle, newRun("run", "flow", 1), start)
    expect(run).toMatchObject({ status: "failed", wait: null, reason: expect.stringContaining("circle") })
    expect(passages.length).toBe(100)
  })

  it("fails, and opens nothing, when it keeps more than it can hold", () => {
    const double = { assignments: [{ name: "x", value: "{{ x }}{{ x }}" }] }
    const hoard: Flow = {
      name: "Hoard",
      language: "en",
      triggers: { keywords: [], anyMessage: true, accounts: [] },
      start: "A",
      nodes: [
        { id: "A", name: "A", type: "set", config: double, exits: { next: "B" } },
        { id: "B", name: "B", type: "chat2pay", config: { amount: "1", description: "x" }, exits: {} },
      ],
    }
    const long = { ...start, variables: { x: "x".repeat(5000), y: "y".repeat(95_000) } } as Event
    const turn = advance(hoard, newRun("run", "flow", 1), long)
    expect(turn.run).toMatchObject({ status: "failed", variables: {} })
    expect(turn.effects).toEqual([])
  })

  it("survives variables nested deeper than JSON can be written", () => {
    const deep: Json = JSON.parse(`${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`)
    const flow: Flow = {
      name: "Deep",
      language: "en",
      triggers: { keywords: [], anyMessage: true, accounts: [] },
      start: "A",
      nodes: [{ id: "A", name: "A", type: "end", config: {}, exits: {} }],
    }
    expect(advance(flow, newRun("run", "flow", 1), { ...start, variables: { deep } } as Event).run.status).toBe(
      "failed",
    )
  })
})

describe("whatever the flows and whatever happens, a conversation", () => {
  const published: fc.Arbitrary<Flows> = fc.tuple(flows, flows, flows).map((documents) => {
    const find = (id: string) => documents[["story", "second", "third"].indexOf(id)] ?? null
    return {
      routes: [
        { flow: "story", keyword: null },
        { flow: "second", keyword: "yes" },
        { flow: "third", keyword: "a b" },
        { flow: "gone", keyword: "2" },
      ],
      version: (id: string) => find(id),
      published(id: string) {
        const document = find(id)
        return document ? { version: 1, document } : null
      },
    }
  })

  it("never throws, keeps its keys apart, and leaves only waiting runs on the stack", () => {
    fc.assert(
      fc.property(published, fc.array(fc.tuple(events, fc.nat({ max: 5 })), { maxLength: 15 }), (flows, told) => {
        let stack: Stack = { id: "c", runs: [], started: 0, ended: [] }
        const keys: string[] = []
        for (const [item, index] of told) {
          const run = stack.runs[index % Math.max(stack.runs.length, 1)] ?? newRun("none", "x", 1)
          const event = keyed(item, run)
          if (event.type === "start" || event.type === "focus") continue
          const before = JSON.stringify(stack)
          const turn = takeTurn(stack, event, flows, { contact: {}, channel: "x", message: { text: "" } })
          if ("needs" in turn) throw new Error("everything is loaded")
          expect(JSON.stringify(stack)).toBe(before)
          expect(JSON.parse(JSON.stringify(turn))).toEqual(turn)
          if (item.key !== "right" && event.type !== "reply") {
            expect(turn.unclaimed).toBe(true)
            expect(turn.effects).toEqual([])
            expect(turn.stack).toEqual(stack)
          }
          expect(turn.stack.runs.every(({ status, wait }) => status === "waiting" && wait !== null)).toBe(true)
          expect(turn.stack.runs.length).toBeLessThanOrEqual(5)
          expect(turn.effects.some(({ type }) => type === "start")).toBe(false)
          keys.push(...turn.effects.map(({ key }) => key))
          stack = turn.stack
        }
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 1500 },
    )
  })

  it("goes back to the flow below when the one handed over to is gone", () => {
    const ask: Flow = {
      name: "Ask",
      language: "en",
      triggers: { keywords: [], anyMessage: true, accounts: [] },
      start: "A",
      nodes: [{ id: "A", name: "A", type: "question", config: { text: "Well?" }, exits: {} }],
    }
    const leave: Flow = { ...ask, nodes: [{ id: "A", name: "A", type: "goto", config: { flow: "gone" }, exits: {} }] }
    const documents = new Map([
      ["ask", ask],
      ["leave", leave],
    ])
    const flows: Flows = {
      routes: [
        { flow: "ask", keyword: null },
        { flow: "leave", keyword: "leave" },
      ],
      version: (id) => documents.get(id) ?? null,
      published(id) {
        const document = documents.get(id)
        return document ? { version: 1, document } : null
      },
    }
    const said: string[] = []
    let stack: Stack = { id: "c", runs: [], started: 0, ended: [] }
    for (const text of ["hi", "leave"]) {
      const event: StackEvent = { type: "reply", at: 1, reply: { text } }
      const turn = takeTurn(stack, event, flows, {})
      if ("needs" in turn) throw new Error("everything is loaded")
      said.push(...turn.effects.flatMap((effect) => (effect.type === "send" ? [effect.message.text] : [])))
      stack = turn.stack
    }
    expect(said).toEqual(["Well?", "Well?"])
  })
})
