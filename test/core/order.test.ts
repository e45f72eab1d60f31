import { describe, expect, it } from "vitest"
import { type PaymentEvent, settle } from "../../src/core/order/order"
import { END, open, paid, settled } from "./order-examples"

describe("money that does not match", () => {
  it.each<[string, Partial<PaymentEvent>]>([
    ["another amount", { money: { minor: 12_344, currency: "ZAR" } }],
    ["too much", { money: { minor: 12_346, currency: "ZAR" } }],
    ["another currency", { money: { minor: 12_345, currency: "USD" } }],
    ["no amount", { money: null }],
    ["test mode", { mode: "test" }],
  ])("disputes the order: %s", (_, change) => {
    for (const status of ["open", "pending", "failed", "expired", "cancelled"] as const) {
      const disputed = settle({ ...open, status }, { ...paid, ...change })
      expect(disputed).toMatchObject({ status: "mismatch", reason: expect.stringMatching(/^paid/) })
      expect(settle(disputed, paid)).toMatchObject({ status: "paid", late: true, reason: null })
    }
  })

  it("after a good payment is a second payment, unless it is play money", () => {
    const good = settle(open, paid)
    const other = { ...paid, payment: "payment-2", money: { minor: 1, currency: "ZAR" } } as const
    expect(settle(good, other)).toEqual({ ...good, overpaid: true, surplus: ["payment-2"] })
    expect(settle(good, { ...other, mode: "test" })).toBe(good)
  })

  it("before a good payment is remembered as a second one", () => {
    const wrong = { ...paid, payment: "payment-1", money: { minor: 1, currency: "ZAR" } } as const
    const both = settled(open, wrong, { ...paid, payment: "payment-2" })
    expect(both).toMatchObject({ status: "paid", payment: "payment-2", overpaid: true, surplus: ["payment-1"] })
  })
})

describe("an attempt that a newer one replaced", () => {
  it.each(["failed", "cancelled", "pending"] as const)("does not decide by its news that it %s", (status) => {
    expect(settle(open, { ...paid, status, reference: "checkout-1" })).toBe(open)
    expect(settle(open, { ...paid, status }).status).toBe(status)
    expect(settle(open, { ...paid, status, reference: null }).status).toBe(status)
  })

  it("still pays the order", () => {
    expect(settle(open, { ...paid, reference: "checkout-1" }).status).toBe("paid")
  })
})

describe("the end of a checkout", () => {
  it.each([
    [END - 1, "open"],
    [END, "expired"],
    [END + 1, "expired"],
  ])("at %d leaves the order %s", (at, status) => {
    expect(settle(open, { ...paid, status: "expired", at }).status).toBe(status)
  })

  it.each(["pending", "paid", "failed", "cancelled", "mismatch"] as const)(
    "does not end an order that is %s",
    (status) => {
      const order = { ...open, status }
      expect(settle(order, { ...paid, status: "expired", at: END })).toBe(order)
    },
  )
})

it("waits for a slow method, which a cancellation does not stop and a failure does", () => {
  const pending = settle(open, { ...paid, status: "pending" })
  expect(pending.status).toBe("pending")
  expect(settle(pending, { ...paid, status: "cancelled" })).toBe(pending)
  const failed = settle(pending, { ...paid, status: "failed", reason: "The bank said no." })
  expect(failed).toMatchObject({ status: "failed", reason: "The bank said no." })
  expect(settle(failed, { ...paid, status: "pending" })).toBe(failed)
  expect(settle(pending, paid)).toMatchObject({ status: "paid", late: false })
})

it("leaves the order open when a card is declined", () => {
  expect(settle(open, { ...paid, status: "declined" })).toBe(open)
})

describe("giving back", () => {
  const back = (minor: number, payment = "payment-1"): PaymentEvent => ({
    ...paid,
    status: "refunded",
    payment,
    money: { minor, currency: "ZAR" },
  })

  it("is not lost when it is told before the payment", () => {
    expect(settled(open, back(500), paid)).toMatchObject({ status: "paid", refundedMinor: 500 })
  })

  it("a second payment gives nothing back of the first, whichever is told first", () => {
    const second = { ...paid, payment: "payment-2" }
    expect(settled(open, paid, second, back(12_345, "payment-2"))).toMatchObject({ overpaid: true, refundedMinor: 0 })
    const wrong = { ...paid, money: { minor: 99, currency: "ZAR" } } as const
    expect(settled(open, wrong, back(99), second)).toMatchObject({ status: "paid", refundedMinor: 0 })
    expect(settled(open, wrong, second, back(99))).toMatchObject({ status: "paid", refundedMinor: 0 })
  })

  it("in another currency counts for nothing", () => {
    const order = settle(open, paid)
    expect(settle(order, { ...back(1), money: { minor: 1, currency: "USD" } })).toBe(order)
  })

  it("by the cardholder's bank is noted beside the status", () => {
    expect(settled(open, paid, { ...paid, status: "chargeback" })).toMatchObject({ status: "paid", chargeback: true })
  })
})
