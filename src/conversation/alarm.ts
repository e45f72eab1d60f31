import type { OutboxRow } from "./owed"
import { waitsUntil } from "./parts"
import type { State } from "./state"

/** After this long without word from a drain, the alarm looks after what is owed. */
export const BACKSTOP_SECONDS = 30

/** When the alarm has to ring; null when nothing is left to do. */
export function ringsAt(state: State | null, row: OutboxRow | null, at: number): number | null {
  const waits = state?.stack.runs.flatMap(({ wait }) => (wait?.until == null ? [] : [wait.until])) ?? []
  const unfinished = state?.parts?.map(waitsUntil) ?? []
  // What is owed now is under way: the alarm only looks after it.
  const owed = row ? [row.dueAt > at ? row.dueAt : at + BACKSTOP_SECONDS * 1000] : []
  const due = Math.min(...waits, ...unfinished, ...owed)
  return Number.isFinite(due) ? Math.max(due, at + 1) : null
}

/** Whether the alarm has to be set for it: none is set, a later one is, or the one that is rang or was lost (cloudflare-docs #18324). */
export function isEarlier(due: number, armed: number | null, now: number): boolean {
  return armed === null || due < armed || armed <= now
}
