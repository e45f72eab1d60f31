import type { Channel } from "../channels/channel"
import { ATTEMPTS } from "../core/retry"
import type { Advice, Failure, Path } from "../platform/failure"
import { effectOf } from "./effects"
import type { OutboxRow } from "./owed"

/** Longest that a chat waits because a service asks to be left alone: minutes, whatever it asks for. */
export const LONGEST_WAIT_SECONDS = 300

/** What is done about one failure of something owed. `attempts` counts this one. */
export function remedy(row: OutboxRow, failure: Failure, attempts: number, paths: readonly Path[]): Advice {
  const { isWords, heldTries, switched } = effectOf(row.effect)
  const { advice, to, repeats } = failure
  switch (advice) {
    case "stop":
      return "stop"
    case "switch":
      return to !== null && paths.includes(to) && switched(row.effect, to) !== null ? "switch" : "stop"
    case "hold":
      if (isWords) return "hold"
      return attempts < heldTries ? "again" : "stop"
    case "again":
      if (attempts <= Math.min(repeats ?? ATTEMPTS, ATTEMPTS - 1)) return "again"
      // Words are not given up for an outage; what else is owed has another answer than waiting.
      return isWords && repeats === null ? "hold" : "stop"
  }
}

/** Where a message can go that does not arrive as it is. */
export function pathsOf(channel: Channel | null): readonly Path[] {
  return channel?.capabilities.templates ? ["template"] : []
}
