import type { Money } from "../money"
import type { Presentation } from "./checkout"
import type { OrderMessages } from "./configuration"
import type { OrderStatus, UnpaidEnd } from "./states"

/** How an order stands, as told to a run. `cause` says why it is told. */
export interface OrderNews {
  cause: "opened" | "asked" | "settled"
  status: OrderStatus | "refused"
  number: string
  link: string
  money: Money | null
  description: string
  /** The provider's reference, when there is one. */
  reference: string | null
  /** Milliseconds since 1970. */
  paidAt: number | null
  expiresAt: number | null
  reason: string | null
  /** The provider could not be asked, or took no money: it may be otherwise, which is told as soon as it is known. */
  unseen?: boolean
  /** Only where it may come in parts. */
  part?: OrderPart
  /** From the payment configuration. */
  messages: OrderMessages
  merchant: string
}

/** How far an order has come that may be paid in parts. */
export interface OrderPart {
  received: Money
  /** What is asked for next; null where no more is. */
  next: Money | null
  /** All that lacks. */
  rest: Money
  /** Whether what came is enough to go on. */
  enough: boolean
  /** How it ended with no more than that; null where it did not. */
  ended: UnpaidEnd | null
}

/** How an order can be paid beside its link: what a checkout shows, told once. */
export interface OrderShown {
  conversation: string
  /** The key of the effect that opened the order. */
  key: string
  number: string
  /** The provider's id of the checkout. */
  checkout: string
  presentation: Presentation
  money: Money
  language: string
}

/** News of an order for its conversation. */
export interface OrderTold {
  conversation: string
  /** The order's opaque id, and the key of the effect that opened it. */
  order: string
  key: string
  news: OrderNews
  /** Paid after it had failed, expired or been cancelled. */
  late: boolean
  /** The provider's ids of the payments beside the one that paid it. */
  surplus: readonly string[]
  /** What came beyond what was due by the payments that it needed, where anything did. */
  excess?: Money
  policy: "tell" | "refund" | "agent"
  language: string
  /** When the sweep has to look at the order again, once this is told; milliseconds since 1970. */
  sweepAt: number | null
  /** Checkouts asked for so far: what is asked for later is looked at all the same. */
  attempts: number
  /** What was worth telling of it, for the order's own record of what was told. */
  worth: string
}
