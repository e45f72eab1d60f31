import type { DisputeStage, PaymentNews, RefundStage } from "../../core/order/paymentnews"
import { listOf, recordOf } from "../../platform/reading"
import { readCallback, text, unreadable } from "../callback"
import type { Received } from "../provider"
import { fromPayPal } from "./money"

type Fields = Record<string, unknown>

/** Which order and checkout news is about, in which mode, and when. */
type About = Pick<PaymentNews, "order" | "checkout" | "mode" | "at">

/** In which mode news was told, and when. */
type Teller = Pick<About, "mode" | "at">

/** PayPal gives this long to take what was approved. */
type Lapse = { lapseSeconds: number }

/** What a callback tells: its type and what it is about. */
export interface PayPalEvent {
  type: string
  resource: Fields
  /** Milliseconds since 1970; null when it does not say. */
  at: number | null
}

/** The event in a callback's body ("Webhooks Management API", event). Throws a Failure `unreadable`. */
export function readEvent(body: Uint8Array): PayPalEvent {
  const { event_type: type, resource, create_time: at } = readCallback(body)
  if (typeof type !== "string" || type === "") throw unreadable("PayPal's event has no type.")
  return { type, resource: recordOf(resource), at: timeOf(at) }
}

/** News in one of PayPal's events ("Webhook event names"); anything else is named in `ignored`. */
export function eventNews({ type, resource }: PayPalEvent, teller: Teller & Lapse): Received {
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  const news = read?.(resource, teller) ?? []
  const ours = news.filter(({ order, checkout, ...fact }) => {
    return order !== null || checkout !== null || ("payment" in fact && fact.payment !== null)
  })
  const ignored = ours.length > 0 ? [] : [read ? `${type}:unrelated` : type]
  return { news: ours, hints: [], ignored }
}

type Reader = (resource: Fields, teller: Teller & Lapse) => PaymentNews[]

const readers: Readonly<Record<string, Reader>> = {
  "CHECKOUT.ORDER.APPROVED": orderNews,
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED": lapsed,
  "PAYMENT.CAPTURE.COMPLETED": captureNews,
  "PAYMENT.CAPTURE.PENDING": captureNews,
  "PAYMENT.CAPTURE.DENIED": captureNews,
  "PAYMENT.CAPTURE.REFUNDED": refundNews,
  "PAYMENT.CAPTURE.REVERSED": reversalNews,
  "PAYMENT.REFUND.PENDING": refundNews,
  "PAYMENT.REFUND.FAILED": refundNews,
  "CUSTOMER.DISPUTE.CREATED": disputeNews,
  "CUSTOMER.DISPUTE.UPDATED": disputeNews,
  "CUSTOMER.DISPUTE.RESOLVED": disputeNews,
}

/** The types of events that are read: what the webhook is subscribed to. */
export const paypalEventTypes: readonly string[] = Object.keys(readers)

/** How an order at PayPal stands ("Orders API v2", order). Ids are made of the state, so that a look and a callback tell one thing once. */
export function orderNews(order: Fields, teller: Teller & Lapse): PaymentNews[] {
  const { mode, at } = teller
  const [unit] = listOf(order.purchase_units).map(recordOf)
  const checkout = text(order.id)
  if (!unit || checkout === null) return []
  const about = { order: text(unit.custom_id), checkout, mode, at }
  switch (order.status) {
    case "APPROVED": {
      // A second approval, after the first means of payment was declined, is another one: it is told by its time.
      const since = timeOf(order.update_time) ?? timeOf(order.create_time)
      const approval = since === null ? checkout : `${checkout}-${Math.floor(since / 1000).toString(36)}`
      const until = (since ?? at) + teller.lapseSeconds * 1000
      const money = fromPayPal(unit.amount)
      return [{ ...about, id: `approved:${approval}`, type: "approved", approval, money, held: false, until }]
    }
    case "VOIDED":
      return [{ ...about, id: `order:${checkout}:voided`, type: "cancelled", reason: null }]
    case "COMPLETED":
      return paymentsNews(recordOf(unit.payments), about)
    default:
      return []
  }
}

/** COMPLETED says only that something was captured: how that went is in each capture. */
function paymentsNews({ captures, refunds }: Fields, about: About): PaymentNews[] {
  const captured = listOf(captures).flatMap((capture) => captureNews(recordOf(capture), about))
  const good = captured.filter(({ type }) => type !== "failed")
  const given = listOf(refunds).flatMap((refund) => refundNews(recordOf(refund), about))
  return [...(good.length > 0 ? good : captured), ...given]
}

