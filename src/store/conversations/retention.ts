import { and, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm"
import { statusesWhere } from "../../core/order/states"
import { type Database, persist } from "../database"
import { addresses, conversations, orders, settings } from "../schema"
import { run, statement } from "../statement"
import { erasing } from "../stream/stream"

const { placeholder } = sql

/** A conversation whose time has come to be looked at. */
export interface Due {
  id: string
  account: string
  /** Milliseconds since 1970; what `reviewLater` compares with. */
  reviewAt: number
  /** Days of quiet after which messages are erased now. */
  days: number
}

/** Conversations to look at now, the most overdue first; none while messages are kept for good. */
export async function dueConversations(db: Database, at: number, limit: number): Promise<Due[]> {
  const rows = await run(due(db, { at, limit }))
  return rows.flatMap(({ reviewAt, ...row }) => (reviewAt === null ? [] : [{ ...row, reviewAt }]))
}

// Read along with them: what erases for good goes by no setting that was kept in memory.
const days = sql<number>`json_extract(${settings.value}, '$.retentionDays')`
const valid = sql`json_type(${settings.value}, '$.retentionDays') = 'integer' and ${days} >= 1`

const due = statement((db) =>
  db
    .select({ id: conversations.id, account: conversations.account, reviewAt: conversations.reviewAt, days })
    .from(conversations)
    .innerJoin(settings, and(eq(settings.id, "retention"), valid))
    .where(and(isNotNull(conversations.reviewAt), lte(conversations.reviewAt, placeholder("at"))))
    .orderBy(conversations.reviewAt)
    .limit(placeholder("limit")),
)

/** Sets when to look again at each of some conversations, unless that was set anew since it was read. */
export async function reviewLater(db: Database, looked: readonly { due: Due; again: number }[]): Promise<void> {
  const [first, ...others] = looked.map(({ due, again }) =>
    db
      .update(conversations)
      .set({ reviewAt: again })
      .where(and(eq(conversations.id, due.id), eq(conversations.reviewAt, due.reviewAt))),
  )
  if (first) await persist(() => db.batch([first, ...others]))
}

/**
 * Erases whom a conversation was with, and what anybody wrote of it in the stream; its row and its orders stay. With `keepAddresses` it is still found by them, where
 * one person can come under several: who wanted to hear no more must be known again. Safe to repeat.
 */
export async function forgetContact(
  db: Database,
  conversation: { id: string; account: string; keepAddresses: boolean },
): Promise<void> {
  const { id, account, keepAddresses } = conversation
  const own = eq(conversations.id, id)
  const forget = db.update(conversations).set({ phone: null, userId: null, name: null, reviewAt: null }).where(own)
  // By what the row holds they are found through their index. It has to be read before it is emptied.
  const unlink = db.delete(addresses).where(
    and(
      eq(addresses.account, account),
      eq(addresses.conversation, id),
      inArray(
        addresses.address,
        db
          .select({ address: sql<string>`${conversations.phone}` })
          .from(conversations)
          .where(own)
          .unionAll(
            db
              .select({ address: sql<string>`${conversations.userId}` })
              .from(conversations)
              .where(own),
          ),
      ),
    ),
  )
  const written = erasing(db, id)
  await persist(() => db.batch(keepAddresses ? [written, forget] : [written, unlink, forget]))
}

/** Whether an order of the conversation may still be paid in the ordinary way, or ended without its being told. */
export async function hasPendingOrder(db: Database, conversation: string): Promise<boolean> {
  return (await run(pending(db, { conversation }))).length > 0
}

const OPEN = statusesWhere(({ open }) => open)

const pending = statement((db) =>
  db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.conversation, placeholder("conversation")),
        or(inArray(orders.status, OPEN), sql`${orders.told} <> ${orders.worth}`),
      ),
    )
    .limit(1),
)
