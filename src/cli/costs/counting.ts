/** What Cloudflare charges for, counted in the running Worker. */
export interface Counts {
  workerRequests: number
  objectRequests: number
  alarms: number
  /** Rows that conversations wrote, the setting of alarms included. */
  objectRows: number
  objectStatements: number
  /** Statements by which the conversation that woke last read what it had kept. */
  wakeStatements: number
  d1Statements: number
  /** Round trips to D1: a batch is one, however many statements it has. */
  d1Trips: number
  d1Rows: number
  outsideRequests: number
}

const counted: Counts = {
  workerRequests: 0,
  objectRequests: 0,
  alarms: 0,
  objectRows: 0,
  objectStatements: 0,
  wakeStatements: 0,
  d1Statements: 0,
  d1Trips: 0,
  d1Rows: 0,
  outsideRequests: 0,
}

/** Counts one of these. */
export function count(what: "workerRequests" | "objectRequests" | "alarms" | "outsideRequests"): void {
  counted[what] += 1
}

/** Notes what a conversation that woke with something kept asked since then. */
export function countWaking(before: Counts): void {
  counted.wakeStatements = counted.objectStatements - before.objectStatements
}

/** Everything so far. */
export function counts(): Counts {
  return { ...counted }
}

/** The same storage, with what it writes counted. */
export function countingStorage(storage: DurableObjectStorage): DurableObjectStorage {
  const sql = watched(storage.sql, {
    exec: (query: string, ...bindings: unknown[]) => {
      counted.objectStatements += 1
      const cursor = storage.sql.exec(query, ...bindings)
      // A cursor knows what it wrote once it is read to the end, which this storage's user does at once.
      queueMicrotask(() => {
        counted.objectRows += cursor.rowsWritten
      })
      return cursor
    },
  })
  return watched(storage, {
    sql,
    setAlarm: (at: number | Date) => {
      counted.objectRows += 1
      return storage.setAlarm(at)
    },
  })
}

/** The same database, with its statements and the rows they write counted. */
export function countingDatabase(db: D1Database): D1Database {
  return watched(db, {
    prepare: (query: string) => countingStatement(db.prepare(query), query),
    batch: async (statements: D1PreparedStatement[]) => {
      counted.d1Trips += 1
      const results = await db.batch(statements.map((statement) => inner.get(statement) ?? statement))
      for (const result of results) note(result)
      return results
    },
  })
}

const inner = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

function countingStatement(statement: D1PreparedStatement, query: string): D1PreparedStatement {
  const all = async () => {
    counted.d1Trips += 1
    return note(await statement.all<Record<string, unknown>>())
  }
  const counting: D1PreparedStatement = watched(statement, {
    bind: (...values: unknown[]) => countingStatement(statement.bind(...values), query),
    run: all,
    all,
    first: async (column?: string) => {
      const [row] = (await all()).results
      return column === undefined ? (row ?? null) : (row?.[column] ?? null)
    },
    // The answer in rows does not say what was written, so a statement that writes is asked for names as well.
    raw: async () => {
      if (!/^\s*select/i.test(query)) return (await all()).results.map((row) => Object.values(row))
      counted.d1Statements += 1
      counted.d1Trips += 1
      return statement.raw()
    },
  })
  inner.set(counting, statement)
  return counting
}

function note<Result extends { meta: { rows_written: number } }>(result: Result): Result {
  counted.d1Statements += 1
  counted.d1Rows += result.meta.rows_written
  return result
}

/** The thing itself with some of its members replaced. What the runtime made can only be called on itself. */
function watched<Thing extends object>(thing: Thing, members: object): Thing {
  const own = new Map<PropertyKey, unknown>(Object.entries(members))
  return new Proxy(thing, {
    get(target, name) {
      if (own.has(name)) return own.get(name)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}
