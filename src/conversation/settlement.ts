import type { HttpResponse } from "../core/exchange"
import { nextLook, nextSlowLook } from "../core/order/looks"
import type { PaymentEvent } from "../core/order/order"
import type { World } from "../deployment/deployment"
import type { OrderNews } from "../flow/node"
import type { Charge, Checkout, PaymentConnection } from "../payments/provider"
import { Failure } from "../platform/failure"
import { linkId } from "../platform/identity"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { applyEvent, type Cause, markTold } from "../store/orders/append"
import { type Attempt, attemptsOf, claimAttempt, countFailure, recordCheckout } from "../store/orders/attempts"
import { withEarlyNews } from "../store/orders/open"
import { endOf, isPayable, isSettled, moneyOf, type Order } from "../store/orders/orders"
import type { OrderTold } from "./late"
import { ask, connect, faultOf } from "./paymentaccount"

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

/**
 * How an order stands, in the words of its conversation. Not `complete` means that the sweep has to ask once more, `unseen`
 * that the provider could not be asked, so that it may be otherwise.
 */
export async function toldOf(
  world: World,
  order: Order,
  cause: OrderNews["cause"],
  complete = isSettled(order),
  unseen = false,
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
      // An order that nobody could pay was not given up by its customer.
      unseen: unseen || (order.status === "expired" && (await faultOf(world, order.paymentAccount)) !== null),
      messages: configuration?.messages ?? {},
      merchant: configuration?.merchant ?? "",
    },
  }
}

/**
 * Makes or finds the provider's page for an order. An order that can no longer be paid comes back as it stands, and so does
 * one whose charge the provider refuses for good: it is over, for its link could never be paid.
 */
export async function checkout(world: World, order: Order): Promise<{ url: string } | Closed> {
  const at = world.now()
  if (!isPayable(order, at)) return asItStands(order)
  const { attempt, opened } = await openCheckout(world, order, at)
  if (opened instanceof Failure) {
    log("checkout.refused", { order: order.id, account: attempt.account, code: opened.code })
    return closeOrder(world, order, { as: "failed", cause: "checkout", reason: opened.message }, "brief")
  }
  if (!opened) return { url: attempt.url }
  const fresh = await recordCheckout(world.db, attempt, opened, world.now())
  if (fresh && isPayable(fresh, world.now())) return { url: opened.url }
  // The order was closed while the provider was asked: what was just opened must not be paid.
  const closed = fresh ? await closeCheckouts(world, fresh, await openedAttempts(world, fresh)) : false
  return { ...asItStands(fresh ?? order), complete: closed }
}

/** Asks the provider how an order's checkouts stand and applies what it says. */
export async function askProvider(world: World, order: Order, cause: Cause): Promise<Order> {
  return (await askAbout(world, order, await openedAttempts(world, order), cause)).order
}

/** Asks how an order stands because it is time to; `again` is when to look next, if ever. */
export async function lookAt(world: World, order: Order): Promise<{ order: Order; again: number | null }> {
  const attempts = await openedAttempts(world, order)
  const { order: asked, underWay } = await askAbout(world, order, attempts, "query")
  const at = world.now()
  const open = attempts.filter(({ expiresAt }) => (expiresAt ?? 0) > at)
  const openedAt = attempts[0]?.createdAt ?? order.createdAt
  switch (asked.status) {
    case "open":
      return { order: asked, again: Math.min(open.length > 0 ? nextLook(openedAt, at) : endOf(asked), endOf(asked)) }
    case "pending":
      return { order: asked, again: nextSlowLook(openedAt, at) }
    default: {
      // Begun before the order ended, unseen: it will come all the same, and be late.
      if (underWay) return { order: asked, again: nextSlowLook(openedAt, at) }
      // It may have ended while nobody could close its checkouts.
      const closed = open.length === 0 || (await closeCheckouts(world, asked, open))
      return { order: asked, again: closed ? null : at + RECHECK_SECONDS * 1000 }
    }
  }
}

function lookAfterTelling({ status, createdAt }: Order, complete: boolean, at: number): number | null {
  if (status === "pending") return nextSlowLook(createdAt, at)
  return complete ? null : at + RECHECK_SECONDS * 1000
}

/** `underWay` is whether some checkout's money takes its time, whatever has become of the order. */
async function askAbout(world: World, order: Order, attempts: readonly Opened[], cause: Cause) {
  let current = order
  let underWay = false
  let unknown: Failure | null = null
  for (const { account, reference } of attempts) {
    const connection = await connect(world, account)
    const read = (response: HttpResponse) => connection.queried(response, world.now())
    try {
      for (const event of await ask(world, account, connection.query(reference), read)) {
        underWay ||= event.status === "pending"
        const applied = await apply(world, account, cause, { ...event, order: order.id })
        if (applied) current = applied
      }
    } catch (error) {
      // What is said of one checkout says nothing of the others.
      if (!(error instanceof Failure) || error.advice !== "stop") throw error
      unknown = error
    }
  }
  if (unknown && current.status !== "paid") throw unknown
  return { order: current, underWay }
}

