import { ATTEMPTS } from "../core/retry"
import type { Advice, Failure, Path } from "../platform/failure"
import type { OutboxRow } from "./outbox"

/** Longest that a chat waits because a service asks to be left alone: minutes, whatever it asks for. */
export const LONGEST_WAIT_SECONDS = 300

/** Tries of what stands before words while an account cannot be used: about twenty seconds. */
const BRIEF_TRIES = 3

/** The same where money is to be given back: about five minutes, in which a slip with a key is noticed. */
const REFUND_TRIES = 5

/** What is done about one failure of something owed. `attempts` counts this one. */
export function remedy(row: OutboxRow, failure: Failure, attempts: number, paths: readonly Path[]): Advice {
  const { effect } = row
  const { advice, to, repeats } = failure
  switch (advice) {
    case "stop":
      return "stop"
    case "switch":
      // The same words on the same path are no other path.
      return effect.type === "send" && !effect.template && to === "template" && paths.includes(to) ? "switch" : "stop"
    case "hold":
      if (effect.type === "send") return "hold"
      return attempts < patienceWith(effect.type) ? "again" : "stop"
    case "again":
      if (attempts <= Math.min(repeats ?? ATTEMPTS, ATTEMPTS - 1)) return "again"
      // Words are not given up for an outage; what else is owed has another answer than waiting.
      return effect.type === "send" && repeats === null ? "hold" : "stop"
  }
}

/** What nobody waits for, or what goes on without an answer after some tries, is tried as usual. */
function patienceWith(type: OutboxRow["effect"]["type"]): number {
  if (type === "order") return BRIEF_TRIES
  return type === "refund" ? REFUND_TRIES : ATTEMPTS
}
