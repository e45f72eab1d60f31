import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decimal, type Money, money } from "../../src/core/money"
import { expirySeconds, limitsOf, terms, type Wanted } from "../../src/core/order/terms"
import { sampleMoney } from "../../src/core/text/amount"
import { chargeFault } from "../../src/payments/amount"
import { stripe } from "../../src/payments/stripe/stripe"

const shop = limitsOf({ currency: "ZAR", currencies: ["USD", "KWD"] })

const asked = (amount: string, more: Partial<Wanted> = {}): Wanted => ({ amount, currency: null, ...more })

/** What is asked for, or what is wrong with it. */
function read(wanted: Wanted, limits = shop): string {
  const found = terms(wanted, limits)
  if ("faults" in found) return found.faults.map(({ at }) => at).join(" ")
  return `${decimal(found.terms.due)} ${found.terms.due.currency}`
}

describe("a price", () => {
  it.each<[string, Wanted, string]>([
    ["a plain number", asked("35.00"), "35.00 ZAR"],
    ["a number of another currency that is taken", asked("35", { currency: "USD" }), "35.00 USD"],
    ["an author's sign and comma", asked("R35,00", { literal: true }), "35.00 ZAR"],
    ["an author's sign of the currency that is named", asked("$35", { currency: "USD", literal: true }), "35.00 USD"],
    ["a value with zeros behind it", asked("149.9000"), "149.90 ZAR"],
    ["an author's words", asked("thirty", { literal: true }), "amount"],
    ["an author's other sign", asked("$35", { literal: true }), "amount"],
    ["a value with a sign", asked("R35,00"), "amount"],
    ["nothing", asked(""), "amount"],
    ["zero", asked("0.00", { literal: true }), "amount"],
    ["less than nothing", asked("-5", { literal: true }), "amount"],
    ["too many decimals", asked("1.2345", { currency: "KWD", literal: true }), "amount"],
    ["a currency that is not taken", asked("35", { currency: "EUR" }), "currency"],
    ["a currency that is none", asked("35", { currency: "QQQ" }), "currency"],
    ["a currency that is none with an amount that is none", asked("x", { currency: "QQQ" }), "currency"],
  ])("of %s is read so", (_, price, expected) => {
    expect(read(price)).toBe(expected)
  })

  it("that the provider cannot charge is told in the provider's words", () => {
    const limits = limitsOf(
      { currency: "KWD", currencies: ["MGA"] },
      { refuses: (money) => chargeFault(stripe.capabilities, stripe.title, money), holds: false },
    )
    expect(read(asked("1.230"), limits)).toBe("1.230 KWD")
    const refused = terms(asked("1.234", { literal: true }), limits)
    const message = "Stripe takes KWD in steps of 0.010 KWD."
    expect(refused).toMatchObject({ faults: [{ fault: { message }, at: "charge" }] })
    expect(read(asked("1.50", { currency: "MGA" }), limits)).toBe("charge")
  })

  it.each<[Wanted, string]>([
    [asked("thirty"), '"thirty" is not an amount: write it in the digits 0 to 9, such as 149.90.'],
    [asked("٣٥"), '"٣٥" is not an amount: write it in the digits 0 to 9, such as 149.90.'],
    [
      asked("R1,234", { literal: true }),
      '"R1,234" can be read in two ways: write it without a sign between thousands.',
    ],
    [asked("35 rand"), '"35 rand" is not an amount in ZAR, which has 2 decimals: write it such as 149.90.'],
    [asked("0"), "The amount must be more than zero."],
    [asked("1", { currency: "QQQ" }), "There is no currency QQQ: choose another."],
    [
      asked("1", { currency: "EUR" }),
      "EUR is not among the currencies of the payment configuration (ZAR, USD, KWD): choose another, or add it under Payments.",
    ],
  ])("%j is refused in a sentence", (price, sentence) => {
    expect(terms(price, shop)).toMatchObject({ faults: [{ fault: { message: sentence } }] })
  })
})

