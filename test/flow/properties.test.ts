import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Json } from "../../src/core/json"
import { reachOf } from "../../src/flow/checks/graph"
import { accepts, advance, newRun } from "../../src/flow/engine"
import type { Flow } from "../../src/flow/flow"
import type { Event } from "../../src/flow/node"
import { events, flows, keyed, type Told } from "./anything"

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
          if (event.type === "start" && run.status !== "new") expect(turn.run).toBe(run)
          if ("key" in event && item.key !== "right") expect(turn.run).toBe(run)
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
    expect(turn.effects.map(({ type }) => type)).toEqual(["send"])
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

const SIZE = 40

/** Exits of every node, some of them to nodes that are not there. */
const drawn = fc.array(fc.array(fc.integer({ min: 0, max: SIZE }), { maxLength: 3 }), {
  minLength: SIZE,
  maxLength: SIZE,
})

/** Step by step, as one follows it with a finger. */
function followed(exits: number[][], from: number): Set<number> {
  const seen = new Set([from])
  for (const at of seen) for (const to of exits[at] ?? []) seen.add(to)
  return seen
}

it("knows of every two nodes whether one leads to the other", () =>
  fc.assert(
    fc.property(drawn, (exits) => {
      const leads = reachOf(new Map(exits.map((targets, at) => [`n${at}`, targets.map((to) => `n${to}`)])))
      for (let from = 0; from < SIZE; from++) {
        const all = followed(exits, from)
        for (let to = 0; to < SIZE; to++) expect(leads(`n${from}`, `n${to}`)).toBe(all.has(to))
      }
      expect(leads("n0", "nowhere")).toBe(false)
    }),
  ))
