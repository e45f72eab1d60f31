import { isRecord } from "../../core/json"
import type { Mode, PaymentEvent, PaymentStatus } from "../../core/order/order"
import { readCallback, text, unreadable } from "../callback"
import { type Hint, nothing, type Received } from "../provider"
import { fromStripe } from "./money"

/** What one of Stripe's objects tells about an order; the rest of a PaymentEvent belongs to how it was told. */
type News = Pick<PaymentEvent, "order" | "reference" | "payment" | "status" | "money" | "reason">

/**
 * News in one of Stripe's events (docs.stripe.com/api/events/types); anything else is named in `ignored`. A platform's
 * endpoint hears of all the accounts that are connected to it: `own` is the id of the account whose money is meant.
 */
export function stripeEvents(body: Uint8Array, own: string | undefined): Received {
  const event = readCallback(body)
  const { id, object, type, created, account, data } = event
  if (typeof id !== "string" || id === "" || typeof type !== "string")
    throw unreadable("Stripe's event has no id or type.")
  if (object !== "event") return thinEvent(event, type, own)
  const foreign = isForeign(account, own)
  const news = newsOf(type, isRecord(data) ? data.object : null)
  if (typeof news === "string") return { ...nothing, ignored: [foreign ? `${type}:foreign` : news] }
  if (typeof created !== "number" || !Number.isSafeInteger(created)) throw unreadable("Stripe's event has no time.")
  const told = [{ ...news, id, mode: modeOf(event), at: created * 1000 }]
  return foreign ? { ...nothing, foreign: told } : { ...nothing, events: told }
}

/** A thin event brings no object along (docs.stripe.com/event-destinations, "Thin events"): it has to be asked for. */
function thinEvent(event: Record<string, unknown>, type: string, own: string | undefined): Received {
  const { kind, id } = relatedTo(event.related_object)
  if (event.object !== "v2.core.event" || !type.startsWith("v1.") || kind === null || id === null)
    return { ...nothing, ignored: [type] }
  if (isForeign(event.context, own)) return { ...nothing, ignored: [`${type}:foreign`] }
  return { ...nothing, hints: [{ kind, id, mode: modeOf(event) }] }
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

function modeOf({ livemode }: Record<string, unknown>): Mode {
  return livemode === true ? "live" : "test"
}

/** Where in Stripe's API a hint is looked up. */
export function finderPath({ kind, id }: Hint): string {
  return (finders[kind]?.path ?? "") + encodeURIComponent(id) + (finders[kind]?.query ?? "")
}

/** News of what a hint named, as it was found and told at that time; none when no order's money is in it. */
export function foundNews(kind: string, object: Record<string, unknown>, at: number): PaymentEvent[] {
  const found = finders[kind]?.read(object) ?? null
  // The account refunds and is disputed elsewhere too: of these only what names a payment is any order's.
  if (!found || (found.news.order === null && found.news.reference === null && found.news.payment === null)) return []
  return [{ ...found.news, id: found.id, mode: modeOf(found.of ?? object), at }]
}

interface Finder {
  path: string
  query?: string
  /** `id` is the same for the same news; `of` is the object that knows the mode, where that is not the one found. */
  read(object: Record<string, unknown>): { news: News; id: string; of?: Record<string, unknown> } | null
}

/** The kinds of objects that news of an order is in. */
const finders: Readonly<Record<string, Finder>> = {
  "checkout.session": {
    path: "checkout/sessions/",
    query: "?expand[]=payment_intent",
    read(session) {
      const news = session.mode === undefined || session.mode === "payment" ? sessionNews(session) : null
      return news && { news, id: `query:${news.reference}:${news.status}` }
    },
  },
  charge: { path: "charges/", read: givenBack },
  refund: {
    path: "refunds/",
    query: "?expand[]=charge",
    read: ({ charge }) => (isRecord(charge) ? givenBack(charge) : null),
  },
  payment_intent: {
    path: "payment_intents/",
    read(intent) {
      const news =
        intent.status === "requires_payment_method" && isRecord(intent.last_payment_error) && declined(intent)
      return news && typeof news !== "string"
        ? { news, id: `declined:${idOf(intent.id)}:${idOf(intent.latest_charge)}` }
        : null
    },
  },
  dispute: {
    path: "disputes/",
    read(object) {
      const news = dispute(object)
      return typeof news === "string" ? null : { news, id: `dispute:${idOf(object.id)}` }
    },
  },
}

function givenBack(charge: Record<string, unknown>): ReturnType<Finder["read"]> {
  const news = chargeNews(charge)
  if (typeof news === "string" || !news.money || news.money.minor === 0) return null
  return { news, id: `charge:${idOf(charge.id)}:${news.money.minor}`, of: charge }
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
