import type { Entry } from "./log"
import { migrate } from "./migration"
import { digits, type OutboxRow, readOwed, written } from "./owed"
import type { State } from "./state"
import { create, type Statement, type Storage } from "./storage"

/** What a conversation keeps, as its object holds it in memory. */
export interface Kept {
  state: State | null
  /** What is owed, oldest first. */
  owed: readonly OutboxRow[]
  /** Those of it that are rows of the log, as there is no room for them in the state. */
  spilled: ReadonlySet<number>
  /** When the alarm was last set to ring; a time that is past counts as none. */
  alarm: number | null
  /** Whether there are tables: an object has none until it keeps something. */
  exists: boolean
}

/** What one event comes to. */
export interface Changes {
  state: State | null
  owed: readonly OutboxRow[]
  /** Of what is owed, what is new or other than it was kept. */
  changed: ReadonlySet<number>
  /** What was taken, each for the first time. */
  events: readonly Entry[]
  /** What is owed no more, or never was. */
  effects: readonly OutboxRow[]
  /** What is removed for good, before anything is written. */
  removals: readonly Statement[]
  /** Set in the same transaction where it is another than before. */
  alarm: number | null
}

/** An event was taken before: nothing of what it would have come to is kept. */
export class Repeated extends Error {
  constructor() {
    super("the event was taken before")
  }
}

/** Shape of the stored state. From here on it is only added to: an object may sleep for months, and old code may wake it. */
const VERSION = 1

/** What stands in the state at most; the rest are rows of the log, so that no row grows past what storage takes. */
const MAX_INLINE = 20
const MAX_INLINE_CHARACTERS = 16_000

// What is owed by the state and has a row of its own was done since the state was written.
const WAKE = `
  SELECT '' AS id, '' AS type, version AS seq, 0 AS at, state AS entry FROM state WHERE id = 1
  UNION ALL
  SELECT id, type, seq, at, CASE type WHEN 'due' THEN entry END FROM log
  WHERE id >= (SELECT state ->> '$.first' FROM state WHERE id = 1) AND id < 'e;'`

// `type`, not `interface`: the storage wants rows with an index signature.
type WakeRow = { id: string; type: string; seq: number; at: number; entry: string | null }

/** What stands in the table of the state beside the state itself. */
interface Rest {
  /** The log's name of the oldest that was owed. */
  first: string
  owed: Parameters<typeof readOwed>[0][]
  alarm?: number
}

const NOTHING: Kept = { state: null, owed: [], spilled: new Set(), alarm: null, exists: false }

/** Everything that is kept, by one statement; what the release before kept is brought over first. */
export function wake(storage: Storage): Kept {
  try {
    return read(storage)
  } catch (error) {
    if (!String(error).includes("no such table")) throw error
  }
  const old = storage.sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'conversation'`).toArray()
  if (old.length === 0) return NOTHING
  storage.transactionSync(() => {
    create(storage)
    const { state, owed } = migrate(storage)
    const changed = new Set(owed.map(({ seq }) => seq))
    const alarm = null
    if (state) write(storage, NOTHING, { state, owed, changed, alarm, events: [], effects: [], removals: [] })
  })
  return read(storage)
}

/** Keeps what an event comes to, all of it or nothing. Throws `Repeated` where one of its events was taken before. */
export function keep(storage: Storage, before: Kept, changes: Changes): Kept {
  const { events, effects, removals } = changes
  const isState = isStateOther(before, changes)
  const [only] = effects
  if (!isState && events.length === 0 && removals.length === 0 && effects.length < 2) {
    // One statement is a transaction of its own.
    if (only) writeEffect(storage, only)
    return { ...before, owed: changes.owed }
  }
  return storage.transactionSync(() => {
    if (!before.exists) create(storage)
    return write(storage, before, changes)
  })
}

function isStateOther(before: Kept, { state, alarm, changed }: Changes): boolean {
  return state !== before.state || alarm !== before.alarm || changed.size > 0
}

function write(storage: Storage, before: Kept, changes: Changes): Kept {
  const { sql } = storage
  const { state, owed, changed, alarm } = changes
  for (const [statement, ...values] of changes.removals) sql.exec(statement, ...values)
  for (const { id, type, seq, at, entry } of changes.events) {
    const insert = `INSERT INTO log (id, type, seq, at, entry) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
    if (sql.exec(insert, id, type, seq, at, JSON.stringify(entry)).rowsWritten === 0) throw new Repeated()
  }
  for (const row of changes.effects) writeEffect(storage, row)
  if (alarm !== null && alarm !== before.alarm) void storage.setAlarm(alarm)
  const after = { state, owed, alarm, exists: true }
  if (!state || !isStateOther(before, changes)) return { ...after, spilled: before.spilled }
  const { inline, spilled } = spill(owed, before.spilled)
  for (const row of owed) if (spilled.has(row.seq) && changed.has(row.seq)) writeEffect(storage, row)
  const first = `e:${digits(owed[0]?.seq ?? state.next)}`
  const rest = `"first":"${first}","owed":[${inline.join()}]${alarm === null ? "" : `,"alarm":${alarm}`}`
  sql.exec(
    `INSERT INTO state (id, version, state) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`,
    VERSION,
    `${JSON.stringify(state).slice(0, -1)},${rest}}`,
  )
  return { ...after, spilled }
}

/** What stands in the state of what is owed, and what does not. What is a row of the log once stays one. */
function spill(owed: readonly OutboxRow[], before: ReadonlySet<number>): { inline: string[]; spilled: Set<number> } {
  const inline: string[] = []
  const spilled = new Set<number>()
  let room = MAX_INLINE_CHARACTERS
  for (const row of owed) {
    const text = before.has(row.seq) ? null : JSON.stringify({ seq: row.seq, at: row.at, ...written(row) })
    if (text === null || inline.length === MAX_INLINE || text.length > room) spilled.add(row.seq)
    else {
      inline.push(text)
      room -= text.length
    }
  }
  return { inline, spilled }
}

function writeEffect({ sql }: Storage, row: OutboxRow): void {
  sql.exec(
    `INSERT INTO log (id, type, seq, at, entry) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET type = excluded.type, entry = excluded.entry`,
    `e:${digits(row.seq)}`,
    row.status,
    row.seq,
    row.at,
    JSON.stringify(written(row)),
  )
}

function read(storage: Storage): Kept {
  const [stored, ...rows] = storage.sql.exec<WakeRow>(WAKE).toArray()
  if (!stored?.entry) return { ...NOTHING, exists: true }
  if (stored.seq > VERSION) throw new Error(`the conversation is kept by a later release, in version ${stored.seq}`)
  const { first: _, owed: inline, alarm = null, ...state } = JSON.parse(stored.entry) as State & Rest
  const done = new Set(rows.map(({ seq }) => seq))
  const due = rows.flatMap(({ seq, at, entry }) =>
    entry === null ? [] : [readOwed({ ...JSON.parse(entry), seq, at })],
  )
  const owed = [...inline.map(readOwed).filter(({ seq }) => !done.has(seq)), ...due].sort((a, b) => a.seq - b.seq)
  return { state, owed, spilled: new Set(due.map(({ seq }) => seq)), alarm, exists: true }
}
