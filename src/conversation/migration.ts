import { digits, type OutboxRow, type Owed } from "./owed"
import type { State } from "./state"
import type { Storage } from "./storage"

/** What of an old state is elsewhere now. */
interface Old {
  timers?: { at: number; nodes: object[] }[]
}

// `type`, not `interface`: the storage wants rows with an index signature.
type Due = {
  seq: number
  key: string
  effect: string
  attempts: number
  due_at: number
  at: number
  reason: string | null
}

/**
 * Brings over what the releases before kept in the tables `conversation`, `seen` and `outbox`. The table `migrations` stays,
 * so that such a release, should it come back, refuses what it does not find instead of beginning anew.
 */
export function migrate({ sql }: Storage): { state: State | null; owed: OutboxRow[] } {
  sql.exec(`INSERT INTO log (id, type, seq, at, entry)
    SELECT id, CASE substr(id, 1, 2) WHEN 'o:' THEN 'order' WHEN 'h:' THEN 'callback' ELSE 'message' END, 0, at, entry FROM seen`)
  sql.exec(`INSERT INTO log (id, type, seq, at, entry)
    SELECT 'e:' || substr('0000000000' || seq, -10), status, seq, at, json_object(
      'key', key, 'effect', json(effect), 'attempts', attempts, 'reference', reference, 'delivery', delivery,
      'reason', reason) FROM outbox WHERE status <> 'due'`)
  const owed = sql
    .exec<Due>(`SELECT seq, key, effect, attempts, due_at, at, reason FROM outbox WHERE status = 'due' ORDER BY seq`)
    .toArray()
    .map(({ due_at: dueAt, effect, ...row }): OutboxRow => {
      return { ...row, dueAt, effect: JSON.parse(effect) as Owed, status: "due", reference: null, delivery: null }
    })
  const [row] = sql.exec<{ state: string }>(`SELECT state FROM conversation WHERE id = 'state'`).toArray()
  const { timers = [], ...state } = row ? (JSON.parse(row.state) as State & Old) : ({} as State & Old)
  for (const [index, { at, nodes }] of timers.entries()) {
    const insert = `INSERT INTO log (id, type, seq, at, entry) VALUES (?, 'timer', 0, ?, ?)`
    sql.exec(insert, `t:${digits(0)}.${digits(index)}`, at, JSON.stringify({ passed: nodes }))
  }
  for (const table of ["conversation", "seen", "outbox"]) sql.exec(`DROP TABLE ${table}`)
  return { state: row ? { ...state, pruneAt: 0 } : null, owed }
}
