import { countingDatabase, counts } from "../../src/cli/costs/counting"
import production from "../../src/index"
import { noting } from "../support/database/reads"

export { Conversation } from "../../src/index"

/** The Worker as it is deployed, with what its own API asks of D1 counted: the rows that were read, too. */
export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === "/reads") return Response.json({ ...read, trips: counts().d1Trips })
    return production.fetch(request, { ...env, DB: countingDatabase(readingDatabase(env.DB)) }, context)
  },
} satisfies ExportedHandler<Env>

const read = { rows: 0 }

function readingDatabase(db: D1Database): D1Database {
  return noting(db, (answers) => {
    for (const { meta } of answers) read.rows += meta.rows_read
  })
}
