import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"

/** Read from what is stored, without the code under test: events, and effects with those that stand in the state. */
const WATCH = `
  CREATE TEMP TABLE taken (id TEXT);
  CREATE TEMP TRIGGER take AFTER INSERT ON log WHEN new.id NOT LIKE 'e:%' BEGIN INSERT INTO taken VALUES (new.id); END;
  CREATE TEMP VIEW seen AS SELECT id, at, entry FROM log WHERE id < 'e:' OR id >= 'e;';
  CREATE TEMP VIEW outbox AS
    SELECT seq, type AS status, at, entry ->> '$.key' AS key, entry -> '$.effect' AS effect,
      entry ->> '$.reference' AS reference, entry ->> '$.delivery' AS delivery
    FROM log WHERE id >= 'e:' AND id < 'e;'
    UNION ALL
    SELECT row.value ->> '$.seq', 'due', row.value ->> '$.at', row.value ->> '$.key', row.value -> '$.effect', NULL, NULL
    FROM state, json_each(state, '$.owed') AS row
    WHERE NOT EXISTS (SELECT 1 FROM log WHERE id = printf('e:%010d', row.value ->> '$.seq'));
`

const COLUMNS = `type AS status, entry ->> '$.key' AS key, entry -> '$.effect' AS effect`

/** The storage of one Durable Object: real SQLite in memory. Outlives every instance of the object. */
export class Shelf {
  readonly sqlite = new DatabaseSync(":memory:")
  private readonly statements = new Map<string, StatementSync>()
  /** When the alarm rings; it is part of every transaction. */
  alarm: number | null = null
  private used = false

  /** Empties it for another object. */
  clear(): void {
    this.alarm = null
    if (this.used) for (const table of ["state", "log", "taken"]) this.sqlite.exec(`DELETE FROM ${table}`)
  }

  /** Nothing before anything was kept. */
  rows(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.used ? this.prepare(sql).all(...values) : []
  }

  /** What was owed under that number: as it was noted since, or else as it stands in the state. */
  outboxRow(seq: number): Record<string, unknown> | null {
    const [noted] = this.rows(`SELECT seq, ${COLUMNS} FROM log WHERE id = ?`, `e:${String(seq).padStart(10, "0")}`)
    return noted ?? this.rows("SELECT * FROM outbox WHERE seq = ?", seq)[0] ?? null
  }

  exec(sql: string, values: SQLInputValue[]) {
    if (/^\s*select/i.test(sql)) {
      const statement = this.prepare(sql)
      return {
        toArray: () => statement.all(...values),
        [Symbol.iterator]: () => statement.iterate(...values),
        rowsWritten: 0,
      }
    }
    const rowsWritten = /^\s*create/i.test(sql) ? this.create(sql) : Number(this.prepare(sql).run(...values).changes)
    return { toArray: () => [], [Symbol.iterator]: () => [][Symbol.iterator](), rowsWritten }
  }

  transact<Result>(closure: () => Result): Result {
    const { alarm } = this
    this.prepare("BEGIN").run()
    try {
      const result = closure()
      this.prepare("COMMIT").run()
      return result
    } catch (error) {
      this.prepare("ROLLBACK").run()
      this.alarm = alarm
      throw error
    }
  }

  /** What is made with the first table: records as a judge reads them, and every event taken, written down a second time. */
  private create(sql: string): number {
    this.sqlite.exec(sql)
    if (sql.includes("CREATE TABLE log")) {
      this.used = true
      this.sqlite.exec(WATCH)
    }
    return 1
  }

  private prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql)
    if (!statement) {
      statement = this.sqlite.prepare(sql)
      this.statements.set(sql, statement)
    }
    return statement
  }
}
