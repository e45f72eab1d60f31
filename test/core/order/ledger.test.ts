import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Fact, Terms } from "../../../src/core/order/facts"
import { type Ledger, ledger } from "../../../src/core/order/ledger"

const terms: Terms = {
  due: { minor: 1000, currency: "ZAR" },
  least: null,
  mode: "live",
  expiresAt: 10_000,
}

type Told<Kind = Fact> = Kind extends Fact
  ? Omit<Kind, "seq" | "at" | "cause" | "by" | "mode"> & { mode?: Fact["mode"] }
  : never

const rand = (minor: number) => ({ minor, currency: "ZAR" as const })
const captured = (
  payment: string | null,
  minor: number,
  attempt: number | null = 1,
  id = `captured-${payment}-${minor}`,
): Told => ({
  ...{ id, type: "captured", payment, attempt },
  money: rand(minor),
})
const refunded = (refund: string | null, payment: string | null, minor: number): Told => ({
  ...{ id: `refunded-${refund}-${payment}-${minor}`, type: "refunded", refund, payment, reason: null },
  money: rand(minor),
})
const refundFailed = (refund: string, payment: string | null): Told => ({
  ...{ id: `refundFailed-${refund}`, type: "refundFailed", refund, payment, money: null, reason: "closed account" },
})
const refundAsked = (refund: string, payment: string, minor: number): Told => ({
  ...{ id: `refundAsked-${refund}-${minor}`, type: "refundAsked", refund, payment, reason: null },
  money: rand(minor),
})
const disputed = (
  dispute: string,
  payment: string | null,
  minor: number,
  stage: "inquiry" | "open" = "open",
): Told => ({
  ...{ id: `disputed-${dispute}-${stage}-${minor}`, type: "disputed", dispute, payment, stage },
  money: rand(minor),
})
const disputeEnded = (dispute: string, won: boolean): Told => ({
  id: `ended-${dispute}`,
  type: "disputeEnded",
  dispute,
  won,
})
const pending = (attempt: number): Told => ({
  id: `pending-${attempt}`,
  type: "pending",
  attempt,
  payment: null,
  reason: null,
})
const failed = (attempt: number): Told => ({
  id: `failed-${attempt}`,
  type: "failed",
  attempt,
  payment: null,
  reason: "refused",
})
const ended = (as: "expired" | "cancelled" | "failed"): Told => ({
  id: `own:ended:${as}`,
  type: "ended",
  as,
  reason: "over",
})
const asked = (attempt: number, tip: number | null = null): Told => ({
  ...{ id: `asked-${attempt}`, type: "asked", attempt, tip: tip === null ? null : rand(tip) },
})

/** The facts as they are recorded one after the other. `at` is the provider's own and stays, whenever it is told. */
function recorded(told: readonly (Told & { at?: number })[]): Fact[] {
  return told.map(
    (fact, index) => ({ at: 1, cause: "callback", by: null, mode: "live", ...fact, seq: index + 1 }) as Fact,
  )
}

const sumOf = (told: readonly Told[]): Ledger => ledger(terms, recorded(told))

/** What must not depend on the order of recording: all but what says which came first. */
function lasting({ late: _, payments, ...sum }: Ledger) {
  const isOver = ["expired", "cancelled", "failed"].includes(sum.status)
  return {
    ...sum,
    ...(isOver && { status: "ended" }),
    payments: payments.map(({ seq: __, ...payment }) => payment),
  }
}

function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield []
  for (const [index, item] of items.entries())
    for (const rest of permutations([...items.slice(0, index), ...items.slice(index + 1)])) yield [item, ...rest]
}

