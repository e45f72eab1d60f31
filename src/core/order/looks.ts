const MINUTE = 60_000

const HOUR = 60 * MINUTE

const DAY = 24 * HOUR

/** Minutes after which the provider is asked about a checkout, for callbacks can be refused or lost; then hourly. */
const FIRST_LOOKS: readonly number[] = [1, 5, 15, 60]

/** A look that comes this soon would only repeat the last one: sweeps come once a minute, and late. */
const SHORTEST_GAP = MINUTE / 2

/** When to ask about a checkout that was opened then; milliseconds since 1970, as are all times here. */
export function nextLook(openedAt: number, at: number): number {
  const due = FIRST_LOOKS.map((minutes) => openedAt + minutes * MINUTE).find((time) => time >= at + SHORTEST_GAP)
  return due ?? at + HOUR
}

/** When to ask about a payment by a method that takes its time, mostly days: hourly at first, then less often. */
export function nextSlowLook(openedAt: number, at: number): number {
  return at + (at - openedAt < DAY ? HOUR : 6 * HOUR)
}

/** When nothing is asked any more about a checkout that its provider never ends. */
const LONGEST_WATCH = 30 * DAY

/**
 * When to ask about what no time ends and nobody waits for: four times at a quarter of an hour, then at twice as long each
 * time up to a day; null once nothing was heard of it for thirty days.
 */
export function nextRareLook(heardAt: number, at: number): number | null {
  const passed = at - heardAt
  if (passed >= LONGEST_WATCH) return null
  return at + Math.min(Math.max(passed - 30 * MINUTE, 15 * MINUTE), DAY)
}
