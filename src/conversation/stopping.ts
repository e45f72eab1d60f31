import { advance, type KeyedEffect, type Run } from "../flow/engine"
import type { EndedRun, Flows, Need, Stack } from "../flow/stack"

/** Ended runs remembered: as many as a turn of the stack keeps. */
const MAX_ENDED = 10

/**
 * The stack without one of its runs, or which flow must be loaded first. The run below regains focus and repeats its open
 * question, as when the one above ends by itself.
 */
export function withoutRun(
  stack: Stack,
  stopped: Run,
  reason: string,
  at: number,
  flows: Flows,
): { stack: Stack; effects: KeyedEffect[] } | { needs: Need } {
  const runs = stack.runs.filter(({ id }) => id !== stopped.id)
  const ended = [...stack.ended, endOf({ ...stopped, status: "ended", reason }, at)]
  const effects: KeyedEffect[] = []
  const hadFocus = stack.runs.at(-1)?.id === stopped.id
  for (let below = runs.at(-1); hadFocus && below; below = runs.at(-1)) {
    const { flow, version } = below
    const document = flows.version(flow, version)
    if (document === undefined) return { needs: { flow, version } }
    const turn = document ? advance(document, below, { type: "focus", at }) : null
    effects.push(...(turn?.effects ?? []))
    runs.pop()
    if (turn?.run.status === "waiting") {
      runs.push(turn.run)
      break
    }
    ended.push(endOf(turn?.run ?? { ...below, status: "failed", reason: `version ${version} of its flow is gone` }, at))
  }
  return { stack: { ...stack, runs, ended: ended.slice(-MAX_ENDED) }, effects }
}

/** Whether the run was begun in this conversation, be it long over. */
export function wasBegun(stack: Stack, run: string): boolean {
  const number = run.startsWith(`${stack.id}.`) ? run.slice(stack.id.length + 1) : ""
  return /^\d{1,9}$/.test(number) && Number(number) < stack.started
}

function endOf({ id, flow, version, status, reason, node }: Run, at: number): EndedRun {
  return { run: id, flow, version, status: status === "failed" ? "failed" : "ended", reason, node, at }
}
