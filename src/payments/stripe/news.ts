import { isRecord } from "../../core/json"
import type { Mode } from "../../core/order/order"
import type { DisputeStage, PaymentFact, PaymentNews, RefundStage } from "../../core/order/paymentnews"
import { Failure } from "../../platform/failure"
import { readCallback, text, unreadable } from "../callback"
import type { Received } from "../provider"
import { fromStripe } from "./money"

/** What one of Stripe's objects tells, and of which order and checkout; the rest of the news belongs to how it was told. */
type Told = Pick<PaymentNews, "order" | "checkout"> & PaymentFact

/** A callback that says nothing. */
const NOTHING: Received = { news: [], hints: [], ignored: [] }

/**
 * News in one of Stripe's events (docs.stripe.com/api/events/types); anything else is named in `ignored`. A platform's
 * endpoint hears of all the accounts that are connected to it: `own` is the id of the account whose money is meant.
 */
export function stripeEvents(body: Uint8Array, mode: Mode, own: string | undefined): Received {
  const event = readCallback(body)
  const { id, object, type, created, account, data } = event
  if (typeof id !== "string" || id === "" || typeof type !== "string")
    throw unreadable("Stripe's event has no id or type.")
  if (object !== "event") return thinEvent(event, type, mode, own)
  const foreign = isForeign(account, own)
  const checkout = type === "checkout.session.completed" && isRecord(data) ? heldCheckout(data.object) : null
  if (checkout !== null)
    return foreign ? { ...NOTHING, ignored: [`${type}:foreign`] } : { ...NOTHING, hints: [{ checkout }] }
  const told = toldBy(type, isRecord(data) ? data.object : null)
  if (typeof told === "string") return { ...NOTHING, ignored: [foreign ? `${type}:foreign` : told] }
  if (typeof created !== "number" || !Number.isSafeInteger(created)) throw unreadable("Stripe's event has no time.")
  const news = [{ ...told, id, mode: modeOf(event), at: created * 1000 }]
  return foreign ? { ...NOTHING, foreign: news } : { ...NOTHING, news }
}

/** A thin event brings no object along (docs.stripe.com/event-destinations, "Thin events"): it has to be asked for. */
function thinEvent(event: Record<string, unknown>, type: string, mode: Mode, own: string | undefined): Received {
  const { kind, id } = relatedTo(event.related_object)
  if (event.object !== "v2.core.event" || !type.startsWith("v1.") || kind === null || id === null)
    return { ...NOTHING, ignored: [type] }
  if (isForeign(event.context, own)) return { ...NOTHING, ignored: [`${type}:foreign`] }
  // Asked with the key of the other mode Stripe would say that there is no such thing, and the news would be lost.
  if (modeOf(event) !== mode)
    throw new Failure("wrong_mode", `Stripe tells of ${modeOf(event)} money, but the key is for ${mode} mode.`, "again")
  return { ...NOTHING, hints: [{ kind, id }] }
}

function relatedTo(object: unknown): { kind: string | null; id: string | null } {
  const { type, id } = isRecord(object) ? object : {}
  return { kind: typeof type === "string" && Object.hasOwn(finders, type) ? type : null, id: text(id) }
}

/** An account's own events name no account; its place in an organisation is written in front of it. */
function isForeign(account: unknown, own: string | undefined): boolean {
  if (account === undefined || account === null) return false
  return typeof account !== "string" || own === undefined || account.split("/").at(-1) !== own
}

/** Whether real money is meant. */
export function modeOf({ livemode }: Record<string, unknown>): Mode {
  return livemode === true ? "live" : "test"
}

/** Where in Stripe's API a thing is looked up that a thin event named. */
export function finderPath({ kind, id }: { kind: string; id: string }): string {
  return (finders[kind]?.path ?? "") + encodeURIComponent(id) + (finders[kind]?.query ?? "")
}

