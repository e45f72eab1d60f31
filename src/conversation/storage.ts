/** The part of a Durable Object's storage that a conversation uses. */
export interface Storage {
  sql: {
    exec<Row extends Record<string, SqlStorageValue>>(
      query: string,
      ...bindings: SqlStorageValue[]
    ): Iterable<Row> & { toArray(): Row[]; readonly rowsWritten: number }
  }
  transactionSync<Result>(closure: () => Result): Result
  getAlarm(): Promise<number | null>
  setAlarm(at: number): Promise<void>
}

// Only ever appended to: an object that slept for months wakes at the version it went to sleep with, and old code may
// still run beside the new. WITHOUT ROWID makes an insert one row written.
const STEPS = [
  `CREATE TABLE conversation (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY,
     key TEXT NOT NULL,
     effect TEXT NOT NULL,
     status TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due_at INTEGER NOT NULL,
     at INTEGER NOT NULL,
     reference TEXT,
     delivery TEXT,
     reason TEXT
   )`,
]

/** Brings the storage of one conversation up to date. Run in the constructor, before anything else. */
export function migrate(storage: Storage): void {
  const { sql } = storage
  sql.exec(`CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY)`)
  const [row] = sql.exec<{ version: number | null }>(`SELECT max(version) AS version FROM migrations`).toArray()
  const done = row?.version ?? 0
  if (done >= STEPS.length) return
  storage.transactionSync(() => {
    for (const step of STEPS.slice(done)) sql.exec(step)
    sql.exec(`INSERT INTO migrations (version) VALUES (?)`, STEPS.length)
  })
}
