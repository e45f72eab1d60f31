import type { Json } from "../core/json"
import type { Storage } from "./storage"

/** How long records are kept. Meta repeats webhooks for seven days, providers callbacks for up to thirty. */
const KEPT_DAYS = 90

/** Rows removed at one alarm, so that it stays short. */
const PRUNED_AT_ONCE = 500

/** Whether the event was taken before. */
export function isSeen(storage: Storage, id: string): boolean {
  return storage.sql.exec(`SELECT 1 FROM seen WHERE id = ?`, id).toArray().length > 0
}

/** What is remembered of an event; null where it was not taken, or so long ago that it is forgotten. */
export function findSeen(storage: Storage, id: string): { digest?: string } | null {
  const [row] = storage.sql.exec<{ entry: string }>(`SELECT entry FROM seen WHERE id = ?`, id).toArray()
  return row ? (JSON.parse(row.entry) as { digest?: string }) : null
}

/** Remembers the event, for good and for the timeline. In the same transaction as what it caused. */
export function markSeen(
  storage: Storage,
  id: string,
  at: number,
  entry: { [name: string]: Json | object | undefined },
): void {
  storage.sql.exec(`INSERT INTO seen (id, at, entry) VALUES (?, ?, ?)`, id, at, JSON.stringify(entry))
}

/** The newest events taken, oldest first. */
export function latestSeen(storage: Storage, limit: number): { id: string; at: number; entry: string }[] {
  return storage.sql
    .exec<{ id: string; at: number; entry: string }>(`SELECT id, at, entry FROM seen ORDER BY at DESC LIMIT ?`, limit)
    .toArray()
    .reverse()
}

/** Removes messages, answers to waits and finished effects that are too old; outcomes of orders are kept, so that none is told twice. */
export function prune(storage: Storage, now: number): void {
  const before = now - KEPT_DAYS * 86_400_000
  storage.sql.exec(
    `DELETE FROM seen WHERE id IN (SELECT id FROM seen WHERE at < ? AND (id LIKE 'm:%' OR id LIKE 'h:%') LIMIT ?)`,
    before,
    PRUNED_AT_ONCE,
  )
  storage.sql.exec(
    `DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE at < ? AND status <> 'due' LIMIT ?)`,
    before,
    PRUNED_AT_ONCE,
  )
}