/** News of what a hint named, as it was found and told at that time; none when no order's money is in it. */
export function foundNews(kind: string, object: Record<string, unknown>, at: number): PaymentNews[] {
  const found = finders[kind]?.read(object) ?? []
  // The account refunds and is disputed elsewhere too: of these only what names a payment is any order's.
  return found.flatMap(({ told, of = object }) =>
    isUnrelated(told) ? [] : [{ ...told, id: idOfFound(told, object), mode: modeOf(of), at }],
  )
}

/** The same for the same news. */
export function idOfFound(told: Told, object: Record<string, unknown>): string {
  if (told.type === "refund") return `refund:${told.refund}:${told.stage}`
  if (told.type === "refunded") return `refunded:${told.payment}:${told.total?.minor}`
  if (told.type === "dispute") return `dispute:${told.dispute}:${told.stage}`
  if (told.type === "declined") return `declined:${idOf(object.id)}:${idOf(object.latest_charge)}`
  return `query:${told.checkout}:${told.type}`
}

function isUnrelated(told: Told): boolean {
  return told.order === null && told.checkout === null && ("payment" in told ? told.payment : null) === null
}

interface Finder {
  path: string
  query?: string
  /** `of` is the object that knows the mode, where that is not the one found. */
  read(object: Record<string, unknown>): { told: Told; of?: Record<string, unknown> }[]
}

/** The kinds of objects that news of an order is in. */
const finders: Readonly<Record<string, Finder>> = {
  "checkout.session": {
    path: "checkout/sessions/",
    query: "?expand[]=payment_intent",
    read(session) {
      const told = session.mode === undefined || session.mode === "payment" ? sessionNews(session) : []
      return told.map((one) => ({ told: one }))
    },
  },
  charge: { path: "charges/", read: (charge) => ifTold(totalOf(charge)) },
  refund: {
    path: "refunds/",
    query: "?expand[]=charge",
    read: (refund) =>
      refundsOf(refund).map((told) => ({ told, ...(isRecord(refund.charge) && { of: refund.charge }) })),
  },
  payment_intent: {
    path: "payment_intents/",
    read(intent) {
      const failed = intent.status === "requires_payment_method" && isRecord(intent.last_payment_error)
      return ifTold(failed ? declined(intent) : letGo(intent))
    },
  },
  dispute: { path: "disputes/", read: (object) => ifTold(dispute(object)) },
}

function ifTold(told: Told | string | null): { told: Told }[] {
  return told === null || typeof told === "string" ? [] : [{ told }]
}

/** News of a refund, and of all that was given back of its payment where its charge came along and that is more. */
export function refundsOf(refund: Record<string, unknown>): Told[] {
  const own = refundNews(refund)
  if (typeof own === "string" || own.type !== "refund") return []
  const all = isRecord(refund.charge) ? totalOf(refund.charge) : null
  // While it is on its way its charge counts it already.
  const more = own.stage === "done" && all?.type === "refunded" && (all.total?.minor ?? 0) > (own.money?.minor ?? 0)
  return more && all ? [own, all] : [own]
}

function totalOf(charge: Record<string, unknown>): Told | null {
  const told = chargeNews(charge)
  if (typeof told === "string" || told.type !== "refunded") return null
  return told.total && told.total.minor > 0 ? told : null
}

/** How a Checkout session with its PaymentIntent expanded stands; nothing while nothing is decided. */
export function sessionNews(session: Record<string, unknown>): Told[] {
  if (session.status === "expired") return [aboutSession(session, { type: "expired" })]
  if (session.status !== "complete") return []
  const intent = isRecord(session.payment_intent) ? session.payment_intent : {}
  const held = isHeldLater(session) ? heldNews(intent) : []
  if (held.length > 0) return held.map((fact) => aboutSession(session, fact))
  if (session.payment_status === "paid") return [aboutSession(session, paid(session))]
  if (session.payment_status !== "unpaid") return []
  // The session stays complete and unpaid when a slow method fails; only its PaymentIntent tells.
  const failed = intent.status === "requires_payment_method" || intent.status === "canceled"
  return [
    aboutSession(session, failed ? { type: "failed", reason: reasonOf(intent) } : { type: "pending", reason: null }),
  ]
}

