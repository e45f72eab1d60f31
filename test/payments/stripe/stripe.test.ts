import { describe, expect, it } from "vitest"
import type { Charge } from "../../../src/payments/provider"
import { stripeLocale } from "../../../src/payments/stripe/locale"
import { stripe } from "../../../src/payments/stripe/stripe"
import { Failure } from "../../../src/platform/failure"
import { answered, charge, NOW, refund } from "../fixtures/fixture"
import { stripeFixture } from "../fixtures/stripe"

const { fields, setting, checkout, opened } = stripeFixture
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
