import type { Money } from "../money"
import { type OrderStatus, orderStates } from "./states"

/**
 * What a payment provider said of an order. `declined` is one attempt that failed while the checkout can still be paid;
 * `refunded` without a subject carries the whole amount given back so far; an `inquiry` moves no money.
 */
export type PaymentStatus =
  | "paid"
  | "pending"
  | "failed"
  | "expired"
  | "cancelled"
  | "declined"
  | "refundPending"
  | "refunded"
  | "refundFailed"
  | "inquiry"
  | "chargeback"
  | "chargebackWon"
  | "chargebackLost"

/** One piece of news about money, in the provider's name, without anything provider-specific left in it. */
export interface PaymentEvent {
  /** The provider's own id of the news: the same news again has the same id. */
  id: string
  /** The order's opaque id, when the provider names it. */
  order: string | null
  /** The checkout it is about, as returned when it was opened. */
  reference: string | null
  /** The provider's id of the captured payment, when there is one. */
  payment: string | null
  /** The provider's id of the refund or the dispute that it is about. */
  subject: string | null
  status: PaymentStatus
  money: Money | null
  mode: Mode
  /** Milliseconds since 1970. */
  at: number
  /** Why, for people. */
  reason: string | null
}

export type Mode = "test" | "live"

/** What `settle` needs to know of an order, and what it may change. */
export interface OrderState {
  status: OrderStatus
  money: Money
  mode: Mode
  /** Milliseconds since 1970. */
  expiresAt: number
  /** The checkout now open for it. */
  reference: string | null
  /** The captured payment that paid it, or that disputed it. */
  payment: string | null
  /** Paid after it had failed, expired, been cancelled or been disputed. */
  late: boolean
  /** Another payment was captured for it, of whatever amount. */
  overpaid: boolean
  /** The provider's ids of the payments beside its own, in the order in which they became known. */
  surplus: readonly string[]
  /** Minor units given back so far, and what is known of that. */
  refundedMinor: number
  givenBack: GivenBack
  /** Whether a bank took the money back, and how each dispute stands. */
  chargeback: boolean
  disputes: Disputes
  reason: string | null
}

/** What was told of giving an order's money back; minor units. */
export interface GivenBack {
  /** The largest total that was told. */
  total: number
  /** By the provider's id of each refund that was done, or failed, or first the one and then the other. */
  refunds: Readonly<Record<string, { minor: number; done: boolean; failed: boolean }>>
}

/** How far each dispute came, by the provider's id of it. */
type Disputes = Readonly<Record<string, keyof typeof DISPUTE_RANKS>>

/** Nothing was given back. */
export const NOTHING_GIVEN_BACK: GivenBack = { total: 0, refunds: {} }

/**
 * The state of an order after a piece of news; the same object when the news changes nothing. Paid absorbs everything:
 * whatever the order and number of the events, once paid it stays paid.
 */
export function settle(order: OrderState, event: PaymentEvent): OrderState {
  if (event.status === "paid") return paid(order, event)
  // No money moved, and test keys are in more hands: they must not end, refund or charge back a live order.
  if (event.mode !== order.mode) return order
  switch (event.status) {
    case "refunded":
    case "refundFailed":
      return refunded(order, event)
    case "inquiry":
      return disputed(order, event, "inquiry")
    case "chargeback":
      return disputed(order, event, "open")
    case "chargebackWon":
      return disputed(order, event, "won")
    case "chargebackLost":
      return disputed(order, event, "lost")
    case "pending":
      // Pending is left only by news of the current checkout, so only that may enter it.
      return isCurrent(order, event) && order.status === "open" ? { ...order, status: "pending" } : order
    case "failed":
      // Without a checkout it is news of our own: no checkout can be made, which says nothing of one that is being paid.
      if (event.reference === null) return order.status === "open" ? leave(order, "failed", event) : order
      return isCurrent(order, event) && isUnsettled(order) ? leave(order, "failed", event) : order
    case "cancelled":
      return isCurrent(order, event) && order.status === "open" ? leave(order, "cancelled", event) : order
    case "expired":
      // A provider's checkout often ends long before the order does: then only the attempt is over.
      return order.status === "open" && event.at >= order.expiresAt ? leave(order, "expired", event) : order
    case "declined":
    case "refundPending":
      return order
  }
}

