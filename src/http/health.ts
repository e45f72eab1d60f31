import journal from "../../migrations/meta/_journal.json"
import { worldOf } from "../deployment/cloudflare"
import { Failure } from "../platform/failure"
import { keyFault } from "../platform/seal"
import { databaseError } from "../store/database"
import { accessOf } from "./auth/access"

/** What keeps this deployment from its work, for people; none when nothing does. */
export async function shortcomings(env: Env): Promise<string[]> {
  const found = [keyFault(env.SECRETS_KEY), hashKeyFault(env), entryFault(env), await tablesFault(env)]
  const faults = found.filter((fault) => fault !== null)
  return faults.length > 0 ? faults : [await addressFault(env)].filter((fault) => fault !== null)
}

/** Whether this is D1's word for a table or column that this version knows and the database does not. */
export function isUnmigrated(error: unknown): boolean {
  return /no such (?:table|column)|has no column/.test(String(databaseError(error)))
}

/** For whoever meets a database without its tables. */
export const UNMIGRATED =
  "The database is not migrated to this version yet: `npm run deploy` does it, or `npx wrangler d1 migrations apply DB --remote`."

function hashKeyFault({ HASH_KEY }: Partial<Env>): string | null {
  return HASH_KEY ? null : "The secret HASH_KEY is not set."
}

function entryFault(env: Env): string | null {
  return env.API_TOKEN || accessOf(env) ? null : "Nobody can sign in: the secret API_TOKEN is not set."
}

async function tablesFault(env: Env): Promise<string | null> {
  const name = `${journal.entries.at(-1)?.tag}.sql`
  try {
    const row = await env.DB.prepare("SELECT 1 FROM d1_migrations WHERE name = ?").bind(name).first()
    return row === null ? UNMIGRATED : null
  } catch (error) {
    return isUnmigrated(error) ? UNMIGRATED : `The database does not answer: ${String(error)}`
  }
}

async function addressFault(env: Env): Promise<string | null> {
  try {
    await worldOf(env).address()
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
