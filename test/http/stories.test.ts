import { afterEach, describe, expect, it, vi } from "vitest"
import { stories } from "../flow/stories"
import { act } from "../support/actor"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("the real Worker", () => {
  it.each(stories)("tells: $name", async (story) => {
    const acted = await act(story)
    expect(acted.lines).toEqual(story.lines.filter((line) => !("ordered" in line || "refused" in line)))
    expect(acted.orders).toEqual(
      story.lines.flatMap((line) => ("ordered" in line ? [{ amount: line.ordered, number: line.number }] : [])),
    )
    expect(acted.end).toBe(story.end)
  })
})
