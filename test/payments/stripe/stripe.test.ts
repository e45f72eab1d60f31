import { describe, expect, it } from "vitest"
import type { Charge } from "../../../src/payments/provider"
import { stripeLocale } from "../../../src/payments/stripe/locale"
import { stripe } from "../../../src/payments/stripe/stripe"
import { Failure } from "../../../src/platform/failure"
import { failureOf, playing, received } from "../carried"
import { charge, NOW, openedBy, refundOf, setting } from "../fixture"
import { fixture } from "./fixture"

const { fields, page } = fixture
if (!page) throw new Error("Stripe shows a page")
const { url: PAGE, answers } = page
const MINUTE = 60_000
const HOUR = 60 * MINUTE

async function opening(changes: Partial<Charge> = {}, account: Record<string, string> = fields) {
  const outside = playing(answers(PAGE))
  await stripe.connect(account, setting).open({ ...charge, ...changes }, outside)
  return outside.requests[0]
}

async function form(changes: Partial<Charge> = {}, account: Record<string, string> = fields) {
  return Object.fromEntries(new URLSearchParams((await opening(changes, account))?.body))
}

function without(...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

describe("what is asked of Stripe", () => {
  it("is one payment of the order's amount, tied to the order everywhere its events come from", async () => {
    expect(await form()).toEqual({
      mode: "payment",
      "line_items[0][price_data][currency]": "zar",
      "line_items[0][price_data][unit_amount]": "12345",
      "line_items[0][price_data][product_data][name]": "Two tickets & a “hat” = 123,45 R 😀",
      "line_items[0][quantity]": "1",
      "adaptive_pricing[enabled]": "false",
      success_url: "https://pay.test/p/abc/return",
      cancel_url: "https://pay.test/p/abc/return",
      client_reference_id: "ord-demo-1",
      "metadata[order]": "ord-demo-1",
      "metadata[attempt]": "2",
      "metadata[number]": "A-1001",
      "payment_intent_data[metadata][order]": "ord-demo-1",
      "payment_intent_data[metadata][attempt]": "2",
      "payment_intent_data[metadata][number]": "A-1001",
      "payment_intent_data[statement_descriptor_suffix]": "TICKETS",
      expires_at: String((NOW + HOUR) / 1000),
      locale: "pt-BR",
    })
  })

  it("carries the key, the version and the idempotency key", async () => {
    expect(await opening({}, without("apiVersion"))).toMatchObject({
      method: "POST",
      url: "https://api.stripe.com/v1/checkout/sessions",
      headers: {
        authorization: "Bearer sk_test_51DemoDemoDemoDemo",
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": "ord-demo-1:2",
        "stripe-version": "2026-10-28.endive",
      },
    })
  })

  it("leaves out the statement descriptor when there is none, and names the goods by the number", async () => {
    expect(await form({}, without("statementDescriptor"))).not.toHaveProperty(
      "payment_intent_data[statement_descriptor_suffix]",
    )
    expect((await form({ description: "" }))["line_items[0][price_data][product_data][name]"]).toBe("A-1001")
  })

  it.each([
    ["the order's end", HOUR, HOUR],
    ["a later second rather than an earlier one, which would end before the order", HOUR + 1, HOUR + 1000],
    ["at least 31 minutes", 5 * MINUTE, 31 * MINUTE],
    ["at least 31 minutes for an order that has ended", -HOUR, 31 * MINUTE],
    ["less than a day", 30 * 24 * HOUR, 24 * HOUR - 5 * MINUTE],
  ])("ends at %s", async (_, orderEnds, checkoutEnds) => {
    expect((await form({ expiresAt: NOW + orderEnds })).expires_at).toBe(String((NOW + checkoutEnds) / 1000))
  })

  it("refunds a part of the payment and asks for the charge, which knows the whole", async () => {
    const outside = playing(fixture.refunds?.[0]?.answers ?? [])
    await stripe.connect(fields, setting).refund?.(refundOf(charge, "cs_test_demo"), outside)
    const [request] = outside.requests
    expect(request).toMatchObject({
      url: "https://api.stripe.com/v1/refunds",
      headers: { "idempotency-key": "refund-1" },
    })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      payment_intent: "pay_demo",
      amount: "500",
      "metadata[order]": "ord-demo-1",
      "metadata[refund]": "refund-1",
      "expand[]": "charge",
    })
  })

  it("looks a checkout up together with its PaymentIntent", async () => {
    const outside = playing(fixture.look[0]?.answers ?? [])
    await stripe.connect(fields, setting).look(openedBy(charge, "cs_test_demo"), outside)
    expect(outside.requests).toEqual([
      {
        method: "GET",
        url: "https://api.stripe.com/v1/checkout/sessions/cs_test_demo?expand[]=payment_intent",
        headers: { authorization: "Bearer sk_test_51DemoDemoDemoDemo", "stripe-version": "2026-10-28.endive" },
      },
    ])
  })
})

it("has a thin event of the other mode sent again: its key would find nothing, and the news be lost", async () => {
  const thin = {
    ...{ id: "evt_test_65", object: "v2.core.event", type: "v1.charge.refunded", livemode: true },
    related_object: { id: "ch_1", type: "charge" },
  }
  const signed = await fixture.signature?.sign({ body: JSON.stringify(thin) }, "whsec_demo_secret", NOW / 1000)
  const request = received(signed ?? {})
  const failure = await failureOf(() => stripe.connect(fields, setting).receive(request, playing([])))
  expect(failure).toMatchObject({ code: "wrong_mode", advice: "again" })
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

it("trusts the account's own checkout domain, and only when it is named", async () => {
  const url = "https://checkout.shop.test/c/pay/cs_test_demo"
  const open = (address: string, account: Record<string, string>) =>
    stripe.connect(account, setting).open(charge, playing(answers(address)))
  expect(await open(url, fields)).toMatchObject({ url })
  const plain = without("checkoutHost")
  expect(await open(PAGE, plain)).toMatchObject({ url: PAGE })
  for (const wrong of [url, "https://stripe.com.evil.test/c", "https://evilstripe.com/c", "https://undefined/c"])
    await expect(open(wrong, plain)).rejects.toThrow(Failure)
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
