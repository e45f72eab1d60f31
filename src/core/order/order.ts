import type { Money } from "../money"
import { type OrderStatus, orderStates } from "./states"

/**
 * What a payment provider said of an order. `declined` is one attempt that failed while the checkout can still be paid;
 * `refunded` carries the whole amount refunded so far.
 */
export type PaymentStatus =
  | "paid"
  | "pending"
  | "failed"
  | "expired"
  | "cancelled"
  | "declined"
  | "refunded"
  | "chargeback"

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
  /** Minor units given back so far. */
  refundedMinor: number
  chargeback: boolean
  reason: string | null
}

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
      return refunded(order, event)
    case "chargeback":
      return order.chargeback ? order : { ...order, chargeback: true }
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
      return order
  }
}

function paid(order: OrderState, event: PaymentEvent): OrderState {
  const mismatch = differs(order, event)
  if (order.status === "paid") return event.mode === order.mode ? captured(order, event) : order
  if (mismatch) {
    const known = event.mode === order.mode ? captured(order, event) : order
    return order.status === "disputed" ? known : { ...known, status: "disputed", reason: mismatch }
  }
  return {
    ...(isOther(order, event) ? withSurplus(order, order.payment, event.payment) : order),
    status: "paid",
    payment: event.payment ?? order.payment,
    late: orderStates[order.status].ends || order.status === "disputed",
    // What was given back of the payment that disputed it is not given back of the one that paid it.
    refundedMinor: isOther(order, event) ? 0 : order.refundedMinor,
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
  if (isOther(order, event) || event.money?.currency !== order.money.currency) return order
  const refundedMinor = Math.max(order.refundedMinor, event.money.minor)
  return refundedMinor === order.refundedMinor ? order : { ...order, refundedMinor }
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