function captureNews(capture: Fields, teller: Teller & Partial<About>): PaymentNews[] {
  const payment = text(capture.id)
  if (payment === null) return []
  const about = aboutOf(capture, teller)
  const reason = text(recordOf(capture.status_details).reason)
  switch (capture.status) {
    case "COMPLETED":
    case "PARTIALLY_REFUNDED":
    case "REFUNDED":
      return [{ ...about, id: `capture:${payment}:paid`, type: "paid", payment, money: fromPayPal(capture.amount) }]
    case "PENDING":
      return [{ ...about, id: `capture:${payment}:pending`, type: "pending", reason }]
    case "DECLINED":
    case "FAILED":
      return [{ ...about, id: `capture:${payment}:failed`, type: "failed", reason }]
    default:
      return []
  }
}

const STAGES: Readonly<Record<string, RefundStage>> = {
  COMPLETED: "done",
  PENDING: "pending",
  FAILED: "failed",
  CANCELLED: "failed",
}

/** A refund names its capture as what is above it. */
export function refundNews(refund: Fields, teller: Teller & Partial<About>): PaymentNews[] {
  const id = text(refund.id)
  const stage = typeof refund.status === "string" && Object.hasOwn(STAGES, refund.status) ? STAGES[refund.status] : null
  if (id === null || !stage) return []
  const links = listOf(refund.links).map(recordOf)
  const above = text(links.find(({ rel }) => rel === "up")?.href)
  const payment = /\/captures\/([A-Za-z0-9]+)$/.exec(above ?? "")?.[1] ?? null
  const money = fromPayPal(refund.amount)
  const reason = text(recordOf(refund.status_details).reason)
  const about = { ...aboutOf(refund, teller), id: `refund:${id}:${stage}` }
  return [{ ...about, type: "refund", refund: id, payment, stage, money, reason }]
}

/** Money that PayPal or a bank took back: told as a refund, or as the capture that it was. */
function reversalNews(resource: Fields, teller: Teller): PaymentNews[] {
  const told = refundNews(resource, teller)
  const payment = text(resource.id)
  if (payment === null || told.some((news) => news.type === "refund" && news.payment !== null)) return told
  const about = { ...aboutOf(resource, teller), id: `reversal:${payment}` }
  const money = fromPayPal(resource.amount)
  return [
    { ...about, type: "refund", refund: `reversal-${payment}`, payment, stage: "done", money, reason: "reversed" },
  ]
}

/** The payment was approved and never taken: nothing moved, and the order at PayPal is over. */
function lapsed(resource: Fields, { mode, at }: Teller): PaymentNews[] {
  const checkout = text(resource.order_id) ?? text(resource.id)
  const order = text(recordOf(listOf(resource.purchase_units)[0]).custom_id)
  return [{ id: `order:${checkout}:lapsed`, order, checkout, mode, at, type: "expired" }]
}

/** One dispute can be about several payments; each is told for itself ("Disputes API v1", dispute). */
function disputeNews(dispute: Fields, { mode, at }: Teller): PaymentNews[] {
  const id = text(dispute.dispute_id)
  if (id === null) return []
  const stage = disputeStage(dispute)
  const disputed = listOf(dispute.disputed_transactions).map(recordOf)
  return disputed.map((transaction) => {
    const payment = text(transaction.seller_transaction_id)
    const money = fromPayPal(disputed.length === 1 ? dispute.dispute_amount : transaction.gross_amount)
    const news = `dispute:${id}:${payment}:${stage}:${money?.minor ?? ""}`
    const about = { id: news, order: text(transaction.custom), checkout: null, mode, at }
    return { ...about, type: "dispute", dispute: id, payment, stage, money, reason: text(dispute.reason) }
  })
}

function disputeStage({ status, dispute_life_cycle_stage: cycle, dispute_outcome: outcome }: Fields): DisputeStage {
  const { outcome_code: code } = recordOf(outcome)
  if (status !== "RESOLVED") return cycle === "INQUIRY" ? "inquiry" : "open"
  // With a payout PayPal pays the customer itself, and the merchant keeps the money.
  return code === "RESOLVED_BUYER_FAVOUR" || code === "ACCEPTED" ? "lost" : "won"
}

/** A payment knows its order by what it was charged with, and the checkout by what PayPal relates to it. */
function aboutOf(object: Fields, { order, checkout, mode, at }: Teller & Partial<About>): About {
  const related = recordOf(recordOf(object.supplementary_data).related_ids)
  return { order: order ?? text(object.custom_id), checkout: checkout ?? text(related.order_id), mode, at }
}

function timeOf(value: unknown): number | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}
