import type { Capabilities } from "../channels/channel"
import type { DataOf, Published } from "../core/event"
import { segments } from "../core/message/segments"
import type { EndedRun, StackTurn } from "../flow/stack"
import type { OwedOf } from "./owed"
import type { Passed } from "./passed"

/** What a run did so far: published at its end, and forgotten then. */
export interface Tally {
  /** When it was first seen; milliseconds since 1970. */
  at: number
  path: Pick<Passed, "node" | "exit">[]
  /** Nodes passed beyond those of the path. */
  unlisted?: number
  messages: Messages
}

/** By the run's id, for those that are not over. */
export type Tallies = Readonly<Record<string, Tally>>

type Messages = DataOf<"run.ended">["messages"]

/** Nodes of a path that are named: the state holds them until the run is over. */
const MAX_PATH = 100

const NOTHING: Messages = { session: 0, template: 0, sms: 0, segments: 0 }

/** With the nodes that a turn passed, and the runs that it began. */
export function walked(tallies: Tallies, turn: StackTurn, passed: readonly Passed[], at: number): Tallies {
  const after: Record<string, Tally> = { ...tallies }
  for (const { id } of turn.stack.runs) after[id] ??= { at, path: [], messages: NOTHING }
  turn.passages.forEach(({ run }, index) => {
    const tally = after[run] ?? { at, path: [], messages: NOTHING }
    const { node = "", exit = null } = passed[index] ?? {}
    const last = tally.path.at(-1)
    // Where it waited it is once, with the exit it left by in the end.
    const before = last?.node === node && last.exit === null ? tally.path.slice(0, -1) : tally.path
    after[run] =
      before.length < MAX_PATH
        ? { ...tally, path: [...before, { node, exit }] }
        : { ...tally, unlisted: (tally.unlisted ?? 0) + 1 }
  })
  return after
}

/** With a message that a run owes. One that is owed again after it failed on its way is counted already. */
export function spoken(tallies: Tallies, key: string, owed: OwedOf<"send">, kind: Kind): Tallies {
  const run = key.slice(0, key.indexOf("/"))
  const tally = tallies[run]
  if (!tally || owed.resent !== undefined) return tallies
  const { messages } = tally
  const count = kind === "sms" ? segments(owed.message.text).count : 0
  const after = { ...messages, [kind]: messages[kind] + 1, segments: messages.segments + count }
  return { ...tallies, [run]: { ...tally, messages: after } }
}

/** The kinds of messages, as channels charge for them. */
export type Kind = "session" | "template" | "sms"

/** What a message is to its channel, as far as its price goes. */
export function kindOf({ segments: sms, templates }: Capabilities, isTemplate: boolean): Kind {
  if (sms !== null) return "sms"
  return isTemplate && templates ? "template" : "session"
}

/** What is published of a run at its end. */
export function overOf(conversation: string, ended: EndedRun, tally: Tally | undefined): Published {
  const { run, flow, version, status, reason, at } = ended
  const { at: startedAt = at, path = [], unlisted = 0, messages = NOTHING } = tally ?? {}
  return {
    type: status === "failed" ? "run.failed" : "run.ended",
    ...{ key: `${run}:ended`, at, subject: conversation, conversation, flow },
    data: { run, version, startedAt, reason, path, unlisted, messages },
  }
}
