import { describe, expect, it } from "vitest"
import { paypal } from "../../../src/payments/paypal/paypal"
import type { Call } from "../../../src/platform/emulator"
import { EmulatedOutside, failureOf, received, START } from "../emulated"
import { specified } from "../specification"
import { BASE, captureOf, charge, connected, openedAs, paidBy, refundOf, setting } from "./setting"
import { paypalOperations } from "./specification"

/** A PayPal, its connection, and a genuine callback of it that is not yet delivered. */
async function genuine() {
  const { connection, unarranged, outside, service } = await connected()
  const checkout = await connection.open(charge, outside)
  const [call] = await service.pay(checkout.id)
  if (!call) throw new Error("nothing was told")
  outside.trail()
  return { connection, unarranged, outside, service, call, checkout }
}

function withBody(call: Call, body: string): Call {
  return { ...call, body }
}

describe("a callback", () => {
  it("is shown to PayPal byte for byte as it came, with what came along", async () => {
    const { connection, outside, call } = await genuine()
    const telling: Call = withBody(
      call,
      call.body.replace('"resource_version":"2.0"', '"resource_version" : "2.0",  "n":10.00'),
    )
    // PayPal does not know this one, but what it is asked is what matters here.
    await failureOf(connection.receive(received(telling), outside))
    const asked = outside.asked[0]?.body ?? ""
    expect(asked.endsWith(`,"webhook_event":${telling.body}}`)).toBe(true)
    expect(JSON.parse(asked)).toMatchObject({
      auth_algo: call.headers["paypal-auth-algo"],
      cert_url: call.headers["paypal-cert-url"],
      transmission_id: call.headers["paypal-transmission-id"],
      transmission_sig: call.headers["paypal-transmission-sig"],
      transmission_time: call.headers["paypal-transmission-time"],
    })
    expect((await connection.receive(received(call), outside)).news).toHaveLength(1)
  })

  it("is refused or unreadable with any byte changed", async () => {
    const { connection, outside, call } = await genuine()
    for (let index = 0; index < call.body.length; index += 1) {
      const other = call.body[index] === "0" ? "1" : "0"
      const forged = withBody(call, call.body.slice(0, index) + other + call.body.slice(index + 1))
      const { code } = await failureOf(connection.receive(received(forged), outside))
      expect(["unauthorised", "unreadable"]).toContain(code)
    }
  })

  it.each(["auth-algo", "cert-url", "transmission-id", "transmission-sig", "transmission-time"])(
    "is refused without its %s, with an empty, a doubled or another one",
    async (name) => {
      const { connection, outside, call } = await genuine()
      const header = `paypal-${name}`
      const value = call.headers[header] ?? ""
      const { [header]: _, ...rest } = call.headers
      const last = value.at(-1) === "A" ? "B" : "A"
      for (const headers of [
        rest,
        { ...rest, [header]: "" },
        { ...rest, [header]: `${value}, ${value}` },
        { ...rest, [header]: value.slice(0, -1) + last },
      ])
        expect(await failureOf(connection.receive(received({ ...call, headers }), outside))).toMatchObject({
          code: "unauthorised",
          advice: "stop",
        })
    },
  )

  it.each([
    "http://api.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.paypal.com.example.com/v1/notifications/certs/CERT-1",
    "https://example.com/?https://api.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.paypal.com@example.com/certs",
    "https://www.paypal.com/v1/notifications/certs/CERT-1",
    'https://api.paypal.com/certs","webhook_id":"OTHER',
  ])("whose certificate is at %s is refused without asking", async (url) => {
    const { connection, outside, call } = await genuine()
    const headers = { ...call.headers, "paypal-cert-url": url }
    expect(await failureOf(connection.receive(received({ ...call, headers }), outside))).toMatchObject({
      code: "unauthorised",
    })
    expect(outside.asked).toEqual([])
  })

  it.each([
    ['{"event_type":"X"},"webhook_id":"OTHER","webhook_event":{"event_type":"X"}'],
    ["{"],
    ["null"],
    ["[]"],
    [""],
    ['{"id":"WH-1"}'],
    ['{"event_type":7}'],
  ])("that is %s is unreadable, and nobody is asked", async (body) => {
    const { connection, outside, call } = await genuine()
    expect(await failureOf(connection.receive(received(withBody(call, body)), outside))).toMatchObject({
      code: "unreadable",
      advice: "stop",
    })
    expect(outside.asked).toEqual([])
  })

  it("is believed again when it is told again, and told the same", async () => {
    const { connection, outside, call } = await genuine()
    const first = await connection.receive(received(call), outside)
    expect(await connection.receive(received(call), outside)).toEqual(first)
  })

  it("of another webhook, or of a webhook not yet known, is not believed", async () => {
    const { unarranged, outside, service, call } = await genuine()
    expect(await failureOf(unarranged.receive(received(call), outside))).toMatchObject({
      code: "unproven",
      advice: "hold",
    })
    const other = paypal.connect({ ...service.config, webhookId: "0A1B2C3D4E5F60718" }, setting)
    expect(await failureOf(other.receive(received(call), outside))).toMatchObject({ code: "unauthorised" })
  })

  it("is to be sent again while PayPal cannot be asked, or answers nothing that can be read", async () => {
    const { connection, call, outside } = await genuine()
    const kept = { at: START, keep: async () => "token", forget: async () => {} }
    for (const [status, body, code] of [
      [503, "", "unavailable"],
      [200, "{}", "unreadable"],
      [200, "<h1>", "unreadable"],
      [429, "", "busy"],
    ] as const) {
      const ask = async () => ({ status, headers: {}, body })
      expect(await failureOf(connection.receive(received(call), { ...kept, ask }))).toMatchObject({
        code,
        advice: "again",
      })
    }
    outside.lose(1)
    expect(await failureOf(connection.receive(received(call), outside))).toMatchObject({ code: "unanswered" })
  })
})

