import { formatMoney } from "../../core/money"
import type { Presentation } from "../../core/order/checkout"
import type { Asked } from "../../core/order/payer"
import { orderStates } from "../../core/order/states"
import { moneyOf, type Order } from "../../store/orders/orders"
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
  return orderStates[order.status].payable && at < order.expiresAt
}

/** What is asked for, for people. It must not break between its figures. */
export function amountOf({ order, voice }: Visit): string {
  return formatMoney(moneyOf(order), voice.locale).replaceAll(" ", "\u00a0")
}
