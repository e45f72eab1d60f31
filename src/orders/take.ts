import type { Fact } from "../core/order/facts"
import type { PaymentNews } from "../core/order/paymentnews"
import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { append, project } from "../store/orders/append"
import type { Cause, News } from "../store/orders/facts"
import { findMeant, newestCheckout, type Order } from "../store/orders/orders"
import { refundBecame } from "../store/orders/refunds"
import { decide } from "./approval"
import { type Ending, end } from "./end"

/** How an order stands once a piece of news was taken in, and whether that moved it. */
export interface Taken {
  order: Order
  changed: boolean
}

/** Why a provider was asked; what it was asked about in order to close is not paid by that. */
export type Purpose = "look" | "close"

/**
 * Takes in what an account's provider tells: the one way from its news to an order. What the customer agreed to is taken or
 * held while the order wants it, else let go. Null when there is no such order; the news is kept all the same. What a callback comes
 * to is written by who brought it, once the conversation knows; anything else at once.
 */
export async function take(
  world: World,
  account: string,
  cause: Cause,
  news: PaymentNews,
  purpose: Purpose = "look",
): Promise<Taken | null> {
  if (news.type !== "approved") return apply(world, account, cause, news)
  const order = await findMeant(world.db, { account, order: news.order, checkout: news.checkout, payment: null })
  if (!order) return null
  let taken: Taken = { order, changed: false }
  for (const outcome of await decide(world, account, order, news, purpose)) {
    const next = await apply(world, account, cause, outcome)
    if (next) taken = { order: next.order, changed: taken.changed || next.changed }
  }
  return taken
}

async function apply(world: World, account: string, cause: Cause, news: PaymentNews): Promise<Taken | null> {
  const appended = await append(world.db, newsOf(account, cause, news, world.now()))
  if (!appended) return null
  const { fresh, order } = await withEnd(world, cause, news, appended)
  const changed = fresh && order.moved
  if (changed) log(`order.${order.status}`, { order: order.id, cause, late: order.late, over: order.over })
  // Told again it is noted again: the one before may have died in between.
  if (news.type === "refund" && news.stage !== "pending") {
    const { refund, stage: state, reason } = news
    await refundBecame(world.db, { order: order.id, refund, state, reason }, world.now())
  }
  if (cause !== "callback" && order.stale) await project(world.db, order)
  return { order, changed }
}

/** A checkout that ended may end its order: told again it does so again, for who told it first may have died in between. */
async function withEnd(
  world: World,
  cause: Cause,
  news: PaymentNews,
  { order, fresh }: { order: Order; fresh: boolean },
) {
  const ending = news.mode === order.mode ? endingBy(order, news) : null
  if (!ending) return { order, fresh }
  const ended = await end(world, order, { ...ending, cause })
  return { order: ended, fresh: fresh || ended !== order }
}

function endingBy(order: Order, news: PaymentNews): Omit<Ending, "cause"> | null {
  if (endsOrder(order, news)) return { as: news.type, reason: "reason" in news ? news.reason : null }
  if (news.type !== "released" || order.status !== "open") return null
  const has = (type: Fact["type"]) => order.facts.some((fact) => fact.type === type && isOf(fact, news.approval))
  if (!has("authorised")) return null
  if (has("voidAsked")) return { as: "cancelled", reason: "what was held was let go" }
  return { as: "expired", reason: news.reason ?? "what was held lapsed, or was let go at the provider" }
}

function isOf(fact: Fact, payment: string): boolean {
  return "payment" in fact && fact.payment === payment
}

type End = Extract<PaymentNews, { type: "failed" | "cancelled" | "expired" }>

/** News of a checkout that a newer one replaced does not, nor that one was over long before the order is. */
function endsOrder(order: Order, news: PaymentNews): news is End {
  if (order.status !== "open") return false
  if (news.type !== "failed" && news.type !== "cancelled" && news.type !== "expired") return false
  if (news.type === "expired" && news.at < order.expiresAt) return false
  const newest = newestCheckout(order)
  if (news.checkout === null || newest === null || news.checkout === newest) return true
  // What was waited for is over, though another device opened a checkout meanwhile.
  return (
    news.type === "failed" &&
    order.recorded.some(({ type, checkout }) => type === "pending" && checkout === news.checkout)
  )
}

/** What a provider said, as it is recorded. */
export function newsOf(account: string, cause: Cause, news: PaymentNews, at: number): News {
  const { order, checkout } = news
  const stage = news.type === "expired" || news.type === "cancelled" ? news.type : null
  return { account, order, checkout, cause, at, stage, fact: factOf(account, news) }
}

function factOf(account: string, news: PaymentNews): News["fact"] {
  const about = { id: `${account}:${news.id}`, mode: news.mode, at: news.at }
  const ofCheckout = { ...about, attempt: null, payment: null }
  switch (news.type) {
    // What it comes to is decided before: here it is held.
    case "approved":
      return {
        ...about,
        type: "authorised",
        attempt: null,
        payment: news.approval,
        money: news.money,
        until: news.until,
      }
    case "released":
      return { ...about, type: "voided", payment: news.approval }
    case "paid":
      return { ...about, type: "captured", attempt: null, payment: news.payment, money: news.money }
    case "pending":
    case "declined":
    case "failed":
      return { ...ofCheckout, type: news.type, reason: news.reason }
    // The checkout is over; whether its order is, is the order's to say.
    case "cancelled":
      return { ...ofCheckout, type: "declined", reason: news.reason }
    case "expired":
      return { ...ofCheckout, type: "declined", reason: null }
    case "refund": {
      const { refund, payment, money, reason } = news
      return { ...about, type: REFUNDS[news.stage], refund, payment, money, reason }
    }
    case "refunded":
      return { ...about, type: "refunded", refund: null, payment: news.payment, money: news.total, reason: null }
    case "dispute": {
      const { dispute, payment, money, stage } = news
      if (stage === "won" || stage === "lost")
        return { ...about, type: "disputeEnded", dispute, payment, won: stage === "won" }
      return { ...about, type: "disputed", dispute, payment, money, stage }
    }
  }
}

const REFUNDS = { pending: "refundAsked", done: "refunded", failed: "refundFailed" } as const