describe("what callbacks say", () => {
  const at = Date.parse("2026-11-20T10:00:00Z")
  const about = { mode: "test" as const, at }

  async function told(type: string, resource: object) {
    const { connection } = await connected()
    const event = { id: "WH-1", event_type: type, create_time: "2026-11-20T10:00:00Z", resource }
    const { call } = await genuine()
    const ask = async () => ({ status: 200, headers: {}, body: '{"verification_status":"SUCCESS"}' })
    const outside = { at: START, keep: async () => "token", forget: async () => {}, ask }
    return connection.receive(received(withBody(call, JSON.stringify(event))), outside)
  }

  const capture = {
    id: "3C679366HH908993F",
    status: "COMPLETED",
    amount: { currency_code: "USD", value: "149.90" },
    custom_id: "ord_demo_1",
    supplementary_data: { related_ids: { order_id: "5O190127TN364715T" } },
  }
  const whole = { minor: 14_990, currency: "USD" }
  const ours = { ...about, order: "ord_demo_1", checkout: "5O190127TN364715T" }
  const given = {
    id: "1JU08902781691411",
    status: "COMPLETED",
    amount: { currency_code: "USD", value: "5.00" },
    custom_id: "ord_demo_1",
    links: [{ rel: "up", href: "https://api.paypal.com/v2/payments/captures/3C679366HH908993F" }],
  }
  const dispute = {
    dispute_id: "PP-D-4012",
    status: "WAITING_FOR_SELLER_RESPONSE",
    dispute_life_cycle_stage: "CHARGEBACK",
    reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    dispute_amount: { currency_code: "USD", value: "149.90" },
    disputed_transactions: [{ seller_transaction_id: "3C679366HH908993F", custom: "ord_demo_1" }],
  }

  it.each([
    ["paid", "PAYMENT.CAPTURE.COMPLETED", capture, { type: "paid", payment: capture.id, money: whole }],
    [
      "paid, by an amount that is none",
      "PAYMENT.CAPTURE.COMPLETED",
      { ...capture, amount: { currency_code: "USD", value: "-1.00" } },
      { type: "paid", money: null },
    ],
    [
      "pending, and why",
      "PAYMENT.CAPTURE.PENDING",
      { ...capture, status: "PENDING", status_details: { reason: "PENDING_REVIEW" } },
      { type: "pending", reason: "PENDING_REVIEW" },
    ],
    ["denied", "PAYMENT.CAPTURE.DENIED", { ...capture, status: "DECLINED" }, { type: "failed" }],
    [
      "given back",
      "PAYMENT.CAPTURE.REFUNDED",
      given,
      { checkout: null, type: "refund", refund: given.id, payment: capture.id, stage: "done", money: { minor: 500 } },
    ],
    [
      "a refund under way",
      "PAYMENT.REFUND.PENDING",
      { ...given, status: "PENDING", status_details: { reason: "ECHECK" } },
      { checkout: null, type: "refund", stage: "pending", reason: "ECHECK" },
    ],
    [
      "a refund that failed",
      "PAYMENT.REFUND.FAILED",
      { ...given, status: "FAILED" },
      { checkout: null, stage: "failed" },
    ],
    [
      "taken back, told as a refund",
      "PAYMENT.CAPTURE.REVERSED",
      given,
      { checkout: null, refund: given.id, stage: "done" },
    ],
    [
      "taken back, told as the payment",
      "PAYMENT.CAPTURE.REVERSED",
      { ...capture, status: "REFUNDED" },
      { type: "refund", refund: `reversal-${capture.id}`, payment: capture.id, stage: "done", money: whole },
    ],
    [
      "disputed",
      "CUSTOMER.DISPUTE.CREATED",
      dispute,
      { checkout: null, type: "dispute", dispute: "PP-D-4012", payment: capture.id, stage: "open", money: whole },
    ],
    [
      "asked about, which moves no money",
      "CUSTOMER.DISPUTE.CREATED",
      { ...dispute, dispute_life_cycle_stage: "INQUIRY" },
      { checkout: null, stage: "inquiry" },
    ],
    ...(
      [
        ["RESOLVED_BUYER_FAVOUR", "lost"],
        ["ACCEPTED", "lost"],
        ["RESOLVED_SELLER_FAVOUR", "won"],
        ["RESOLVED_WITH_PAYOUT", "won"],
        ["CANCELED_BY_BUYER", "won"],
        ["DENIED", "won"],
      ] as const
    ).map(
      ([outcome_code, stage]) =>
        [
          `resolved: ${outcome_code}`,
          "CUSTOMER.DISPUTE.RESOLVED",
          { ...dispute, status: "RESOLVED", dispute_outcome: { outcome_code } },
          { checkout: null, stage },
        ] as const,
    ),
    [
      "an approval that lapsed",
      "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
      { order_id: "5O190127TN364715T", purchase_units: [{ custom_id: "ord_demo_1" }] },
      { type: "expired" },
    ],
  ] as const)("%s", async (_, type, resource, reads) => {
    expect(await told(type, resource)).toMatchObject({ news: [{ ...ours, ...reads }], hints: [], ignored: [] })
  })

  it("a dispute about several payments, each for itself", async () => {
    const disputed_transactions = ["3C679366HH908993F", "4D679366HH908993F"].map((seller_transaction_id) => ({
      seller_transaction_id,
      gross_amount: { currency_code: "USD", value: "1.00" },
    }))
    const { news } = await told("CUSTOMER.DISPUTE.UPDATED", { ...dispute, disputed_transactions })
    expect(news).toMatchObject([
      { payment: "3C679366HH908993F", money: { minor: 100 } },
      { payment: "4D679366HH908993F", money: { minor: 100 } },
    ])
    expect(new Set(news.map(({ id }) => id)).size).toBe(2)
  })

  it.each([
    ["BILLING.PLAN.CREATED", {}, "BILLING.PLAN.CREATED"],
    ["constructor", {}, "constructor"],
    ["PAYMENT.CAPTURE.COMPLETED", {}, "PAYMENT.CAPTURE.COMPLETED:unrelated"],
    ["PAYMENT.CAPTURE.COMPLETED", { id: "X", status: "COMPLETED" }, null],
    ["CUSTOMER.DISPUTE.CREATED", { dispute_id: "PP-D-1" }, "CUSTOMER.DISPUTE.CREATED:unrelated"],
    [
      "CHECKOUT.ORDER.APPROVED",
      { id: "X", status: "CREATED", purchase_units: [{}] },
      "CHECKOUT.ORDER.APPROVED:unrelated",
    ],
  ])("%s %j is nobody's: %s", async (type, resource, ignored) => {
    const { news, ignored: words } = await told(type, resource)
    expect(words).toEqual(ignored === null ? [] : [ignored])
    expect(news.length).toBe(ignored === null ? 1 : 0)
  })
})

