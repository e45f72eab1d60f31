import { and, eq, gt, inArray, sql } from "drizzle-orm"
import type { DataOf, EventTypeName } from "../../core/event"
import { type Database, persist } from "../database"
import { foreignCursor, LOOKED_THROUGH, type Page } from "../lists/page"
import { stream } from "../schema"

/** Something that happened, as it is read. */
export type Event = {
  [Type in EventTypeName]: Omit<typeof stream.$inferSelect, "key" | "type" | "data"> & {
    type: Type
    data: DataOf<Type>
  }
}[EventTypeName]

/** Which events are asked for: those of any of the types, and about that. */
export interface Wanted {
  types?: readonly EventTypeName[] | undefined
  subject?: string | undefined
}

const { key: _, ...COLUMNS } = {
  seq: stream.seq,
  key: stream.key,
  at: stream.at,
  type: stream.type,
  subject: stream.subject,
  order: stream.order,
  conversation: stream.conversation,
  contact: stream.contact,
  flow: stream.flow,
  data: stream.data,
}

/**
 * A part of the stream, oldest first. `next` is where the following part begins, also where there is nothing yet; `more`
 * tells whether there is. A part can be empty and have more behind it: no more than a thousand events are looked through.
 * Throws a Failure `invalid_cursor`.
 */
export async function readStream(
  db: Database,
  { limit, cursor }: Page,
  { types, subject }: Wanted = {},
): Promise<{ items: Event[]; next: string; more: boolean }> {
  const after = afterOf(cursor)
  const looked = db
    .select(COLUMNS)
    .from(stream)
    .where(and(gt(stream.seq, after), subject === undefined ? undefined : eq(stream.subject, subject)))
    .orderBy(stream.seq)
    .limit(LOOKED_THROUGH)
    .as("looked")
  // One more than asked for tells that there is more.
  const found = db
    .select()
    .from(looked)
    .where(types && inArray(looked.type, [...types]))
    .orderBy(looked.seq)
    .limit(limit + 1)
  // In one transaction with what was found: what is published between would be passed over.
  const [rows, [end]] = types
    ? await db.batch([
        found,
        db.select({ seq: sql<number | null>`max(${looked.seq})`, count: sql<number>`count(*)` }).from(looked),
      ])
    : [await found, []]
  // Only what the type carries was ever published under it.
  const items = rows.slice(0, limit) as Event[]
  const last = rows.length > limit || !types ? items.at(-1)?.seq : end?.seq
  const more = rows.length > limit || end?.count === LOOKED_THROUGH
  return { items, next: String(last ?? after), more }
}

function afterOf(cursor: string | null): number {
  if (cursor === null) return 0
  if (!/^\d{1,15}$/.test(cursor)) throw foreignCursor()
  return Number(cursor)
}

/** The statement that erases what people or services wrote from all that was published about that, for a batch. */
export function erasing(db: Database, subject: string) {
  return db
    .update(stream)
    .set({ data: sql`json_replace(${stream.data}, '$.reason', null, '$.before', null, '$.after', null)` })
    .where(eq(stream.subject, subject))
}

/** Takes events of before that time off the old end, some at a time; returns how many. Safe to repeat. */
export async function trimStream(db: Database, before: number, limit: number): Promise<number> {
  // While the oldest stays, so do the others, and nothing more is read.
  const first = sql`(select at from stream where seq > 0 order by seq limit 1)`
  const oldest = sql`select seq from (select seq, at from stream where seq > 0 order by seq
    limit iif(${first} < ${before}, ${limit}, 0)) where at < ${before}`
  const removed = await persist(() => db.delete(stream).where(sql`${stream.seq} in (${oldest})`))
  return removed.meta.changes
}
