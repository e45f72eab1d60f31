import type { Money } from "../core/money"
import type { Checkout, Customer } from "../core/order/checkout"
import { type Asking, askingOf, isInParts, nextAsking, sameAsking } from "../core/order/part"
import type { World } from "../deployment/deployment"
import type { OpenedPayments } from "../deployment/payments"
import type { Capabilities, Charge } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { type Attempt, claimAttempt, countFailure, MAX_FAILURES, recordCheckout } from "../store/orders/attempts"
import { askedBy, findOrder, isPayable, isSpent, type Order } from "../store/orders/orders"
import { claimPart } from "../store/orders/parts"
import { type Claim, type Found, findStanding, readStanding, type Standing } from "../store/orders/standing"
import { ask, connect } from "./account"
import {
  closeCheckouts,
  isAsked,
  isOpened,
  keyOf,
  mayBePaid,
  openedAttempts,
  UNANSWERED_SECONDS,
  unspent,
} from "./checkouts"
import { asItStands, type Closed, closeOrder } from "./close"
import { linkOf } from "./link"
import { askProvider } from "./lookup"

/** Attempts made while one customer waits: a spent key is followed by a fresh one. */
const MAX_ATTEMPTS = 2

/** Rounds in which more is heard of an order than was known, so that something else is due. */
const MAX_ROUNDS = 6

/** A checkout that ends sooner than this is replaced rather than handed out; a push asks on the phone, and is watched to its end. */
const MARGIN_SECONDS = 60

/** Before a provider forgets an idempotency key: after that asking again could open a second checkout. */
const KEY_MARGIN_HOURS = 1

/** A checkout and what it asks for. */
export interface Handed {
  checkout: Checkout
  money: Money
}

/** What a customer who wants to pay is given. */
export type Offer =
  | Handed
  /** What the provider must know of the customer, and the chat does not. */
  | { needs: readonly (keyof Customer)[] }
  /** A checkout was asked for and nobody knows what came of it: another is opened only once that cannot be paid. */
  | { unclearUntil: number }

/** What whoever pays said on the page: what was asked of them, and what they add. */
export interface Told {
  payer?: Partial<Customer>
  tip?: Money | null
}

/**
 * Makes or finds the checkout by which an order is paid, or the part of it that is due next; `told` is what was said on the
 * page. An order that can no longer be paid comes back as it stands, and so does one whose charge the provider refuses for
 * good: it is over, for its link could never be paid.
 */
export async function checkout(world: World, order: Order, told: Told = {}): Promise<Offer | Closed> {
  if (!isPayable(order, world.now())) return asItStands(order)
  const isPlain = Object.keys(told.payer ?? {}).length === 0
  const claim = isPlain ? await claimFor(world, order.paymentAccount) : null
  const found = await findStanding(world.db, { id: order.id, link: null }, claim)
  return found ? checkoutFound(world, found, told) : asItStands(order)
}

/** The same for an order that was just found with what its checkout starts from. */
export async function checkoutFound(world: World, found: Found, told: Told = {}): Promise<Offer | Closed> {
  let { order, standing } = found
  let tries = 1
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    try {
      const outcome = await offerOrOpen(world, order, standing, told)
      if (!("moved" in outcome)) return outcome
      order = outcome.moved
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "attempt_spent" || tries === MAX_ATTEMPTS) throw error
      tries += 1
    }
    standing = await readStanding(world.db, order.id)
  }
  throw new Failure("busy", "More and more is heard of the order: try again in a moment.", "again")
}

/**
 * For what an order of that account may be given its first attempt in the trip that finds it; null where its customer is to
 * be asked first, or nobody can be charged by it.
 */
export async function claimFor(world: World, account: string): Promise<Claim | null> {
  try {
    const needs = (await world.payments(account))?.connection.capabilities.needs ?? null
    return needs?.every(isOfChat) ? { account, needs, at: world.now() } : null
  } catch (error) {
    // Who opens the checkout meets it, and says so.
    if (error instanceof Failure) return null
    throw error
  }
}

/** What a chat may know of its customer. */
function isOfChat(field: keyof Customer): field is Claim["needs"][number] {
  return field === "phone" || field === "name"
}

/** More is known of the order now, and perhaps something else is due: what to offer is decided anew. */
interface Moved {
  moved: Order
}

async function offerOrOpen(
  world: World,
  order: Order,
  { latest, contact, fresh }: Standing,
  told: Told,
): Promise<Offer | Closed | Moved> {
  const at = world.now()
  if (!isPayable(order, at)) return asItStands(order)
  if (latest && !isAsked(order, latest.attempt)) return readAgain(world, order)
  const asking = nextAsking(order.agreed, order.ledger, told.tip ?? null)
  const known = latest && (await standingCheckout(world, order, latest, asking))
  if (known) return known
  const payments = await connect(world, order.paymentAccount)
  const { capabilities } = payments.connection
  const standing = fresh ? "repeat" : latest && !latest.checkout ? standingOf(latest, capabilities, at) : "over"
  if (typeof standing !== "string") return standing
  const repeats = standing === "repeat"
  // Asked for once more it is the very same that is asked for.
  const answers = repeats ? (latest?.customer ?? {}) : { ...latest?.customer, ...told.payer }
  const opened = await openCheckout(world, order, payments, { latest, fresh, repeats, contact, answers, asking, at })
  return "opened" in opened ? kept(world, order, opened) : opened
}

