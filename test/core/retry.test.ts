import fc from "fast-check"
import { expect, it } from "vitest"
import { ATTEMPTS, retryDelaySeconds } from "../../src/core/retry"

it.each([
  [1, 1],
  [2, 4],
  [3, 16],
  [4, 64],
  [5, 256],
  [6, 1024],
  [7, 3600],
  [500, 3600],
])("waits up to the steps of a growing pause after attempt %i: %i s", (attempt, seconds) => {
  expect(retryDelaySeconds(attempt, 0)).toBe(seconds)
})

it("keeps every pause between three quarters of a second and an hour, and spreads those who failed together", () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const seconds = retryDelaySeconds(attempt, random)
      expect(seconds).toBeGreaterThanOrEqual(0.75)
      expect(seconds).toBeLessThanOrEqual(3600)
    }),
  )
  expect(retryDelaySeconds(7, 1)).toBeLessThan(retryDelaySeconds(7, 0))
})

it("gives up after about six hours", () => {
  const hours = (random: number) => {
    let seconds = 0
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) seconds += retryDelaySeconds(attempt, random)
    return seconds / 3600
  }
  expect(hours(0)).toBeLessThan(6.5)
  expect(hours(1)).toBeGreaterThan(4.5)
})
