import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { newRun } from "../../src/flow/engine"
import type { Flow } from "../../src/flow/flow"
import { type Flows, type Stack, type StackEvent, takeTurn } from "../../src/flow/stack"
import { events, flows, keyed } from "./anything"

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
