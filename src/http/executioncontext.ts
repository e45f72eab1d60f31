import type { Context } from "hono"

/** The request's execution context, for work that outlasts its answer; undefined where there is none, as in tests. */
export function executionContextOf(c: Context): ExecutionContext | undefined {
  try {
    return c.executionCtx as ExecutionContext
  } catch (error) {
    // Hono has no other way to say so.
    if (error instanceof Error) return undefined
    throw error
  }
}
