import type { PaymentEvent, PaymentStatus } from "../core/order/order"
import type { DisputeStage, PaymentNews, RefundStage } from "../core/order/paymentnews"
import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { applyEvent, type Cause } from "../store/orders/append"
import { orderOfEvent } from "../store/orders/orderofevent"
import type { Order } from "../store/orders/orders"
import { refundBecame } from "../store/orders/refunds"
import { decide } from "./approval"

/** How an order stands once a piece of news was taken in, and whether that moved it. */
export interface Taken {
  order: Order
  changed: boolean
}

/** Why a provider was asked; what it was asked about in order to close is not paid by that. */
export type Purpose = "look" | "close"

/**
 * Takes in what an account's provider tells: the one way from its news to an order. What the customer agreed to is taken
 * while the order wants it, else let go. Null when there is no such order; the news is kept all the same.
 */
export async function take(
  world: World,
  account: string,
  cause: Cause,
  news: PaymentNews,
  purpose: Purpose = "look",
): Promise<Taken | null> {
  if (news.type !== "approved") return apply(world, account, cause, eventOf(news))
  const order = await orderOfEvent(world.db, account, eventOf({ ...news, type: "pending", reason: null }))
  if (!order) return null
  let taken: Taken = { order, changed: false }
  for (const outcome of await decide(world, account, order, news, purpose)) {
    const next = outcome.type === "approved" ? null : await apply(world, account, cause, eventOf(outcome))
    if (next) taken = { order: next.order, changed: taken.changed || next.changed }
  }
  return taken
}

/** Applies a piece of news; null when there is no such order. */
export async function apply(world: World, account: string, cause: Cause, event: PaymentEvent): Promise<Taken | null> {
  const applied = await applyEvent(world.db, { account, cause, event, at: world.now() })
  if (!applied) return null
  const { order, changed } = applied
  if (changed) log(`order.${order.status}`, { order: order.id, cause, late: order.late, overpaid: order.overpaid })
  const { subject: refund, status, reason } = event
  const state = status === "refunded" ? "done" : status === "refundFailed" ? "failed" : null
  // Told again it is noted again: the one before may have died in between.
  if (refund !== null && state !== null)
    await refundBecame(world.db, { order: order.id, refund, state, reason }, world.now())
  return applied
}

const REFUND_STATUSES = {
  pending: "refundPending",
  done: "refunded",
  failed: "refundFailed",
} satisfies Record<RefundStage, PaymentStatus>

const DISPUTE_STATUSES = {
  inquiry: "inquiry",
  open: "chargeback",
  won: "chargebackWon",
  lost: "chargebackLost",
} satisfies Record<DisputeStage, PaymentStatus>

/** The news as orders have it. */
export function eventOf(news: Exclude<PaymentNews, { type: "approved" }>): PaymentEvent {
  const { id, order, checkout: reference, mode, at } = news
  const about = { id, order, reference, mode, at, payment: null, subject: null, money: null, reason: null }
  switch (news.type) {
    case "paid":
      return { ...about, status: "paid", payment: news.payment, money: news.money }
    case "pending":
    case "declined":
    case "failed":
    case "cancelled":
      return { ...about, status: news.type, reason: news.reason }
    case "expired":
      return { ...about, status: "expired" }
    case "refund": {
      const { refund: subject, payment, stage, money, reason } = news
      return { ...about, status: REFUND_STATUSES[stage], subject, payment, money, reason }
    }
    case "refunded":
      return { ...about, status: "refunded", payment: news.payment, money: news.total }
    case "dispute": {
      const { dispute: subject, payment, stage, money, reason } = news
      return { ...about, status: DISPUTE_STATUSES[stage], subject, payment, money, reason }
    }
  }
}