/** The order as it is known by now. */
async function readAgain(world: World, order: Order): Promise<Moved | Closed> {
  const found = await findOrder(world.db, order.id)
  return found ? { moved: found } : asItStands(order)
}

/**
 * What becomes of the newest checkout: it is handed out again while it asks for what is due; else it is closed, or watched
 * where it cannot be. Null where another is to be opened.
 */
async function standingCheckout(
  world: World,
  order: Order,
  latest: Attempt,
  asking: Asking,
): Promise<Offer | Moved | null> {
  const at = world.now()
  if (!isOpened(latest) || isSpent(order, latest.attempt)) return null
  const { checkout: opened } = latest
  const asked = askingOf(order.agreed, order.facts, latest.attempt)
  const handed = { checkout: opened, money: asked.money }
  const likeness = sameAsking(asked, asking)
  if (likeness === "same" && isUsable(opened, at)) return handed
  if (!mayBePaid(opened, at)) return null
  const seen = await askProvider(world, order, "query")
  if (hasMoved(seen, order, at)) return { moved: seen }
  if (likeness === "same")
    // The phone may still be asking: another push would be another payment.
    return opened.kind === "push" && !(await isOver(world, seen)) ? handed : null
  if (await closeCheckouts(world, seen, [latest])) return null
  const now = await askProvider(world, seen, "query")
  if (hasMoved(now, order, at)) return { moved: now }
  // What cannot be closed can be paid: a tip is not worth that somebody pays twice.
  return opened.kind === "push" || (likeness === "part" && isUsable(opened, at)) ? handed : null
}

function hasMoved(now: Order, before: Order, at: number): boolean {
  return !isPayable(now, at) || now.ledger.captured !== before.ledger.captured
}

/** Whether the newest checkout came to its end unpaid, as its provider says. */
async function isOver(world: World, order: Order): Promise<boolean> {
  const [newest] = await openedAttempts(world, order)
  return newest !== undefined && closeCheckouts(world, order, [newest])
}

/**
 * What an order is offered already, without asking anybody; null where that is nothing any more. A push is offered until
 * there is another: whether it was answered only a look tells.
 */
export async function offered(world: World, order: Order): Promise<Exclude<Offer, { needs: unknown }> | null> {
  const at = world.now()
  if (order.attempts === 0 || !isPayable(order, at)) return null
  const { latest } = await readStanding(world.db, order.id)
  if (!latest) return null
  const { checkout: opened } = latest
  if (isSpent(order, latest.attempt)) return null
  if (opened)
    return opened.kind === "push" || mayBePaid(opened, at)
      ? { checkout: opened, money: askedBy(order, latest.attempt) }
      : null
  const standing = standingOf(latest, (await connect(world, latest.account)).connection.capabilities, at)
  return typeof standing === "string" || "needs" in standing ? null : standing
}

/** What can be done about an attempt that has no checkout: asked again by the same key, followed by another, or waited for. */
function standingOf(attempt: Attempt, capabilities: Capabilities, at: number): "repeat" | "over" | Offer {
  const { repeat, kinds, expiry } = capabilities
  if (attempt.failures >= MAX_FAILURES) return "over"
  const passed = at - attempt.createdAt
  if (repeat.gives === "same") return passed < (repeat.hours - KEY_MARGIN_HOURS) * 3_600_000 ? "repeat" : "over"
  if (repeat.gives === "refusal") return "repeat"
  // Only a push reaches its customer though nobody answered us: any other checkout that nobody was given is paid by nobody.
  const lives = kinds.includes("push") ? Math.max(expiry?.longest ?? 0, UNANSWERED_SECONDS) : UNANSWERED_SECONDS
  const until = attempt.createdAt + lives * 1000
  return at < until ? { unclearUntil: until } : "over"
}

interface Opening extends Pick<Standing, "latest" | "fresh"> {
  repeats: boolean
  /** Whom the chat is with, and what was answered on the page. */
  contact: Pick<Customer, "phone" | "name">
  answers: Partial<Customer>
  asking: Asking
  at: number
}

interface OpenedNow {
  attempt: Attempt
  asking: Asking
  opened: Checkout | Failure
}