function paid(order: OrderState, event: PaymentEvent): OrderState {
  const mismatch = differs(order, event)
  if (order.status === "paid") return event.mode === order.mode ? captured(order, event) : order
  if (mismatch) {
    const known = event.mode === order.mode ? captured(order, event) : order
    return order.status === "mismatch" ? known : { ...known, status: "mismatch", reason: mismatch }
  }
  return {
    ...(isOther(order, event) ? withSurplus(order, order.payment, event.payment) : order),
    status: "paid",
    payment: event.payment ?? order.payment,
    late: orderStates[order.status].ends || order.status === "mismatch",
    // What was given back of the payment that disputed it is not given back of the one that paid it.
    ...(isOther(order, event) && { refundedMinor: 0, givenBack: NOTHING_GIVEN_BACK }),
    reason: null,
  }
}

/** Notes whose money came: the first payment becomes the order's, any other makes it overpaid. */
function captured(order: OrderState, event: PaymentEvent): OrderState {
  if (isOther(order, event)) return withSurplus(order, event.payment, order.payment)
  return order.payment === event.payment || event.payment === null ? order : { ...order, payment: event.payment }
}

/** Its own payment is never surplus, whichever was taken for its own before. */
function withSurplus(order: OrderState, payment: string | null, own: string | null): OrderState {
  if (payment === null || (order.overpaid && order.surplus.includes(payment))) return order
  const others = order.surplus.filter((known) => known !== payment && known !== own)
  return { ...order, overpaid: true, surplus: [...others, payment] }
}

/** About another captured payment than the order's, where both are known. */
function isOther(order: OrderState, event: PaymentEvent): boolean {
  return event.payment !== null && order.payment !== null && event.payment !== order.payment
}

function differs(order: OrderState, event: PaymentEvent): string | null {
  if (event.mode !== order.mode) return `paid in ${event.mode} mode, but the order is in ${order.mode} mode`
  if (!event.money) return "paid, but the provider did not say how much"
  if (event.money.currency !== order.money.currency)
    return `paid in ${event.money.currency}, but the order is in ${order.money.currency}`
  if (event.money.minor !== order.money.minor)
    return `paid ${event.money.minor} minor units, but the order is for ${order.money.minor}`
  return null
}

function refunded(order: OrderState, event: PaymentEvent): OrderState {
  // Giving a second payment back gives nothing back of the order.
  if (isOther(order, event)) return order
  const before = order.givenBack
  const givenBack = event.subject === null ? withTotal(before, order, event) : withRefund(before, order, event)
  return givenBack === before ? order : { ...order, givenBack, refundedMinor: sumOf(givenBack) }
}

function withTotal(known: GivenBack, { money }: OrderState, event: PaymentEvent): GivenBack {
  if (event.money?.currency !== money.currency || event.money.minor <= known.total) return known
  return { ...known, total: event.money.minor }
}

/** Of one refund every word counts once and none is unsaid, so that their order does not matter. */
function withRefund(known: GivenBack, { money }: OrderState, { subject, ...event }: PaymentEvent): GivenBack {
  if (subject === null || (event.money && event.money.currency !== money.currency)) return known
  const before = known.refunds[subject] ?? { minor: 0, done: false, failed: false }
  const after = {
    minor: Math.max(before.minor, event.money?.minor ?? 0),
    done: before.done || event.status === "refunded",
    failed: before.failed || event.status === "refundFailed",
  }
  const same = after.minor === before.minor && after.done === before.done && after.failed === before.failed
  return same ? known : { ...known, refunds: { ...known.refunds, [subject]: after } }
}

/** Refunds add up to at least the largest total that was told, less what was counted there and then came to nothing. */
function sumOf({ total, refunds }: GivenBack): number {
  const done = Object.values(refunds).filter((refund) => refund.done)
  const sum = (failed: boolean) =>
    done.filter((refund) => refund.failed === failed).reduce((all, { minor }) => all + minor, 0)
  return Math.max(sum(false), total - sum(true))
}

const DISPUTE_RANKS = { inquiry: 0, open: 1, lost: 2, won: 3 } as const

/** A dispute only moves on, in whatever order its stages are told. */
function disputed(order: OrderState, { subject }: PaymentEvent, stage: keyof typeof DISPUTE_RANKS): OrderState {
  const known = order.disputes[subject ?? ""]
  if (known !== undefined && DISPUTE_RANKS[known] >= DISPUTE_RANKS[stage]) return order
  const disputes = { ...order.disputes, [subject ?? ""]: stage }
  return { ...order, disputes, chargeback: Object.values(disputes).some((one) => one === "open" || one === "lost") }
}

function isUnsettled(order: OrderState): boolean {
  return orderStates[order.status].open
}

/** News of a checkout that a newer one replaced must not end the order. */
function isCurrent(order: OrderState, event: PaymentEvent): boolean {
  return event.reference === null || order.reference === null || event.reference === order.reference
}

function leave(order: OrderState, status: OrderStatus, event: PaymentEvent): OrderState {
  return { ...order, status, reason: event.reason }
}
