import { and, eq, gte, type SQL, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import { type Database, persist } from "../database"
import { type Listed, listing, type Page } from "../lists/page"
import { addresses, conversations } from "../schema"
import { run, runTogether, statement } from "../statement"
import { publishingWhere } from "../stream/publish"

const { placeholder } = sql

const ofAccount = eq(addresses.account, placeholder("account"))

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
  const about = { at, subject: id, conversation: id, contact: id }
  const created = { type: "contact.created", key: `${id}:created`, ...about, data: { account } } as const
  const links = (closed ? [] : [userId, phone]).filter((address) => address !== null)
  const gone = JSON.stringify(closed ? [...left, userId, phone] : left)
  await persist(() =>
    runTogether(db, [
      publishNew(db, created, { id }),
      enter(db, { ...entry, at, reviewAt: at + REVIEW_AFTER_MILLISECONDS }),
      ...links.map((address) => link(db, { account, address, id })),
      ...(gone === "[]" ? [] : [unlink(db, { account, gone, id })]),
    ]),
  )
}

const publishNew = publishingWhere(sql`not exists (select 1 from conversations where id = ${placeholder("id")})`)

const enter = statement((db) =>
  db
    .insert(conversations)
    .values({
      id: placeholder("id"),
      account: placeholder("account"),
      phone: placeholder("phone"),
      userId: placeholder("userId"),
      name: placeholder("name"),
      createdAt: placeholder("at"),
      reviewAt: placeholder("reviewAt"),
    })
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
    }),
)

const link = statement((db) =>
  db
    .insert(addresses)
    .values({ account: placeholder("account"), address: placeholder("address"), conversation: placeholder("id") })
    .onConflictDoUpdate({
      target: [addresses.account, addresses.address],
      set: { conversation: sql`excluded.conversation` },
      setWhere: sql`conversation <> excluded.conversation`,
    }),
)

const unlink = statement((db) =>
  db
    .delete(addresses)
    .where(and(ofAccount, isAmong(addresses.address, "gone"), eq(addresses.conversation, placeholder("id")))),
)

/** The conversations that addresses of one channel account lead to, by address; those entered nowhere are left out. */
export async function conversationsOf(
  db: Database,
  account: string,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  const rows = await run(findLed(db, { account, wanted: JSON.stringify(wanted) }))
  return new Map(rows.map(({ address, conversation }) => [address, conversation]))
}

/**
 * The conversations that addresses lead to, and behind them all others that are entered with one of the phones: closed
 * ones, which nothing leads to.
 */
export async function holdersOf(db: Database, account: string, wanted: readonly string[]): Promise<string[]> {
  const values = { account, wanted: JSON.stringify(wanted) }
  const [led, entered] = await runTogether(db, [findLed(db, values), findEntered(db, values)])
  const leads = new Map(led.map(({ address, conversation }) => [address, conversation]))
  const inOrder = wanted.flatMap((address) => leads.get(address) ?? [])
  return [...new Set([...inOrder, ...entered.map(({ id }) => id)])]
}

const findLed = statement((db) =>
  db
    .select({ address: addresses.address, conversation: addresses.conversation })
    .from(addresses)
    .where(and(ofAccount, isAmong(addresses.address, "wanted"))),
)

const findEntered = statement((db) =>
  db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(isAmong(conversations.phone, "wanted"), eq(conversations.account, placeholder("account")))),
)

const newest = listing("conversations", "falling", { createdAt: conversations.createdAt, id: conversations.id })

/** Conversations, newest first. Throws a Failure `invalid_cursor`. */
export async function listConversations(db: Database, page: Page): Promise<Listed<Entry>> {
  const rows = await db
    .select()
    .from(conversations)
    .where(and(gte(conversations.createdAt, 0), newest.after(page)))
    .orderBy(...newest.order)
    .limit(page.limit + 1)
  return newest.part(rows, page)
}

/** One conversation. */
export async function findConversation(db: Database, id: string): Promise<Entry | null> {
  return (await db.select().from(conversations).where(eq(conversations.id, id)))[0] ?? null
}

/** As one JSON list they are one parameter, of which a statement may have a hundred. */
function isAmong(column: SQLiteColumn, values: string): SQL {
  return sql`${column} in (select value from json_each(${placeholder(values)}))`
}
