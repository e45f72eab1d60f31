import { and, desc, eq, getTableColumns, or, sql } from "drizzle-orm"
import type { Entry } from "../conversations/directory"
import type { Database } from "../database"
import { conversations, orders } from "../schema"
import { type Listed, listing, type Page } from "./page"
import { phrase, SHORTEST, whole } from "./phrase"

/** A conversation's number in the index over contacts, which rises as they are entered. */
const entry = sql<number>`conversations.rowid`

const found = listing("conversations.found", "falling", { entry })

/**
 * Conversations with a phone number as people write it, or part of it, part of a name, a user id, an order number in full, or that id; those
 * entered last first. What is shorter than three characters is in no name that it finds. Throws a Failure `invalid_cursor`.
 */
export async function searchConversations(db: Database, q: string, page: Page): Promise<Listed<Entry>> {
  const columns = { ...getTableColumns(conversations), entry }
  const named = db
    .select(columns)
    .from(conversations)
    .where(
      and(
        or(
          eq(conversations.id, q),
          sql`${conversations.id} in (select ${orders.conversation} from ${orders} where ${orders.number} = ${q})`,
        ),
        found.after(page),
      ),
    )
    .orderBy(desc(entry))
    .limit(page.limit + 1)
  const [byId, byText] = await db.batch([named, written(db, q, page)])
  const all = new Map([...byId, ...byText].map((row) => [row.entry, row]))
  const rows = [...all.values()].sort((a, b) => b.entry - a.entry)
  const { items, next } = found.part(rows, page)
  return { items: items.map(({ entry: _, ...conversation }) => conversation), next }
}

/** Those that have it in their name, phone or user id. */
function written(db: Database, q: string, page: Page) {
  const [before = Number.MAX_SAFE_INTEGER] = found.place(page) ?? []
  const hits = sql`(select rowid as hit from contact_search where contact_search match ${termsOf(q)}
    and rowid < ${whole(Number(before))} order by rowid desc limit ${page.limit + 1}) hits`
  return db
    .select({ ...getTableColumns(conversations), entry })
    .from(hits)
    .crossJoin(conversations)
    .where(sql`${entry} = hits.hit`)
    .orderBy(sql`hits.hit desc`)
}

/** A full-text query; of what is too short for one a query that finds nothing. */
function termsOf(q: string): string {
  // A zero in front stands for the country's code.
  const digits = /^[+0-9 ().\-/]+$/.test(q) ? q.replace(/[^0-9]/g, "").replace(/^0+/, "") : ""
  const terms = [phrase(q), ...(digits.length < SHORTEST ? [] : [`phone : ${phrase(digits)}`])]
  return terms.join(" OR ")
}
