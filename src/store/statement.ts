import { fillPlaceholders } from "drizzle-orm"
import { drizzle } from "drizzle-orm/d1"
import type { Database } from "./database"

/** A statement with its values, not yet run. */
export interface Bound<Row> {
  stored: D1PreparedStatement
  /** The rows of an answer in the table's own types. */
  rows(result: D1Result<Record<string, unknown>>): Row[]
}

/** What drizzle builds: awaited it would give rows, prepared it gives its text and how to read them. */
interface Built<Row> extends PromiseLike<Row[] | D1Result> {
  prepare(): {
    getQuery(): { sql: string; params: unknown[] }
    mapAllResult(response: unknown, isFromBatch?: boolean): unknown
  }
}

/** Builds only: every statement is prepared by the database that it runs on. */
const blueprint = drizzle({ prepare: () => ({}) } as unknown as D1Database)

/**
 * A statement that is built when first needed and then only given values for its `sql.placeholder`s: drizzle takes longer to build one
 * than D1 takes to be asked. Throws when a value is missing.
 */
export function statement<Row = never>(
  build: (db: typeof blueprint) => Built<Row>,
): (db: Database, values?: Record<string, unknown>) => Bound<Row> {
  let built: { text: string; params: unknown[]; rows: Bound<Row>["rows"] } | null = null
  return (db, values = {}) => {
    if (!built) {
      const prepared = build(blueprint).prepare()
      const { sql: text, params } = prepared.getQuery()
      built = { text, params, rows: (result) => prepared.mapAllResult(result, true) as Row[] }
    }
    const { text, params, rows } = built
    return { stored: db.$client.prepare(text).bind(...fillPlaceholders(params, values)), rows }
  }
}

/** Runs one statement. */
export async function run<Row>({ stored, rows }: Bound<Row>): Promise<Row[]> {
  return rows(await stored.all())
}

/** Runs several in one round trip: all of them or none. */
export async function runTogether<Rows extends readonly unknown[]>(
  db: Database,
  bound: { readonly [Index in keyof Rows]: Bound<Rows[Index]> },
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const results = await db.$client.batch<Record<string, unknown>>(bound.map(({ stored }) => stored))
  return bound.map(({ rows }, index) => {
    const result = results[index]
    return result ? rows(result) : []
  }) as { [Index in keyof Rows]: Rows[Index][] }
}
