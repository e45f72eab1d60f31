import type { Checkout, Customer } from "../core/order/checkout"
import type { World } from "../deployment/deployment"
import type { OpenedPayments } from "../deployment/payments"
import type { Capabilities, Charge } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { type Attempt, claimAttempt, countFailure, MAX_FAILURES, recordCheckout } from "../store/orders/attempts"
import { isPayable, moneyOf, type Order } from "../store/orders/orders"
import { type Claim, type Found, findStanding, readStanding, type Standing } from "../store/orders/standing"
import { ask, connect } from "./account"
import { closeCheckouts, keyOf, mayBePaid, openedAttempts, UNANSWERED_SECONDS } from "./checkouts"
import { asItStands, type Closed, closeOrder } from "./close"
import { linkOf } from "./link"
import { askProvider } from "./lookup"

/** Attempts made while one customer waits: a spent key is followed by a fresh one. */
const MAX_ATTEMPTS = 2

/** A checkout that ends sooner than this is replaced rather than handed out; a push asks on the phone, and is watched to its end. */
const MARGIN_SECONDS = 60

/** Before a provider forgets an idempotency key: after that asking again could open a second checkout. */
const KEY_MARGIN_HOURS = 1

/** What a customer who wants to pay is given. */
export type Offer =
  | { checkout: Checkout }
  /** What the provider must know of the customer, and the chat does not. */
  | { needs: readonly (keyof Customer)[] }
  /** A checkout was asked for and nobody knows what came of it: another is opened only once that cannot be paid. */
  | { unclearUntil: number }

/**
 * Makes or finds the checkout by which an order is paid; `told` is what its customer was asked for on the page. An order
 * that can no longer be paid comes back as it stands, and so does one whose charge the provider refuses for good: it is
 * over, for its link could never be paid.
 */
export async function checkout(world: World, order: Order, told: Partial<Customer> = {}): Promise<Offer | Closed> {
  if (!isPayable(order, world.now())) return asItStands(order)
  const isPlain = Object.keys(told).length === 0
  const claim = isPlain ? await claimFor(world, order.paymentAccount) : null
  const found = await findStanding(world.db, { id: order.id, link: null }, claim)
  return found ? checkoutFound(world, found, told) : asItStands(order)
}

/** The same for an order that was just found with what its checkout starts from. */
export async function checkoutFound(
  world: World,
  { order, standing }: Found,
  told: Partial<Customer> = {},
): Promise<Offer | Closed> {
  for (let tries = 1, known = standing; ; tries++) {
    try {
      return await offerOrOpen(world, order, known, told)
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "attempt_spent" || tries === MAX_ATTEMPTS) throw error
      known = await readStanding(world.db, order.id)
    }
  }
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

async function offerOrOpen(
  world: World,
  order: Order,
  { latest, contact, fresh }: Standing,
  told: Partial<Customer>,
): Promise<Offer | Closed> {
  const at = world.now()
  if (!isPayable(order, at)) return asItStands(order)
  if (latest?.checkout && isUsable(latest.checkout, at)) return { checkout: latest.checkout }
  const payments = await connect(world, order.paymentAccount)
  if (latest?.checkout && mayBePaid(latest.checkout, at)) {
    const asked = await askProvider(world, order, "query")
    if (!isPayable(asked, at)) return asItStands(asked)
    // The phone may still be asking: another push would be another payment.
    if (latest.checkout.kind === "push" && !(await isOver(world, asked))) return { checkout: latest.checkout }
  }
  const { capabilities } = payments.connection
  const standing = fresh ? "repeat" : latest && !latest.checkout ? standingOf(latest, capabilities, at) : "over"
  if (typeof standing !== "string") return standing
  const repeats = standing === "repeat"
  // Asked for once more it is the very same that is asked for.
  const answers = repeats ? (latest?.customer ?? {}) : { ...latest?.customer, ...told }
  const opened = await openCheckout(world, order, payments, { latest, fresh, repeats, contact, answers, at })
  return "offer" in opened ? opened.offer : kept(world, order, opened)
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
  if (opened) return opened.kind === "push" || mayBePaid(opened, at) ? { checkout: opened } : null
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
  at: number
}

/** Asks for a checkout: under the latest attempt where that `repeats`, else under a new one. */
async function openCheckout(
  world: World,
  order: Order,
  payments: OpenedPayments,
  opening: Opening,
): Promise<{ offer: Offer } | { attempt: Attempt; opened: Checkout | Failure }> {
  const { latest, repeats, contact, answers, at } = opening
  const { capabilities } = payments.connection
  const customer: Customer = { email: null, country: null, taxId: null, ...contact, ...answers }
  const needs = capabilities.needs.filter((field) => customer[field] === null)
  if (needs.length > 0) return { offer: { needs } }
  const wanted = { order: order.id, attempt: (latest?.attempt ?? 0) + 1, account: order.paymentAccount }
  const { attempt, fresh } =
    repeats && latest
      ? { attempt: latest, fresh: opening.fresh }
      : await claimAttempt(world.db, { ...wanted, customer: answers }, at)
  if (attempt.checkout) return { offer: { checkout: attempt.checkout } }
  // Of two who want it at the same time one asks, where asking twice opens two.
  if (capabilities.repeat.gives === "another" && !fresh)
    return { offer: { unclearUntil: attempt.createdAt + UNANSWERED_SECONDS * 1000 } }
  const charge = chargeOf(order, attempt, customer, await linkOf(world, order), payments.callbackUrl)
  return { attempt, opened: await open(world, charge, attempt, capabilities) }
}

/** Notes the checkout, and what became of its order meanwhile. */
async function kept(
  world: World,
  order: Order,
  { attempt, opened }: { attempt: Attempt; opened: Checkout | Failure },
): Promise<Offer | Closed> {
  if (opened instanceof Failure) {
    log("checkout.refused", { order: order.id, account: attempt.account, code: opened.code })
    return closeOrder(world, order, { as: "failed", cause: "checkout", reason: opened.message }, "brief")
  }
  const fresh = await recordCheckout(world.db, order, attempt, opened, world.now())
  if (fresh && isPayable(fresh, world.now())) return { checkout: opened }
  // The order was closed while the provider was asked: what was just opened must not be paid.
  const closed = fresh ? await closeCheckouts(world, fresh, await openedAttempts(world, fresh)) : false
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

function chargeOf(order: Order, attempt: Attempt, customer: Customer, link: string, callbackUrl: string): Charge {
  return {
    order: order.id,
    attempt: attempt.attempt,
    key: keyOf(attempt),
    money: moneyOf(order),
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
