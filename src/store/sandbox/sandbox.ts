import { and, eq, gt, lte, sql } from "drizzle-orm"
import { type Database, persist } from "../database"
import { sandboxMessages, sandboxSessions } from "../schema"

/** A checkout of the pretend provider. `session` is its state as JSON text. */
export type SandboxSession = typeof sandboxSessions.$inferSelect

/** Stores a checkout, once for each id: asked again it gives back the one that is there, as it is now. */
export async function createSession(db: Database, session: SandboxSession): Promise<SandboxSession> {
  await persist(() => db.insert(sandboxSessions).values(session).onConflictDoNothing())
  return (await readSession(db, session.id)) ?? session
}

/** One checkout. */
export async function readSession(db: Database, id: string): Promise<SandboxSession | null> {
  return (await db.select().from(sandboxSessions).where(eq(sandboxSessions.id, id)))[0] ?? null
}

/** Puts another state in place of the one that was read. False when it is no longer that one: read it and decide anew. */
export async function replaceSession(db: Database, id: string, before: string, after: string): Promise<boolean> {
  // Not repeated after a fault: a second go would take its own first for somebody else's.
  const replaced = await db
    .update(sandboxSessions)
    .set({ session: after })
    .where(and(eq(sandboxSessions.id, id), eq(sandboxSessions.session, before)))
    .returning({ id: sandboxSessions.id })
  return replaced.length > 0
}

/** A message on a pretend phone, as JSON text. */
export type SandboxMessage = Pick<typeof sandboxMessages.$inferSelect, "id" | "message" | "createdAt">

/** Messages kept for each pretend phone. */
const MOST_MESSAGES = 200

/** Puts a message on a pretend phone; the oldest ones go. */
export async function addMessage(db: Database, message: typeof sandboxMessages.$inferInsert): Promise<void> {
  const { account, phone } = message
  const own = and(eq(sandboxMessages.account, account), eq(sandboxMessages.phone, phone))
  await db.batch([
    db.insert(sandboxMessages).values(message),
    db.delete(sandboxMessages).where(
      and(
        own,
        lte(
          sandboxMessages.id,
          sql`(select id from sandbox_messages where account = ${account} and phone = ${phone}
            order by id desc limit 1 offset ${MOST_MESSAGES})`,
        ),
      ),
    ),
  ])
}

/** The messages on a pretend phone after one of them, the oldest first. */
export async function messagesAfter(
  db: Database,
  { account, phone, after }: { account: string; phone: string; after: number },
): Promise<SandboxMessage[]> {
  return db
    .select({ id: sandboxMessages.id, message: sandboxMessages.message, createdAt: sandboxMessages.createdAt })
    .from(sandboxMessages)
    .where(and(eq(sandboxMessages.account, account), eq(sandboxMessages.phone, phone), gt(sandboxMessages.id, after)))
    .orderBy(sandboxMessages.id)
    .limit(MOST_MESSAGES)
}
