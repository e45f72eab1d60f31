import { isRecord } from "../core/json"
import type { PaymentEvent, PaymentStatus } from "../core/order"
import { readCallback, text, unreadable } from "./callback"
import { fromStripe } from "./stripe-money"

/** What one of Stripe's objects tells about an order; the rest of a PaymentEvent belongs to how it was told. */
type News = Pick<PaymentEvent, "order" | "reference" | "payment" | "status" | "money" | "reason">

/** News in one of Stripe's events (docs.stripe.com/api/events/types); anything else is named in `ignored`. */
export function stripeEvents(body: Uint8Array): { events: PaymentEvent[]; ignored: string[] } {
  const { id, object, type, created, livemode, data } = readCallback(body)
  if (typeof id !== "string" || id === "" || typeof type !== "string")
    throw unreadable("Stripe's event has no id or type.")
  // A thin event (`v2.core.event`) brings no object along.
  if (object !== "event") return { events: [], ignored: [type] }
  const news = newsOf(type, isRecord(data) ? data.object : null)
  if (typeof news === "string") return { events: [], ignored: [news] }
  if (typeof created !== "number" || !Number.isSafeInteger(created)) throw unreadable("Stripe's event has no time.")
  return { events: [{ ...news, id, mode: livemode === true ? "live" : "test", at: created * 1000 }], ignored: [] }
}

/** How a Checkout session with its PaymentIntent expanded stands; null while nothing is decided. */
export function sessionNews(session: Record<string, unknown>): News | null {
  if (session.status === "expired") return newsOfSession(session, "expired")
  if (session.status !== "complete") return null
  if (session.payment_status === "paid") return newsOfSession(session, "paid")
  if (session.payment_status !== "unpaid") return null
  const intent = isRecord(session.payment_intent) ? session.payment_intent : {}
  // The session stays complete and unpaid when a slow method fails; only its PaymentIntent tells.
  const failed = intent.status === "requires_payment_method" || intent.status === "canceled"
  return newsOfSession(session, failed ? "failed" : "pending", failed ? reasonOf(intent) : null)
}

/** News of a charge that was given back, wholly or in part; a word when it is not about any order. */
export function chargeNews(charge: Record<string, unknown>): News | string {
  const news: News = {
    // Stripe copies the PaymentIntent's metadata to its charge.
    order: orderOf(charge),
    reference: null,
    payment: idOf(charge.payment_intent),
    status: "refunded",
    money: fromStripe(charge.amount_refunded, charge.currency),
    reason: null,
  }
  return news.order === null && news.payment === null ? "charge.refunded:unrelated" : news
}

function newsOf(type: string, object: unknown): News | string {
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (!read) return type
  if (!isRecord(object)) throw unreadable(`Stripe's ${type} has no object.`)
  return read(object, type)
}

type Reader = (object: Record<string, unknown>, type: string) => News | string

const readers: Readonly<Record<string, Reader>> = {
  "checkout.session.completed": (session, type) => onlyPayment(session, type, completedStatus(session.payment_status)),
  "checkout.session.async_payment_succeeded": (session, type) => onlyPayment(session, type, "paid"),
  "checkout.session.async_payment_failed": (session, type) => onlyPayment(session, type, "failed"),
  "checkout.session.expired": (session, type) => onlyPayment(session, type, "expired"),
  "payment_intent.payment_failed": declined,
  "charge.refunded": chargeNews,
  "charge.dispute.created": dispute,
}

/** The types of events that are read: what an endpoint has to be subscribed to. */
export const stripeEventTypes: readonly string[] = Object.keys(readers)

function completedStatus(paymentStatus: unknown): PaymentStatus | null {
  if (paymentStatus === "paid") return "paid"
  return paymentStatus === "unpaid" ? "pending" : null
}

/** The same account may sell subscriptions and save cards elsewhere: those sessions are no news of an order. */
function onlyPayment(session: Record<string, unknown>, type: string, status: PaymentStatus | null): News | string {
  if (session.mode !== undefined && session.mode !== "payment") return `${type}:${session.mode}`
  return status === null ? `${type}:${session.payment_status}` : newsOfSession(session, status)
}

function newsOfSession(session: Record<string, unknown>, status: PaymentStatus, reason: string | null = null): News {
  const reference = text(session.id)
  if (reference === null) throw unreadable("Stripe's session has no id.")
  return {
    order: orderOf(session) ?? text(session.client_reference_id),
    reference,
    payment: idOf(session.payment_intent),
    status,
    money: fromStripe(session.amount_total, session.currency),
    reason,
  }
}

function declined(intent: Record<string, unknown>): News | string {
  const order = orderOf(intent)
  if (order === null) return "payment_intent.payment_failed:unrelated"
  const money = fromStripe(intent.amount, intent.currency)
  return { order, reference: null, payment: null, status: "declined", money, reason: reasonOf(intent) }
}

function dispute(object: Record<string, unknown>): News | string {
  const payment = idOf(object.payment_intent)
  const order = orderOf(object)
  if (payment === null && order === null) return "charge.dispute.created:unrelated"
  const money = fromStripe(object.amount, object.currency)
  return { order, reference: null, payment, status: "chargeback", money, reason: text(object.reason) }
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
