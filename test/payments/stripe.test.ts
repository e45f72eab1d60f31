import fc from "fast-check"
import Stripe from "stripe"
import { describe, expect, it } from "vitest"
import { type Currency, currencies } from "../../src/core/money"
import type { Charge } from "../../src/payments/provider"
import { stripe } from "../../src/payments/stripe"
import { stripeLocale } from "../../src/payments/stripe-locale"
import { fromStripe, toStripe } from "../../src/payments/stripe-money"
import { Failure } from "../../src/platform/failure"
import { signStripe } from "../support/payment-signers"
import { answered, charge, NOW, refund } from "./fixtures/fixture"
import { stripeFixture } from "./fixtures/stripe"

const { fields, setting, checkout, opened } = stripeFixture
const SECONDS = NOW / 1000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function form(changes: Partial<Charge> = {}, account: Record<string, string> = fields): Record<string, string> {
  const { body = "" } = stripe.connect(account, setting).open({ ...charge, ...changes })
  return Object.fromEntries(new URLSearchParams(body))
}

function without(...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

describe("what is asked of Stripe", () => {
  it("is one payment of the order's amount, tied to the order everywhere its events come from", () => {
    expect(form()).toEqual({
      mode: "payment",
      "line_items[0][price_data][currency]": "zar",
      "line_items[0][price_data][unit_amount]": "12345",
      "line_items[0][price_data][product_data][name]": "Two tickets & a “hat” = 123,45 R 😀",
      "line_items[0][quantity]": "1",
      "adaptive_pricing[enabled]": "false",
      success_url: "https://pay.test/p/abc/return",
      cancel_url: "https://pay.test/p/abc/return",
      client_reference_id: "ord_demo_1",
      "metadata[order]": "ord_demo_1",
      "metadata[attempt]": "2",
      "metadata[number]": "A-1001",
      "payment_intent_data[metadata][order]": "ord_demo_1",
      "payment_intent_data[metadata][attempt]": "2",
      "payment_intent_data[metadata][number]": "A-1001",
      "payment_intent_data[statement_descriptor_suffix]": "TICKETS",
      expires_at: String((NOW + HOUR) / 1000),
      locale: "pt-BR",
    })
  })

  it("carries the key, the version and the idempotency key", () => {
    expect(stripe.connect(without("apiVersion"), setting).open(charge)).toMatchObject({
      method: "POST",
      url: "https://api.stripe.com/v1/checkout/sessions",
      headers: {
        authorization: "Bearer sk_test_51DemoDemoDemoDemo",
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": "ord_demo_1:2",
        "stripe-version": "2026-10-28.endive",
      },
    })
  })

  it("leaves out the statement descriptor when there is none, and names the goods by the number", () => {
    expect(form({}, without("statementDescriptor"))).not.toHaveProperty(
      "payment_intent_data[statement_descriptor_suffix]",
    )
    expect(form({ description: "" })["line_items[0][price_data][product_data][name]"]).toBe("A-1001")
  })

  it.each([
    ["the order's end", HOUR, HOUR],
    ["a later second rather than an earlier one, which would end before the order", HOUR + 1, HOUR + 1000],
    ["at least 31 minutes", 5 * MINUTE, 31 * MINUTE],
    ["at least 31 minutes for an order that has ended", -HOUR, 31 * MINUTE],
    ["less than a day", 30 * 24 * HOUR, 24 * HOUR - 5 * MINUTE],
  ])("ends at %s", (_, orderEnds, checkoutEnds) => {
    expect(form({ expiresAt: NOW + orderEnds }).expires_at).toBe(String((NOW + checkoutEnds) / 1000))
  })

  it("refunds a part of the payment and asks for the charge, which knows the whole", () => {
    const request = stripe.connect(fields, setting).refund?.(refund)
    expect(request?.url).toBe("https://api.stripe.com/v1/refunds")
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      payment_intent: "pi_demo",
      amount: "500",
      "metadata[order]": "ord_demo_1",
      "metadata[refund]": "refund_1",
      "expand[]": "charge",
    })
  })

  it("looks a checkout up together with its PaymentIntent", () => {
    expect(stripe.connect(fields, setting).query("cs_test_demo")).toEqual({
      method: "GET",
      url: "https://api.stripe.com/v1/checkout/sessions/cs_test_demo?expand[]=payment_intent",
      headers: { authorization: "Bearer sk_test_51DemoDemoDemoDemo", "stripe-version": "2026-10-28.endive" },
    })
  })

  it("says when a refund came to nothing", () => {
    const { refunded } = stripe.connect(fields, setting)
    expect(() => refunded?.(answered(200, { id: "re_1", status: "failed" }), refund, NOW)).toThrow(Failure)
  })
})

it.each([
  ["sk_test_51DemoDemo", "test"],
  ["rk_test_51DemoDemo", "test"],
  ["sk_live_51DemoDemo", "live"],
  ["rk_live_51DemoDemo", "live"],
  ["sk_test_51_live_Demo", "test"],
])("the key %s is for %s mode", (secretKey, mode) => {
  expect(stripe.connect({ ...fields, secretKey }, setting).mode).toBe(mode)
})

it("trusts the account's own checkout domain, and only when it is named", () => {
  const url = "https://checkout.shop.test/c/pay/cs_test_demo"
  expect(stripe.connect(fields, setting).opened(opened(url), charge).url).toBe(url)
  const plain = stripe.connect(without("checkoutHost"), setting)
  expect(plain.opened(opened(checkout.url), charge).url).toBe(checkout.url)
  for (const wrong of [url, "https://stripe.com.evil.test/c", "https://evilstripe.com/c", "https://undefined/c"])
    expect(() => plain.opened(opened(wrong), charge)).toThrow(Failure)
})

