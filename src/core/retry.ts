/**
 * Seconds to wait after the given failed attempt, counted from 1: about 1, 4, 15, 60, then 4 and 15 minutes, then an
 * hour each. `random` is from 0 to 1 and takes up to a quarter away, so that those who failed together do not return
 * together.
 */
export function retryDelaySeconds(attempt: number, random: number): number {
  const delay = Math.min(LONGEST_SECONDS, GROWTH ** Math.max(0, attempt - 1))
  return delay * (1 - JITTER * random)
}

/** Attempts in all before giving up: five to six hours, which outlasts most outages and stays within one working day. */
export const ATTEMPTS = 13

const GROWTH = 4

/** An hour: what comes back is used within the hour. */
const LONGEST_SECONDS = 3600

const JITTER = 0.25

/**
 * Seconds until something held is tried by itself, counted from 1: 1, 2, 4, 8, then 15 minutes each, for as long as it
 * takes. What mends an account wakes it sooner.
 */
export function holdDelaySeconds(tries: number, random: number): number {
  return Math.min(LONGEST_HOLD_SECONDS, 60 * 2 ** Math.min(tries - 1, 10)) * (1 - JITTER * random)
}

const LONGEST_HOLD_SECONDS = 900
