import { eq } from "drizzle-orm"
import * as z from "zod"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { settings } from "../schema"

const ID = "address"

const stored = z.object({ url: z.string() })

const kept = cache<string | null>({ size: 1, seconds: 300, absentSeconds: 5 })

/** Names that belong to nobody (RFC 2606): what stands in an example must reach no customer. */
const RESERVED = /(?:^|\.)(?:example|invalid|example\.(?:com|net|org))$/

/** The address in the variable PUBLIC_URL, without a slash at the end; null when it holds none, or an example's. */
export function writtenAddress(text: string | undefined): string | null {
  const url = URL.parse(text?.trim() ?? "")
  if (!url || !/^https?:$/.test(url.protocol) || RESERVED.test(url.hostname)) return null
  return (url.origin + url.pathname).replace(/\/+$/, "")
}

/** The address that was remembered; null when none was. */
export function readAddress(db: Database, now: number): Promise<string | null> {
  return kept.get(ID, now, async () => {
    const [row] = await db.select().from(settings).where(eq(settings.id, ID))
    return stored.safeParse(row?.value).data?.url ?? null
  })
}

/** Remembers an address, unless there is one already. */
export async function claimAddress(db: Database, url: string, at: number): Promise<void> {
  const row = { id: ID, value: { url }, updatedAt: at }
  await persist(() => db.insert(settings).values(row).onConflictDoNothing())
  kept.forget()
}

/** Remembers an address in the place of the one before. */
export async function replaceAddress(db: Database, url: string, at: number): Promise<void> {
  const set = { value: { url }, updatedAt: at }
  await persist(() =>
    db
      .insert(settings)
      .values({ id: ID, ...set })
      .onConflictDoUpdate({ target: settings.id, set }),
  )
  kept.forget()
}
