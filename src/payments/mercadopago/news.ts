import type { DisputeStage, PaymentNews, RefundStage } from "../../core/order/paymentnews"
import { idOf, listOf, recordOf } from "../../platform/reading"
import { text } from "../callback"
import { fromNumber } from "./money"

type Fields = Record<string, unknown>

type Common = Pick<PaymentNews, "order" | "checkout" | "mode" | "at">

/**
 * How a payment stands ("Payment status", Payments API). Ids are made of the state, so that two looks tell one thing once. What
 * was approved before it was given back or disputed is told too: it may be the first that is heard of it.
 */
export function paymentNews(payment: Fields, told: Pick<Common, "mode" | "at">): PaymentNews[] {
  const id = idOf(payment.id)
  if (id === null) return []
  const about = { ...told, order: text(payment.external_reference), checkout: id }
  const paid =
    text(payment.date_approved) === null && payment.status !== "approved" ? [] : [paidNews(id, payment, about)]
  return [
    ...paid,
    ...endNews(id, payment, about),
    ...refundsNews(id, payment, about),
    ...disputeNews(id, payment, about),
  ]
}

function paidNews(id: string, payment: Fields, about: Common): PaymentNews {
  const money = fromNumber(payment.transaction_amount, payment.currency_id)
  return { ...about, id: `payment:${id}:paid`, type: "paid", payment: id, money }
}

function endNews(id: string, { status, status_detail: detail }: Fields, about: Common): PaymentNews[] {
  switch (status) {
    case "in_process":
      return [{ ...about, id: `payment:${id}:pending`, type: "pending", reason: text(detail) }]
    case "rejected":
      return [{ ...about, id: `payment:${id}:failed`, type: "failed", reason: text(detail) }]
    case "cancelled":
      // By its time, by us or in Mercado Pago's own pages: the code is void, and the order may get another.
      return [{ ...about, id: `payment:${id}:expired`, type: "expired" }]
    default:
      return []
  }
}

function refundsNews(id: string, payment: Fields, about: Common): PaymentNews[] {
  const { refunds, transaction_amount_refunded: refunded, currency_id: currency } = payment
  const given = listOf(refunds).flatMap((refund) => refundNews(recordOf(refund), id, currency, about))
  if (given.length > 0) return given
  const total = fromNumber(refunded, currency)
  if (!total || total.minor === 0) return []
  return [{ ...about, id: `payment:${id}:refunded:${total.minor}`, type: "refunded", payment: id, total }]
}

/** How one refund stands; nothing when it has no id. */
export function refundNews(refund: Fields, payment: string, currency: unknown, about: Common): PaymentNews[] {
  const id = idOf(refund.id)
  if (id === null) return []
  const stage = refundStage(refund.status)
  const money = fromNumber(refund.amount, currency)
  const reason = text(refund.reason)
  return [{ ...about, id: `refund:${id}:${stage}`, type: "refund", refund: id, payment, stage, money, reason }]
}

/** Refunds of old have no status: they were done at once. */
function refundStage(status: unknown): RefundStage {
  if (status === "rejected" || status === "cancelled") return "failed"
  return status === "in_process" || status === "pending" ? "pending" : "done"
}

function disputeNews(id: string, payment: Fields, about: Common): PaymentNews[] {
  const stage = disputeStage(payment)
  if (stage === null) return []
  const money = fromNumber(payment.transaction_amount, payment.currency_id)
  const reason = text(payment.status_detail)
  return [{ ...about, id: `dispute:${id}:${stage}`, type: "dispute", dispute: id, payment: id, stage, money, reason }]
}

/** "in_mediation: the user started a dispute"; a chargeback's detail says how it ended. */
function disputeStage({ status, status_detail: detail }: Fields): DisputeStage | null {
  if (status === "in_mediation") return "inquiry"
  if (status !== "charged_back") return null
  if (detail === "reimbursed") return "won"
  return detail === "settled" ? "lost" : "open"
}
