import type { Receipt } from "../channels/channel"
import { effectOf, typesWhere } from "./effects"
import type { OutboxRow, OutboxStatus, Owed } from "./owed"
import type { Storage } from "./storage"

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
  delivery: Receipt | null
  reason: string | null
}

/** Appends what is owed, or is only recorded. */
export function append(storage: Storage, seq: number, key: string, effect: Owed, at: number, dueAt = at): void {
  storage.sql.exec(
    `INSERT INTO outbox (seq, key, effect, status, due_at, at) VALUES (?, ?, ?, ?, ?, ?)`,
    seq,
    key,
    JSON.stringify(effect),
    effectOf(effect).isRecord ? "done" : "due",
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

/** The newest of those types that is owed, when nothing is before that number. */
export function newestOwed(storage: Storage, types: readonly Owed["type"][], from: number): OutboxRow | null {
  const [row] = storage.sql
    .exec<Stored>(
      `SELECT * FROM outbox WHERE seq >= ? AND status = 'due' AND ${isOneOf(types)} ORDER BY seq DESC LIMIT 1`,
      from,
      ...types,
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
  const records = typesWhere(({ isRecord }) => isRecord)
  const rows = storage.sql.exec<Pick<Stored, "seq" | "status"> & { type: Owed["type"] }>(
    `SELECT seq, status, effect ->> '$.type' AS type FROM outbox ORDER BY seq DESC`,
  )
  for (const { seq, status, type } of rows) {
    oldest = seq
    if (status !== "due" && status !== "dropped" && !records.includes(type)) break
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

/** Words not yet said are never said: the customer asked for silence. */
export function dropWords(storage: Storage, reason: string): void {
  const types = typesWhere(({ isWords }) => isWords)
  storage.sql.exec(
    `UPDATE outbox SET status = 'dropped', reason = ? WHERE status = 'due' AND ${isOneOf(types)}`,
    reason,
    ...types,
  )
}

/** What a run asked for and nobody began to do is never done: its keys begin with that. Words it owes are kept. */
export function dropAsked(storage: Storage, keys: string, reason: string): void {
  const types = typesWhere(({ dropsWithRun }) => dropsWithRun)
  storage.sql.exec(
    `UPDATE outbox SET status = 'dropped', reason = ? WHERE status = 'due' AND substr(key, 1, ?) = ? AND ${isOneOf(types)}`,
    reason,
    keys.length,
    keys,
    ...types,
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

function isOneOf(types: readonly Owed["type"][]): string {
  return `effect ->> '$.type' IN (${types.map(() => "?").join(", ")})`
}