/** How an order is to end, and on whose account. */
export interface Ending {
  as: "expired" | "cancelled" | "failed"
  cause: Cause
  /** Why, for people. */
  reason?: string | null
}

/** An order that was closed, or could not be. */
export interface Closed {
  order: Order
  /** No more money can come. */
  complete: boolean
  /** The provider could not be asked: money may have come. */
  unseen: boolean
}

/**
 * Whose failure to ask the provider keeps an order from ending: `all` of them do, for people who can try again; `brief`
 * ones, which soon pass; `none` does, where somebody waits for an end.
 */
export type Patience = "all" | "brief" | "none"

/**
 * Ends an order that was not paid. The provider has the last word: it is asked first, its checkouts are closed, and asked
 * again when one could not be closed. Where it cannot be asked the order ends all the same once `patience` is over: the
 * sweep asks later, and what was paid after all counts as late.
 */
export async function closeOrder(world: World, order: Order, ending: Ending, patience: Patience): Promise<Closed> {
  try {
    return { ...(await closeAsked(world, order, ending)), unseen: false }
  } catch (error) {
    if (!(error instanceof Failure) || patience === "all") throw error
    if (patience === "brief" && error.advice === "again") throw error
    log("order.closedUnasked", { order: order.id, as: ending.as, code: error.code })
    const reason = ending.reason ?? `the provider could not be asked whether it was paid: ${error.message}`
    const applied = await apply(world, order.paymentAccount, ending.cause, own(order, ending.as, world.now(), reason))
    return { order: applied ?? order, complete: false, unseen: true }
  }
}

async function closeAsked(world: World, order: Order, { as, cause, reason = null }: Ending) {
  // An opening that died may have left news of the order recorded but not applied.
  const early = await withEarlyNews(world.db, order, world.now())
  const attempts = await openedAttempts(world, early)
  const { order: asked } = await askAbout(world, early, attempts, cause)
  if (asked.status !== "open") return asItStands(asked)
  const closed = await closeCheckouts(world, asked, attempts)
  const current = closed ? asked : await askProvider(world, asked, cause)
  if (current.status !== "open") return asItStands(current)
  const applied = await apply(world, order.paymentAccount, cause, own(order, as, world.now(), reason))
  if (!applied || applied.reference === asked.reference) return { order: applied ?? current, complete: closed }
  // Another device got a checkout after those before it were closed.
  return { order: applied, complete: await closeCheckouts(world, applied, await openedAttempts(world, applied)) }
}

function asItStands(order: Order): Closed {
  return { order, complete: isSettled(order), unseen: false }
}

/** The checkout to pay by: the one that is open, or a new one, or why there can be none. A spent key is followed by a fresh one. */
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

/** The checkout, or the provider's own word that there will never be one. Throws where another try may help. */
async function open(world: World, connection: PaymentConnection, charge: Charge, attempt: Attempt) {
  const read = (response: HttpResponse): Checkout | Failure => unlessRefused(() => connection.opened(response, charge))
  try {
    const request = unlessRefused(() => connection.open(charge))
    const opened = request instanceof Failure ? request : await ask(world, attempt.account, request, read, "all")
    if (opened instanceof Failure) await countFailure(world.db, attempt, true)
    return opened
  } catch (error) {
    const failure = error instanceof Failure ? error : null
    if (failure && !(failure.ambiguous && failure.code === "unanswered"))
      await countFailure(world.db, attempt, failure.advice !== "again")
    throw error
  }
}

/** A refusal for good is an answer; not so where it may concern another request than this one. */
function unlessRefused<Answer>(read: () => Answer): Answer | Failure {
  try {
    return read()
  } catch (error) {
    if (error instanceof Failure && error.advice === "stop" && !error.ambiguous) return error
    throw error
  }
}

/** Whether none of these checkouts can be paid any more. */
async function closeCheckouts(world: World, order: Order, attempts: readonly Opened[]): Promise<boolean> {
  let closed = true
  for (const attempt of attempts) {
    const connection = await connect(world, attempt.account)
    if (!connection.close || !connection.closed) {
      closed &&= attempt.expiresAt !== null && attempt.expiresAt < world.now()
      continue
    }
    const { close, closed: read } = connection
    try {
      closed = (await ask(world, attempt.account, close(attempt.reference), read)) && closed
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

/** News of our own: the order's time is over, the customer or the operator gave it up, or it can never be paid. */
function own(order: Order, status: Ending["as"], at: number, reason: string | null): PaymentEvent {
  return {
    id: `own:${order.id}:${status}`,
    order: order.id,
    reference: null,
    payment: null,
    status,
    money: null,
    mode: order.mode,
    at,
    reason,
  }
}

/** Notes that a conversation knows of an order's status and made it durable. What is not noted is told again. */
export async function acknowledge(world: World, told: OrderTold): Promise<void> {
  const { status } = told.news
  if (told.order !== "" && status !== "open" && status !== "refused")
    await markTold(world.db, told.order, { status, surplus: told.surplus }, told.sweepAt)
}
