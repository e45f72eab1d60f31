import { eventOfStatus, type Published } from "../../core/event"
import { decimal, type Money } from "../../core/money"
import { excessOf } from "../../core/order/ledger"
import { currencyOf } from "./currency"
import type { Order, OrderRow } from "./orders"

/**
 * Everything worth telling that holds of an order, each as the event that tells it. An event's key says what it tells and nothing
 * of who tells it: however often it is published, it is published once.
 */
export function storyOf(order: Order): Published[] {
  const { id, number, mode, conversation, flow, status, payment, reason, surplus } = order
  const at = order.recorded.at(-1)?.recordedAt ?? order.createdAt
  const currency = currencyOf(order.currency)
  const data = { number, mode, due: decimal({ minor: order.minor, currency }), currency }
  const about = (what: string) => ({ key: keyOf(id, what), at, subject: id, order: id, conversation, flow })
  const story: Published[] = []
  const type = eventOfStatus[status]
  const ended = order.facts.find((fact) => fact.type === "ended")
  if (ended?.type === "ended" && (status === ended.as || status === "part_paid" || order.late))
    story.push({ type: "order.ended", ...about("ended"), data: { ...data, as: ended.as, reason: ended.reason } })
  const held = order.ledger.payments.find(({ authorised }) => authorised > 0)
  if (type === "order.authorised")
    story.push({ type, ...about(`authorised:${held?.payment}`), data: { ...data, payment: held?.payment ?? null } })
  if (type === "order.part_paid")
    story.push({ type, ...about(`part_paid:${order.captured}`), data: { ...data, payment } })
  if (type === "order.paid") story.push({ type, ...about("paid"), data: { ...data, payment } })
  if (type === "order.mismatched") story.push({ type, ...about("mismatched"), data: { ...data, reason } })
  if (order.late) story.push({ type: "order.late", ...about("late"), data: { ...data, payment } })
  for (const more of surplus)
    story.push({ type: "order.over", ...about(`over:${more}`), data: { ...data, payment: more } })
  const excess = type === "order.paid" ? excessOf(order.ledger) : 0
  if (excess > 0) story.push({ type: "order.over", ...about(`excess:${excess}`), data: { ...data, payment } })
  return [...story, ...takenBack(order, data, about)]
}

/** What was given back of it, and what banks took. */
function takenBack(
  { facts, payment, refunded: minor, disputed, lost }: Order,
  data: { number: string; mode: "test" | "live"; due: string; currency: Money["currency"] },
  about: (what: string) => Pick<Published, "key" | "at" | "subject">,
): Published[] {
  const story: Published[] = []
  // A refund that failed after all and one of the same amount after it are told apart by how many there were.
  const refunds = new Set(facts.flatMap((fact) => (fact.type === "refunded" && fact.refund ? [fact.refund] : []))).size
  const refunded = decimal({ minor, currency: data.currency })
  const given = about(`refunded:${payment}:${minor}:${refunds}`)
  if (refunds > 0 || minor > 0) story.push({ type: "order.refunded", ...given, data: { ...data, refunded } })
  const taken = disputed + lost > 0
  const moving = facts.flatMap((fact) =>
    fact.type === "disputeEnded" || (fact.type === "disputed" && fact.stage === "open") ? [fact.dispute] : [],
  )
  const disputes = new Set(moving).size
  const told = about(`disputed:${taken}:${disputes}`)
  if (disputes > 0) story.push({ type: "order.disputed", ...told, data: { ...data, taken } })
  return story
}

/** What is known of an order that is opened. */
type Opened = Pick<OrderRow, "id" | "mode" | "expiresAt" | "conversation" | "flow"> & { money: Money; at: number }

/** That it is opened; its number is the one that is stored. */
export function openedOf({ id, mode, money, expiresAt, at, conversation, flow }: Opened): Published<"order.opened"> {
  const data = { number: "", mode, due: decimal(money), currency: money.currency, expiresAt }
  return { type: "order.opened", key: keyOf(id, "opened"), at, subject: id, order: id, conversation, flow, data }
}

function keyOf(order: string, what: string): string {
  return `${order}:${what}`
}
