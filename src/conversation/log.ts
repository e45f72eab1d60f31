import type { Json } from "../core/json"
import { digits, type OutboxRow, type OutboxStatus, readEffect } from "./owed"
import type { Statement, Storage } from "./storage"

/**
 * One row of the log: what was taken, named by what it was (`m:` a message by its id, `o:` news of an order, `h:` a call of
 * a wait's address, `t:` a timer), or `e:` what was owed, by its number, whose type says where it stands.
 */
export interface Entry {
  id: string
  type: "message" | "order" | "callback" | "timer"
  /** In which order things were taken and owed. */
  seq: number
  at: number
  entry: { [name: string]: Json | object | undefined }
}

// `type`, not `interface`: the storage wants rows with an index signature.
type EffectRow = { seq: number; type: OutboxStatus; at: number; entry: string }
type EventRow = { id: string; seq: number; at: number; entry: string }

/** How long records are kept. Meta repeats webhooks for seven days, providers callbacks for up to thirty. */
const KEPT_MILLISECONDS = 90 * 86_400_000

/** Records are looked through for old ones once a day at most: that reads all of them. */
const DAY_MILLISECONDS = 86_400_000

/** Rows removed at once, so that an alarm stays short. */
const PRUNED_AT_ONCE = 500

const EFFECTS = `id >= 'e:' AND id < 'e;'`
const MESSAGES = `id >= 'm:' AND id < 'm;'`
const CALLS = `id >= 'h:' AND id < 'h;'`
const TIMERS = `id >= 't:' AND id < 't;'`

/** What is old for good some day. Outcomes of orders are kept, so that none is told twice. */
const PRUNED = [MESSAGES, CALLS, TIMERS, EFFECTS]

/** What a conversation has on record, read. */
export class Log {
  constructor(
    private readonly storage: Storage,
    private readonly exists: boolean,
  ) {}

  /** Whether that was taken before. */
  has(id: string): boolean {
    return this.rows(`SELECT 1 FROM log WHERE id = ?`, id).length > 0
  }

  /** What is remembered of what was taken; null where it was not, or so long ago that it is forgotten. */
  find(id: string): { digest?: string } | null {
    const [row] = this.rows<{ entry: string }>(`SELECT entry FROM log WHERE id = ?`, id)
    return row ? (JSON.parse(row.entry) as { digest?: string }) : null
  }

  /** What was owed under that number, and is no more. */
  effect(seq: number): OutboxRow | null {
    const [row] = this.rows<EffectRow>(`SELECT seq, type, at, entry FROM log WHERE id = ?`, `e:${digits(seq)}`)
    return row ? readEffect(row) : null
  }

  /** A message by the channel's id of it, among the newest: statuses come within days of the message. */
  sentAs(reference: string, among = 500): OutboxRow | null {
    const newest = `SELECT seq, type, at, entry FROM log WHERE ${EFFECTS} ORDER BY id DESC LIMIT ?`
    const [row] = this.rows<EffectRow>(
      `SELECT * FROM (${newest}) WHERE entry ->> '$.reference' = ? LIMIT 1`,
      among,
      reference,
    )
    return row ? readEffect(row) : null
  }

  /** Whether something was ever done or given up under that key. Reads every row: for what people do by hand. */
  hasEffect(key: string): boolean {
    return this.rows(`SELECT 1 FROM log WHERE ${EFFECTS} AND entry ->> '$.key' = ? LIMIT 1`, key).length > 0
  }

  /** The newest of what was taken. */
  latestEvents(limit: number): EventRow[] {
    return this.rows<EventRow>(
      `SELECT id, seq, at, entry FROM log WHERE NOT (${EFFECTS}) ORDER BY at DESC, seq DESC LIMIT ?`,
      limit,
    )
  }

  /** The newest of what was owed and is no more. */
  latestEffects(limit: number): OutboxRow[] {
    return this.rows<EffectRow>(
      `SELECT seq, type, at, entry FROM log WHERE ${EFFECTS} AND type <> 'due' ORDER BY id DESC LIMIT ?`,
      limit,
    ).map(readEffect)
  }

  /** When anything was taken or owed last. */
  latestAt(): number {
    return this.rows<{ at: number | null }>(`SELECT max(at) AS at FROM log`)[0]?.at ?? 0
  }

  /** What removes the records that are too old, and when to look again. Nothing that is owed is on record. */
  prune(now: number): { removals: Statement[]; again: number } {
    const before = now - KEPT_MILLISECONDS
    const old = PRUNED.map((range) => `SELECT id FROM log WHERE ${range} AND at < ? AND type <> 'due'`)
    const removals = old.map((ids) => [`DELETE FROM log WHERE id IN (${ids} LIMIT ${PRUNED_AT_ONCE})`, before] as const)
    const oldest = PRUNED.map((range) => `SELECT min(at) AS at FROM log WHERE ${range} AND at >= ?`).join(" UNION ALL ")
    const [row] = this.rows<{ at: number | null }>(`SELECT min(at) AS at FROM (${oldest})`, ...PRUNED.map(() => before))
    return { removals, again: Math.max(now + DAY_MILLISECONDS, oldEnoughAt(row?.at ?? now)) }
  }

  private rows<Row extends Record<string, SqlStorageValue>>(query: string, ...values: (string | number)[]): Row[] {
    return this.exists ? this.storage.sql.exec<Row>(query, ...values).toArray() : []
  }
}

/** From when on what was recorded at that time may be removed. */
export function oldEnoughAt(at: number): number {
  return at + KEPT_MILLISECONDS
}

/** What removes everything that was said and done. Outcomes of orders stay, without the path that they led. */
export const ERASURE: readonly Statement[] = [
  ...PRUNED.map((range) => [`DELETE FROM log WHERE ${range}`] as const),
  [`UPDATE log SET entry = json_remove(entry, '$.passed') WHERE json_type(entry, '$.passed') IS NOT NULL`],
]
