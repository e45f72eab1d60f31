import { describe, expect, it } from "vitest"
import { decimal, type Money, money } from "../../src/core/money"
import { expirySeconds, type Price, priced, sampleMoney, termsOf } from "../../src/core/order/terms"
import { chargeFault } from "../../src/payments/amount"
import { stripe } from "../../src/payments/stripe/stripe"

const shop = termsOf({ currency: "ZAR", currencies: ["USD", "KWD"] })

const asked = (amount: string, more: Partial<Price> = {}): Price => ({ amount, currency: null, ...more })

/** What is asked for, or what is wrong with it. */
function read(price: Price, terms = shop): string {
  const found = priced(terms, price)
  return "money" in found ? `${decimal(found.money)} ${found.money.currency}` : found.at
}

describe("a price", () => {
  it.each<[string, Price, string]>([
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
    const terms = termsOf(
      { currency: "KWD", currencies: ["MGA"] },
      { refuses: (money) => chargeFault(stripe.capabilities, stripe.title, money) },
    )
    expect(read(asked("1.230"), terms)).toBe("1.230 KWD")
    const refused = priced(terms, asked("1.234", { literal: true }))
    expect(refused).toMatchObject({ fault: { message: "Stripe takes KWD in steps of 0.010 KWD." }, at: "charge" })
    expect(read(asked("1.50", { currency: "MGA" }), terms)).toBe("charge")
  })

  it.each<[Price, string]>([
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
    expect(priced(shop, price)).toMatchObject({ fault: { message: sentence } })
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