/** The id of a session whose money is held, or on its way: which, only its PaymentIntent says. */
function heldCheckout(session: unknown): string | null {
  return isRecord(session) && isHeldLater(session) ? text(session.id) : null
}

/** Whether the session was opened to have its money held. */
function isHeldLater({ metadata }: Record<string, unknown>): boolean {
  return isRecord(metadata) && metadata.capture === "later"
}

/**
 * How the PaymentIntent of money that is captured later stands (docs.stripe.com/payments/place-a-hold-on-a-payment-method):
 * it can be captured once, and what that leaves is let go. Nothing while it is neither held nor over.
 */
export function heldNews(intent: Record<string, unknown>): PaymentFact[] {
  const approval = text(intent.id)
  if (approval === null) return []
  const released: PaymentFact = { type: "released", approval, reason: text(intent.cancellation_reason) }
  const whole = fromStripe(intent.amount, intent.currency)
  if (intent.status === "requires_capture") {
    const money = fromStripe(intent.amount_capturable, intent.currency) ?? whole
    return [{ type: "approved", approval, money, held: true, until: null }]
  }
  if (intent.status === "canceled") return [released]
  if (intent.status !== "succeeded") return []
  const money = fromStripe(intent.amount_received, intent.currency)
  const isPart = money !== null && whole !== null && money.minor < whole.minor
  return [{ type: "paid", payment: approval, money }, ...(isPart ? [released] : [])]
}

/** A hold that lapsed or was let go; null for an intent that held nothing. */
function letGo(intent: Record<string, unknown>): Told | null {
  if (intent.capture_method !== "manual" || intent.status !== "canceled") return null
  const [fact] = heldNews(intent)
  return fact ? { order: orderOf(intent), checkout: null, ...fact } : null
}

/** What was given back of a charge so far, in all; a word when it is not about any order. */
function chargeNews(charge: Record<string, unknown>): Told | string {
  // Stripe copies the PaymentIntent's metadata to its charge.
  const order = orderOf(charge)
  const payment = idOf(charge.payment_intent)
  if (order === null && payment === null) return "charge.refunded:unrelated"
  return {
    order,
    checkout: null,
    type: "refunded",
    payment,
    total: fromStripe(charge.amount_refunded, charge.currency),
  }
}

/** How one refund stands; a word when it is not about any order. */
function refundNews(object: Record<string, unknown>): Told | string {
  const [refund, order, payment] = [text(object.id), orderOf(object), idOf(object.payment_intent)]
  if (refund === null) throw unreadable("Stripe's refund has no id.")
  if (order === null && payment === null) return "refund:unrelated"
  return {
    ...{ order, checkout: null, type: "refund", refund, payment },
    stage: REFUND_STAGES[text(object.status) ?? ""] ?? "pending",
    money: fromStripe(object.amount, object.currency),
    reason: text(object.failure_reason),
  }
}

/** By a refund's status (docs.stripe.com/api/refunds/object); the others mean that it is on its way. */
const REFUND_STAGES: Readonly<Record<string, RefundStage>> = { succeeded: "done", failed: "failed", canceled: "failed" }

/** By a dispute's status (docs.stripe.com/api/disputes/object); the others mean that the money was taken back. */
const DISPUTE_STAGES: Readonly<Record<string, DisputeStage>> = {
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  warning_closed: "inquiry",
  won: "won",
  lost: "lost",
}

function toldBy(type: string, object: unknown): Told | string {
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (!read) return type
  if (!isRecord(object)) throw unreadable(`Stripe's ${type} has no object.`)
  return read(object, type)
}

type Reader = (object: Record<string, unknown>, type: string) => Told | string

