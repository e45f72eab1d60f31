import fc from "fast-check"
import { expect, it } from "vitest"
import { type Currency, currencies } from "../../../src/core/money"
import { fromStripe, toStripe } from "../../../src/payments/stripe/money"
import { stripe } from "../../../src/payments/stripe/stripe"
import { charge } from "../fixtures/fixture"
import { stripeFixture } from "../fixtures/stripe"

const { fields, setting } = stripeFixture

it.each<[Currency, number, number]>([
  ["ZAR", 12_345, 12_345],
  ["USD", 1, 1],
  ["JPY", 500, 500],
  ["XOF", 500, 500],
  ["UGX", 5_000, 500_000],
  ["ISK", 5, 500],
  ["KWD", 5_120, 5_120],
  ["HUF", 1_045, 1_045],
  ["TWD", 80_045, 80_045],
  ["MGA", 50_000, 500],
])("in %s: %d minor units are %d at Stripe", (currency, minor, amount) => {
  expect(toStripe({ minor, currency })).toBe(amount)
  expect(fromStripe(amount, currency.toLowerCase())).toEqual({ minor, currency })
  expect(stripe.refuses({ minor, currency })).toBeNull()
})

it.each<[Currency, number, string]>([
  ["KWD", 5_124, "Stripe needs the last digit of an amount in KWD to be 0."],
  ["MGA", 50_050, "Stripe takes MGA in whole units only."],
  ["IRR", 50_000, "Stripe does not take IRR."],
  ["UGX", Number.MAX_SAFE_INTEGER, "The amount is more than can be said to Stripe."],
])("in %s: %d minor units are refused with the reason", (currency, minor, reason) => {
  expect(stripe.refuses({ minor, currency })).toBe(reason)
  expect(() => stripe.connect(fields, setting).open({ ...charge, money: { minor, currency } })).toThrow(reason)
})

it.each([
  [150, "ugx"],
  [150.5, "zar"],
  [-1, "zar"],
  ["100", "zar"],
  [null, "zar"],
  [100, "constructor"],
  [100, null],
])("%j in %j is no amount", (amount, currency) => {
  expect(fromStripe(amount, currency)).toBeNull()
})

it("amounts come back from Stripe as they were sent, in every currency", () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.nat(), (currency, minor) => {
      const amount = toStripe({ minor, currency })
      if (amount !== null) expect(fromStripe(amount, currency.toLowerCase())).toEqual({ minor, currency })
    }),
  )
})
