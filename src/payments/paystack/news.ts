import type { Mode } from "../../core/order/order"
import type { PaymentNews, RefundStage } from "../../core/order/paymentnews"
import { idOf, objectIn, recordOf } from "../../platform/reading"
import { readCallback, text, unreadable } from "../callback"
import type { Received } from "../provider"
import { fromPaystack } from "./money"

type Fields = Record<string, unknown>

/** How an account reads what Paystack tells. */
export interface Reading {
  /** The time of asking, milliseconds since 1970. */
  at: number
  /** Of the key that was asked with, or that signed: what Paystack's own words may not say. */
  mode: Mode
  /** Whether a payment that failed can be tried again on its page. */
  failedPayments: "open" | "final"
}

/** News in one of Paystack's events ("Webhooks", types of events); anything else is named in `ignored`. */
export function paystackEvent(body: Uint8Array, reading: Reading): Received {
  const { event, data } = readCallback(body)
  if (typeof event !== "string" || event === "") throw unreadable("Paystack's event has no type.")
  const told = recordOf(data)
  switch (event) {
    case "charge.success":
      return charged(told, reading)
    case "charge.dispute.create":
    case "charge.dispute.remind":
    case "charge.dispute.resolve": {
      const news = disputeNews(told, reading)
      return news ? { news: [news], hints: [], ignored: [] } : ignored(`${event}:unclear`)
    }
    case "refund.pending":
    case "refund.processing":
    case "refund.processed":
    case "refund.failed":
    case "refund.needs-attention": {
      // An event of a refund does not name the refund: which of the transaction's it is, only asking tells.
      const id = text(told.transaction_reference)
      return id === null ? ignored(`${event}:unrelated`) : { news: [], hints: [{ kind: "refunds", id }], ignored: [] }
    }
    default:
      return ignored(event)
  }
}

function ignored(word: string): Received {
  return { news: [], hints: [], ignored: [word] }
}

function charged(transaction: Fields, reading: Reading): Received {
  const id = text(transaction.reference)
  if (id === null) throw unreadable("Paystack's charge has no reference.")
  // Who pays Paystack's fee pays more than was asked for: what was asked for is not in every event.
  if (fromPaystack(transaction.requested_amount, transaction.currency) === null || transaction.status !== "success")
    return { news: [], hints: [{ kind: "transaction", id }], ignored: [] }
  return { news: transactionNews(transaction, reading), hints: [], ignored: [] }
}

/** How a transaction stands ("Verify transaction"). */
export function transactionNews(transaction: Fields, reading: Reading): PaymentNews[] {
  const checkout = text(transaction.reference)
  if (checkout === null) return []
  const payment = idOf(transaction.id)
  const { at, failedPayments } = reading
  const about = { order: orderOf(transaction.metadata), checkout, mode: modeOf(transaction, reading) } as const
  switch (transaction.status) {
    case "success": {
      const paidAt = timeOf(transaction.paid_at) ?? at
      return [
        { ...about, id: `transaction:${payment}:paid`, at: paidAt, type: "paid", payment, money: paidOf(transaction) },
      ]
    }
    case "failed": {
      const type = failedPayments === "final" ? "failed" : "declined"
      const id = `transaction:${payment}:${type}:${attemptsOf(transaction)}`
      return [{ ...about, id, at, type, reason: text(transaction.gateway_response) ?? text(transaction.message) }]
    }
    default:
      // Abandoned, or under way in the customer's hands: it can still be paid, or come to nothing without a word.
      return []
  }
}

/** What was paid of what was asked for: less where a debit was partial, and not the fee that the customer bore. */
function paidOf({ amount, requested_amount: requested, currency }: Fields) {
  const paid = fromPaystack(amount, currency)
  const asked = fromPaystack(requested, currency)
  return paid && asked && asked.minor > 0 && asked.minor < paid.minor ? asked : paid
}

function attemptsOf({ log }: Fields): string {
  return idOf(recordOf(log).attempts) ?? ""
}

const STAGES: Readonly<Record<string, RefundStage>> = {
  pending: "pending",
  processing: "pending",
  // The customer's bank account is asked of the merchant; then it goes on.
  "needs-attention": "pending",
  processed: "done",
  failed: "failed",
}

/** How one refund of a transaction stands ("Refunds API"); null when it says nothing. */
export function refundNews(
  refund: Fields,
  of: Pick<PaymentNews, "order" | "checkout" | "mode" | "at"> & { payment: string },
): PaymentNews | null {
  const { payment, ...about } = of
  const id = idOf(refund.id)
  const stage = typeof refund.status === "string" && Object.hasOwn(STAGES, refund.status) ? STAGES[refund.status] : null
  if (id === null || !stage) return null
  const money = fromPaystack(refund.amount, refund.currency)
  const reason = stage === "done" ? null : text(refund.status)
  return {
    ...about,
    id: `refund:${id}:${String(refund.status)}`,
    type: "refund",
    refund: id,
    payment,
    stage,
    money,
    reason,
  }
}

function disputeNews(dispute: Fields, reading: Reading): PaymentNews | null {
  const id = idOf(dispute.id)
  const transaction = recordOf(dispute.transaction)
  const payment = idOf(transaction.id)
  const resolution = text(dispute.resolution)
  const stage =
    resolution === null ? "open" : /declin/.test(resolution) ? "won" : /accept/.test(resolution) ? "lost" : null
  if (id === null || stage === null) return null
  const currency = dispute.currency ?? transaction.currency
  const money = fromPaystack(dispute.refund_amount ?? transaction.amount, currency)
  const about = {
    order: orderOf(transaction.metadata),
    checkout: text(transaction.reference),
    mode: modeOf(dispute, reading),
    at: reading.at,
  }
  return {
    ...about,
    id: `dispute:${id}:${stage}`,
    type: "dispute",
    dispute: id,
    payment,
    stage,
    money,
    reason: text(dispute.category),
  }
}

/** Metadata comes back as it was sent: as an object, as its JSON, or as nothing. */
export function orderOf(metadata: unknown): string | null {
  if (typeof metadata !== "string") return text(recordOf(metadata).order)
  return text(objectIn(metadata)?.order)
}

/** Test and live share one address: Paystack's word, where it says one, tells them apart. */
function modeOf({ domain }: Fields, { mode }: Reading): Mode {
  return domain === "live" || domain === "test" ? domain : mode
}

function timeOf(value: unknown): number | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}
