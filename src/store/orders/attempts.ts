import { and, desc, eq, sql } from "drizzle-orm"
import { nextLook } from "../../core/order/looks"
import type { Database } from "../database"
import { attempts, orderEvents, orders } from "../schema"
import { run, runTogether, statement } from "../statement"
import { type Order, orderById } from "./orders"

export type Attempt = typeof attempts.$inferSelect

/** A checkout that ends sooner than this is replaced rather than handed out. */
const MARGIN_SECONDS = 60

/** Errors of the provider's own after which its idempotency key is given up: it may replay the error for ever. */
const MAX_FAILURES = 3

/** Providers keep idempotency keys for 24 hours (Stripe); after that asking again could open a second checkout. */
const KEY_HOURS = 23

const { placeholder } = sql

const claim = statement((db) =>
  db
    .insert(attempts)
    .values({
      order: placeholder("order"),
      attempt: placeholder("attempt"),
      account: placeholder("account"),
      createdAt: placeholder("at"),
    })
    .onConflictDoNothing(),
)

const countAttempt = statement((db) =>
  db
    .update(orders)
    .set({ attempts: sql`${placeholder("attempt")}` })
    .where(and(eq(orders.id, placeholder("order")), sql`${orders.attempts} < ${placeholder("attempt")}`)),
)

const newestAttempts = statement((db) =>
  db
    .select()
    .from(attempts)
    .where(eq(attempts.order, placeholder("order")))
    .orderBy(desc(attempts.attempt))
    .limit(placeholder("limit")),
)

const keepCheckout = statement((db) =>
  db
    .update(attempts)
    .set({
      reference: sql`${placeholder("reference")}`,
      url: sql`${placeholder("url")}`,
      expiresAt: sql`${placeholder("expiresAt")}`,
    })
    .where(and(eq(attempts.order, placeholder("order")), eq(attempts.attempt, placeholder("attempt")))),
)

const pointToCheckout = statement((db) =>
  db
    .update(orders)
    .set({
      // A newer attempt's checkout stays the order's, but this one can be paid too.
      reference: sql`iif(${orders.attempts} = ${placeholder("attempt")}, ${placeholder("reference")}, ${orders.reference})`,
      sweepAt: sql`min(coalesce(${orders.sweepAt}, ${placeholder("lookAt")}), ${placeholder("lookAt")})`,
      revision: sql`${orders.revision} + 1`,
    })
    // What has paid an order, or is about to, stays its checkout: only news of that one settles it.
    .where(and(eq(orders.id, placeholder("order")), eq(orders.status, "open"))),
)

const recordOpening = statement((db) =>
  db
    .insert(orderEvents)
    .values({
      id: placeholder("event"),
      order: placeholder("order"),
      cause: "checkout",
      status: "checkout",
      reference: placeholder("reference"),
      at: placeholder("at"),
      recordedAt: placeholder("at"),
    })
    .onConflictDoNothing(),
)

/**
 * The attempt to pay an order by: the one that is open, the one that was being opened, or a new one. Its row is stored
 * before the provider is asked, so that a crash in between asks again with the same key.
 */
export async function claimAttempt(db: Database, order: Order, at: number): Promise<Attempt> {
  const latest = await latestAttempt(db, order.id)
  if (latest && isUsable(latest, at)) return latest
  const attempt = (latest?.attempt ?? 0) + 1
  const values = { order: order.id, attempt, account: order.paymentAccount, at }
  const [, , [claimed]] = await runTogether(db, [
    claim(db, values),
    countAttempt(db, values),
    newestAttempts(db, { order: order.id, limit: 1 }),
  ])
  if (!claimed) throw new Error("an attempt vanished after it was stored")
  return claimed
}

/** Keeps the checkout that the provider opened, and when to ask about it; returns the order as it stands now. */
export async function recordCheckout(
  db: Database,
  attempt: Attempt,
  checkout: { reference: string; url: string; expiresAt: number },
  at: number,
): Promise<Order | null> {
  const { reference, url, expiresAt } = checkout
  const { order, attempt: number } = attempt
  const event = `order:${order}:checkout:${number}`
  const values = { order, attempt: number, reference, url, expiresAt, at, event, lookAt: nextLook(at, at) }
  const [, , , [found]] = await runTogether(db, [
    keepCheckout(db, values),
    pointToCheckout(db, values),
    recordOpening(db, values),
    orderById(db, { id: order }),
  ])
  return found ?? null
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
  return run(newestAttempts(db, { order, limit }))
}

function isUsable(attempt: Attempt, at: number): boolean {
  if (attempt.expiresAt !== null) return attempt.expiresAt > at + MARGIN_SECONDS * 1000
  return attempt.failures < MAX_FAILURES && at - attempt.createdAt < KEY_HOURS * 3_600_000
}
