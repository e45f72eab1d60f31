import { and, like, lt } from "drizzle-orm"
import type { Database } from "../database"
import { settings } from "../schema"

const PREFIX = "signin/"

/**
 * Spends a word that signs in once. False when it was spent before. Never tried again after a fault: what was spent and
 * is not known to be would look like a theft. Words spent before `old` are forgotten: they must be refused for their age.
 */
export async function spend(db: Database, word: string, { at, old }: { at: number; old: number }): Promise<boolean> {
  const row = { id: PREFIX + word, value: {}, updatedAt: at }
  const [, spent] = await db.batch([
    db.delete(settings).where(and(like(settings.id, `${PREFIX}%`), lt(settings.updatedAt, old))),
    db.insert(settings).values(row).onConflictDoNothing(),
  ])
  return spent.meta.changes > 0
}
