import type { OrderTold } from "../core/order/news"
import { awaitsMoney } from "../flow/effects"
import { advance } from "../flow/engine"
import { wasBegun, withoutRun } from "../flow/stack"
import { effectOf } from "./effects"
import { isReachable } from "./state"
import { type Turn, Unloaded } from "./turn"

/**
 * Why a conversation does not do what an operator asks: nobody ever wrote in it, or not since it was erased, the customer
 * wants silence, no such run was ever begun, or the order's run is over.
 */
export type Refusal = "nobody" | "erased" | "silence" | "unknown_run" | "over"

/** What the timeline says of a run that an operator ended. */
const STOPPED = "stopped by the operator"

/** Says something by hand, behind all that is owed already. The same id is the same message. */
export function reply(turn: Turn, id: string, text: string): Refusal | null {
  const { state } = turn
  if (!state) return "nobody"
  if (!isReachable(state)) return "erased"
  const key = `reply/${id}`
  if (turn.wasOwed(key)) return null
  if (state.optedOutAt !== null) return "silence"
  turn.say(key, { text })
  turn.hurried = true
  return null
}

/**
 * Ends a run before its time. What it asked for and nobody began to do is not done, and the order it waits for is closed,
 * unless the provider knows it as paid. Stopping twice is stopping once.
 */
export function stop(turn: Turn, id: string): Refusal | null {
  const { state } = turn
  if (!state) return "nobody"
  const run = state.stack.runs.find((candidate) => candidate.id === id)
  if (!run) return wasBegun(state.stack, id) ? null : "unknown_run"
  const flows = turn.flows(state)
  const result = withoutRun(state.stack, id, STOPPED, turn.at, flows)
  if ("needs" in result) throw new Unloaded(result.needs)
  const key = `stop/${id}`
  turn.drop(STOPPED, (row) => row.key.startsWith(`${id}/`) && effectOf(row.effect).dropsWithRun)
  turn.owe(key, { type: "note", text: STOPPED })
  const { wait } = run
  // Also where it may still be opened: what is under way ends first, then this closes it.
  if (wait && awaitsMoney(wait)) turn.owe(key, { type: "close", order: wait.key, as: "cancelled", by: "operator" })
  turn.follows(result, flows)
  return null
}

/** Sends the request for an order's money again, link and all. The same id is the same message. */
export function resend(turn: Turn, id: string, told: OrderTold): Refusal | null {
  const { state } = turn
  if (!state) return "nobody"
  if (!isReachable(state)) return "erased"
  const key = `resend/${id}`
  if (turn.wasOwed(key)) return null
  if (state.optedOutAt !== null) return "silence"
  const { stack } = state
  const run = stack.runs.find(({ wait }) => wait?.key === told.key)
  if (!run) return "over"
  const { flow, version } = run
  const document = turn.flows(state).version(flow, version)
  if (document === undefined) throw new Unloaded({ flow, version })
  // A Chat 2 Pay node that has the customer's attention again repeats its request; before its first one it says nothing.
  const repeated = document && advance(document, run, { type: "focus", at: turn.at })
  if (repeated?.run.status !== "waiting") return "over"
  turn.goOn({ ...stack, runs: stack.runs.map((known) => (known === run ? repeated.run : known)) }, [])
  for (const effect of repeated.effects) if ("message" in effect) turn.say(key, effect.message)
  turn.hurried = true
  return null
}
