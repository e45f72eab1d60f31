import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"

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
    if (this.used)
      for (const table of ["conversation", "seen", "outbox", "taken"]) this.sqlite.exec(`DELETE FROM ${table}`)
  }

  rows(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.prepare(sql).all(...values)
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
    if (/^\s*create/i.test(sql)) this.sqlite.exec(sql)
    else this.prepare(sql).run(...values)
    return { toArray: () => [], [Symbol.iterator]: () => [][Symbol.iterator](), rowsWritten: 1 }
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

  /** Every event taken is written down a second time, where the code under test cannot reach. */
  watch(): void {
    if (this.used) return
    this.used = true
    this.sqlite.exec(`
      CREATE TEMP TABLE taken (id TEXT);
      CREATE TEMP TRIGGER take AFTER INSERT ON seen BEGIN INSERT INTO taken VALUES (new.id); END;
    `)
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
