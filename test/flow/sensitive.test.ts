import { describe, expect, it } from "vitest"
import { shownVariables } from "../../src/flow/sensitive"
import { bot, flow, node, type Story, user } from "./story"
import { tell } from "./teller"

const story = (sensitive: boolean): Story => ({
  name: "a keyword while something is asked",
  flow: flow([
    node("Ask", "question", { text: "Your password?", sensitive }, { answered: "Go" }),
    node("Go", "goto", { flow: "next", carry: true }),
  ]),
  others: {
    help: flow([node("Help", "question", { text: "What about?" })], { triggers: { keywords: ["menu"] } }),
    next: flow([node("Then", "question", { text: "Well?" })], { triggers: {} }),
  },
  lines: [user("hi"), bot("Your password?"), user("Menu")],
  end: "waiting",
})

describe("an answer that is nobody else's", () => {
  it("is no keyword, whatever it says", () => {
    expect(tell(story(true)).lines.at(-1)).toEqual(bot("Well?"))
    expect(tell(story(false)).lines.at(-1)).toEqual(bot("What about?"))
  })

  it("stays hidden in the flow that it was carried to", () => {
    const [run] = tell(story(true)).stack.runs
    expect(JSON.stringify(run?.variables)).toContain("Menu")
    const { message: _, ...kept } = run?.variables ?? {}
    expect(shownVariables(kept)).toMatchObject({ carried: { Ask: "•••" } })
    expect(JSON.stringify(shownVariables(kept))).not.toContain("Menu")
  })
})
