import { and, desc, eq, sql } from "drizzle-orm"
import type { Database } from "./database"
import type { Order } from "./orders"
import { attempts, orderEvents, orders } from "./schema"

export type Attempt = typeof attempts.$inferSelect

/** A checkout that ends sooner than this is replaced rather than handed out. */
const MARGIN_SECONDS = 60

/** Errors of the provider's own after which its idempotency key is given up: it may replay the error for ever. */
const MAX_FAILURES = 3

/** Providers keep idempotency keys for 24 hours (Stripe); after that asking again could open a second checkout. */
const KEY_HOURS = 23

/**
 * The attempt to pay an order by: the one that is open, the one that was being opened, or a new one. Its row is stored
 * before the provider is asked, so that a crash in between asks again with the same key.
 */
export async function claimAttempt(db: Database, order: Order, at: number): Promise<Attempt> {
  const latest = await latestAttempt(db, order.id)
  if (latest && isUsable(latest, at)) return latest
  const attempt = (latest?.attempt ?? 0) + 1
  await db.batch([
    db
      .insert(attempts)
      .values({ order: order.id, attempt, account: order.paymentAccount, createdAt: at })
      .onConflictDoNothing(),
    db
      .update(orders)
      .set({ attempts: attempt })
      .where(and(eq(orders.id, order.id), sql`${orders.attempts} < ${attempt}`)),
  ])
  const claimed = await latestAttempt(db, order.id)
  if (!claimed) throw new Error("an attempt vanished after it was stored")
  return claimed
}

/** Keeps the checkout that the provider opened; returns the order as it stands now. */
export async function recordCheckout(
  db: Database,
  attempt: Attempt,
  checkout: { reference: string; url: string; expiresAt: number },
  at: number,
): Promise<Order | null> {
  const { reference, url, expiresAt } = checkout
  const [, , , found] = await db.batch([
    db
      .update(attempts)
      .set({ reference, url, expiresAt })
      .where(and(eq(attempts.order, attempt.order), eq(attempts.attempt, attempt.attempt))),
    db
      .update(orders)
      .set({ reference, revision: sql`${orders.revision} + 1` })
      // What has paid an order, or is about to, stays its checkout: only news of that one settles it.
      .where(and(eq(orders.id, attempt.order), eq(orders.attempts, attempt.attempt), eq(orders.status, "open"))),
    db
      .insert(orderEvents)
      .values({
        id: `order:${attempt.order}:checkout:${attempt.attempt}`,
        order: attempt.order,
        cause: "checkout",
        status: "checkout",
        reference,
        at,
        recordedAt: at,
      })
      .onConflictDoNothing(),
    db.select().from(orders).where(eq(orders.id, attempt.order)),
  ])
  return found[0] ?? null
}

/** Counts an error of the provider's own against the attempt. */
export async function countFailure(db: Database, attempt: Attempt, final: boolean): Promise<void> {
  const failures = final ? sql`${MAX_FAILURES}` : sql`${attempts.failures} + 1`
  await db
    .update(attempts)
    .set({ failures })
    .where(and(eq(attempts.order, attempt.order), eq(attempts.attempt, attempt.attempt)))
}

/** The newest attempt of an order. */
async function latestAttempt(db: Database, order: string): Promise<Attempt | null> {
  return (await attemptsOf(db, order, 1))[0] ?? null
}

/** Attempts of an order, newest first. */
export async function attemptsOf(db: Database, order: string, limit = 100): Promise<Attempt[]> {
  return db.select().from(attempts).where(eq(attempts.order, order)).orderBy(desc(attempts.attempt)).limit(limit)
}

function isUsable(attempt: Attempt, at: number): boolean {
  if (attempt.expiresAt !== null) return attempt.expiresAt > at + MARGIN_SECONDS * 1000
  return attempt.failures < MAX_FAILURES && at - attempt.createdAt < KEY_HOURS * 3_600_000
}
