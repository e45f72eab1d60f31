import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm"
import { cache } from "./cache"
import { type Database, persist } from "./database"
import { type Listed, listed, type Page, readTimeCursor, timeCursor } from "./page"
import { addresses, conversations, orders } from "./schema"

/** A conversation as the directory knows it: with whom, on which channel account, since when. */
export type Entry = typeof conversations.$inferSelect

/** For less than the shortest time after which a conversation is erased, and its addresses with it. */
const KEPT_HOURS = 12

const owners = cache<string>({ size: 20_000, seconds: KEPT_HOURS * 3600 })

/** How long after it began a conversation is first looked at; erasing it sooner cannot be asked for. */
const REVIEW_AFTER_MILLISECONDS = 86_400_000

/**
 * Enters a conversation, or what is new about its contact, under the contact's addresses. An address that belongs to a
 * conversation already stays with it. Safe to repeat.
 */
export async function registerConversation(
  db: Database,
  conversation: Omit<Entry, "createdAt" | "reviewAt"> & { at: number },
): Promise<void> {
  const { at, ...entry } = conversation
  const { id, account, userId, phone } = entry
  const enter = db
    .insert(conversations)
    .values({ ...entry, createdAt: at, reviewAt: at + REVIEW_AFTER_MILLISECONDS })
    .onConflictDoUpdate({
      target: conversations.id,
      set: {
        phone: sql`coalesce(excluded.phone, phone)`,
        userId: sql`coalesce(excluded.user_id, user_id)`,
        name: sql`coalesce(excluded.name, name)`,
        reviewAt: sql`coalesce(review_at, excluded.review_at)`,
      },
      // A row that would stay the same is not written.
      setWhere: sql`excluded.phone <> coalesce(phone, '') or excluded.user_id <> coalesce(user_id, '')
        or excluded.name <> coalesce(name, '')`,
    })
  const links = [userId, phone]
    .filter((address) => address !== null)
    .map((address) => db.insert(addresses).values({ account, address, conversation: id }).onConflictDoNothing())
  await persist(() => db.batch([enter, ...links]))
}

/** The conversations that addresses of one channel account belong to, by address; those entered nowhere are left out. */
export async function conversationsOf(
  db: Database,
  account: string,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const now = Date.now()
  const unknown = wanted.filter((address) => {
    const owner = owners.peek(`${account}/${address}`, now)
    if (owner !== undefined) found.set(address, owner)
    return owner === undefined
  })
  if (unknown.length === 0) return found
  // As one JSON list they are one parameter, of which a statement may have a hundred.
  const rows = await db
    .select({ address: addresses.address, conversation: addresses.conversation })
    .from(addresses)
    .where(
      and(
        eq(addresses.account, account),
        sql`${addresses.address} in (select value from json_each(${JSON.stringify(unknown)}))`,
      ),
    )
  for (const { address, conversation } of rows) {
    owners.keep(`${account}/${address}`, now, conversation)
    found.set(address, conversation)
  }
  return found
}

/** Conversations, newest first; only those that `q` finds, where it is given. Throws a Failure `invalid_cursor`. */
export async function listConversations(db: Database, page: Page, q?: string): Promise<Listed<Entry>> {
  const after = page.cursor === null ? null : readTimeCursor(page.cursor)
  const rows = await db
    .select()
    .from(conversations)
    .where(
      and(
        after
          ? or(
              lt(conversations.createdAt, after.createdAt),
              and(eq(conversations.createdAt, after.createdAt), lt(conversations.id, after.id)),
            )
          : undefined,
        q === undefined ? undefined : matching(q),
      ),
    )
    .orderBy(desc(conversations.createdAt), desc(conversations.id))
    .limit(page.limit + 1)
  return listed(rows, page, timeCursor)
}

/** One conversation. */
export async function findConversation(db: Database, id: string): Promise<Entry | null> {
  return (await db.select().from(conversations).where(eq(conversations.id, id)))[0] ?? null
}

/** Fewer digits than this are in too many phone numbers. */
const MIN_DIGITS = 3

/** By phone number as people write it, user id, part of a name, or the number of an order. */
function matching(q: string): SQL | undefined {
  // A zero in front stands for the country's code.
  const digits = /^[+0-9 ().\-/]+$/.test(q) ? q.replace(/[^0-9]/g, "").replace(/^0+/, "") : ""
  return or(
    eq(conversations.id, q),
    eq(conversations.userId, q),
    sql`instr(lower(${conversations.name}), lower(${q})) > 0`,
    digits.length < MIN_DIGITS ? undefined : sql`instr(${conversations.phone}, ${digits}) > 0`,
    sql`${conversations.id} in (select ${orders.conversation} from ${orders} where ${orders.number} = ${q})`,
  )
}
