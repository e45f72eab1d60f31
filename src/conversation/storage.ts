/** The part of a Durable Object's storage that a conversation uses. */
export interface Storage {
  sql: {
    exec<Row extends Record<string, SqlStorageValue>>(
      query: string,
      ...bindings: SqlStorageValue[]
    ): Iterable<Row> & { toArray(): Row[]; readonly rowsWritten: number }
  }
  transactionSync<Result>(closure: () => Result): Result
  setAlarm(at: number): Promise<void>
}

/** A statement and its values. */
export type Statement = readonly [sql: string, ...values: (string | number)[]]

// WITHOUT ROWID makes an insert one row written.
const TABLES = [
  `CREATE TABLE state (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL)`,
  `CREATE TABLE log (
     id TEXT PRIMARY KEY, type TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL
   ) WITHOUT ROWID`,
]

/** Makes the tables of a conversation. */
export function create({ sql }: Storage): void {
  for (const table of TABLES) sql.exec(table)
}
