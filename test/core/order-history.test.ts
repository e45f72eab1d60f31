import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Currency } from "../../src/core/money"
import { type OrderState, type PaymentEvent, type PaymentStatus, settle } from "../../src/core/order/order"
import type { OrderStatus } from "../../src/core/order/states"
import { END, open, paid, settled } from "./order-examples"

const matches = (order: OrderState, { status, money, mode }: PaymentEvent) =>
  status === "paid" &&
  mode === order.mode &&
  money?.minor === order.money.minor &&
  money.currency === order.money.currency

const LEFT: readonly OrderStatus[] = ["failed", "expired", "cancelled", "mismatch"]
const STATUSES: readonly PaymentStatus[] = [
  "paid",
  "paid",
  "pending",
  "failed",
  "expired",
  "cancelled",
  "declined",
  "refunded",
  "chargeback",
]

const money = fc.record({
  minor: fc.oneof(fc.constantFrom(0, 1, 12_345, 100_000), fc.nat()),
  currency: fc.constantFrom<Currency>("ZAR", "USD", "JPY", "KWD"),
})

/** An order and news of it, much of which fits it. */
const history = money.chain((asked) =>
  fc.record({
    order: fc.record({
      status: fc.constant<OrderStatus>("open"),
      money: fc.constant(asked),
      mode: fc.constantFrom("test" as const, "live" as const),
      reference: fc.constantFrom(null, "checkout-1", "checkout-2"),
    }),
    events: fc.array(
      fc.record({
        reference: fc.constantFrom(null, "checkout-1", "checkout-2"),
        payment: fc.constantFrom("payment-1", "payment-1", "payment-2", "payment-3"),
        status: fc.constantFrom(...STATUSES),
        money: fc.oneof(fc.constant(asked), fc.constant(asked), money, fc.constant(null)),
        mode: fc.constantFrom("test" as const, "live" as const),
        at: fc.constantFrom(END - 1, END, END + 1),
      }),
      { maxLength: 8 },
    ),
  }),
)

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never

function told({ order, events }: History): { order: OrderState; events: PaymentEvent[] } {
  return {
    order: { ...open, ...order },
    events: events.map((event, index) => ({ ...paid, ...event, id: `event-${index}` })),
  }
}

/** The history told again out of order and with repetitions, every event at least once. */
const retold = history.chain((whole) =>
  fc
    .array(fc.nat({ max: Math.max(0, whole.events.length - 1) }), { maxLength: 8 })
    .chain((again) => {
      const indexes = [...whole.events.keys(), ...(whole.events.length > 0 ? again : [])]
      return fc.shuffledSubarray(
        indexes.map((index, place) => ({ index, place })),
        { minLength: indexes.length },
      )
    })
    .map((sequence) => {
      const { order, events } = told(whole)
      return { order, events: sequence.flatMap(({ index }) => events[index] ?? []) }
    }),
)

describe("whatever the order and number of the news", () => {
  it("an order is paid exactly when a payment of its amount, currency and mode is among them", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        expect(settled(order, ...events).status === "paid").toBe(events.some((event) => matches(order, event)))
      }),
      { numRuns: 1_000 },
    )
  })

  it("paid is never left, and neither is the payment that paid it", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        let state = order
        for (const event of events) {
          const next = settle(state, event)
          if (state.status === "paid") {
            expect(next).toMatchObject({ status: "paid", payment: state.payment, late: state.late, reason: null })
          }
          state = next
        }
      }),
    )
  })

  it("the same news again gives the very same order back", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        let state = order
        for (const event of events) {
          state = settle(state, event)
          expect(settle(state, event)).toBe(state)
        }
      }),
    )
  })

  it("it is late exactly when it had failed, expired, been cancelled or disputed the moment before", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const first = events.findIndex((event) => matches(order, event))
        const before = settled(order, ...events.slice(0, Math.max(first, 0)))
        expect(settled(order, ...events).late).toBe(first >= 0 && LEFT.includes(before.status))
      }),
      { numRuns: 1_000 },
    )
  })

  it("it is overpaid exactly when two payments of its mode came, whatever their amounts", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const captured = events.filter(({ status, mode }) => status === "paid" && mode === order.mode)
        expect(settled(order, ...events).overpaid).toBe(new Set(captured.map(({ payment }) => payment)).size > 1)
      }),
      { numRuns: 1_000 },
    )
  })

  it("M1 every payment of its mode is its own or surplus, once, and never both", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const { payment, surplus } = settled(order, ...events)
        const captured = events.filter(({ status, mode }) => status === "paid" && mode === order.mode)
        const known = [...surplus, ...(captured.length > 0 ? [payment] : [])]
        expect(known.toSorted()).toEqual([...new Set(captured.map((event) => event.payment))].toSorted())
      }),
      { numRuns: 1_000 },
    )
  })

  it("the largest amount given back of its only payment counts", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const single = events.map((event) => ({ ...event, payment: "payment-1" }))
        const amounts = single.flatMap(({ status, mode, money }) =>
          status === "refunded" && mode === order.mode && money?.currency === order.money.currency ? [money.minor] : [],
        )
        expect(settled(order, ...single).refundedMinor).toBe(Math.max(0, ...amounts))
      }),
    )
  })

  it("its amount, mode, end and checkout stay what they were", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const { money, mode, expiresAt, reference } = order
        expect(settled(order, ...events)).toMatchObject({ money, mode, expiresAt, reference })
      }),
    )
  })

  it("news of the other mode can only dispute it", () => {
    fc.assert(
      fc.property(retold, ({ order, events }) => {
        const foreign = events.map((event) => ({ ...event, mode: order.mode === "live" ? "test" : "live" }) as const)
        const { status, reason, ...rest } = settled(order, ...foreign)
        expect({ ...rest, status: "open", reason: null }).toEqual(order)
        expect(status).toBe(events.some((event) => event.status === "paid") ? "mismatch" : "open")
        expect(reason === null).toBe(status === "open")
      }),
    )
  })
})
