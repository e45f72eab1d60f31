import { describe, expect, it } from "vitest"
import { say as tell } from "../../../src/core/text/sentences"
import { checkFlow } from "../../../src/flow/checks/check"
import { advance, newRun } from "../../../src/flow/engine"
import { enter, exitOf, notesOf, resultsOf, say, single, textsOf } from "../single"
import { flow, node, storyLimits } from "../story"

const world = { limits: storyLimits, payments: "ready", flows: [], channels: [] } as const

describe("a delay", () => {
  const until = (config: Record<string, string>) => {
    const one = single("delay", { until: config })
    return advance(one, newRun("run", "flow", 1), { type: "start", at: Date.UTC(2026, 5, 1, 6), variables: {} })
  }

  it("waits for a time of day in its time zone", () => {
    const { run } = until({ as: "time", time: "09:00", zone: "Africa/Johannesburg" })
    expect(run.wait).toMatchObject({ for: [], until: Date.UTC(2026, 5, 1, 7), hears: "standing" })
    expect(run.variables.Node).toEqual({ until: "2026-06-01T07:00:00Z" })
  })

  it("waits for a date, and takes one with a time behind it", () => {
    const { run } = until({ as: "date", date: "2026-06-03T23:00:00Z", time: "10:30", zone: "America/New_York" })
    expect(run.wait?.until).toBe(Date.UTC(2026, 5, 3, 14, 30))
  })

  it.each(["2027-12-31", "2026-06-31", "tomorrow", "{{ 1 | nothing }}"])("has no date in %j", (date) => {
    const turn = until({ as: "date", date, time: "09:00", zone: "UTC" })
    expect(exitOf(turn)).toBe("failed")
    expect(notesOf(turn)).toHaveLength(1)
  })

  it.each([
    [{ as: "time", time: "09:00", zone: "Africa/Atlantis" }, "next"],
    [{ as: "date", date: "2026-06-03", time: "09:00", zone: "Africa/Atlantis" }, "failed"],
  ])("goes on and notes it where the runtime knows no such time zone: %j", (config, exit) => {
    const turn = until(config)
    expect(exitOf(turn)).toBe(exit)
    expect(notesOf(turn)).toEqual([expect.stringContaining("Africa/Atlantis")])
  })

  it("says nothing when it has the customer's attention again, and keeps its time", () => {
    const one = single("delay", {})
    const { run } = enter(one)
    const turn = advance(one, run, { type: "focus", at: 5000 })
    expect(turn.effects).toEqual([])
    expect(turn.run.wait).toEqual(run.wait)
  })

  it("warns where words meanwhile are answered by nobody", () => {
    const document = flow([node("Later", "delay", { meanwhile: "nothing" })])
    expect(checkFlow(document, world).warnings.map(({ message }) => message)).toContain(
      "Later, to who writes while it waits: the customer hears nothing.",
    )
  })
})

describe("a wait for a callback", () => {
  const one = single("waitcallback", {})
  const hook = (name: string, visit: number) => `https://pay.test/hooks/${name}.${visit}`
  const begun = advance(one, newRun("run", "flow", 1), { type: "start", at: 1000, variables: {} }, hook)
  const call = { type: "callback", at: 2000, run: "run", node: "node1", visit: 0, body: 1 } as const

  it("has its address from the beginning, and another after it was called", () => {
    expect(begun.run.variables.Node).toEqual({ hook: "https://pay.test/hooks/node1.0" })
    const turn = advance(one, begun.run, call, hook)
    expect(exitOf(turn)).toBe("answered")
    expect(resultsOf(turn)).toEqual({ body: 1, hook: "https://pay.test/hooks/node1.1" })
  })

  it.each([{ visit: 1 }, { run: "other" }, { node: "node2" }, { node: "__proto__" }])(
    "is not called by %j",
    (other) => {
      expect(advance(one, begun.run, { ...call, ...other }, hook)).toEqual({
        run: begun.run,
        effects: [],
        passages: [],
      })
    },
  )

  it("refuses what it has no room for before it waits", () => {
    const document = {
      ...one,
      nodes: [
        { ...one.nodes[0], id: "ask", name: "Ask", type: "question", config: { text: "?" }, exits: {} },
        ...one.nodes,
      ],
      start: "ask",
    }
    const { run } = advance(document, newRun("run", "flow", 1), { type: "start", at: 1000, variables: {} }, hook)
    expect(advance(document, run, { ...call, body: "x".repeat(100_000) }, hook).run).toBe(run)
    const kept = advance(document, run, call, hook)
    expect(kept.run.wait).toEqual(run.wait)
    expect(advance(document, kept.run, { ...call, body: 2 }, hook).run).toBe(kept.run)
  })

  it("is faulty where nobody is told its address, or nobody could call it", () => {
    const waits = node("Wait", "waitcallback", {})
    expect(checkFlow(flow([waits]), world).faults).toMatchObject([{ code: "untold", node: "Wait" }])
    const url = "https://api.test/{{ Wait.hook }}"
    const told = flow([node("Tell", "request", { url }, { ok: "Wait" }), waits])
    expect(checkFlow(told, world).faults).toEqual([])
    expect(checkFlow(told, { ...world, unanswerable: tell("told", { reason: "No address." }) }).faults).toMatchObject([
      { code: "unanswerable" },
    ])
  })
})

describe("a dynamic list", () => {
  const one = single("picklist", { text: "Which?", list: "L", title: "{{ item.n }}", value: "{{ item.v }}" })
  const list = (...items: [n: string, v: string][]) => ({ L: items.map(([n, v]) => ({ n, v })) })

  it("leaves out what has no title or is there twice, and says so to the operator", () => {
    const turn = enter(one, list(["Tea", "1"], ["", "2"], ["Green", "1"], ["Rooibos", "3"]))
    expect(turn.effects.at(-1)).toMatchObject({
      message: {
        choices: [
          { id: "node1:=1", title: "Tea" },
          { id: "node1:=3", title: "Rooibos" },
        ],
      },
    })
    expect(notesOf(turn)).toEqual(["Node: some have no title, or are there twice"])
  })

  it("asks again where a title is said that two have", () => {
    const two = enter(one, list(["Tea", "1"], ["Tea", "2"]))
    expect(textsOf(say(one, two.run, "tea"))).toEqual(["Please choose one of the options."])
    expect(resultsOf(say(one, two.run, "2"))).toMatchObject({ value: "2", index: 1 })
  })

  it("takes a tap by what was tapped, wherever it stands by then", () => {
    const { run } = enter(one, list(["Tea", "1"], ["More", "more"]))
    expect(resultsOf(say(one, run, "More", "node1:=more"))).toMatchObject({ value: "more", title: "More" })
    expect(exitOf(say(one, run, "Gone", "node1:=9"))).toBeNull()
  })

  it.each([
    ["no list", { L: "x" }, "failed"],
    ["nothing", {}, "failed"],
    ["an empty one", { L: [] }, "empty"],
    ["one without titles", { L: [{}, null] }, "empty"],
  ])("leaves by an exit of its own with %s", (_, variables, exit) => {
    expect(exitOf(enter(one, variables))).toBe(exit)
  })
})
