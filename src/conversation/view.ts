import type { Contact } from "../channels/channel"
import { isRecord, type Json, type Variables } from "../core/json"
import type { EndedRun } from "../flow/stack"
import type { Storage } from "./migrations"
import { latest, type OutboxRow, type Owed } from "./outbox"
import { latestSeen } from "./seen"
import type { State } from "./state"

/** One line of a conversation's history. Flat: it crosses RPC and HTTP. */
interface TimelineEntry {
  /** Milliseconds since 1970. */
  at: number
  type: "received" | "sent" | "order" | "request" | "note" | "duty"
  text: string
  /** Where it stands: of a message `due`, `done`, `failed`, `dropped`, `delivered`, `read`; of an order its status. */
  status: string
  /** Titles offered, one a line; the address of a link. */
  choices: string[]
  link: string
  reason: string
}

interface RunView {
  run: string
  flow: string
  version: number
  status: string
  node: string
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
export function viewOf(storage: Storage, state: State | null): ConversationView | null {
  if (!state) return null
  const received = latestSeen(storage, MAX_LINES).map(({ id, at, entry }) => seenEntry(id, at, entry))
  const timeline = [...received, ...latest(storage, MAX_LINES).map(owedEntry)].sort((a, b) => a.at - b.at)
  const { id, channel, account, contact, optedOutAt, lastInboundAt, stack } = state
  return {
    id,
    channel,
    account,
    contact,
    optedOutAt,
    lastInboundAt,
    ended: stack.ended,
    runs: stack.runs.map(({ id: run, flow, version, status, node, wait, variables }) => ({
      run,
      flow,
      version,
      status,
      node: node ?? "",
      waitsFor: [...(wait?.for ?? [])],
      until: wait?.until ?? null,
      variables: JSON.stringify(shown(variables)),
    })),
    timeline: timeline.slice(-MAX_LINES),
  }
}

/** The variables without answers to sensitive questions, and without the latest message, which may be such an answer. */
function shown({ message: _, ...variables }: Variables): Variables {
  const hidden = (value: Json) => isRecord(value) && value.sensitive === true
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, hidden(value) ? "•••" : value]))
}

function seenEntry(id: string, at: number, entry: string): TimelineEntry {
  const seen = JSON.parse(entry) as { text?: string; order?: string; status?: string; reason?: string | null }
  const order = id.startsWith("o:")
  return {
    ...line(at),
    type: order ? "order" : "received",
    text: order ? (seen.order ?? "") : (seen.text ?? ""),
    status: seen.status ?? "done",
    reason: seen.reason ?? "",
  }
}

function owedEntry(row: OutboxRow): TimelineEntry {
  const { effect } = row
  const status = row.delivery ?? row.status
  const entry = { ...line(row.at), status, reason: row.reason ?? "" }
  switch (effect.type) {
    case "send":
      return {
        ...entry,
        type: "sent",
        text: effect.message.text,
        choices: effect.message.choices?.map(({ title }) => title) ?? [],
        link: effect.message.link?.url ?? "",
      }
    case "note":
      return { ...entry, type: "note", text: effect.text }
    case "request":
      return { ...entry, type: "request", text: `${effect.request.method} ${hostOf(effect.request.url)}` }
    default:
      return { ...entry, type: "duty", text: dutyOf(effect) }
  }
}

function dutyOf(effect: Exclude<Owed, { type: "send" | "note" | "request" }>): string {
  switch (effect.type) {
    case "order":
      return `open an order of ${effect.order.amount} for ${effect.order.description}`
    case "close":
      return `close the order as ${effect.as}`
    case "lookup":
      return "ask the provider"
    case "refund":
      return "refund the order"
    case "register":
      return "list the conversation"
  }
}

/** Addresses of API integrations may carry keys in their query: only the host is shown. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ""
}

function line(at: number): TimelineEntry {
  return { at, type: "note", text: "", status: "done", choices: [], link: "", reason: "" }
}
