import { formatMoney, type Money } from "../../core/money"
import type { Presentation } from "../../core/order/checkout"
import { nextPart } from "../../core/order/part"
import type { Asked } from "../../core/order/payer"
import { askedBy, isPayable, isSpent, moneyOf, type Order } from "../../store/orders/orders"
import type { Voice } from "./voice"

/** What a pay page shows of an order. */
type ShownOrder = Pick<
  Order,
  | "status"
  | "mode"
  | "currency"
  | "minor"
  | "description"
  | "number"
  | "expiresAt"
  | "paidAt"
  | "refunded"
  | "late"
  | "over"
  | "surplus"
  | "attempts"
  | "agreed"
  | "ledger"
  | "facts"
  | "recorded"
>

/** Nothing has to be known of the customer. */
export const NOTHING_ASKED: Asked = { fields: [], typed: {}, wrong: [] }

/** An order as its customer sees it. */
export interface Visit<Seen extends ShownOrder = ShownOrder> {
  order: Seen
  /** The path of its page, `/p/<link>`. */
  path: string
  /** From the payment configuration; both may be missing. */
  merchant: string | null
  contact: string | null
  voice: Voice
  /** What has to be known of the customer before they can pay; no fields where nothing has. */
  asked: Asked
  /** Where paying leads. */
  leadsTo: Presentation["kind"]
  /** What shows, in a form that changes something, that its page was there. */
  proof?: string
  /** Milliseconds since 1970. */
  at: number
}

/** Whether paying can still be offered. */
export function isOffered({ order, at }: Visit): boolean {
  return isPayable(order, at)
}

/** Whether what the customer did last may bring money yet. */
export function isAwaiting(visit: Visit): boolean {
  const { order } = visit
  if (order.status === "open") return true
  return isOffered(visit) && order.attempts > 0 && !isSpent(order, order.attempts)
}

/** What is asked for now, or was in all, for people. It must not break between its figures. */
export function amountOf(visit: Visit): string {
  const { order } = visit
  return written(visit, isOffered(visit) ? nextPart(order.agreed, order.ledger) : moneyOf(order))
}

/** What the newest checkout asks for, for people. */
export function askedNow(visit: Visit): string {
  return written(visit, askedBy(visit.order, visit.order.attempts))
}

/** Money, for people. */
export function written({ voice }: Visit, money: Money): string {
  return formatMoney(money, voice.locale).replaceAll(" ", "\u00a0")
}
