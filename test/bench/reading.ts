import { countingDatabase, counts } from "../../src/cli/costs/counting"
import production from "../../src/index"

export { Conversation } from "../../src/index"

/** The Worker as it is deployed, with what its own API asks of D1 counted: the rows that were read, too. */
export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === "/reads") return Response.json({ ...read, trips: counts().d1Trips })
    return production.fetch(request, { ...env, DB: countingDatabase(readingDatabase(env.DB)) }, context)
  },
} satisfies ExportedHandler<Env>

const read = { rows: 0 }

/** The same database; what answers in rows alone is asked a second time for how many rows that took. */
function readingDatabase(db: D1Database): D1Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === "prepare") return (query: string) => reading(target.prepare(query))
      if (name === "batch")
        return async (statements: D1PreparedStatement[]) => noted(await target.batch(statements.map(own)))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}

const inner = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

function own(statement: D1PreparedStatement): D1PreparedStatement {
  return inner.get(statement) ?? statement
}

function reading(statement: D1PreparedStatement): D1PreparedStatement {
  const made = new Proxy(statement, {
    get(target, name) {
      if (name === "bind") return (...values: unknown[]) => reading(target.bind(...values))
      if (name === "all") return async () => noted([await target.all()])[0]
      if (name === "raw")
        return async () => {
          noted([await target.all()])
          return target.raw()
        }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
  inner.set(made, statement)
  return made
}

function noted<Result extends { meta: { rows_read: number } }>(results: Result[]): Result[] {
  for (const { meta } of results) read.rows += meta.rows_read
  return results
}