const by = (amount: string) => ({ amount, literal: true })
const unknown = { amount: "{{ Ask.value }}", literal: false }
const tea = { name: "Tea", quantity: by("2"), price: by("10.00") }
const cake = { name: "Cake", quantity: by("1"), price: by("R15,50") }
/** Wanted without an amount: the items say it. */
const bought = (more: Partial<Wanted> = {}) => asked("", { literal: true, items: [tea, cake], ...more })

describe("terms", () => {
  it("of an amount alone are that and nothing else", () => {
    const none = money(0, "ZAR")
    const plain = { items: [], tax: none, discount: none, shipping: none, least: null }
    expect(terms(asked("35"), shop)).toEqual({
      terms: { due: money(3500, "ZAR"), ...plain, tip: "none", capture: "at_once" },
    })
  })

  it("of items are the items with tax and shipping less the discount", () => {
    const beside = { tax: by("5.33"), discount: by("3"), shipping: by("10") }
    expect(terms(bought({ ...beside, deposit: by("20"), tip: "asked" }), shop)).toEqual({
      terms: {
        due: money(4783, "ZAR"),
        least: money(2000, "ZAR"),
        items: [
          { name: "Tea", quantity: 2, price: money(1000, "ZAR") },
          { name: "Cake", quantity: 1, price: money(1550, "ZAR") },
        ],
        ...{ tax: money(533, "ZAR"), discount: money(300, "ZAR"), shipping: money(1000, "ZAR") },
        tip: "asked",
        capture: "at_once",
      },
    })
  })

  it.each<[string, Wanted, string]>([
    ["no amount and no items", asked("", { literal: true }), "amount"],
    ["an amount that a run filled in with nothing, with items", bought({ literal: false }), "amount"],
    ["an amount that is what the items come to", bought({ amount: "35,50" }), "35.50 ZAR"],
    ["an amount that is not what the items come to", bought({ amount: "35.51" }), "amount"],
    ["an item without a name", bought({ items: [{ ...tea, name: " " }] }), "items.0.name"],
    ["no pieces of an item", bought({ items: [tea, { ...cake, quantity: by("0") }] }), "items.1.quantity"],
    ["less than no pieces", bought({ items: [{ ...tea, quantity: by("-2") }] }), "items.0.quantity"],
    ["a part of a piece", bought({ items: [{ ...tea, quantity: by("1.5") }] }), "items.0.quantity"],
    ["more pieces than anybody buys", bought({ items: [{ ...tea, quantity: by("10000") }] }), "items.0.quantity"],
    ["a price below nothing", bought({ items: [{ ...tea, price: by("-1") }] }), "items.0.price"],
    ["a price in another currency", bought({ items: [{ ...tea, price: by("5 USD") }] }), "items.0.price"],
    ["items that cost nothing", bought({ items: [{ ...tea, price: by("0") }] }), "items"],
    ["a discount of all and more", bought({ discount: by("36") }), "items"],
    ["more than can be counted", bought({ items: [{ ...tea, price: by("90000000000000") }] }), "items"],
    ["a tax that is part of the amount", asked("35", { tax: by("35") }), "35.00 ZAR"],
    ["a tax above the amount", asked("35", { tax: by("35.01") }), "amount"],
    ["a tax that is no number", asked("35", { tax: by("VAT") }), "tax"],
    ["a deposit of nothing", asked("35", { deposit: by("0") }), "deposit"],
    ["a deposit below nothing", asked("35", { deposit: by("-1") }), "deposit"],
    ["a deposit of all that is due", asked("35", { deposit: by("35") }), "35.00 ZAR"],
    ["a deposit above what is due", asked("35", { deposit: by("35.01") }), "deposit"],
    ["a deposit of money that is taken later", asked("35", { deposit: by("5"), capture: "later" }), "deposit"],
    [
      "several things that are wrong",
      bought({ tax: by("x"), items: [{ ...tea, price: by("y") }] }),
      "items.0.price tax",
    ],
  ])("of %s", (_, wanted, expected) => {
    expect(read(wanted)).toBe(expected)
  })

  it("of a deposit that is all that is due want all of it at once", () => {
    expect(terms(asked("35", { deposit: by("35") }), shop)).toMatchObject({ terms: { least: null } })
  })

  it("of money that is taken later need a provider that can hold it", () => {
    const refuses = () => null
    const later = asked("35", { capture: "later" })
    expect(read(later, limitsOf(shop, { refuses, holds: false }))).toBe("capture")
    expect(read(later, limitsOf(shop, { refuses, holds: true }))).toBe("35.00 ZAR")
  })

  it.each<[string, string, string]>([
    ["the deposit is less than the provider takes", "4", "deposit"],
    ["the rest is less than the provider takes", "96", "deposit"],
    ["each part can be charged", "5", "100.00 ZAR"],
  ])("are charged part by part: %s", (_, deposit, expected) => {
    const least = (amount: Money) => chargeFault({ currencies: { ZAR: { least: 500 } } }, "Till", amount)
    expect(read(asked("100", { deposit: by(deposit) }), limitsOf(shop, { refuses: least, holds: false }))).toBe(
      expected,
    )
  })

  it.each<[string, Wanted, unknown]>([
    ["says nothing of what only a run knows", bought({ tax: unknown, items: [{ ...tea, price: unknown }] }), []],
    ["sees what is wrong beside it", bought({ tax: unknown, items: [{ ...tea, price: by("x") }] }), ["items.0.price"]],
    ["sees a deposit that is no amount", asked("{{ Ask.value }}", { deposit: by("x") }), ["deposit"]],
    ["does not weigh items against an amount that is not known", bought({ ...unknown }), []],
    ["weighs a deposit only against what is known", asked("{{ x }}", { deposit: by("1000") }), []],
  ])("to the author: %s", (_, wanted, expected) => {
    const found = terms(wanted, shop, "author")
    expect("faults" in found && found.faults.map(({ at }) => at)).toEqual(expected)
  })

  it("hold their sum, to the last unit, or are refused", () => {
    const minor = fc.integer({ min: 0, max: 1_000_000 })
    const written = (amount: number) => ({ amount: decimal(money(amount, "ZAR")) })
    const item = fc.record({ price: minor, quantity: fc.integer({ min: 1, max: 99 }) })
    const some = fc.record({ items: fc.array(item, { minLength: 1, maxLength: 8 }), tax: minor, discount: minor })
    const property = fc.property(some, minor, fc.option(minor), (cart, shipping, deposit) => {
      const { items, tax, discount } = cart
      const sum = items.reduce((all, one) => all + one.price * one.quantity, tax + shipping - discount)
      const lines = items.map((one) => ({ name: "x", quantity: by(`${one.quantity}`), price: written(one.price) }))
      const beside = { tax: written(tax), discount: written(discount), shipping: written(shipping) }
      const part = deposit === null ? {} : { deposit: written(deposit) }
      const found = terms(bought({ items: lines, ...beside, ...part }), shop)
      const isGood = sum > 0 && (deposit === null || (deposit > 0 && deposit <= sum))
      expect("terms" in found).toBe(isGood)
      if (!("terms" in found)) return
      const { due, least } = found.terms
      expect([due.minor, least?.minor ?? due.minor]).toEqual([sum, deposit ?? sum])
    })
    fc.assert(property, { numRuns: 500 })
  })
})

it.each<[Money["currency"], Money]>([
  ["ZAR", money(14_990, "ZAR")],
  ["JPY", money(149, "JPY")],
  ["KWD", money(149_900, "KWD")],
])("has a sample in %s", (currency, sample) => {
  expect(sampleMoney(currency)).toEqual(sample)
})

it.each<[unknown, RegExp | null]>([
  [300, null],
  [90 * 86_400, null],
  [299, /five minutes/],
  [90 * 86_400 + 1, /ninety days/],
])("a link of %s seconds", (seconds, sentence) => {
  const read = expirySeconds.safeParse(seconds)
  expect(read.success).toBe(sentence === null)
  if (sentence) expect(read.error?.issues[0]?.message).toMatch(sentence)
})