const stories: Record<string, { facts: Told[]; comesTo: Partial<Ledger> }> = {
  "two halves": {
    facts: [captured("a", 500, 1), captured("b", 500, 2)],
    comesTo: { status: "paid", captured: 1000, over: 0, surplus: [], payment: null },
  },
  "captured in steps, a refund that failed and one again": {
    facts: [
      captured("a", 400, 1, "a-400"),
      captured("a", 1000, 1, "a-1000"),
      refundAsked("r1", "a", 300),
      refunded("r1", "a", 300),
      refundFailed("r1", "a"),
      refundAsked("r2", "a", 300),
      refunded("r2", "a", 300),
    ],
    comesTo: { status: "paid", captured: 1000, refunded: 300, refunding: 0, net: 700 },
  },
  "two payments, one given back": {
    facts: [captured("a", 1000, 1), captured("b", 1000, 2), refunded("r1", "b", 1000), pending(1)],
    comesTo: { status: "paid", captured: 2000, over: 1000, payment: "a", surplus: ["b"], refunded: 0, net: 1000 },
  },
  "a dispute that is won": {
    facts: [
      captured("a", 1000),
      disputed("d", "a", 1000, "inquiry"),
      disputed("d", "a", 1000),
      disputeEnded("d", true),
    ],
    comesTo: { status: "paid", disputed: 0, lost: 0, net: 1000 },
  },
  "a dispute that is lost, and one of another payment": {
    facts: [
      captured("a", 1000),
      captured("b", 1000, 2),
      disputed("d", "a", 1000),
      disputeEnded("d", false),
      disputed("e", "b", 1000),
    ],
    comesTo: { status: "paid", disputed: 0, lost: 1000, surplus: ["b"] },
  },
  "a slow method, overtaken by its money": {
    facts: [asked(1), pending(1), captured("a", 1000, 1)],
    comesTo: { status: "paid", late: false },
  },
  "a slow method that fails, while another waits": {
    facts: [pending(1), failed(1), pending(2)],
    comesTo: { status: "pending", captured: 0 },
  },
  "over, then paid": {
    facts: [failed(1), ended("expired"), captured("a", 1000, 2)],
    comesTo: { status: "paid", captured: 1000 },
  },
  "over twice": { facts: [ended("expired"), ended("cancelled")], comesTo: { captured: 0 } },
  "the wrong amount, then the right one": {
    facts: [captured("a", 900, 1), captured("b", 1000, 2)],
    comesTo: { status: "paid", payment: "b", surplus: ["a"], over: 900, late: false },
  },
  "the wrong amount alone": {
    facts: [captured("a", 900, 1), ended("expired")],
    comesTo: { status: "mismatch", payment: "a", captured: 900, surplus: [] },
  },
  "another currency, then the right one": {
    facts: [
      { ...captured("a", 1000), money: { minor: 1000, currency: "USD" } } as Told,
      captured("b", 1000, 2),
      refunded(null, null, 250),
    ],
    comesTo: { status: "paid", payment: "b", captured: 1000, refunded: 250, surplus: ["a"] },
  },
  "totals given back, one of which failed": {
    facts: [
      captured("a", 1000),
      refunded(null, "a", 400),
      refunded(null, "a", 700),
      refunded("r", "a", 300),
      refundFailed("r", "a"),
    ],
    comesTo: { refunded: 400 },
  },
  "a payment whose id is told late": {
    facts: [captured(null, 1000, 1), captured("a", 1000, 1), pending(1)],
    comesTo: { status: "paid", captured: 1000, over: 0, payment: "a", surplus: [] },
  },
  "a tip with the attempt that paid": {
    facts: [asked(1, 100), asked(2, 200), captured("a", 1200, 2)],
    comesTo: { status: "paid", due: 1200, over: 0 },
  },
  "test money": {
    facts: [{ ...captured("a", 1000), mode: "test" } as Told, ended("expired")],
    comesTo: { status: "mismatch", captured: 0, reason: "paid in test mode, but the order is in live mode" },
  },
}

describe.each(Object.entries(stories))("%s", (_, { facts, comesTo }) => {
  it("comes to this", () => {
    expect(sumOf(facts)).toMatchObject(comesTo)
  })

  it("comes to the same in whatever order it is told, and told again", () => {
    const wanted = lasting(sumOf(facts))
    let tried = 0
    for (const order of permutations(facts)) {
      expect(lasting(sumOf(order))).toEqual(wanted)
      tried += 1
    }
    expect(tried).toBeGreaterThan(1)
    expect(lasting(sumOf([...facts, ...facts]))).toEqual(wanted)
  })

  it("never holds less captured money than before", () => {
    for (const order of permutations(facts.slice(0, 5))) {
      let before = 0
      for (let told = 1; told <= order.length; told++) {
        const { captured: now } = sumOf(order.slice(0, told))
        expect(now).toBeGreaterThanOrEqual(before)
        before = now
      }
    }
  })
})

