import { describe, expect, it } from "vitest"
import { nextLook, nextSlowLook } from "../../src/core/order/looks"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** When a checkout is asked about, in minutes since it was opened, by a sweep that comes `late` seconds after each look is due. */
function looks(next: typeof nextLook, late: number, until: number): number[] {
  const times: number[] = []
  for (let at = next(0, 0) + late * 1000; at < until; at = next(0, at) + late * 1000)
    times.push(Math.round(at / MINUTE))
  return times
}

describe("when the provider is asked about a checkout", () => {
  it("is after 1, 5, 15 and 60 minutes, then each hour", () => {
    expect(looks(nextLook, 0, 4 * HOUR)).toEqual([1, 5, 15, 60, 120, 180])
  })

  it("is the same, or nearly, when each sweep comes late", () => {
    expect(looks(nextLook, 59, 4 * HOUR)).toEqual([2, 6, 16, 61, 122, 183])
  })

  it.each([
    ["a moment before the next one", 4.8, 15],
    ["after a day in which nothing ran", 1440, 1500],
  ])("goes on from there when a look came late: %s", (_, minutes, next) => {
    expect(nextLook(0, minutes * MINUTE)).toBe(next * MINUTE)
  })

  it("is each hour for a method that takes its time, and after a day each six", () => {
    expect(looks(nextSlowLook, 0, 40 * HOUR).map((minutes) => minutes / 60)).toEqual([
      ...Array.from({ length: 24 }, (_, hour) => hour + 1),
      30,
      36,
    ])
  })
})
