import { eq } from "drizzle-orm"
import * as z from "zod"
import type { Published } from "../../core/event"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { settings } from "../schema"
import { changing } from "../stream/publish"

const ID = "retention"

const stored = z.object({ retentionDays: z.int().min(1).nullable() })

const kept = cache<number | null>({ size: 1, seconds: 30 })

/** Days after which the messages of a quiet conversation are erased; null when they are kept for good. */
export function readRetention(db: Database, now: number): Promise<number | null> {
  return kept.get(ID, now, async () => {
    const [row] = await db.select().from(settings).where(eq(settings.id, ID))
    const read = stored.safeParse(row?.value)
    return read.success ? read.data.retentionDays : null
  })
}

/** Sets it; seen at once in this isolate and within half a minute in others. */
export async function saveRetention(
  db: Database,
  retentionDays: number | null,
  at: number,
  told: Published | null = null,
): Promise<void> {
  const row = { id: ID, value: { retentionDays }, updatedAt: at }
  const saving = db
    .insert(settings)
    .values(row)
    .onConflictDoUpdate({ target: settings.id, set: { value: row.value, updatedAt: at } })
  await persist(() => changing(db, saving, told))
  kept.forget()
}