it("asks and reads as PayPal's specification says, from the webhook to the refund", async () => {
  const { service, unarranged } = await connected()
  const { service: strict, seen } = specified(service.service, paypalOperations)
  const outside = new EmulatedOutside(BASE, strict)
  const learnt = await unarranged.arrange?.(outside)
  const connection = paypal.connect({ ...service.config, ...learnt, brandName: "Demo" }, setting)
  await connection.check?.(outside)
  for (const method of ["pay", "payLater"] as const) {
    const key = `ord-demo-1-${method}`
    const own = { ...charge, key }
    const checkout = await connection.open(own, outside)
    for (const call of await service[method](checkout.id)) await connection.receive(received(call), outside)
    await connection.look(openedAs(checkout.id, own), outside)
    if (method === "pay") {
      const payment = await paidBy(connection, outside, checkout.id)
      await connection.refund?.(refundOf(checkout.id, payment, 500), outside)
      await connection.look(openedAs(checkout.id, own), outside)
    } else await connection.capture?.(captureOf(checkout.id, "cap-later", own), outside)
    for (const call of await service.unsent()) await connection.receive(received(call), outside)
  }
  const fresh = await connected()
  const { service: another, seen: made } = specified(fresh.service.service, paypalOperations)
  const moved = paypal.connect(fresh.service.config, {
    ...setting,
    callbackUrl: "https://pay.test/callbacks/paypal/other",
  })
  await moved.arrange?.(new EmulatedOutside(BASE, another))
  expect([...new Set([...seen.keys(), ...made.keys()])].sort()).toEqual(Object.keys(paypalOperations).sort())
})
