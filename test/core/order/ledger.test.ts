import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Fact } from "../../../src/core/order/facts"
import { type Ledger, ledger } from "../../../src/core/order/ledger"
import { type MoneyAccount, type Posting, postings } from "../../../src/core/order/postings"
import type { Terms } from "../../../src/core/order/terms"

const nothing = { minor: 0, currency: "ZAR" } as const

const terms: Terms = {
  due: { minor: 1000, currency: "ZAR" },
  least: null,
  items: [],
  ...{ tax: nothing, discount: nothing, shipping: nothing },
  tip: "none",
  capture: "at_once",
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
const disputeEnded = (dispute: string, won: boolean, payment: string | null = null): Told => ({
  id: `ended-${dispute}`,
  type: "disputeEnded",
  dispute,
  payment,
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
  ...{ id: `asked-${attempt}`, type: "asked", attempt, money: rand(1000 + (tip ?? 0)) },
  tip: tip === null ? null : rand(tip),
})

/** The facts as they are recorded one after the other. `at` is the provider's own and stays, whenever it is told. */
function recorded(told: readonly (Told & { at?: number })[]): Fact[] {
  return told.map(
    (fact, index) => ({ at: 1, cause: "callback", by: null, mode: "live", ...fact, seq: index + 1 }) as Fact,
  )
}

const sumOf = (told: readonly Told[], more: Partial<Terms> = {}): Ledger =>
  ledger({ ...terms, ...more }, recorded(told))

const held = (payment: string, minor: number): Told => ({
  ...{ id: `authorised-${payment}-${minor}`, type: "authorised", payment, attempt: 1 },
  money: rand(minor),
})
const captureAsked = (capture: string, payment: string, minor: number, before: number): Told => ({
  ...{ id: `own:capture:${capture}`, type: "captureAsked", capture, payment, money: rand(minor), before },
  ...{ last: false, whole: false },
})
const captureFailed = (capture: string, payment: string): Told => ({
  ...{ id: `own:captureRefused:${capture}`, type: "captureFailed", capture, payment, reason: "closed" },
})
const voided = (payment: string): Told => ({ id: `voided-${payment}`, type: "voided", payment })
const payout = (payment: string, minor: number, fee: number): Told => ({
  ...{ id: `payout-${payment}-${minor}`, type: "payout", payment },
  ...{ money: rand(minor), fee: rand(fee) },
})
const inParts: Partial<Terms> = { least: rand(400) }
const takenLater: Partial<Terms> = { capture: "later" }

/** What must not depend on the order of recording: all but what says which came first. */
function lasting({ late: _, payments, ended, ...sum }: Ledger) {
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

const stories: Record<string, { facts: Told[]; more?: Partial<Terms>; comesTo: Partial<Ledger> }> = {
  "a deposit": {
    more: inParts,
    facts: [captured("a", 400), pending(1), ended("expired")],
    comesTo: { status: "part_paid", captured: 400, payment: "a", surplus: [], reason: null, paidAt: null },
  },
  "a deposit of which a part is given back, and the rest": {
    more: inParts,
    facts: [captured("a", 400), refunded("r", null, 100), captured("b", 600, 2)],
    comesTo: { status: "paid", captured: 1000, payment: null, refunded: 100, over: 0, net: 900 },
  },
  "a deposit in another currency": {
    more: inParts,
    facts: [{ ...captured("a", 400), money: { minor: 400, currency: "USD" } } as Told, ended("expired")],
    comesTo: { status: "mismatch", captured: 0, payment: "a" },
  },
  "a deposit beside one in another currency": {
    more: inParts,
    facts: [{ ...captured("a", 400), money: { minor: 400, currency: "USD" } } as Told, captured("b", 400, 2)],
    comesTo: { status: "part_paid", captured: 400, payment: "b", surplus: ["a"] },
  },
  "held, to be taken later": {
    more: takenLater,
    facts: [held("a", 1000), pending(1), ended("expired")],
    comesTo: { status: "authorised", authorised: 1000, captured: 0, reason: null },
  },
  "held, let go, and over": {
    more: takenLater,
    facts: [held("a", 1000), voided("a"), ended("cancelled")],
    comesTo: { status: "cancelled", authorised: 0, captured: 0 },
  },
  "held, and let go by play money": {
    more: takenLater,
    facts: [held("a", 1000), { ...voided("a"), mode: "test" } as Told],
    comesTo: { status: "authorised", authorised: 1000 },
  },
  "held, and taken in two steps": {
    more: takenLater,
    facts: [held("a", 1000), captured("a", 400, 1, "a-400"), captured("a", 1000, 1, "a-1000")],
    comesTo: { status: "paid", authorised: 0, captured: 1000, over: 0 },
  },
  "held, asked to be taken, and not answered": {
    more: takenLater,
    facts: [held("a", 1000), captureAsked("x", "a", 400, 0), ended("expired")],
    comesTo: { status: "authorised", authorised: 1000, capturing: 400, captured: 0 },
  },
  "held, and taken in parts that have ids of their own": {
    more: takenLater,
    facts: [
      held("a", 1000),
      captureAsked("x", "a", 300, 0),
      captured("a1", 300),
      captureAsked("b", "a", 200, 300),
      captureFailed("b", "a"),
    ],
    comesTo: { status: "part_paid", authorised: 700, capturing: 0, captured: 300, payment: "a1", net: 300 },
  },
  "held, of which a smaller part is asked for after a larger one": {
    more: takenLater,
    facts: [held("a", 1000), captureAsked("z", "a", 600, 0), captured("a1", 600), captureAsked("b", "a", 400, 600)],
    comesTo: { authorised: 400, capturing: 400, captured: 600 },
  },
  "held, taken in part, and the rest let go": {
    more: takenLater,
    facts: [held("a", 1000), captureAsked("x", "a", 300, 0), captured("a", 300), voided("a")],
    comesTo: { status: "part_paid", authorised: 0, capturing: 0, captured: 300, over: 0, reason: null },
  },
  "held where it is taken at once": {
    facts: [held("a", 1000), asked(1)],
    comesTo: { status: "open", authorised: 1000, captured: 0 },
  },
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
  "a dispute of the second payment, of which only the end is told": {
    facts: [captured("a", 1000, 1), captured("b", 400, 2), disputeEnded("d", false, "b")],
    comesTo: { status: "paid", disputed: 0, lost: 0, payment: "a", net: 1000 },
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
  "play money beside the right money": {
    facts: [captured("b", 1000), { ...captured("a", 1000), mode: "test" } as Told],
    comesTo: { status: "paid", payment: "b", over: 0, surplus: [] },
  },
  "play money beside the wrong amount": {
    facts: [{ ...captured("a", 1000), mode: "test" } as Told, captured("b", 900)],
    comesTo: { status: "mismatch", payment: "b", captured: 900, surplus: [] },
  },
  "more than was due": {
    facts: [captured("a", 1100), pending(1)],
    comesTo: { status: "paid", payment: "a", captured: 1100, over: 100, surplus: [] },
  },
  "paid, and nobody said how much": {
    facts: [{ ...captured("a", 0), money: null } as Told, ended("expired")],
    comesTo: { status: "mismatch", captured: 0, reason: "paid, but the provider did not say how much" },
  },
  "paid, and only then said how much": {
    facts: [{ ...captured("a", 0), money: null } as Told, captured("a", 1000)],
    comesTo: { status: "paid", captured: 1000, surplus: [] },
  },
  "given back, disputed and kept in another currency": {
    facts: [
      ...[captured("a", 1000), { ...refunded("r", "a", 300), money: { minor: 300, currency: "USD" } } as Told],
      { ...refunded(null, "a", 200), money: { minor: 200, currency: "USD" } } as Told,
      { ...disputed("d", "a", 50), money: { minor: 50, currency: "USD" } } as Told,
      { ...payout("a", 50, 2), fee: { minor: 2, currency: "USD" }, money: { minor: 50, currency: "USD" } } as Told,
    ],
    comesTo: { status: "paid", refunded: 0, disputed: 1000, fees: 0 },
  },
  "a card that was declined": {
    facts: [{ ...failed(1), type: "declined" } as Told, asked(1)],
    comesTo: { status: "open" },
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

describe.each(Object.entries(stories))("%s", (_, { facts, more, comesTo }) => {
  it("comes to this", () => {
    expect(sumOf(facts, more)).toMatchObject(comesTo)
  })

  it("comes to the same in whatever order it is told, and told again", () => {
    const wanted = lasting(sumOf(facts, more))
    let tried = 0
    for (const order of permutations(facts)) {
      expect(lasting(sumOf(order, more))).toEqual(wanted)
      tried += 1
    }
    expect(tried).toBeGreaterThan(1)
    expect(lasting(sumOf([...facts, ...facts], more))).toEqual(wanted)
  })

  it("never holds less captured money than before", () => {
    for (const order of permutations(facts.slice(0, 5))) {
      let before = 0
      for (let told = 1; told <= order.length; told++) {
        const { captured: now } = sumOf(order.slice(0, told), more)
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

/** What stands in each account by the lines of the books. */
function balances(lines: readonly Posting[]): Partial<Record<MoneyAccount, number>> {
  const sums: Partial<Record<MoneyAccount, number>> = {}
  for (const { account, minor } of lines) sums[account] = (sums[account] ?? 0) + minor
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0))
}

function sumOfEach(lines: readonly Posting[]): number[] {
  const byFact = Map.groupBy(lines, ({ fact }) => fact)
  return [...byFact.values()].map((own) => own.reduce((all, { minor }) => all + minor, 0))
}

describe("the books", () => {
  const full = [
    ...[captured("a", 1000), refundAsked("r", "a", 300), refunded("r", "a", 300), disputed("d", "a", 700)],
    ...[disputeEnded("d", false), payout("a", 0, 25)],
  ]

  it("move each fact's money from one account to another", () => {
    const lines = postings(terms, recorded(full)).map(({ fact, account, minor }) => [fact, account, minor])
    expect(lines).toEqual([
      ["captured-a-1000", "customer", -1000],
      ["captured-a-1000", "clearing", 1000],
      ["refundAsked-r-300", "clearing", -300],
      ["refundAsked-r-300", "refunds", 300],
      ["refunded-r-a-300", "customer", 300],
      ["refunded-r-a-300", "refunds", -300],
      ["disputed-d-open-700", "clearing", -700],
      ["disputed-d-open-700", "disputes", 700],
      ["ended-d", "customer", 700],
      ["ended-d", "disputes", -700],
      ["payout-a-0", "clearing", -25],
      ["payout-a-0", "fees", 25],
    ])
  })

  it("move nothing for what was known, for other money and for what moves none", () => {
    const facts = [captured("a", 1000), captured("a", 400, 1, "a-400"), pending(1), captured("a", 1000)]
    expect(postings(terms, recorded(facts))).toHaveLength(2)
    const test = { ...captured("b", 1000, 2), mode: "test" } as Told
    const dollars = { ...captured("c", 1000, 3), money: { minor: 1000, currency: "USD" } } as Told
    expect(postings(terms, recorded([test, dollars, held("d", 1000)]))).toEqual([])
  })

  it("end with what the merchant has of it", () => {
    const facts = [captured("a", 1000), refunded("r", "a", 200), payout("a", 770, 30), payout("a", 770, 30)]
    expect(balances(postings(terms, recorded(facts)))).toEqual({ customer: -800, merchant: 770, fees: 30 })
  })

  it("come to the same in whatever order their facts are told", () => {
    const wanted = balances(postings(terms, recorded(full)))
    for (const order of permutations(full)) expect(balances(postings(terms, recorded(order)))).toEqual(wanted)
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
  fc.tuple(payments, amounts).map(([payment, minor]) => held(payment, minor)),
  payments.map(voided),
  fc.tuple(payments, amounts).map(([payment, minor]) => payout(payment, minor, minor / 50)),
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
    const agreed = fc.constantFrom({}, inParts, takenLater)
    fc.assert(
      fc.property(shuffled, agreed, ([facts, others], more) => {
        expect(lasting(sumOf(others, more))).toEqual(lasting(sumOf(facts, more)))
      }),
      { numRuns: 2000 },
    )
  })

  it("stand in the books fact by fact, balanced, with what the ledger says", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 14 }), (facts) => {
        const lines = postings(terms, recorded(facts))
        expect(sumOfEach(lines).filter((sum) => sum !== 0)).toEqual([])
        const { payments: known } = sumOf(facts)
        const all = (amount: "captured" | "refunded" | "refunding" | "disputed" | "lost" | "fees") =>
          known.reduce((sum, payment) => sum + payment[amount], 0)
        const { customer = 0, refunds = 0, disputes = 0, fees = 0 } = balances(lines)
        expect({ customer, refunds, disputes, fees }).toEqual({
          customer: all("refunded") + all("lost") - all("captured"),
          refunds: all("refunding"),
          disputes: all("disputed"),
          fees: all("fees"),
        })
      }),
      { numRuns: 500 },
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
