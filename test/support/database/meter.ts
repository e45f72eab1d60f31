import { env } from "cloudflare:workers"
import { vi } from "vitest"

/** What a deed cost in D1: round trips, and rows written by D1's own count, by what was written. */
export interface Tally {
  /** Each with its statements' verbs and tables. */
  trips: string[][]
  /** Rows by verb and table; what wrote none is left out. */
  rows: Record<string, number>
}

/** Counts what is asked of D1 until the deed is done, whoever asks: the Worker and its objects are one isolate here. */
export async function metered(deed: () => Promise<unknown>): Promise<Tally> {
  const tally: Tally = { trips: [], rows: {} }
  const database = Object.getPrototypeOf(env.DB) as D1Database
  const statement = Object.getPrototypeOf(env.DB.prepare("select 1")) as D1PreparedStatement
  const { batch } = database
  const { all } = statement
  const note = (texts: string[], results: D1Result[]) => {
    tally.trips.push(texts)
    for (const [index, { meta }] of results.entries()) {
      const name = texts[index] ?? ""
      if (meta.rows_written > 0) tally.rows[name] = (tally.rows[name] ?? 0) + meta.rows_written
    }
  }
  async function alone(this: D1PreparedStatement) {
    const result = await all.call(this)
    note([nameOf(this)], [result])
    return result as D1Result<never>
  }
  vi.spyOn(database, "batch").mockImplementation(async function (this: D1Database, statements) {
    const results = await batch.call(this, statements)
    note(statements.map(nameOf), results)
    return results as D1Result<never>[]
  })
  const spies = [
    vi.spyOn(statement, "all").mockImplementation(alone),
    vi.spyOn(statement, "run").mockImplementation(alone),
    vi.spyOn(statement, "raw").mockImplementation(async function (this: D1PreparedStatement) {
      return (await alone.call(this)).results.map((row) => Object.values(row)) as never
    }),
  ]
  await deed()
  for (const spy of [...spies, vi.mocked(database.batch)]) spy.mockRestore()
  return tally
}

/** Rows that were written to a table and its indexes. */
export function rowsOf({ rows }: Tally, table: string): number {
  return Object.entries(rows).reduce((sum, [name, count]) => sum + (name.split(" ")[1] === table ? count : 0), 0)
}

/** The verb and the table of a statement. */
function nameOf(statement: D1PreparedStatement): string {
  const text = String((statement as unknown as { statement: string }).statement)
  const [, verb = "", table = ""] =
    /^\s*(insert|update|delete|select)\b(?:[^"]*?\b(?:into|from))?\s*"?(\w+)/i.exec(text) ?? []
  return verb.toLowerCase() === "select"
    ? `select ${/from "?(\w+)/i.exec(text)?.[1] ?? ""}`
    : `${verb.toLowerCase()} ${table}`
}
