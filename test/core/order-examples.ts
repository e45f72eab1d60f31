import { NOTHING_GIVEN_BACK, type OrderState, type PaymentEvent, settle } from "../../src/core/order/order"

/** When the example order ends, milliseconds since 1970. */
export const END = 1_795_003_600_000

export const open: OrderState = {
  status: "open",
  money: { minor: 12_345, currency: "ZAR" },
  mode: "live",
  expiresAt: END,
  reference: "checkout-2",
  payment: null,
  late: false,
  overpaid: false,
  surplus: [],
  refundedMinor: 0,
  givenBack: NOTHING_GIVEN_BACK,
  chargeback: false,
  disputes: {},
  reason: null,
}

export const paid: PaymentEvent = {
  id: "event-1",
  order: "order-1",
  reference: "checkout-2",
  payment: "payment-1",
  subject: null,
  status: "paid",
  money: { minor: 12_345, currency: "ZAR" },
  mode: "live",
  at: END - 60_000,
  reason: null,
}

export const settled = (order: OrderState, ...events: PaymentEvent[]) => events.reduce(settle, order)
