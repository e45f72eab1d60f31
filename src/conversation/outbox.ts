import type { DeliveryStatus } from "../channels/channel"
import type { HttpRequest } from "../core/exchange"
import type { Message } from "../core/message/message"
import type { Effect } from "../flow/node"
import type { Passed } from "./passed"
import type { Storage } from "./storage"

/** What a conversation owes: an effect of a turn, cut to what its channel can carry, or a duty of the shell itself. */
export type Owed =
  /** `resent` counts how often it failed on its way and is sent again. */
  | { type: "send"; message: Message; template?: boolean; resent?: number | boolean }
  | Exclude<Effect, { type: "send" | "start" | "request" | "close" }>
  /** `passed` is where its answer led, for the timeline. */
  | { type: "request"; request: HttpRequest; passed?: { at: number; nodes: Passed[] } }
  /** Wanted by the clock or the customer, unless `by` says otherwise. */
  | { type: "close"; order: string; as: "cancelled" | "expired"; by?: "operator" }
  /** Its entry in the deployment's list of conversations. */
  | { type: "register" }
  /** Whom it is with is erased from that list. */
  | { type: "forget" }
  /** Who writes and how to make it stop, as the payment configuration has it. */
  | { type: "help"; language: string }
  /** Money that came too late, or the payment that was one too many, is given back; `otherwise` is owed where it cannot. */
  | { type: "refund"; order: string; payment?: string; otherwise?: Owed[] }

type OutboxStatus = "due" | "done" | "failed" | "dropped"

/** One row of the outbox; once it is done it is the conversation's record of what was said and asked. */
export interface OutboxRow {
  seq: number
  key: string
  effect: Owed
  status: OutboxStatus
  /** Attempts that failed so far. */
  attempts: number
  /** Not before; milliseconds since 1970. */
  dueAt: number
  at: number
  /** The channel's id of a message that was sent. */
  reference: string | null
  delivery: DeliveryStatus | null
  reason: string | null
}

// `type`, not `interface`: the storage wants rows with an index signature.
type Stored = {
  seq: number
  key: string
  effect: string
  status: OutboxStatus
  attempts: number
  due_at: number
  at: number
  reference: string | null
  delivery: DeliveryStatus | null
  reason: string | null
}

/** Appends what is owed. A note is a record only: nothing has to be done about it. */
export function append(storage: Storage, seq: number, key: string, effect: Owed, at: number, dueAt = at): void {
  storage.sql.exec(
    `INSERT INTO outbox (seq, key, effect, status, due_at, at) VALUES (?, ?, ?, ?, ?, ?)`,
    seq,
    key,
    JSON.stringify(effect),
    effect.type === "note" ? "done" : "due",
    dueAt,
    at,
  )
}

/** The oldest effect that is still owed, when none before that number is: one row read, however long the conversation. */
export function head(storage: Storage, from: number): OutboxRow | null {
  const [row] = storage.sql
    .exec<Stored>(`SELECT * FROM outbox WHERE seq >= ? AND status = 'due' ORDER BY seq LIMIT 1`, from)
    .toArray()
  return row ? read(row) : null
}

/** The newest entry in the directory that is owed, when nothing is before that number. */
export function owedRegister(storage: Storage, from: number): OutboxRow | null {
  const [row] = storage.sql
    .exec<Stored>(
      `SELECT * FROM outbox WHERE seq >= ? AND status = 'due' AND effect LIKE '{"type":"register"%' ORDER BY seq DESC LIMIT 1`,
      from,
    )
    .toArray()
  return row ? read(row) : null
}

/**
 * A number before which nothing is owed. Effects are done in order, so those owed are the newest rows: reading backwards
 * costs as many rows as are owed.
 */
export function settledBefore(storage: Storage): number {
  let oldest = 1
  const rows = storage.sql.exec<Pick<Stored, "seq" | "status" | "effect">>(
    `SELECT seq, status, substr(effect, 1, 20) AS effect FROM outbox ORDER BY seq DESC`,
  )
  for (const row of rows) {
    oldest = row.seq
    if (row.status !== "due" && row.status !== "dropped" && !isNote(row)) break
  }
  return oldest
}

const COLUMNS = {
  effect: "effect",
  status: "status",
  attempts: "attempts",
  dueAt: "due_at",
  reference: "reference",
  delivery: "delivery",
  reason: "reason",
} satisfies Partial<Record<keyof OutboxRow, keyof Stored>>

/** A change to a row that was just attempted: only what changes is written, and nothing is read. */
export function settleRow(storage: Storage, seq: number, change: Partial<Pick<OutboxRow, keyof typeof COLUMNS>>): void {
  const { effect, ...plain } = change
  const values = { ...plain, ...(effect && { effect: JSON.stringify(effect) }) }
  const set = Object.keys(values).map((name) => `${COLUMNS[name as keyof typeof COLUMNS]} = ?`)
  storage.sql.exec(`UPDATE outbox SET ${set.join(", ")} WHERE seq = ?`, ...Object.values(values), seq)
}

/** The row of that number. */
export function find(storage: Storage, seq: number): OutboxRow | null {
  const [row] = storage.sql.exec<Stored>(`SELECT * FROM outbox WHERE seq = ?`, seq).toArray()
  return row ? read(row) : null
}

/** The row of a sent message by the channel's id of it, among the newest: statuses come within days of the message. */
export function findByReference(storage: Storage, reference: string, among = 500): OutboxRow | null {
  const [row] = storage.sql
    .exec<Stored>(
      `SELECT * FROM (SELECT * FROM outbox ORDER BY seq DESC LIMIT ?) WHERE reference = ? LIMIT 1`,
      among,
      reference,
    )
    .toArray()
  return row ? read(row) : null
}

/** Messages not yet sent are never sent: the customer asked for silence. */
export function dropSends(storage: Storage, reason: string): void {
  storage.sql.exec(
    `UPDATE outbox SET status = 'dropped', reason = ? WHERE status = 'due' AND effect LIKE '{"type":"send"%'`,
    reason,
  )
}

/** What a run asked for and nobody began to do is never done: its keys begin with that. Words it owes are kept. */
export function dropAsked(storage: Storage, keys: string, reason: string): void {
  storage.sql.exec(
    `UPDATE outbox SET status = 'dropped', reason = ? WHERE status = 'due' AND substr(key, 1, ?) = ?
      AND (effect LIKE '{"type":"request"%' OR effect LIKE '{"type":"order"%')`,
    reason,
    keys.length,
    keys,
  )
}

/** Whether something was ever owed under that key. Reads every row: for what people do by hand. */
export function wasOwed(storage: Storage, key: string): boolean {
  return storage.sql.exec(`SELECT 1 FROM outbox WHERE key = ? LIMIT 1`, key).toArray().length > 0
}

/** The newest rows, oldest first. */
export function latest(storage: Storage, limit: number): OutboxRow[] {
  return storage.sql.exec<Stored>(`SELECT * FROM outbox ORDER BY seq DESC LIMIT ?`, limit).toArray().reverse().map(read)
}

function read(row: Stored): OutboxRow {
  const { seq, key, effect, status, attempts, due_at, at, reference, delivery, reason } = row
  return {
    seq,
    key,
    effect: JSON.parse(effect) as Owed,
    status,
    attempts,
    dueAt: due_at,
    at,
    reference,
    delivery,
    reason,
  }
}

function isNote(row: Pick<Stored, "effect">): boolean {
  return row.effect.startsWith('{"type":"note"')
}
