import type { OrderStatus } from "./states"

/** What a run is told of an order of its conversation: the body of the answer, as JSON. Amounts are decimals. */
export interface OrderAnswer {
  number: string
  status: OrderStatus
  amount: string
  currency: string
  description: string
  /** What was given back of it so far. */
  refunded: string
  link: string
  /** ISO 8601 in UTC; empty while it is not paid. */
  paidAt: string
  expiresAt: string
  reason: string
}

/** What a run is told of money that it wants given back, taken or let go: the body of the answer, as JSON. */
export interface DeedAnswer {
  /** `pending` is on its way, or not known yet. */
  state: "done" | "pending" | "failed"
  /** A decimal; empty where nothing is moved. */
  amount: string
  currency: string
  reason: string
}

/** The answer's status where the conversation has no such order. */
export const NO_SUCH_ORDER = 404
