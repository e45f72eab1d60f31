import type { Contact } from "../channels/channel"
import type { World } from "../deployment/deployment"
import type { Run } from "../flow/engine"
import { shownVariables } from "../flow/sensitive"
import type { EndedRun } from "../flow/stack"
import { effectOf } from "./effects"
import type { Log } from "./log"
import type { OutboxRow } from "./owed"
import type { Passed } from "./passed"
import type { Kept } from "./record"
import type { State } from "./state"

/** One line of a conversation's history. Flat: it crosses RPC and HTTP. */
interface TimelineEntry {
  /** Milliseconds since 1970. */
  at: number
  type: "received" | "sent" | "passed" | "order" | "request" | "callback" | "timer" | "ended" | "note" | "duty"
  text: string
  /**
   * Where it stands: of what is owed `due`, `held` until the channel account is mended, `done`, `failed`, `dropped`, of a message also `delivered`, `read`, of one received `unheard` where nobody waited for it; of a node
   * `left`, or `entered` where the run stays; of an order its status; of a timer `waiting`, `done`; of a run how it ended.
   */
  status: string
  /** Titles offered, one a line; the address of a link. */
  choices: string[]
  link: string
  reason: string
  /** Of a node passed, what it was left by. */
  exit: string
  /** Said by an operator. */
  byHand: boolean
}

interface RunView {
  run: string
  flow: string
  version: number
  status: string
  node: string
  /** The node's name; its id where its flow is gone. */
  name: string
  waitsFor: string[]
  until: number | null
  /** The run's variables as JSON. */
  variables: string
}

export interface ConversationView {
  id: string
  channel: string
  account: string
  contact: Contact
  /** The last one has focus. */
  runs: RunView[]
  ended: EndedRun[]
  optedOutAt: number | null
  lastInboundAt: number | null
  /** Oldest first. */
  timeline: TimelineEntry[]
}

/** Lines shown at most. */
const MAX_LINES = 500

/** A conversation as the operator sees it. */
export async function viewOf({ state, owed }: Kept, log: Log, world: World): Promise<ConversationView | null> {
  if (!state) return null
  const runs = await Promise.all(state.stack.runs.map((run) => runView(run, state, world)))
  const { id, channel, account, contact, optedOutAt, lastInboundAt, stack } = state
  const past = [
    ...log.latestEvents(MAX_LINES).flatMap((event) => numbered(event.seq, seenEntries(event))),
    ...[...log.latestEffects(MAX_LINES), ...owed].flatMap((row) =>
      numbered(row.seq, owedEntries(standing(row, state))),
    ),
    ...numbered(state.next, stack.ended.map(endedEntry)),
  ]
    // What came of something within one tick of the clock stands behind it.
    .sort((a, b) => a.entry.at - b.entry.at || a.seq - b.seq)
    .map(({ entry }) => entry)
  const waiting = runs.flatMap(({ until, name }) =>
    until === null ? [] : [{ ...line(until), type: "timer" as const, text: name, status: "waiting" }],
  )
  const timeline = [...past.slice(-MAX_LINES), ...waiting.sort((a, b) => a.at - b.at)]
  return { id, channel, account, contact, optedOutAt, lastInboundAt, ended: stack.ended, runs, timeline }
}

async function runView(run: Run, { account }: State, world: World): Promise<RunView> {
  // The latest message may be an answer that is nobody else's.
  const { message: _, ...variables } = run.variables
  const { id, flow, version, status, node, wait } = run
  await world.load({ routes: account })
  await world.load({ flow, version })
  const document = world.flows(account)?.version(flow, version)
  return {
    run: id,
    flow,
    version,
    status,
    node: node ?? "",
    name: document?.nodes.find((candidate) => candidate.id === node)?.name ?? node ?? "",
    waitsFor: [...(wait?.for ?? [])],
    until: wait?.until ?? null,
    variables: JSON.stringify(shownVariables(variables)),
  }
}

function seenEntries({ id, at, entry }: { id: string; at: number; entry: string }): TimelineEntry[] {
  const seen = JSON.parse(entry) as Seen
  // The message that it is of stands in its own line.
  if (seen.part !== undefined) return []
  if (seen.note !== undefined) return [{ ...line(at), text: seen.note }]
  const type = EVENTS[id.slice(0, 1)] ?? "received"
  const event: TimelineEntry = {
    ...line(at),
    type,
    text: seen.order ?? seen.hook ?? seen.text ?? "",
    status: seen.status ?? (seen.unheard ? "unheard" : "done"),
    reason: seen.reason ?? "",
  }
  return [event, ...passedEntries(at, seen.passed ?? [])]
}

/** What is taken, by the first letter of its name in the log. */
const EVENTS: { [letter: string]: TimelineEntry["type"] } = { o: "order", h: "callback", t: "timer" }

interface Seen {
  /** Of what was taken without a word of the customer's. */
  note?: string
  /** Of what was one part of a long message: that message. */
  part?: string
  text?: string
  order?: string
  /** The name of the node whose wait was answered. */
  hook?: string
  /** Nobody waited for these words. */
  unheard?: true
  status?: string
  reason?: string | null
  passed?: Passed[]
}

function numbered(seq: number, entries: TimelineEntry[]): { seq: number; entry: TimelineEntry }[] {
  return entries.map((entry) => ({ seq, entry }))
}

function passedEntries(at: number, nodes: readonly Passed[]): TimelineEntry[] {
  return nodes.map(({ node, exit }) => ({
    ...line(at),
    type: "passed",
    text: node,
    status: exit === null ? "entered" : "left",
    exit: exit ?? "",
  }))
}

function endedEntry({ at, flow, status, reason }: EndedRun): TimelineEntry {
  return { ...line(at), type: "ended", text: flow, status, reason: reason ?? "" }
}

/** A row as people are told of it: what waits for the account is held. */
function standing(
  row: OutboxRow,
  { onHold }: State,
): Omit<OutboxRow, "status"> & { status: OutboxRow["status"] | "held" } {
  return onHold && row.status === "due" && effectOf(row.effect).isWords ? { ...row, status: "held" } : row
}

/** What was owed, and where an answer to it led. */
function owedEntries(row: ReturnType<typeof standing>): TimelineEntry[] {
  const { led, ...shown } = effectOf(row.effect).line(row.effect)
  const status = row.delivery ?? row.status
  const byHand = row.key.startsWith("reply/")
  const entry = { ...line(row.at), ...shown, status, reason: row.reason ?? "", byHand }
  return [entry, ...passedEntries(led?.at ?? row.at, led?.nodes ?? [])]
}

function line(at: number): TimelineEntry {
  return { at, type: "note", text: "", status: "done", choices: [], link: "", reason: "", exit: "", byHand: false }
}
