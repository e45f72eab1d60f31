import { describe, expect, it } from "vitest"
import { advance } from "../../../src/flow/engine"
import { enter, exitOf, faultsOf, notesOf, resultsOf, say, single, textsOf } from "../single"

describe("a message", () => {
  it("goes on without what could not be filled in, and notes it", () => {
    const turn = enter(single("message", { text: "{{ a | nothing }}", link: { title: "Go", url: "https://a.test" } }))
    expect(exitOf(turn)).toBe("next")
    expect(notesOf(turn)).toHaveLength(1)
    expect(turn.effects).toContainEqual(
      expect.objectContaining({ message: { text: "", link: { title: "Go", url: "https://a.test" } } }),
    )
  })

  it.each(["javascript:alert(1)", "http://a.test/", "https://u@a.test/", ""])("leaves out a link to %j", (address) => {
    const config = { text: "Hi", link: { title: "Go", url: "{{ address }}" } }
    const turn = enter(single("message", config), { address })
    expect(turn.effects.map((effect) => (effect.type === "send" ? effect.message : effect.type))).toEqual([
      { text: "Hi" },
      "note",
    ])
  })

  it("sends nothing when nothing is left of it", () => {
    expect(textsOf(enter(single("message", { text: " {{ gone }} " })))).toEqual([])
  })

  it("is faulty when it says nothing", () => {
    expect(faultsOf("message", { text: " " })).toHaveLength(1)
  })
})

describe("a question", () => {
  const flow = single("question", { text: "Which?", answer: "text", retries: 0 })

  it("does not take a button from further up the chat for an answer", () => {
    expect(exitOf(say(flow, enter(flow).run, "Tea", "menu1:tea"))).toBe("invalid")
  })

  it("keeps a yes or no as a boolean, tapped or written", () => {
    const sure = single("question", { text: "Sure?", answer: "yesno" })
    expect(resultsOf(say(sure, enter(sure).run, "No", "node1:no"))).toEqual({ value: false, text: "No" })
    expect(resultsOf(say(sure, enter(sure).run, "yes"))).toEqual({ value: true, text: "yes" })
    expect(exitOf(say(sure, enter(sure).run, "Yes", "other:yes"))).toBeNull()
  })

  it("marks its wait when the answer is sensitive, still after a wrong one", () => {
    const pin = single("question", { text: "PIN?", answer: "integer", sensitive: true })
    const { run } = enter(pin)
    expect(run.wait?.sensitive).toBe(true)
    expect(say(pin, run, "x").run.wait?.sensitive).toBe(true)
  })

  it("answers a wrong date with how to write one, as often as it may be tried", () => {
    const when = single("question", { text: "When?", answer: "date", dateFormat: "DD/MM/YYYY", retries: 1 })
    const first = say(when, enter(when).run, "2026-12-31")
    expect(textsOf(first)).toEqual(["That is not a date we can read. Please write it like 31/12/2026."])
    expect(exitOf(say(when, first.run, "31/02/2026"))).toBe("invalid")
    expect(resultsOf(say(when, first.run, "31/12/2026"))).toMatchObject({ value: "2026-12-31" })
  })

  it("takes a file or a place where anything goes", () => {
    const any = single("question", { text: "Where?", answer: "any" })
    const location = { latitude: -33.9, longitude: 18.4 }
    const turn = advance(any, enter(any).run, { type: "reply", at: 2000, reply: { text: "", location } })
    expect(resultsOf(turn)).toEqual({ value: "", text: "", location })
    expect(exitOf(turn)).toBe("answered")
  })

  it("repeats itself when it has the customer's attention again, in the same wait", () => {
    const { run } = enter(flow)
    const turn = advance(flow, run, { type: "focus", at: 5000 })
    expect(textsOf(turn)).toEqual(["Which?"])
    expect(turn.run.wait?.key).toBe(run.wait?.key)
  })

  it.each([
    [{ answer: "pattern" }],
    [{ answer: "pattern", pattern: "(a+)+" }],
    [{ answer: "amount" }],
    [{ answer: "amount", currency: "XXX" }],
    [{ minimum: 2, maximum: 1 }],
  ])("is faulty with %j", (config) => {
    expect(faultsOf("question", { text: "?", ...config })).toHaveLength(1)
  })
})

describe("a menu", () => {
  const flow = single("menu", {
    text: "Pick",
    retries: 0,
    options: [
      { id: "one", title: "2" },
      { id: "two", title: "Tea" },
      { id: "three", title: "Tea with milk" },
    ],
  })

  it.each([
    ["tea", "option:two"],
    ["TEA.", "option:two"],
    ["tea w", "option:three"],
    ["two", "option:two"],
    ["2", "option:one"],
    ["c.", "option:three"],
    ["3.", "other"],
    ["te", "other"],
    ["0", "other"],
    ["4", "other"],
    ["", "other"],
    ["٣", "other"],
    ["٢", "option:one"],
  ])("takes %j for %s", (text, exit) => {
    expect(exitOf(say(flow, enter(flow).run, text))).toBe(exit)
  })

  it.each(["menu9:two", "two", "node1:four", "node1:"])("does not take a tap on %j, whatever its title", (choice) => {
    expect(exitOf(say(flow, enter(flow).run, "Tea", choice))).toBe("other")
  })

  it("is faulty when two options cannot be told apart", () => {
    const options = [
      { id: "a", title: "Café" },
      { id: "a", title: "cafe!" },
    ]
    expect(faultsOf("menu", { text: "Pick", options })).toHaveLength(2)
  })
})