/** Asks for a checkout: under the latest attempt where that `repeats`, else under a new one. */
async function openCheckout(
  world: World,
  order: Order,
  payments: OpenedPayments,
  opening: Opening,
): Promise<Offer | Closed | Moved | OpenedNow> {
  const { latest, repeats, contact, answers } = opening
  const { capabilities } = payments.connection
  const customer: Customer = { email: null, country: null, taxId: null, ...contact, ...answers }
  const needs = capabilities.needs.filter((field) => customer[field] === null)
  if (needs.length > 0) return { needs }
  const claimed = repeats && latest ? { attempt: latest, fresh: opening.fresh } : await claim(world, order, opening)
  if (!claimed) return readAgain(world, order)
  const { attempt, fresh } = claimed
  if (attempt.checkout) return { checkout: attempt.checkout, money: askedBy(order, attempt.attempt) }
  // Of two who want it at the same time one asks, where asking twice opens two.
  if (capabilities.repeat.gives === "another" && !fresh)
    return { unclearUntil: attempt.createdAt + UNANSWERED_SECONDS * 1000 }
  const asking = repeats ? askingOf(order.agreed, order.facts, attempt.attempt) : opening.asking
  const charge = chargeOf(order, attempt, asking, customer, await linkOf(world, order), payments.callbackUrl)
  return { attempt, asking, opened: await open(world, charge, attempt, capabilities) }
}

/** The next attempt, stored before anybody is asked; null where more is known of the order than what it asks for is made of. */
async function claim(
  world: World,
  order: Order,
  { latest, answers: customer, asking, at }: Opening,
): Promise<{ attempt: Attempt; fresh: boolean } | null> {
  const attempt = (latest?.attempt ?? 0) + 1
  if (!isInParts(order.agreed))
    return claimAttempt(world.db, { order: order.id, attempt, account: order.paymentAccount, customer }, at)
  if (order.status === "part_paid") await closeOthers(world, order, at)
  const claimed = await claimPart(world.db, order, { attempt, customer, asking }, at)
  return claimed && { attempt: claimed, fresh: true }
}

/** Closes others by which money may still come for a part that came already; what cannot be closed is watched by the sweep. */
async function closeOthers(world: World, order: Order, at: number): Promise<void> {
  const open = unspent(order, await openedAttempts(world, order)).filter((one) => mayBePaid(one.checkout, at))
  await closeCheckouts(world, order, open)
}

/** Notes the checkout, and what became of its order meanwhile. */
async function kept(
  world: World,
  order: Order,
  { attempt, asking, opened }: OpenedNow,
): Promise<Offer | Closed | Moved> {
  if (opened instanceof Failure) {
    log("checkout.refused", { order: order.id, account: attempt.account, code: opened.code })
    return closeOrder(world, order, { as: "failed", cause: "checkout", reason: opened.message }, "brief")
  }
  const fresh = await recordCheckout(world.db, order, attempt, opened, world.now())
  if (fresh && isPayable(fresh, world.now())) {
    const next = nextAsking(fresh.agreed, fresh.ledger, asking.tip)
    // What was due came by another checkout meanwhile: this one asks for too much, or too little.
    return sameAsking(asking, next) === "other" ? { moved: fresh } : { checkout: opened, money: asking.money }
  }
  // The order was closed while the provider was asked: what was just opened must not be paid.
  const closed = fresh ? await closeCheckouts(world, fresh, unspent(fresh, await openedAttempts(world, fresh))) : false
  return { ...asItStands(fresh ?? order), complete: closed }
}

/** The checkout, or the provider's own word that there will never be one. Throws where another try may help. */
async function open(
  world: World,
  charge: Charge,
  attempt: Attempt,
  { repeat }: Capabilities,
): Promise<Checkout | Failure> {
  try {
    const deed = { proves: "all" } as const
    return await ask(world, attempt.account, (connection, outside) => connection.open(charge, outside), deed)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // A refusal for good is an answer; not so where it may concern another request than this one.
    const isAnswer = error.advice === "stop" && !error.ambiguous
    // What was surely not opened needs no key that asks for it again, where there is none.
    const isOver = error.advice !== "again" || (repeat.gives === "another" && !error.ambiguous)
    if (isAnswer || !(error.ambiguous && error.code === "unanswered"))
      if (isOver || repeat.gives !== "another") await countFailure(world.db, attempt, isOver)
    if (isAnswer) return error
    throw error
  }
}

function isUsable(checkout: Checkout, at: number): boolean {
  return checkout.usableUntil > (checkout.kind === "push" ? at : at + MARGIN_SECONDS * 1000)
}

function chargeOf(
  order: Order,
  attempt: Attempt,
  { money }: Asking,
  customer: Customer,
  link: string,
  callbackUrl: string,
): Charge {
  return {
    order: order.id,
    attempt: attempt.attempt,
    key: keyOf(attempt),
    money,
    description: order.description,
    number: order.number,
    capture: order.agreed.capture,
    language: order.language,
    customer,
    returnUrl: `${link}/return`,
    callbackUrl,
    createdAt: attempt.createdAt,
    expiresAt: order.expiresAt,
  }
}
