import { and, desc, eq, inArray, sql } from "drizzle-orm"
import type { Checkout, Customer } from "../../core/order/checkout"
import { nextLook } from "../../core/order/looks"
import type { Database } from "../database"
import { attempts, orders } from "../schema"
import { run, runTogether, statement } from "../statement"
import { newestFact, recordFact, valuesOf } from "./facts"
import { attemptsAsked, type Order, orderById, proven } from "./orders"
import { adopt, drop } from "./unmatched"

/** An attempt as it is stored. */
export type AttemptRow = typeof attempts.$inferSelect

/** One checkout asked of a provider, as far as it is known. */
export interface Attempt {
  order: string
  /** Counts from 1. */
  attempt: number
  account: string
  /** Null until the provider gave one. */
  checkout: Checkout | null
  /** What the customer was asked for on the pay page. */
  customer: Partial<Customer>
  /** Times the provider answered with an error of its own; `MAX_FAILURES` once nothing more can come of it. */
  failures: number
  /** When it was first asked for; milliseconds since 1970. */
  createdAt: number
}

/** Errors of the provider's own after which an attempt is given up: its idempotency key may replay the error for ever. */
export const MAX_FAILURES = 3

const { placeholder } = sql

const claim = statement((db) =>
  db
    .insert(attempts)
    .values({
      order: placeholder("order"),
      attempt: placeholder("attempt"),
      account: placeholder("account"),
      customer: sql`${placeholder("customer")}`,
      createdAt: placeholder("at"),
    })
    .onConflictDoNothing()
    .returning({ attempt: attempts.attempt }),
)

const newestAttempts = statement<AttemptRow>((db) =>
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
      reference: sql`${placeholder("checkout")}`,
      presentation: sql`${placeholder("presentation")}`,
      usableUntil: sql`${placeholder("usableUntil")}`,
      payableUntil: sql`${placeholder("payableUntil")}`,
    })
    .where(and(eq(attempts.order, placeholder("order")), eq(attempts.attempt, placeholder("attempt")))),
)

const isNext = sql`${orders.folded} = ${newestFact} - 1`

const pointToCheckout = statement((db) =>
  db
    .update(orders)
    .set({
      // Also of an order that ended while its provider was asked: nobody else would find what comes by it.
      sweepAt: sql`min(coalesce(${orders.sweepAt}, ${placeholder("lookAt")}), ${placeholder("lookAt")})`,
      // All that the offer changes of what is written, where nothing else was recorded with it.
      reference: sql`iif(${orders.payment} is null and ${isNext} and ${attemptsAsked} = ${placeholder("attempt")},
        ${placeholder("checkout")}, ${orders.reference})`,
      folded: sql`iif(${isNext}, ${newestFact}, ${orders.folded})`,
    })
    .where(eq(orders.id, placeholder("order"))),
)

/**
 * Stores an attempt before the provider is asked, so that a crash in between is known of; `fresh` where it was not there
 * before, for one of those who want it at the same time.
 */
export async function claimAttempt(
  db: Database,
  { customer, ...wanted }: Pick<Attempt, "order" | "attempt" | "account" | "customer">,
  at: number,
): Promise<{ attempt: Attempt; fresh: boolean }> {
  const values = { ...wanted, customer: JSON.stringify(customer), at }
  const [claimed, [row]] = await runTogether(db, [
    claim(db, values),
    newestAttempts(db, { order: wanted.order, limit: 1 }),
  ])
  if (!row) throw new Error("an attempt vanished after it was stored")
  return { attempt: attemptOfRow(row), fresh: claimed.length > 0 }
}

/** Keeps the checkout that the provider opened, and when to ask about it; returns the order as it stands now. */
export async function recordCheckout(
  db: Database,
  order: Pick<Order, "id" | "mode">,
  { attempt, account }: Attempt,
  { id: checkout, usableUntil, payableUntil, ...presentation }: Checkout,
  at: number,
): Promise<Order | null> {
  const offered = { type: "offered", attempt, checkout, expiresAt: payableUntil } as const
  const fact = { ...offered, id: `own:offered:${attempt}`, mode: order.mode, at }
  const news = { account, order: order.id, checkout, cause: "checkout", fact, at } as const
  const values = {
    ...valuesOf(news),
    ...{ usableUntil, payableUntil, presentation: JSON.stringify(presentation) },
    lookAt: nextLook(at, at),
  }
  const [, , , , , [row], facts] = await runTogether(db, [
    keepCheckout(db, values),
    recordFact(db, values),
    // A callback can overtake what it is about.
    adopt(db, values),
    drop(db, values),
    pointToCheckout(db, values),
    ...orderById(db, { id: order.id }),
  ])
  return row ? proven(row, facts) : null
}

/** Counts an error of the provider's own against the attempt. */
export async function countFailure(db: Database, attempt: Attempt, final: boolean): Promise<void> {
  const failures = final ? sql`${MAX_FAILURES}` : sql`${attempts.failures} + 1`
  await db
    .update(attempts)
    .set({ failures })
    .where(and(eq(attempts.order, attempt.order), eq(attempts.attempt, attempt.attempt)))
}

/** Attempts of an order, newest first. */
export async function attemptsOf(db: Database, order: string, limit = 100): Promise<Attempt[]> {
  return (await run(newestAttempts(db, { order, limit }))).map(attemptOfRow)
}

/** Erases what customers of a conversation were asked for on the pay page. Safe to repeat. */
export async function forgetCustomers(db: Database, conversation: string): Promise<void> {
  const own = db.select({ id: orders.id }).from(orders).where(eq(orders.conversation, conversation))
  await db
    .update(attempts)
    .set({ customer: null })
    .where(and(inArray(attempts.order, own), sql`${attempts.customer} is not null and ${attempts.customer} <> '{}'`))
}

const ofCheckout = statement<AttemptRow>((db) =>
  db
    .select()
    .from(attempts)
    .where(and(eq(attempts.reference, placeholder("checkout")), eq(attempts.account, placeholder("account")))),
)

/** The attempt of that account whose checkout has that id. */
export async function attemptOfCheckout(db: Database, account: string, checkout: string): Promise<Attempt | null> {
  const [row] = await run(ofCheckout(db, { account, checkout }))
  return row ? attemptOfRow(row) : null
}

/** An attempt, of its row. */
export function attemptOfRow(row: AttemptRow): Attempt {
  const { order, attempt, account, customer, failures, createdAt } = row
  return { order, attempt, account, checkout: checkoutOf(row), customer: customer ?? {}, failures, createdAt }
}

function checkoutOf({
  reference: id,
  presentation,
  usableUntil,
  payableUntil,
  url,
  expiresAt,
}: AttemptRow): Checkout | null {
  if (id === null) return null
  if (presentation && usableUntil !== null) return { ...presentation, id, usableUntil, payableUntil }
  return url === null || expiresAt === null
    ? null
    : { kind: "page", url, id, usableUntil: expiresAt, payableUntil: expiresAt }
}
