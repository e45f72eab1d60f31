import { and, eq, inArray, sql } from "drizzle-orm"
import { type Database, persist } from "../database"
import { held } from "../schema"
import { run, statement } from "../statement"

const { placeholder } = sql

/** Enters a conversation among those whose messages wait until its channel account is mended. Safe to repeat. */
export async function enterHeld(db: Database, account: string, conversation: string): Promise<void> {
  await persist(() => db.insert(held).values({ account, conversation }).onConflictDoNothing())
}

/** Takes conversations out again. Safe to repeat. */
export async function leaveHeld(db: Database, account: string, conversations: readonly string[]): Promise<void> {
  const wanted = sql`(select value from json_each(${JSON.stringify(conversations)}))`
  await persist(() => db.delete(held).where(and(eq(held.account, account), inArray(held.conversation, wanted))))
}

/** Some of the conversations that wait for an account. */
export async function heldFor(db: Database, account: string, limit: number): Promise<string[]> {
  return (await run(find(db, { account, limit }))).map(({ conversation }) => conversation)
}

const find = statement((db) =>
  db
    .select({ conversation: held.conversation })
    .from(held)
    .where(eq(held.account, placeholder("account")))
    .limit(placeholder("limit")),
)