describe("amounts", () => {
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
    ["UGX", Number.MAX_SAFE_INTEGER, "Stripe takes UGX in whole units only."],
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

  it("come back from Stripe as they were sent, in every currency", () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.nat(), (currency, minor) => {
        const amount = toStripe({ minor, currency })
        if (amount !== null) expect(fromStripe(amount, currency.toLowerCase())).toEqual({ minor, currency })
      }),
    )
  })
})

it.each([
  ["en", "en"],
  ["en-GB", "en-GB"],
  ["en-ZA", "en"],
  ["pt-br", "pt-BR"],
  ["pt_BR", "pt-BR"],
  ["pt-PT", "pt"],
  ["es", "es"],
  ["es-ES", "es"],
  ["es-MX", "es-419"],
  ["fr-CA", "fr-CA"],
  ["fr-CI", "fr"],
  ["zh-Hant-HK", "zh-HK"],
  ["zh-Hant", "zh-TW"],
  ["zh-MO", "zh-HK"],
  ["zh-Hans-CN", "zh"],
  ["no", "nb"],
  ["hi", "hi-IN"],
  ["tl-PH", "fil"],
  ["af", "auto"],
  ["constructor", "auto"],
  ["", "auto"],
])("the language %j is Stripe's %s", (language, locale) => {
  expect(stripeLocale(language)).toBe(locale)
})

describe("signatures", () => {
  const body = '{"id":"evt_1"}'
  const own = "whsec_demo_secret"
  const former = "whsec_demo_former"

  async function isAccepted(header: string, text = body, account: Record<string, string> = fields): Promise<boolean> {
    const headers = new Headers({ "stripe-signature": header })
    const bytes = new TextEncoder().encode(text)
    const request = { method: "POST", url: "https://pay.test/callbacks/stripe/acc_1", headers, body: bytes }
    try {
      await stripe.connect(account, setting).verify(request)
      return true
    } catch (error) {
      if (error instanceof Failure && error.code === "unauthorised") return false
      throw error
    }
  }

  const digest = async (secret: string) => (await signStripe(body, secret, SECONDS)).split("v1=")[1] ?? ""

  it("are good when any of several is, and v0 is none", async () => {
    const right = await digest(own)
    const wrong = await digest("whsec_of_another")
    expect(await isAccepted(`t=${SECONDS},v1=${wrong},v1=${right}`)).toBe(true)
    expect(await isAccepted(`t=${SECONDS},v1=${right},v1=${wrong}`)).toBe(true)
    expect(await isAccepted(`t=${SECONDS},v0=${right},v1=${wrong}`)).toBe(false)
    expect(await isAccepted(`t=${SECONDS},v0=${right}`)).toBe(false)
    expect(await isAccepted(`v1=${right},v0=${wrong},t=${SECONDS}`)).toBe(true)
  })

  it("may be made with the previous secret only while it is named", async () => {
    const header = `t=${SECONDS},v1=${await digest(former)}`
    expect(await isAccepted(header)).toBe(true)
    expect(await isAccepted(header, body, without("previousWebhookSecret"))).toBe(false)
  })

  it("are made over the time that is checked", async () => {
    const stale = await signStripe(body, own, SECONDS - 86_400)
    expect(await isAccepted(stale)).toBe(false)
    expect(await isAccepted(stale.replace(/t=\d+/, `t=${SECONDS}`))).toBe(false)
  })

  it("are judged as Stripe's own library judges them, in accepting and in refusing", async () => {
    const provider = Stripe.createSubtleCryptoProvider()
    const { webhooks } = new Stripe("sk_test_x")
    const verdicts = { accepted: 0, refused: 0 }
    const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code))
    const edit = fc.record({
      kind: fc.constantFrom("keep", "keep", "replace", "insert", "drop", "more", "repeat"),
      index: fc.nat({ max: 90 }),
      character: fc.oneof(printable, fc.constantFrom("=", ",", "t", "v", "1", "0")),
    })
    const age = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(0, 299, 300, 301))
    const secret = fc.constantFrom(own, own, own, "whsec_of_another")
    await fc.assert(
      fc.asyncProperty(fc.json(), secret, age, edit, async (payload, key, old, { kind, index, character }) => {
        const timestamp = SECONDS - old
        const cryptoProvider = provider
        const made = await webhooks.generateTestHeaderStringAsync({ payload, secret: key, timestamp, cryptoProvider })
        expect(await signStripe(payload, key, timestamp)).toBe(made)
        const at = index % made.length
        const edited = {
          keep: made,
          replace: made.slice(0, at) + character + made.slice(at + 1),
          insert: made.slice(0, at) + character + made.slice(at),
          drop: made.slice(0, at) + made.slice(at + 1),
          more: `${made},v0=${character},v1=${character}`,
          repeat: `${made},${made}`,
        }[kind]
        const header = edited ?? made
        // Only the past is compared: Stripe's library takes a time in the future, this one does not.
        const theirs = await webhooks
          .constructEventAsync(payload, header, own, 300, provider, NOW)
          .then(() => true)
          .catch((error: unknown) => {
            if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
            throw error
          })
        expect(await isAccepted(header, payload, without("previousWebhookSecret"))).toBe(theirs)
        verdicts[theirs ? "accepted" : "refused"]++
      }),
      { numRuns: 500 },
    )
    expect(verdicts.accepted).toBeGreaterThan(50)
    expect(verdicts.refused).toBeGreaterThan(50)
  })
})