describe("what comes late", () => {
  it.each([
    ["money after the end", [ended("expired"), captured("a", 1000)], true],
    ["money before the end that was recorded all the same", [captured("a", 1000), ended("expired")], false],
    ["the half that came after the end", [captured("a", 500), ended("cancelled"), captured("b", 500, 2)], true],
    [
      "a second payment after the end of an order that was paid in time",
      [captured("a", 1000), ended("failed"), captured("b", 1000, 2)],
      false,
    ],
  ] satisfies [string, Told[], boolean][])("is told of %s", (_, facts, late) => {
    expect(sumOf(facts)).toMatchObject({ status: "paid", late })
  })

  it("is named by the end that was recorded first", () => {
    expect(sumOf([ended("cancelled"), ended("expired")])).toMatchObject({ status: "cancelled" })
    expect(sumOf([ended("expired"), ended("cancelled")])).toMatchObject({ status: "expired" })
  })
})

const payments = fc.constantFrom("a", "b", "c")
const amounts = fc.constantFrom(250, 500, 750, 1000, 1250)
const attempts = fc.constantFrom(1, 2, 3)
const anyFact: fc.Arbitrary<Told> = fc.oneof(
  fc
    .tuple(payments, amounts, attempts)
    .map(([payment, minor, attempt]) => captured(payment, minor, attempt, `c-${payment}-${minor}-${attempt}`)),
  fc
    .tuple(fc.constantFrom("r", "s"), payments, amounts)
    .map(([refund, payment, minor]) => refunded(`${refund}${payment}`, payment, minor)),
  fc.tuple(payments, amounts).map(([payment, minor]) => refunded(null, payment, minor)),
  fc
    .tuple(fc.constantFrom("r", "s"), payments)
    .map(([refund, payment]) => refundFailed(`${refund}${payment}`, payment)),
  fc
    .tuple(fc.constantFrom("r", "s"), payments, amounts)
    .map(([refund, payment, minor]) => refundAsked(`${refund}${payment}`, payment, minor)),
  fc
    .tuple(payments, amounts, fc.constantFrom("inquiry" as const, "open" as const))
    .map(([payment, minor, stage]) => disputed(`d${payment}`, payment, minor, stage)),
  fc
    .tuple(payments, fc.boolean())
    .map(([payment, won]) => ({ ...disputeEnded(`d${payment}`, won), id: `e-${payment}-${won}` })),
  attempts.map(pending),
  attempts.map(failed),
  fc.constantFrom("expired" as const, "cancelled" as const, "failed" as const).map(ended),
  fc.tuple(attempts, amounts).map(([attempt, tip]) => ({ ...asked(attempt, tip), id: `asked-${attempt}-${tip}` })),
)

describe("any facts", () => {
  const shuffled = fc
    .array(anyFact, { maxLength: 14 })
    .chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })),
    )

  it("come to the same in whatever order they are told, however often", () => {
    fc.assert(
      fc.property(shuffled, ([facts, others]) => {
        expect(lasting(sumOf(others))).toEqual(lasting(sumOf(facts)))
      }),
      { numRuns: 2000 },
    )
  })

  it("give back, hold and lose nothing below nought, and leave captured money as it is", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 14 }), (facts) => {
        const sum = sumOf(facts)
        for (const amount of [sum.refunded, sum.refunding, sum.disputed, sum.lost, sum.over, sum.authorised])
          expect(amount).toBeGreaterThanOrEqual(0)
        expect(sum.status === "paid").toBe(sum.captured >= sum.due)
        expect(sumOf([...facts, captured("z", 1, 1)]).captured).toBe(sum.captured + 1)
      }),
      { numRuns: 1000 },
    )
  })
})