const readers: Readonly<Record<string, Reader>> = {
  "checkout.session.completed": (session, type) =>
    onlyPayment(session, type, session.payment_status === "unpaid" ? PENDING : paidIfSo(session)),
  "checkout.session.async_payment_succeeded": (session, type) => onlyPayment(session, type, paid(session)),
  "checkout.session.async_payment_failed": (session, type) =>
    onlyPayment(session, type, { type: "failed", reason: null }),
  "checkout.session.expired": (session, type) => onlyPayment(session, type, { type: "expired" }),
  "payment_intent.payment_failed": declined,
  "payment_intent.canceled": (intent, type) => letGo(intent) ?? `${type}:unrelated`,
  "charge.captured": (charge, type) => captured(charge) ?? `${type}:unrelated`,
  "charge.refunded": chargeNews,
  "refund.created": refundNews,
  "refund.updated": refundNews,
  "refund.failed": refundNews,
  "charge.dispute.created": dispute,
  "charge.dispute.updated": dispute,
  "charge.dispute.closed": dispute,
}

/** The types of events that are read: what an endpoint has to be subscribed to. */
export const stripeEventTypes: readonly string[] = Object.keys(readers)

const PENDING: PaymentFact = { type: "pending", reason: null }

function paid(session: Record<string, unknown>): PaymentFact {
  const money = fromStripe(session.amount_total, session.currency)
  return { type: "paid", payment: idOf(session.payment_intent), money }
}

function paidIfSo(session: Record<string, unknown>): PaymentFact | null {
  return session.payment_status === "paid" ? paid(session) : null
}

/** The same account may sell subscriptions and save cards elsewhere: those sessions are no news of an order. */
function onlyPayment(session: Record<string, unknown>, type: string, fact: PaymentFact | null): Told | string {
  if (session.mode !== undefined && session.mode !== "payment") return `${type}:${session.mode}`
  return fact === null ? `${type}:${session.payment_status}` : aboutSession(session, fact)
}

function aboutSession(session: Record<string, unknown>, fact: PaymentFact): Told {
  const checkout = text(session.id)
  if (checkout === null) throw unreadable("Stripe's session has no id.")
  return { order: orderOf(session) ?? text(session.client_reference_id), checkout, ...fact }
}

function declined(intent: Record<string, unknown>): Told | string {
  const order = orderOf(intent)
  if (order === null) return "payment_intent.payment_failed:unrelated"
  return { order, checkout: null, type: "declined", reason: reasonOf(intent) }
}

/** What was held was captured, wherever that was asked for. */
function captured(charge: Record<string, unknown>): Told | null {
  const [order, payment] = [orderOf(charge), idOf(charge.payment_intent)]
  if (order === null || payment === null) return null
  const money = fromStripe(charge.amount_captured, charge.currency)
  return { order, checkout: null, type: "paid", payment, money }
}

function dispute(object: Record<string, unknown>): Told | string {
  const [id, order, payment] = [text(object.id), orderOf(object), idOf(object.payment_intent)]
  if (id === null) throw unreadable("Stripe's dispute has no id.")
  if (payment === null && order === null) return "charge.dispute:unrelated"
  return {
    ...{ order, checkout: null, type: "dispute", dispute: id, payment },
    stage: DISPUTE_STAGES[text(object.status) ?? ""] ?? "open",
    money: fromStripe(object.amount, object.currency),
    reason: text(object.reason),
  }
}

/** Metadata is ours alone, while a customer can write `client_reference_id` into a Payment Link's address. */
function orderOf(object: Record<string, unknown>): string | null {
  return isRecord(object.metadata) ? text(object.metadata.order) : null
}

/** Stripe writes a related object as its id or, expanded, as itself. */
function idOf(value: unknown): string | null {
  return text(isRecord(value) ? value.id : value)
}

function reasonOf(intent: Record<string, unknown>): string | null {
  const error = isRecord(intent.last_payment_error) ? intent.last_payment_error : {}
  return text(error.message) ?? text(error.decline_code) ?? text(error.code)
}
