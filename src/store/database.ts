import { DrizzleQueryError } from "drizzle-orm"
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1"

export type Database = DrizzleD1Database & { $client: D1Database }

/** The tables of D1, through drizzle. Several statements that belong together go through `batch`: D1 has no transactions. */
export function database(d1: D1Database): Database {
  return drizzle(d1)
}

const ATTEMPTS = 3

const FIRST_DELAY_MILLISECONDS = 50

/** Faults of the platform that pass: D1 repeats reads by itself after them, but never writes. */
const TRANSIENT: readonly string[] = [
  "Network connection lost",
  "storage caused object to be reset",
  "reset because its code was updated",
  "Cannot resolve D1 DB due to transient issue",
]

/**
 * Does a write again after a fault that passes, at most three times in all. Only for what may be done twice: the write
 * that failed may have been carried out.
 */
export async function persist<Result>(
  write: () => PromiseLike<Result>,
  pause: (milliseconds: number) => Promise<void> = wait,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      const cause = databaseError(error)
      if (attempt === ATTEMPTS || !isTransient(cause)) throw cause
      // Full jitter: those who failed together do not return together.
      await pause(Math.random() * FIRST_DELAY_MILLISECONDS * 4 ** attempt)
    }
  }
}

/** The error without drizzle's wrapping, whose message quotes every value of the statement: customers' data. */
export function databaseError(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error("a statement failed")) : error
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return TRANSIENT.some((message) => error.message.includes(message)) || isTransient(error.cause)
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
