import type { Money } from "./money"

/**
 * Where an order stands. `pending` waits for a method that settles later; `disputed` means that money came which does
 * not match. Refunds, chargebacks and second payments are facts beside the status.
 */
export type OrderStatus = "open" | "pending" | "paid" | "failed" | "expired" | "cancelled" | "disputed"

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
  /** The captured payment that paid it. */
  payment: string | null
  /** Paid after it had failed, expired or been cancelled. */
  late: boolean
  /** A second payment was captured for it. */
  overpaid: boolean
  /** Minor units given back so far. */
  refundedMinor: number
  chargeback: boolean
  reason: string | null
}

const LEFT: readonly OrderStatus[] = ["failed", "expired", "cancelled", "disputed"]

/**
 * The state of an order after a piece of news; the same object when the news changes nothing. Paid absorbs everything:
 * whatever the order and number of the events, once paid it stays paid.
 */
export function settle(order: OrderState, event: PaymentEvent): OrderState {
  switch (event.status) {
    case "paid":
      return paid(order, event)
    case "refunded":
      return refunded(order, event)
    case "chargeback":
      return order.chargeback ? order : { ...order, chargeback: true }
    case "pending":
      return order.status === "open" ? { ...order, status: "pending" } : order
    case "failed":
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
  if (order.status === "paid") {
    const second = event.payment !== null && order.payment !== null && event.payment !== order.payment
    return second && !order.overpaid ? { ...order, overpaid: true } : order
  }
  const mismatch = differs(order, event)
  if (mismatch) return order.status === "disputed" ? order : { ...order, status: "disputed", reason: mismatch }
  return {
    ...order,
    status: "paid",
    payment: event.payment,
    late: LEFT.includes(order.status),
    reason: null,
  }
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
  if (event.mode !== order.mode || event.money?.currency !== order.money.currency) return order
  const refundedMinor = Math.max(order.refundedMinor, event.money.minor)
  return refundedMinor === order.refundedMinor ? order : { ...order, refundedMinor }
}

function isUnsettled(order: OrderState): boolean {
  return order.status === "open" || order.status === "pending"
}

/** News of a checkout that a newer one replaced must not end the order. */
function isCurrent(order: OrderState, event: PaymentEvent): boolean {
  return event.reference === null || order.reference === null || event.reference === order.reference
}

function leave(order: OrderState, status: OrderStatus, event: PaymentEvent): OrderState {
  return { ...order, status, reason: event.reason }
}
