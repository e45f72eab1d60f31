import { and, eq, gt, sql } from "drizzle-orm"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { seal, unseal } from "../../platform/seal"
import type { Database } from "../database"
import { kept } from "../schema"
import { run, statement } from "../statement"

/** What a service gave to an account, by the adapter's name for it. `version` is the account's: another one's is of no use. */
export interface KeptName {
  kind: "channel" | "payment"
  account: string
  version: string
  name: string
}

/** Something kept for a while; `until` is milliseconds since 1970. */
interface Kept {
  value: string
  until: number
}

const { placeholder } = sql

const isNamed = and(
  eq(kept.kind, placeholder("kind")),
  eq(kept.account, placeholder("account")),
  eq(kept.name, placeholder("name")),
)

const find = statement((db) =>
  db
    .select()
    .from(kept)
    .where(and(isNamed, eq(kept.version, placeholder("version")), gt(kept.until, placeholder("at")))),
)

/** What is kept under that name and has not ended; null also when it can no longer be opened, for it can be had again. */
export async function readKept(db: Database, keys: string, name: KeptName, at: number): Promise<Kept | null> {
  const [row] = await run(find(db, { ...name, at }))
  if (!row) return null
  try {
    return { value: await unseal(keys, row.sealed, contextOf(name)), until: row.until }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log("kept.lost", { kind: name.kind, account: name.account, code: error.code })
    return null
  }
}

/** Keeps it, in place of what was kept under that name. */
export async function writeKept(db: Database, keys: string, name: KeptName, { value, until }: Kept): Promise<void> {
  const sealed = await seal(keys, value, contextOf(name))
  await run(keep(db, { ...name, sealed, until }))
}

const keep = statement((db) =>
  db
    .insert(kept)
    .values({
      kind: placeholder("kind"),
      account: placeholder("account"),
      name: placeholder("name"),
      version: placeholder("version"),
      sealed: placeholder("sealed"),
      until: placeholder("until"),
    })
    .onConflictDoUpdate({
      target: [kept.kind, kept.account, kept.name],
      set: { version: sql`excluded.version`, sealed: sql`excluded.sealed`, until: sql`excluded.until` },
    }),
)

/** Drops what is kept for an account: all of it where no name is given. */
export async function dropKept(
  db: Database,
  { kind, account, name }: Pick<KeptName, "kind" | "account"> & { name?: string },
): Promise<void> {
  const named = name === undefined ? undefined : eq(kept.name, name)
  await db.delete(kept).where(and(eq(kept.kind, kind), eq(kept.account, account), named))
}

function contextOf({ kind, account, name }: KeptName): string {
  return `kept/${kind}/${account}/${name}`
}
