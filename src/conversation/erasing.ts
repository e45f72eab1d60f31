import type { Run } from "../flow/engine"
import type { EndedRun } from "../flow/stack"
import { addressesIn } from "./identity"
import { ERASURE } from "./log"
import { isReachable, newState, type State } from "./state"
import type { Turn } from "./turn"

/** What came of it; a number is when to look again, in milliseconds since 1970. `nobody` ever wrote here. */
export type Erasure = "erased" | "nobody" | number

const DAY_MILLISECONDS = 86_400_000

/**
 * Erases what was said and with whom, after so many days without a word, and owes the same of the directory. Not while
 * anything is pending. What stays is no person's: the wish for silence, the outcomes of orders, so that none is told
 * twice, and the counters that keep keys unique. Safe to repeat.
 */
export function erase(turn: Turn, days: number, pendingOrder: boolean): Erasure {
  const { state, at } = turn
  if (!state) return "nobody"
  if (pendingOrder || turn.owed.length > 0 || state.parts || state.stack.runs.some(isPending))
    return at + DAY_MILLISECONDS
  const quietUntil = lastActivity(turn, state) + days * DAY_MILLISECONDS
  if (isReachable(state) && at < quietUntil) return quietUntil
  turn.removals = ERASURE
  for (const run of state.stack.runs) turn.over(abandoned(run, at))
  turn.state = erased(turn.state ?? state)
  // Through the outbox, so that a customer who writes at this moment is entered after it, not before.
  turn.owe(`forget/${turn.state.next}`, { type: "forget" })
  return "erased"
}

/** Its customer stayed away: nothing of it goes on. */
function abandoned({ id, flow, version, node }: Run, at: number): EndedRun {
  return { run: id, flow, version, status: "ended", reason: "the customer stayed away", node, at }
}

/** A run that only waits for the customer, for as long as that takes, is over once the customer stayed away for so long. */
function isPending({ wait }: Run): boolean {
  return wait !== null && (wait.until !== null || wait.for.some((event) => event !== "reply"))
}

function lastActivity({ log }: Turn, { lastInboundAt }: State): number {
  return Math.max(lastInboundAt ?? 0, log.latestAt())
}

/**
 * Run and outbox numbers go on from where they were: an old order's key, or a late status, must not meet a new one. Who
 * wanted silence is known again, as in the directory. Where an address was given up, whoever comes by its name is another.
 */
function erased(state: State): State {
  const {
    id,
    channel,
    account,
    contact,
    stack,
    next,
    optedOutAt,
    optedInAt,
    carrierSilent,
    lastInboundAt,
    heardUntil,
  } = state
  const fresh = newState(id, channel, account, optedOutAt === null ? {} : addressesIn(contact))
  const closed = state.closed || (state.left !== undefined && !isReachable(fresh))
  return {
    ...fresh,
    ...(closed && { closed: true }),
    stack: { ...fresh.stack, started: stack.started },
    next,
    optedOutAt,
    ...(optedInAt !== undefined && { optedInAt }),
    ...(carrierSilent && { carrierSilent }),
    heardUntil: Math.max(heardUntil ?? 0, lastInboundAt ?? 0),
  }
}
