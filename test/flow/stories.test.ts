import { describe, expect, it } from "vitest"
import { checkFlow } from "../../src/flow/checks/check"
import { nodes } from "../../src/flow/nodes"
import { stories } from "./stories"
import { storyFlow, storyLimits } from "./story"
import { tell } from "./teller"

describe("the engine", () => {
  it.each(stories)("tells: $name", (story) => {
    const told = tell(story)
    expect(told.lines).toEqual(story.lines)
    expect(told.end).toBe(story.end)
    expect(new Set(told.keys).size).toBe(told.keys.length)
  })

  it.each(stories)("finds no fault in the flow of: $name", (story) => {
    const flows = [storyFlow, ...Object.keys(story.others ?? {})]
    for (const document of [story.flow, ...Object.values(story.others ?? {})])
      expect(checkFlow(document, { payments: "ready", limits: storyLimits, flows, channels: [] }).faults).toEqual([])
  })
})

describe("the stories", () => {
  const passed = new Set(stories.flatMap((story) => [...tell(story).passed]))
  it.each(Object.keys(nodes))("pass a node of type %s", (type) => {
    expect(passed.has(type), `add a story for ${type}`).toBe(true)
  })

  it("have names of their own", () => {
    const names = stories.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
