import { and, eq, like, lt, or } from "drizzle-orm"
import { type Database, persist } from "../database"
import { settings } from "../schema"

const PREFIX = "session/"

/** The row that says when all sessions were ended. */
const ALL = "sessions"

/** Ends one session, until its own time would be over anyway; what ended before `old` is forgotten. Safe to repeat. */
export async function endSession(db: Database, id: string, { at, old }: { at: number; old: number }): Promise<void> {
  await persist(() =>
    db.batch([
      db.delete(settings).where(and(like(settings.id, `${PREFIX}%`), lt(settings.updatedAt, old))),
      db
        .insert(settings)
        .values({ id: PREFIX + id, value: {}, updatedAt: at })
        .onConflictDoNothing(),
    ]),
  )
}

/** Ends every session that was begun until then. */
export async function endAllSessions(db: Database, at: number): Promise<void> {
  await persist(() =>
    db
      .insert(settings)
      .values({ id: ALL, value: {}, updatedAt: at })
      .onConflictDoUpdate({ target: settings.id, set: { updatedAt: at } }),
  )
}

/** Whether that session was ended, by itself or with all of its time. */
export async function isEnded(db: Database, { id, begunAt }: { id: string; begunAt: number }): Promise<boolean> {
  const rows = await db
    .select({ id: settings.id, at: settings.updatedAt })
    .from(settings)
    .where(or(eq(settings.id, ALL), eq(settings.id, PREFIX + id)))
    .limit(2)
  return rows.some((row) => row.id !== ALL || begunAt <= row.at)
}
