import { nextLook, nextSlowLook } from "../core/looks"
import type { OrderStatus, PaymentEvent } from "../core/order"
import type { OrderNews } from "../flow/node"
import type { Charge, PaymentConnection } from "../payments/provider"
import { Failure } from "../platform/failure"
import { linkId } from "../platform/identity"
import { log } from "../platform/log"
import { type Attempt, attemptsOf, claimAttempt, countFailure, recordCheckout } from "../store/attempts"
import { databaseError } from "../store/database"
import { withEarlyNews } from "../store/opening"
import { endOf, isPayable, isSettled, moneyOf, type Order } from "../store/orders"
import { applyEvent, type Cause, markTold } from "../store/settling"
import type { OrderTold } from "./late"
import type { World } from "./world"

/** Checkouts of one order that are asked about: more were hardly opened by one customer. */
const MAX_ASKED = 5

/** Idempotency keys tried while one customer waits. */
const MAX_KEYS = 2

/** How often an order is asked about that may still be paid though nobody waits for it. */
const RECHECK_SECONDS = 900

/** The link a customer pays by. */
export async function linkOf(world: World, order: Pick<Order, "id">): Promise<string> {
  return `${await world.address()}/p/${await linkId(world.hashKey, order.id)}`
}

/** How an order stands, in the words of its conversation. Not `complete` means that the sweep has to ask once more. */
export async function toldOf(
  world: World,
  order: Order,
  cause: OrderNews["cause"],
  complete = isSettled(order),
): Promise<OrderTold> {
  const configuration = await world.configuration()
  return {
    conversation: order.conversation,
    order: order.id,
    sweepAt: lookAfterTelling(order, complete, world.now()),
    key: order.key,
    late: order.late,
    surplus: order.surplus,
    policy: configuration?.latePayment ?? "tell",
    language: order.language,
    news: {
      cause,
      status: order.status,
      number: order.number,
      link: await linkOf(world, order),
      money: moneyOf(order),
      description: order.description,
      reference: order.payment ?? order.reference,
      paidAt: order.paidAt,
      expiresAt: order.expiresAt,
      reason: order.reason,
      messages: configuration?.messages ?? {},
      merchant: configuration?.merchant ?? "",
    },
  }
}

/** Makes or finds the provider's page for an order. An order that can no longer be paid comes back as it stands. */
export async function checkout(world: World, order: Order): Promise<{ url: string } | { order: Order }> {
  const at = world.now()
  if (!isPayable(order, at)) return { order }
  const { attempt, opened } = await openCheckout(world, order, at)
  if (!opened) return { url: attempt.url }
  const fresh = await recordCheckout(world.db, attempt, opened, world.now())
  if (fresh && isPayable(fresh, world.now())) return { url: opened.url }
  // The order was closed while the provider was asked: what was just opened must not be paid.
  if (fresh) await closeCheckouts(world, fresh)
  return { order: fresh ?? order }
}

/** Asks the provider how an order's checkouts stand and applies what it says. */
export async function askProvider(world: World, order: Order, cause: Cause): Promise<Order> {
  return askAbout(world, order, await openedAttempts(world, order), cause)
}

/** Asks how an order stands because it is time to; `again` is when to look next, if ever. */
export async function lookAt(world: World, order: Order): Promise<{ order: Order; again: number | null }> {
  const attempts = await openedAttempts(world, order)
  const asked = await askAbout(world, order, attempts, "query")
  return { order: asked, again: lookAgain(asked, attempts, world.now()) }
}

function lookAgain(order: Order, attempts: readonly Attempt[], at: number): number | null {
  const isOpen = attempts.some(({ expiresAt }) => (expiresAt ?? 0) > at)
  const openedAt = attempts[0]?.createdAt ?? order.createdAt
  if (order.status === "open") return Math.min(isOpen ? nextLook(openedAt, at) : endOf(order), endOf(order))
  if (order.status === "pending") return nextSlowLook(openedAt, at)
  return isOpen ? at + RECHECK_SECONDS * 1000 : null
}

function lookAfterTelling({ status, createdAt }: Order, complete: boolean, at: number): number | null {
  if (status === "pending") return nextSlowLook(createdAt, at)
  return complete ? null : at + RECHECK_SECONDS * 1000
}

async function askAbout(world: World, order: Order, attempts: readonly Opened[], cause: Cause): Promise<Order> {
  let current = order
  for (const attempt of attempts) {
    const connection = await connect(world, attempt.account)
    const response = await world.perform(connection.query(attempt.reference), "adapter")
    for (const event of connection.queried(response, world.now())) {
      const applied = await apply(world, attempt.account, cause, { ...event, order: order.id })
      if (applied) current = applied
    }
  }
  return current
}

/**
 * Ends an order that was not paid. The provider has the last word: it is asked first, its checkouts are closed, and asked
 * again when one could not be closed. `complete` is false while money may still come. Without `patience` the order ends
 * even while the provider cannot be asked: the sweep asks later, and what was paid after all counts as late.
 */
