import { env } from "cloudflare:workers"
import fc from "fast-check"
import { expect, it } from "vitest"
import { database } from "../../../src/store/database"
import { openOrder } from "../../../src/store/orders/open"
import { findOrder } from "../../../src/store/orders/orders"
import { leftOf, paymentsOf } from "../../../src/store/orders/payments"
import {
  askRefund,
  askRefundAgain,
  findRefund,
  type NewRefund,
  type Refund,
  refundGiven,
  refundRefused,
  refundsOf,
  touchRefund,
} from "../../../src/store/orders/refunds"
import { recorded } from "../../support/facts"

const db = database(env.DB)
const CAPTURED = 1000

let orders = 0

/** An order that was paid by pi_1, and once more by pi_2. */
async function paidTwice() {
  orders += 1
  const id = `refunded-${orders}`
  const money = { minor: CAPTURED, currency: "ZAR" as const }
  await openOrder(db, {
    ...{ id, key: `${id}/1`, link: id, conversation: "c1.x", flow: "flow", flowVersion: 1, node: "pay" },
    ...{ paymentAccount: "till", mode: "test", money, description: "", language: "en" },
    ...{ number: { custom: id }, at: 1, expiresAt: 10_000, random: () => "A" },
  })
  await tell(id, "pi_1", "paid", CAPTURED)
  await tell(id, "pi_2", "paid", CAPTURED)
  return id
}

let news = 0

async function tell(order: string, payment: string, status: "paid" | "refunded", minor: number) {
  news += 1
  const money = { minor, currency: "ZAR" as const }
  const about = { id: `till:evt-${news}`, at: news }
  const fact =
    status === "paid"
      ? ({ ...about, type: "captured", attempt: null, payment, money } as const)
      : ({ ...about, type: "refunded", refund: null, payment, money, reason: null } as const)
  await recorded(db, await current(order), fact, { checkout: `cs_${payment}` })
}

async function current(id: string) {
  const order = await findOrder(db, id)
  if (!order) throw new Error("the order is gone")
  return order
}

/** Asks for as much as is known to be left, as whoever asks has to. */
async function asks(id: string, name: string, payment: string, minor: number) {
  const order = await current(id)
  const left = paymentsOf(order).find((one) => one.payment === payment)
  if (!left || leftOf(left) < minor) return null
  const whole = { reference: null, currency: "ZAR", whole: false, cause: "operator" } as const
  const wanted: NewRefund = { id: `${id}-${name}`, payment, minor, ...whole }
  return askRefund(db, order, wanted, 1)
}

/** Asks once more for what was refused, where that much is left. */
async function asksAgain(id: string, refund: Refund, at = 1) {
  const order = await current(id)
  const left = paymentsOf(order).find((one) => one.payment === refund.payment)
  return left && leftOf(left) >= refund.minor ? askRefundAgain(db, order, refund, at) : null
}

const payment = fc.constantFrom("pi_1", "pi_2")
const deed = fc.oneof(
  fc.record({
    do: fc.constant("ask" as const),
    id: fc.nat({ max: 5 }),
    payment,
    minor: fc.integer({ min: 1, max: 700 }),
  }),
  fc.record({ do: fc.constantFrom("give" as const, "refuse" as const, "again" as const), id: fc.nat({ max: 5 }) }),
  // Somebody gives money back in the provider's own back office.
  fc.record({ do: fc.constant("elsewhere" as const), payment, minor: fc.integer({ min: 1, max: 400 }) }),
)

it("DA20 of no payment more is asked for than was captured, whatever happens at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (rounds) => {
      const order = await paidTwice()
      /** What the provider gave back: it knows of its own accord what it captured. */
      const given = new Map([
        ["pi_1", 0],
        ["pi_2", 0],
      ])
      const paidOut = async (name: string, minor: number) => {
        const sum = (given.get(name) ?? 0) + minor
        expect(sum).toBeLessThanOrEqual(CAPTURED)
        given.set(name, sum)
        await tell(order, name, "refunded", sum)
      }
      const act = async (one: typeof deed extends fc.Arbitrary<infer Deed> ? Deed : never) => {
        if (one.do === "ask") return asks(order, String(one.id), one.payment, one.minor)
        if (one.do === "elsewhere") {
          const left = paymentsOf(await current(order)).find((known) => known.payment === one.payment)
          // Less than what is asked for here: the provider does not know of that yet.
          if (left && leftOf(left) >= one.minor) await paidOut(one.payment, one.minor)
          return
        }
        const row = await findRefund(db, `${order}-${one.id}`)
        if (row?.state === "asked" && one.do === "refuse") return refundRefused(db, row, "no", 1)
        if (row?.state === "failed" && one.do === "again") return asksAgain(order, row)
        if (row?.state !== "asked" || one.do !== "give") return
        await refundGiven(db, row, { refund: `re_${row.id}`, state: "done" }, 1)
        await paidOut(row.payment, row.minor)
      }
      for (const round of rounds) {
        // Asking races with all else; what gives is one after the other, as at a provider.
        const asking = round.filter((one) => one.do === "ask" || one.do === "again")
        await Promise.all(asking.map(act))
        for (const one of round) if (!asking.includes(one)) await act(one)
        const refunds = await refundsOf(db, order)
        for (const { payment: name, captured, refunded, asked } of paymentsOf(await current(order))) {
          expect(refunded + asked).toBeLessThanOrEqual(captured)
          expect(refunded).toBe(given.get(name))
          const ours = refunds.filter((one) => one.payment === name && one.state === "done")
          expect(ours.reduce((sum, { minor }) => sum + minor, 0)).toBeLessThanOrEqual(refunded)
        }
      }
      expect((await current(order)).refunded).toBe(given.get("pi_1"))
    }),
    { numRuns: 40 },
  )
})

it("stores one row for an id, however many ask at once", async () => {
  const order = await paidTwice()
  const asked = await Promise.all(Array.from({ length: 6 }, () => asks(order, "same", "pi_1", 400)))
  expect(asked.filter((one) => one?.fresh)).toHaveLength(1)
  expect(asked.every((one) => one?.refund.minor === 400)).toBe(true)
})

it("takes the word of a try only while it is the newest", async () => {
  const order = await paidTwice()
  const first = await asks(order, "a", "pi_1", 400)
  if (!first) throw new Error("nothing was asked")
  await refundRefused(db, first.refund, "no", 2)
  expect(await touchRefund(db, first.refund, 3)).toBe(false)
  const again = await asksAgain(order, first.refund, 3)
  expect(again).toMatchObject({ state: "asked", tries: 2, reason: null })
  await refundRefused(db, first.refund, "no, late", 4)
  expect(await findRefund(db, first.refund.id)).toMatchObject({ state: "asked", tries: 2 })
  await refundGiven(db, again ?? first.refund, { refund: "re_1", state: "done" }, 5)
  await refundRefused(db, again ?? first.refund, "no", 6)
  expect(await findRefund(db, first.refund.id)).toMatchObject({ state: "done", refund: "re_1" })
})

it("asks for nothing where more is known than who asks knew", async () => {
  const order = await paidTwice()
  const before = await current(order)
  await tell(order, "pi_1", "refunded", 700)
  const whole = { reference: null, currency: "ZAR", whole: false, cause: "operator" } as const
  expect(await askRefund(db, before, { id: `${order}-a`, payment: "pi_1", minor: 400, ...whole }, 1)).toBeNull()
})
