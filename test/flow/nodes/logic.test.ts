import { describe, expect, it } from "vitest"
import { enter, exitOf, faultsOf, notesOf, single } from "../single"

describe("a condition", () => {
  const held = (left: string, operator: string, right: string) =>
    exitOf(enter(single("condition", { cases: [{ name: "yes", left, operator, right }] }), { v: "Ünit", n: 9 }))

  it.each([
    ["{{ v }}", "equals", "ünit ", "yes"],
    ["10", "equals", "10.0", "else"],
    ["a", "not equals", "b", "yes"],
    ["{{ v }}", "contains", "NIT", "yes"],
    ["{{ v }}", "starts with", "ü", "yes"],
    ["{{ n }}", "greater than", "10", "else"],
    ["{{ n }}", "less than", "10", "yes"],
    ["{{ n }}", "at least", "9.0", "yes"],
    ["{{ n }}", "at most", "8.99", "else"],
    ["b", "greater than", "a", "else"],
    ["", "less than", "1", "else"],
    ["{{ gone }}", "is empty", "", "yes"],
    ["{{ v }}", "is not empty", "", "yes"],
    ["AB12", "matches", "[A-Z]{2}\\d+", "yes"],
    ["AB12", "matches", "\\d+", "else"],
    ["aaa", "matches", "(a+)+", "else"],
    ["{{ v | nothing }}", "is empty", "", "else"],
  ])("%s %s %j: %s", (left, operator, right, exit) => {
    expect(held(left, operator, right)).toBe(exit)
  })

  it("ends the run by a case that is not connected, even one called constructor", () => {
    const turn = enter(single("condition", { cases: [{ name: "constructor", left: "", operator: "is empty" }] }))
    expect(turn.run).toMatchObject({ status: "ended", reason: null })
  })

  it("notes a case that could not be told", () => {
    const cases = [
      { name: "broken", left: "{{ v | nothing }}", operator: "is empty" },
      { name: "good", left: "", operator: "is empty" },
    ]
    const turn = enter(single("condition", { cases }))
    expect(notesOf(turn)).toHaveLength(1)
    expect(exitOf(turn)).toBe("good")
  })

  it("is faulty when cases share a name, take else's, or match riskily", () => {
    const cases = ["a", "a", "else"].map((name) => ({ name, left: "", operator: "matches", right: "(a+)+" }))
    expect(faultsOf("condition", { cases })).toHaveLength(5)
  })
})

describe("set variables", () => {
  it.each([
    ["text", "{{ v }}", "{{ x }}", 0],
    ["number", " 12.50 ", 12.5, 0],
    ["number", "-0", 0, 0],
    ["number", "1e3", null, 1],
    ["json", '{"a":[1]}', { a: [1] }, 0],
    ["json", "{", null, 1],
    ["json", `${"[".repeat(500)}${"]".repeat(500)}`, null, 1],
    ["text", "{{ v | nothing }}", null, 1],
    ["text", "{{ long }}", null, 1],
  ])("as %s, %j is %j", (as, value, kept, notes) => {
    const flow = single("set", { assignments: [{ name: "a", value, as }] })
    const turn = enter(flow, { v: "{{ x }}", x: "no", long: "x".repeat(10_001) })
    expect(turn.run.variables.a).toStrictEqual(kept)
    expect(notesOf(turn)).toHaveLength(notes)
    expect(exitOf(turn)).toBe("next")
  })

  it("takes no name that reaches further than a variable", () => {
    const turn = enter(single("set", { assignments: [{ name: "__proto__", value: "{}", as: "json" }] }))
    expect(turn.run.status).toBe("failed")
  })
})

describe("going to another flow", () => {
  it("says who the customer is, and nothing else unless told to", () => {
    const variables = { contact: { phone: "+27820000001" }, channel: "x", message: { text: "t" }, Ask: { value: 1 } }
    const [left] = enter(single("goto", { flow: "b" }), variables).effects
    expect(left?.type === "start" ? left.variables : null).toEqual({
      contact: { phone: "+27820000001" },
      channel: "x",
      message: { text: "t" },
    })
    const [carried] = enter(single("goto", { flow: "b", carry: true }), { ...variables, carried: { Old: 1 } }).effects
    expect(carried?.type === "start" ? carried.variables.carried : null).toEqual({ Old: 1, Ask: { value: 1 } })
  })
})
