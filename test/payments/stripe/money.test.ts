import fc from "fast-check"
import { expect, it } from "vitest"
import { type Currency, currencies } from "../../../src/core/money"
import { refusalOf } from "../../../src/payments/amount"
import { fromStripe, toStripe } from "../../../src/payments/stripe/money"
import { stripe } from "../../../src/payments/stripe/stripe"
import { playing } from "../carried"
import { charge, setting } from "../fixture"
import { fixture } from "./fixture"

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
  expect(refusalOf(stripe.capabilities, "Stripe", { minor, currency })).toBeNull()
})

it.each<[Currency, number, string]>([
  ["KWD", 5_124, "Stripe takes KWD in steps of 0.010 KWD."],
  ["MGA", 50_050, "Stripe takes MGA in steps of 1.00 MGA."],
  ["IRR", 50_000, "Stripe does not take IRR."],
  ["UGX", Number.MAX_SAFE_INTEGER, "Stripe takes no more than 90071992547409 UGX."],
])("in %s: %d minor units are refused with the reason", async (currency, minor, reason) => {
  expect(refusalOf(stripe.capabilities, "Stripe", { minor, currency })).toBe(reason)
  const opened = stripe.connect(fixture.fields, setting).open({ ...charge, money: { minor, currency } }, playing([]))
  await expect(opened).rejects.toThrow(reason)
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