export async function closeOrder(
  world: World,
  order: Order,
  as: "expired" | "cancelled",
  cause: Cause,
  patience = true,
): Promise<{ order: Order; complete: boolean }> {
  try {
    return await closeAsked(world, order, as, cause)
  } catch (error) {
    if (patience || !(error instanceof Failure)) throw error
    log("order.closedUnasked", { order: order.id, as, code: error.code })
    const applied = await apply(world, order.paymentAccount, cause, own(order, as, world.now()))
    return { order: applied ?? order, complete: false }
  }
}

async function closeAsked(world: World, order: Order, as: "expired" | "cancelled", cause: Cause) {
  // An opening that died may have left news of the order recorded but not applied.
  const asked = await askProvider(world, await withEarlyNews(world.db, order, world.now()), cause)
  if (asked.status !== "open") return { order: asked, complete: isSettled(asked) }
  const closed = await closeCheckouts(world, asked)
  const current = closed ? asked : await askProvider(world, asked, cause)
  if (current.status !== "open") return { order: current, complete: isSettled(current) }
  const applied = await apply(world, order.paymentAccount, cause, own(order, as, world.now()))
  if (!applied || applied.reference === asked.reference) return { order: applied ?? current, complete: closed }
  // Another device got a checkout after those before it were closed.
  return { order: applied, complete: await closeCheckouts(world, applied) }
}

/** The checkout to pay by: the one that is open, or a new one. A spent idempotency key is followed by a fresh one. */
async function openCheckout(world: World, order: Order, at: number) {
  for (let tries = 1; ; tries++) {
    const attempt = await claimAttempt(world.db, order, at)
    if (attempt.url !== null) return { attempt: { ...attempt, url: attempt.url }, opened: null }
    const connection = await connect(world, attempt.account)
    const charge = chargeOf(order, attempt, await linkOf(world, order))
    try {
      return { attempt, opened: await open(world, connection, charge, attempt) }
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "attempt_spent" || tries === MAX_KEYS) throw error
    }
  }
}

async function open(world: World, connection: PaymentConnection, charge: Charge, attempt: Attempt) {
  try {
    const response = await world.perform(connection.open(charge), "adapter")
    return connection.opened(response, charge)
  } catch (error) {
    const failure = error instanceof Failure ? error : null
    if (failure && !(failure.ambiguous && failure.code === "unanswered"))
      await countFailure(world.db, attempt, failure.advice === "stop")
    throw error
  }
}

/** Whether every checkout of the order can no longer be paid. */
async function closeCheckouts(world: World, order: Order): Promise<boolean> {
  let closed = true
  for (const attempt of await openedAttempts(world, order)) {
    const connection = await connect(world, attempt.account)
    if (!connection.close || !connection.closed) {
      closed &&= attempt.expiresAt !== null && attempt.expiresAt < world.now()
      continue
    }
    try {
      closed = connection.closed(await world.perform(connection.close(attempt.reference), "adapter")) && closed
    } catch (error) {
      log("checkout.notClosed", { order: order.id, reason: String(databaseError(error)) })
      closed = false
    }
  }
  return closed
}

/** An attempt whose checkout is known. */
type Opened = Attempt & { reference: string }

async function openedAttempts(world: World, order: Order): Promise<Opened[]> {
  if (order.attempts === 0) return []
  const attempts = await attemptsOf(world.db, order.id, MAX_ASKED)
  return attempts.flatMap((attempt) =>
    attempt.reference === null ? [] : [{ ...attempt, reference: attempt.reference }],
  )
}

/** Applies a piece of news; the order as it then stands, or null when there is no such order. */
export async function apply(world: World, account: string, cause: Cause, event: PaymentEvent): Promise<Order | null> {
  const applied = await applyEvent(world.db, { account, cause, event, at: world.now() })
  if (applied?.changed)
    log(`order.${applied.order.status}`, {
      order: applied.order.id,
      cause,
      late: applied.order.late,
      overpaid: applied.order.overpaid,
    })
  return applied?.order ?? null
}

/** The connection of a payment account. Throws a Failure `not_configured`. */
export async function connect(world: World, account: string): Promise<PaymentConnection> {
  const found = await world.payments(account)
  if (!found) throw new Failure("not_configured", `The payment account ${account} is gone.`, "again")
  return found.connection
}

function chargeOf(order: Order, attempt: Attempt, link: string): Charge {
  return {
    order: order.id,
    attempt: attempt.attempt,
    money: moneyOf(order),
    description: order.description,
    number: order.number,
    language: order.language,
    returnUrl: `${link}/return`,
    createdAt: attempt.createdAt,
    expiresAt: order.expiresAt,
  }
}

/** News of our own: the order's time is over, or the customer or the operator gave it up. */
function own(order: Order, status: Extract<OrderStatus, "expired" | "cancelled">, at: number): PaymentEvent {
  return {
    id: `own:${order.id}:${status}`,
    order: order.id,
    reference: null,
    payment: null,
    status,
    money: null,
    mode: order.mode,
    at,
    reason: null,
  }
}

/** Notes that a conversation knows of an order's status and made it durable. What is not noted is told again. */
export async function acknowledge(world: World, told: OrderTold): Promise<void> {
  const { status } = told.news
  if (told.order !== "" && status !== "open" && status !== "refused")
    await markTold(world.db, told.order, { status, surplus: told.surplus }, told.sweepAt)
}
