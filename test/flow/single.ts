import type { Json, Variables } from "../../src/core/json"
import { advance, newRun, type Run, type Turn } from "../../src/flow/engine"
import type { Flow } from "../../src/flow/flow"
import { findNode } from "../../src/flow/nodes"

/** A flow of one node, called Node, whose exits lead nowhere. */
export function single(type: string, config: Record<string, Json>): Flow {
  return {
    name: "One node",
    language: "en",
    triggers: { keywords: [], anyMessage: true, accounts: [] },
    start: "node1",
    nodes: [{ id: "node1", name: "Node", type, config, exits: {} }],
  }
}

/** Enters the only node of a flow. */
export function enter(flow: Flow, variables: Variables = {}): Turn {
  return advance(flow, newRun("run", "flow", 1), { type: "start", at: 1000, variables })
}

/** Answers the run's wait with words or a tap. */
export function say(flow: Flow, run: Run, text: string, choice?: string): Turn {
  return advance(flow, run, { type: "reply", at: 2000, reply: { text, ...(choice === undefined ? {} : { choice }) } })
}

/** Answers the run's request. */
export function respond(flow: Flow, run: Run, status: number, body: string): Turn {
  const key = run.wait?.key ?? ""
  return advance(flow, run, { type: "response", at: 2000, key, response: { status, headers: {}, body }, reason: null })
}

/** The exit by which the node was left in a turn. */
export function exitOf(turn: Turn): string | null {
  return turn.passages.at(-1)?.exit ?? null
}

/** What the node kept under its name. */
export function resultsOf({ run }: Turn): Json | undefined {
  return run.variables.Node
}

export function textsOf({ effects }: Turn): string[] {
  return effects.flatMap((effect) => (effect.type === "send" ? [effect.message.text] : []))
}

export function notesOf({ effects }: Turn): string[] {
  return effects.flatMap((effect) => (effect.type === "note" ? [effect.text] : []))
}

export function faultsOf(type: string, config: Record<string, Json>): string[] {
  return (
    findNode(type)
      ?.faults(config)
      .map(({ said }) => said.message) ?? ["there is no such type"]
  )
}
