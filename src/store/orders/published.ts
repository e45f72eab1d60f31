import { eventOfStatus, type Published } from "../../core/event"
import { decimal, type Money } from "../../core/money"
import type { OrderState } from "../../core/order/order"
import { type OrderStatus, orderStates, type UnpaidEnd } from "../../core/order/states"
import { currencyOf, type Order } from "./orders"

/**
 * What became true of an order by a change. An event's key says what it tells and nothing of who tells it: two writers who
 * come to the same publish it once.
 */
export function publishedOf(order: Order, before: OrderState, after: OrderState, at: number): Published[] {
  const known = new Set(storyOf(order, before, at).map(({ key }) => key))
  return storyOf(order, after, at).filter(({ key }) => !known.has(key))
}

/** Everything worth telling that holds of the order, each as the event that tells it. */
function storyOf(order: Order, state: OrderState, at: number): Published[] {
  const { id, number, mode, conversation, flow } = order
  const { status, payment, reason, surplus } = state
  const currency = currencyOf(order.currency)
  const data = { number, mode, due: decimal({ minor: order.minor, currency }), currency }
  const about = (what: string) => ({ key: keyOf(id, what), at, subject: id, order: id, conversation, flow })
  const story: Published[] = []
  const type = eventOfStatus[status]
  if (type === "order.paid") story.push({ type, ...about("paid"), data: { ...data, payment } })
  if (type === "order.mismatched") story.push({ type, ...about("mismatched"), data: { ...data, reason } })
  if (isEnd(status)) story.push({ type: "order.ended", ...about("ended"), data: { ...data, as: status, reason } })
  if (state.late) story.push({ type: "order.late", ...about("late"), data: { ...data, payment } })
  for (const more of state.overpaid ? surplus : [])
    story.push({ type: "order.over", ...about(`over:${more}`), data: { ...data, payment: more } })
  const { refundedMinor, givenBack } = state
  // A refund that failed after all and one of the same amount after it are told apart by how many there were.
  const refunds = Object.values(givenBack.refunds).filter(({ done }) => done).length
  const refunded = decimal({ minor: refundedMinor, currency })
  const given = about(`refunded:${payment}:${refundedMinor}:${refunds}`)
  if (refunds > 0 || refundedMinor > 0) story.push({ type: "order.refunded", ...given, data: { ...data, refunded } })
  const taken = state.chargeback
  const disputes = Object.values(state.disputes).filter((stage) => stage !== "inquiry").length
  const disputed = about(`disputed:${taken}:${disputes}`)
  if (disputes > 0) story.push({ type: "order.disputed", ...disputed, data: { ...data, taken } })
  return story
}

/** What is known of an order that is opened. */
type Opened = Pick<Order, "id" | "mode" | "expiresAt" | "conversation" | "flow"> & { money: Money; at: number }

/** That it is opened; its number is the one that is stored. */
export function openedOf({ id, mode, money, expiresAt, at, conversation, flow }: Opened): Published<"order.opened"> {
  const data = { number: "", mode, due: decimal(money), currency: money.currency, expiresAt }
  return { type: "order.opened", key: keyOf(id, "opened"), at, subject: id, order: id, conversation, flow, data }
}

function isEnd(status: OrderStatus): status is UnpaidEnd {
  return orderStates[status].ends
}

function keyOf(order: string, what: string): string {
  return `${order}:${what}`
}
