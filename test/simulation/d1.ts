import { readdirSync, readFileSync } from "node:fs"
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import type { Life } from "./life"

/** The tables of one scene: real SQLite in memory under the migrations that D1 gets. */
export class Tables {
  readonly sqlite = new DatabaseSync(":memory:")
  private readonly statements = new Map<string, StatementSync>()
  private readonly names: string[]
  /** What was written against a rule, since somebody last looked. */
  readonly wrongs: { invariant: string; what: string }[] = []
  /** Whether orders may have changed since somebody last looked. */
  dirty = false

  constructor(migrations: string) {
    for (const file of readdirSync(migrations).sort())
      if (file.endsWith(".sql")) this.sqlite.exec(readFileSync(`${migrations}/${file}`, "utf8"))
    this.sqlite.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
    this.names = this.rows(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_schema'`,
    ).map(({ name }) => String(name))
    this.sqlite.function("wrong", (invariant, what) => {
      this.wrongs.push({ invariant: String(invariant), what: String(what) })
      return null
    })
    // What must never be written, whoever writes it: caught at the statement that does.
    this.sqlite.exec(`
      CREATE TEMP TRIGGER paid_stays BEFORE UPDATE ON orders WHEN old.status = 'paid' AND new.status <> 'paid'
      BEGIN SELECT wrong('paid-stays-paid', new.id || ' became ' || new.status); END;
      CREATE TEMP TRIGGER fixed BEFORE UPDATE ON orders
      WHEN old.minor <> new.minor OR old.currency <> new.currency OR old.number <> new.number OR old.key <> new.key
      BEGIN SELECT wrong('ledger', new.id || ' was changed in what never changes'); END;
      CREATE TEMP TRIGGER money_stays BEFORE UPDATE ON orders WHEN new.captured < old.captured
        OR json_array_length(new.surplus) < json_array_length(old.surplus)
        OR (old.status = 'paid' AND old.over > new.over)
      BEGIN SELECT wrong('ledger', new.id || ' forgot money'); END;
      CREATE TEMP TRIGGER facts_stay BEFORE UPDATE ON order_facts
      BEGIN SELECT wrong('ledger', new.id || ' was rewritten'); END;
      CREATE TEMP TRIGGER facts_kept BEFORE DELETE ON order_facts WHEN (SELECT count(*) FROM orders) > 0
      BEGIN SELECT wrong('ledger', old.id || ' was removed'); END;
    `)
  }

  clear(): void {
    for (const name of ["orders", ...this.names]) this.sqlite.exec(`DELETE FROM "${name}"`)
    for (const name of ["order_search", "contact_search"])
      this.sqlite.exec(`INSERT INTO ${name} (${name}) VALUES ('delete-all')`)
    this.wrongs.length = 0
    this.dirty = false
  }

  rows(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    const { text, bindings } = withLimits(sql, values)
    return this.prepare(text).all(...bindings)
  }

  /** As D1 does: all of them or none. `failing` is the statement before which it breaks. */
  batch(statements: readonly { sql: string; values: SQLInputValue[] }[], failing = -1): Record<string, unknown>[][] {
    this.prepare("BEGIN").run()
    try {
      const results = statements.map(({ sql, values }, index) => {
        if (index === failing) throw new Error("D1_ERROR: storage caused object to be reset")
        return this.rows(sql, ...values)
      })
      this.prepare("COMMIT").run()
      return results
    } catch (error) {
      this.prepare("ROLLBACK").run()
      throw error
    }
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

/** Which of a statement's bindings are limits, by its text; most have none. */
const limitsOf = new Map<string, readonly number[]>()

/** With its limits in its text: SQLite plans a statement anew whenever a limit is bound, which takes far longer than running it. */
function withLimits(sql: string, values: SQLInputValue[]): { text: string; bindings: SQLInputValue[] } {
  let limits = limitsOf.get(sql)
  if (!limits) {
    const before = sql.split("?").slice(0, -1)
    limits = before.flatMap((part, index) => (/\blimit $/i.test(part) ? [index] : []))
    limitsOf.set(sql, limits)
  }
  if (limits.length === 0) return { text: sql, bindings: values }
  const parts = sql.split("?")
  const places = parts.slice(1).map((part, index) => (limits.includes(index) ? `${values[index]}${part}` : `?${part}`))
  return { text: [parts[0], ...places].join(""), bindings: values.filter((_, index) => !limits.includes(index)) }
}

interface Bound {
  sql: string
  values: SQLInputValue[]
}

/** D1 as one isolate sees it: every round trip can be its last, or fail before, after or within. */
export function d1Of(life: Life, tables: Tables): D1Database {
  const { weather } = life.scene
  const bounds = new WeakMap<object, Bound>()

  function ask<Answer>(bound: readonly Bound[], run: (failing: number) => Answer): Promise<Answer> {
    const [first] = bound
    return life.point(`d1 ${first?.sql.slice(0, 24)}`, async () => {
      if (life.scene.isDown() || weather.strikes("d1-before")) throw new Error("D1_ERROR: Network connection lost.")
      await life.scene.beforeWrite(bound)
      if (weather.strikes("d1-stall")) await life.scene.stall()
      const failing = bound.length > 1 && weather.strikes("d1-during-batch") ? bound.length - 1 : -1
      if (bound.some(({ sql }) => !sql.startsWith("select") && sql.includes("order"))) tables.dirty = true
      const answer = run(failing)
      life.scene.checkTables()
      if (weather.strikes("d1-after")) throw new Error("D1_ERROR: Network connection lost.")
      return answer
    })
  }

  function prepared(bound: Bound) {
    const all = () =>
      ask([bound], () => ({ results: tables.rows(bound.sql, ...bound.values), success: true, meta: {} }))
    const statement = {
      bind: (...values: SQLInputValue[]) => prepared({ sql: bound.sql, values }),
      all,
      run: all,
      raw: async () => (await all()).results.map((row) => Object.values(row)),
      first: async () => (await all()).results[0] ?? null,
    }
    bounds.set(statement, bound)
    return statement
  }

  const d1 = {
    prepare: (sql: string) => prepared({ sql, values: [] }),
    batch(statements: readonly object[]) {
      const all = statements.flatMap((statement) => bounds.get(statement) ?? [])
      return ask(all, (failing) => tables.batch(all, failing).map((results) => ({ results, success: true, meta: {} })))
    },
  }
  // The part of D1 that drizzle uses.
  return d1 as unknown as D1Database
}
