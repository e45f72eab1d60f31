import type { Checkout } from "../core/order/checkout"
import { isInParts } from "../core/order/part"
import type { World } from "../deployment/deployment"
import type { Opened } from "../payments/provider"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { type Attempt, attemptOfCheckout, attemptsOf, MAX_FAILURES } from "../store/orders/attempts"
import { askedBy, isSpent, type Order } from "../store/orders/orders"
import { ask, connect } from "./account"

/** Checkouts of one order that are asked about: more were hardly opened by one customer. */
const MAX_ASKED = 5

/** Longer than all requests of one opening take: what has no answer by then gets none. */
export const UNANSWERED_SECONDS = 120

/** An attempt whose checkout is known. */
export type OpenedAttempt = Attempt & { checkout: Checkout }

/** Checkouts of an order, the newest first. */
export async function openedAttempts(world: World, order: Order): Promise<OpenedAttempt[]> {
  return (await standingAttempts(world, order)).opened
}

/** Checkouts of an order, the newest first, and whether another is being opened: it may come to be, and be paid. */
export async function standingAttempts(
  world: World,
  order: Order,
): Promise<{ opened: OpenedAttempt[]; opening: boolean }> {
  if (order.attempts === 0) return { opened: [], opening: false }
  const known = await attemptsOf(world.db, order.id, MAX_ASKED)
  // What one asks for that came after the order was read is not known: who needs it reads the order again.
  const attempts = known.filter(({ attempt }) => isAsked(order, attempt))
  const since = world.now() - UNANSWERED_SECONDS * 1000
  const opening = attempts.some((one) => one.checkout === null && one.failures < MAX_FAILURES && one.createdAt > since)
  return { opened: attempts.filter(isOpened), opening }
}

/** The attempt of an order that opened the checkout; its newest where no checkout is named. */
export async function attemptNamed(
  world: World,
  order: Order,
  account: string,
  checkout: string | null,
): Promise<OpenedAttempt | null> {
  if (checkout === null) return (await openedAttempts(world, order))[0] ?? null
  const found = await attemptOfCheckout(world.db, account, checkout)
  return found && found.order === order.id && isOpened(found) ? found : null
}

/** Of an order and an attempt: at most 32 letters, digits and hyphens. */
export function keyOf({ order, attempt }: Pick<Attempt, "order" | "attempt">): string {
  return `${order}-${attempt}`
}

/** A checkout as its provider is asked about it. */
export function openedOf(order: Order, attempt: OpenedAttempt): Opened {
  const { order: id, attempt: number, checkout } = attempt
  return { order: id, attempt: number, key: keyOf(attempt), checkout: checkout.id, money: askedBy(order, number) }
}

/** Those that are not over, of an order that was paid in part; all of them of any other. */
export function unspent(order: Order, attempts: readonly OpenedAttempt[]): readonly OpenedAttempt[] {
  return order.status === "part_paid" ? attempts.filter(({ attempt }) => !isSpent(order, attempt)) : attempts
}

/** Whether money can still come by a checkout. */
export function mayBePaid({ payableUntil }: Checkout, at: number): boolean {
  return payableUntil === null || payableUntil > at
}

/** Closes them; whether none of them can be paid any more. */
export async function closeCheckouts(world: World, order: Order, attempts: readonly OpenedAttempt[]): Promise<boolean> {
  let closed = true
  for (const attempt of attempts) {
    const { close } = (await connect(world, attempt.account)).connection
    if (!close) {
      closed &&= !mayBePaid(attempt.checkout, world.now())
      continue
    }
    try {
      const ended = await ask(world, attempt.account, (_, outside) => close(openedOf(order, attempt), outside))
      closed &&= ended
    } catch (error) {
      log("checkout.notClosed", { order: order.id, reason: String(databaseError(error)) })
      closed = false
    }
  }
  return closed
}

/** Whether it is known what that attempt asks for: of orders without parts it always is. */
export function isAsked({ agreed, facts }: Order, attempt: number): boolean {
  return !isInParts(agreed) || facts.some((fact) => fact.type === "asked" && fact.attempt === attempt)
}

/** Whether it has a checkout that is known. */
export function isOpened(attempt: Attempt): attempt is OpenedAttempt {
  return attempt.checkout !== null
}
