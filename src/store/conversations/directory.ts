import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import { type Database, persist } from "../database"
import { type Listed, listed, type Page, readTimeCursor, timeCursor } from "../page"
import { addresses, conversations, orders } from "../schema"
import { publishingWhere } from "../stream/publish"

/** A conversation as the directory knows it: with whom, on which channel account, since when. */
export type Entry = typeof conversations.$inferSelect

/** How long after it began a conversation is first looked at; erasing it sooner cannot be asked for. */
const REVIEW_AFTER_MILLISECONDS = 86_400_000

/** What is entered of a conversation. */
interface Entered extends Omit<Entry, "createdAt" | "reviewAt"> {
  at: number
  /** Addresses that were its contact's and are no more. */
  left?: readonly string[]
  /** It hears nobody any more: none of its addresses leads to it. */
  closed?: boolean
}

/**
 * Enters a conversation with its contact as that is now: an address leads to the conversation that was entered with it
 * last. The first time is published. Safe to repeat.
 */
export async function registerConversation(db: Database, entered: Entered): Promise<void> {
  const { at, left = [], closed = false, ...entry } = entered
  const { id, account, userId, phone } = entry
  const enter = db
    .insert(conversations)
    .values({ ...entry, createdAt: at, reviewAt: at + REVIEW_AFTER_MILLISECONDS })
    .onConflictDoUpdate({
      target: conversations.id,
      set: {
        phone: sql`excluded.phone`,
        userId: sql`excluded.user_id`,
        name: sql`excluded.name`,
        reviewAt: sql`coalesce(review_at, excluded.review_at)`,
      },
      // A row that would stay the same is not written.
      setWhere: sql`excluded.phone is not phone or excluded.user_id is not user_id or excluded.name is not name`,
    })
  const about = { at, subject: id, conversation: id, contact: id }
  const isNew = sql`not exists (select 1 from conversations where id = ${id})`
  const created = { type: "contact.created", key: `${id}:created`, ...about, data: { account } } as const
  const own = closed ? [] : [userId, phone].filter((address) => address !== null)
  const links = own.map((address) =>
    db
      .insert(addresses)
      .values({ account, address, conversation: id })
      .onConflictDoUpdate({
        target: [addresses.account, addresses.address],
        set: { conversation: id },
        setWhere: sql`conversation <> excluded.conversation`,
      }),
  )
  const gone = closed ? [...left, userId, phone] : left
  const unlink = db
    .delete(addresses)
    .where(and(eq(addresses.account, account), isIn(addresses.address, gone), eq(addresses.conversation, id)))
  await persist(() =>
    db.batch([publishingWhere(db, created, isNew), enter, ...links, ...(gone.length > 0 ? [unlink] : [])]),
  )
}

/** The conversations that addresses of one channel account lead to, by address; those entered nowhere are left out. */
export async function conversationsOf(
  db: Database,
  account: string,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ address: addresses.address, conversation: addresses.conversation })
    .from(addresses)
    .where(and(eq(addresses.account, account), isIn(addresses.address, wanted)))
  return new Map(rows.map(({ address, conversation }) => [address, conversation]))
}

/**
 * The conversations that addresses lead to, and behind them all others that are entered with one of the phones: closed
 * ones, which nothing leads to.
 */
export async function holdersOf(db: Database, account: string, wanted: readonly string[]): Promise<string[]> {
  const [led, entered] = await db.batch([
    db
      .select({ address: addresses.address, id: addresses.conversation })
      .from(addresses)
      .where(and(eq(addresses.account, account), isIn(addresses.address, wanted))),
    db
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(isIn(conversations.phone, wanted), eq(conversations.account, account))),
  ])
  const leads = new Map(led.map(({ address, id }) => [address, id]))
  const inOrder = wanted.flatMap((address) => leads.get(address) ?? [])
  return [...new Set([...inOrder, ...entered.map(({ id }) => id)])]
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

/** As one JSON list they are one parameter, of which a statement may have a hundred. */
function isIn(column: SQLiteColumn, values: readonly (string | null)[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
}
