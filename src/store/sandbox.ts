import { and, eq } from "drizzle-orm"
import { type Database, persist } from "./database"
import { sandboxSessions } from "./schema"

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
