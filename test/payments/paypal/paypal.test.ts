import { describe, expect, it } from "vitest"
import { paypal } from "../../../src/payments/paypal/paypal"
import { EmulatedOutside, failureOf, received, START } from "../emulated"
import { BASE, captureOf, charge, connected, openedAs, paidBy, refundOf, setting } from "./setting"

const about = { order: "ord_demo_1", mode: "test" as const }

describe("a checkout", () => {
  it("is a page of PayPal's own, made once for one key however often it is asked for", async () => {
    const { connection, outside } = await connected()
    const checkout = await connection.open(charge, outside)
    expect(checkout).toEqual({
      kind: "page",
      id: expect.stringMatching(/^[0-9A-F]{17}$/),
      url: `${BASE}/checkoutnow?token=${checkout.id}`,
      usableUntil: START + 3 * 3_600_000 - 300_000,
      payableUntil: START + 12 * 3_600_000,
    })
    const first = outside.asked.at(-1)
    expect(await connection.open({ ...charge, money: { ...charge.money } }, outside)).toEqual(checkout)
    expect(outside.asked.at(-1)).toEqual(first)
    expect((await connection.open({ ...charge, attempt: 2, key: "ord-demo-1-2" }, outside)).id).not.toBe(checkout.id)
  })

  it("is found again when the answer was lost", async () => {
    const { connection, outside } = await connected()
    outside.lose(1)
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "unanswered", advice: "again" })
    const lost = outside.asked.length
    const checkout = await connection.open(charge, outside)
    expect(outside.asked.slice(lost).map(({ method }) => method)).toEqual(["POST"])
    expect(await connection.look(openedAs(checkout.id), outside)).toEqual([])
  })

  it("is spent when its key stood for another request", async () => {
    const { connection, outside } = await connected()
    await connection.open(charge, outside)
    const other = { ...charge, money: { ...charge.money, minor: 15_000 } }
    expect(await failureOf(connection.open(other, outside))).toMatchObject({ code: "attempt_spent", ambiguous: true })
  })

  it.each([
    ["TWD", 100, "1"],
    ["TWD", 12_300, "123"],
    ["HUF", 199_000, "1990"],
    ["JPY", 1_500, "1500"],
    ["USD", 5, "0.05"],
    ["EUR", 12_345, "123.45"],
  ] as const)("says %s %d as %s, and reads the same back", async (currency, minor, value) => {
    const { connection, outside, service } = await connected()
    const checkout = await connection.open({ ...charge, money: { currency, minor } }, outside)
    const body = JSON.parse(outside.asked.at(-1)?.body ?? "")
    expect(body.purchase_units[0].amount).toEqual({ currency_code: currency, value })
    await service.pay(checkout.id)
    const [approved] = await connection.look(openedAs(checkout.id), outside)
    expect(approved).toMatchObject({ type: "approved", money: { currency, minor } })
  })

  it.each([
    ["HUF", 150],
    ["TWD", 50],
    ["USD", 0],
    ["ZAR", 1_000],
    ["KWD", 1_000],
  ] as const)("is not asked for in %s %d", async (currency, minor) => {
    const { connection, outside } = await connected()
    const failure = await failureOf(connection.open({ ...charge, money: { currency, minor } }, outside))
    expect(failure).toMatchObject({ code: "amount_refused", advice: "stop" })
    expect(outside.asked).toEqual([])
  })

  it("names the order where it comes back with payments, the attempt where it can be paid once only", async () => {
    const { connection, outside } = await connected({ brandName: "Demo shop", slowPayments: "refused" })
    await connection.open(charge, outside)
    const request = outside.asked.at(-1)
    expect(request?.headers["paypal-request-id"]).toBe(charge.key)
    expect(JSON.parse(request?.body ?? "")).toEqual({
      intent: "CAPTURE",
      purchase_units: [
        {
          reference_id: "default",
          custom_id: "ord_demo_1",
          invoice_id: "ord-demo-1-1",
          description: charge.description,
          amount: { currency_code: "USD", value: "149.90" },
        },
      ],
      payment_source: {
        paypal: {
          experience_context: {
            brand_name: "Demo shop",
            locale: "pt-BR",
            payment_method_preference: "IMMEDIATE_PAYMENT_REQUIRED",
            shipping_preference: "NO_SHIPPING",
            user_action: "PAY_NOW",
            return_url: charge.returnUrl,
            cancel_url: charge.returnUrl,
          },
        },
      },
    })
  })

  it("leads to no page that is not PayPal's", async () => {
    const live = paypal.connect(
      { mode: "live", clientId: "x".repeat(40), clientSecret: "y".repeat(40) },
      {
        ...setting,
        apiBase: undefined as never,
      },
    )
    const answers = (href: string) => ({
      at: START,
      keep: async () => "token",
      forget: async () => {},
      ask: async () => ({
        status: 201,
        headers: {},
        body: JSON.stringify({ id: "5O190127TN364715T", links: [{ rel: "payer-action", href }] }),
      }),
    })
    const own = await live.open(charge, answers("https://www.paypal.com/checkoutnow?token=1"))
    expect(own).toMatchObject({ url: "https://www.paypal.com/checkoutnow?token=1" })
    for (const href of [
      "https://www.sandbox.paypal.com/checkoutnow?token=1",
      "http://www.paypal.com/checkoutnow",
      "https://www.paypal.com.example.com/",
      "https://www.paypal.com:444/",
      "https://paypal.com@example.com/",
    ])
      expect(await failureOf(live.open(charge, answers(href)))).toMatchObject({ code: "unsafe_url" })
  })
})

describe("a token", () => {
  it("is asked for once and kept until shortly before it ends", async () => {
    const { connection, outside, pass } = await connected()
    await connection.open(charge, outside)
    expect(outside.trail()).toEqual(["POST /v2/checkout/orders"])
    pass(32_400 - 301)
    await connection.open({ ...charge, key: "k-2" }, outside)
    expect(outside.trail()).toEqual(["POST /v2/checkout/orders"])
    pass(1)
    await connection.open({ ...charge, key: "k-3" }, outside)
    expect(outside.trail()).toEqual(["POST /v1/oauth2/token", "POST /v2/checkout/orders"])
  })

  it("that ends between two steps is replaced once, and the step is done under the same key", async () => {
    const { connection, outside, service } = await connected()
    const checkout = await connection.open(charge, outside)
    await service.pay(checkout.id)
    service.revokeTokens()
    outside.trail()
    const news = await connection.capture?.(captureOf(checkout.id), outside)
    expect(news).toMatchObject([{ type: "paid" }])
    const keys = outside.asked.map(({ headers }) => headers["paypal-request-id"])
    expect(outside.trail()).toEqual([
      `POST /v2/checkout/orders/${checkout.id}/capture`,
      "POST /v1/oauth2/token",
      `POST /v2/checkout/orders/${checkout.id}/capture`,
    ])
    expect(keys).toEqual(["cap-1", undefined, "cap-1"])
  })

  it("that no key gives holds the account, and says no secret", async () => {
    const { outside, service } = await connected()
    const clientSecret = "wrong-secret-wrong-secret"
    const connection = paypal.connect({ ...service.config, clientSecret }, setting)
    outside.kept.clear()
    const failure = await failureOf(connection.open(charge, outside))
    expect(failure).toMatchObject({ code: "key_refused", advice: "hold" })
    expect(failure.message).not.toContain(clientSecret)
  })

  it("is not asked for without end", async () => {
    const { connection, outside } = await connected()
    const refusing = new EmulatedOutside(BASE, ({ path }) =>
      path === "/v1/oauth2/token"
        ? { status: 200, body: { access_token: "A21AA", expires_in: 32_400 } }
        : { status: 401, body: { error: "invalid_token" } },
    )
    expect(await failureOf(connection.open(charge, refusing))).toMatchObject({ code: "key_refused", advice: "hold" })
    expect(refusing.trail()).toHaveLength(4)
    expect(refusing.kept.size).toBe(0)
    expect(outside.asked).toEqual([])
  })
})

describe("what was approved", () => {
  it("is told by a callback and by a look as one piece of news, and paid by the capture alone", async () => {
    const { connection, outside, service } = await connected()
    const checkout = await connection.open(charge, outside)
    const [call] = await service.pay(checkout.id)
    if (!call) throw new Error("nothing was told")
    const told = await connection.receive(received(call), outside)
    const [approved] = told.news
    expect(approved).toMatchObject({
      ...about,
      type: "approved",
      checkout: checkout.id,
      money: charge.money,
      held: false,
      until: START + 3 * 3_600_000,
    })
    expect(told).toEqual({ news: [approved], hints: [], ignored: [] })
    expect(await connection.look(openedAs(checkout.id), outside)).toEqual([approved])
    const news = await connection.capture?.(captureOf(checkout.id), outside)
    const payment = news?.[0]?.type === "paid" ? news[0].payment : null
    const paid = {
      ...about,
      id: `capture:${payment}:paid`,
      checkout: checkout.id,
      type: "paid",
      payment,
      money: charge.money,
    }
    expect(news).toEqual([{ ...paid, at: START }])
    const [completed] = await service.unsent()
    if (!completed) throw new Error("nothing was told")
    expect((await connection.receive(received(completed), outside)).news).toEqual([{ ...paid, at: START }])
  })

  it("is taken once by the same capture, and looked at when another capture took it", async () => {
    const { connection, outside, service } = await connected()
    const checkout = await connection.open(charge, outside)
    await service.pay(checkout.id)
    outside.lose(1)
    expect(await failureOf(connection.capture?.(captureOf(checkout.id), outside) as Promise<unknown>)).toMatchObject({
      code: "unanswered",
      ambiguous: true,
    })
    const again = await connection.capture?.(captureOf(checkout.id), outside)
    expect(again).toMatchObject([{ type: "paid", money: charge.money }])
    expect(await connection.capture?.(captureOf(checkout.id, "cap-2"), outside)).toEqual(again)
    expect((await service.unsent()).map(({ type }) => type)).toEqual(["PAYMENT.CAPTURE.COMPLETED"])
  })

  it("is not there yet: nothing is taken and nothing said", async () => {
    const { connection, outside } = await connected()
    const checkout = await connection.open(charge, outside)
    expect(await connection.capture?.(captureOf(checkout.id), outside)).toEqual([])
  })

  it("with a means that is declined leaves the page open, and is another approval the next time", async () => {
    const { connection, outside, service, pass } = await connected()
    const checkout = await connection.open(charge, outside)
    await service.pay(checkout.id)
    service.decline(checkout.id, 1)
    const [first] = await connection.look(openedAs(checkout.id), outside)
    const declined = { ...about, checkout: checkout.id, at: START, type: "declined", reason: "instrument_declined." }
    expect(await connection.capture?.(captureOf(checkout.id), outside)).toEqual([
      { ...declined, id: "capture:cap-1:declined" },
    ])
    // The same capture again comes to the same.
    expect(await connection.capture?.(captureOf(checkout.id), outside)).toMatchObject([{ type: "declined" }])
    pass(60)
    await service.pay(checkout.id)
    const [second] = await connection.look(openedAs(checkout.id), outside)
    expect(second?.id).not.toBe(first?.id)
    expect(await connection.capture?.(captureOf(checkout.id, "cap-2"), outside)).toMatchObject([{ type: "paid" }])
  })

  it("is not taken in part", async () => {
    const { connection, outside } = await connected()
    const part = { ...captureOf("5O190127TN364715T"), amount: { ...charge.money, minor: 1 } }
    expect(await failureOf(connection.capture?.(part, outside) as Promise<unknown>)).toMatchObject({
      code: "unsupported",
    })
    expect(outside.asked).toEqual([])
  })

  it("under an attempt that was paid by another order at PayPal is never taken twice", async () => {
    const { connection, outside, service } = await connected()
    const first = await connection.open(charge, outside)
    // After six hours PayPal has forgotten the key: the same attempt makes a second order there.
    service.forgetKeys()
    const second = await connection.open(charge, outside)
    expect(second.id).not.toBe(first.id)
    await service.pay(first.id)
    await service.pay(second.id)
    expect(await connection.capture?.(captureOf(first.id), outside)).toMatchObject([{ type: "paid" }])
    expect(
      await failureOf(connection.capture?.(captureOf(second.id, "cap-2"), outside) as Promise<unknown>),
    ).toMatchObject({
      code: "duplicate_invoice_id",
      advice: "stop",
    })
  })

  it.each([
    ["MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", "failed"],
    ["PAYER_CANNOT_PAY", "failed"],
    ["TRANSACTION_REFUSED", "failed"],
    ["PAYER_ACTION_REQUIRED", "declined"],
    ["REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "declined"],
  ])("that is refused as %s is %s", async (issue, type) => {
    const { connection, outside } = await connected()
    const refusing = answering(422, { name: "UNPROCESSABLE_ENTITY", details: [{ issue, description: "Because." }] })
    const news = await connection.capture?.(captureOf("5O190127TN364715T"), { ...refusing, at: outside.at })
    expect(news).toMatchObject([{ type, reason: "Because.", order: "ord_demo_1" }])
  })

  it.each([
    ["ORDER_COMPLETION_IN_PROGRESS", "in_flight", "again"],
    ["PAYEE_ACCOUNT_RESTRICTED", "payee_account_restricted", "hold"],
    ["CONSENT_NEEDED", "consent_needed", "hold"],
    ["SOMETHING_ELSE", "something_else", "stop"],
  ])("that is refused as %s is no news: %s", async (issue, code, advice) => {
    const { connection } = await connected()
    const refusing = answering(422, { name: "UNPROCESSABLE_ENTITY", details: [{ issue }], message: "No." })
    const failure = await failureOf(connection.capture?.(captureOf("5O190127TN364715T"), refusing) as Promise<unknown>)
    expect(failure).toMatchObject({ code, advice })
  })
})

describe("a slow payment", () => {
  it("is pending after the capture, and then paid or denied by a callback", async () => {
    for (const end of ["paid", "failed"] as const) {
      const { connection, outside, service } = await connected()
      const checkout = await connection.open(charge, outside)
      await service.payLater(checkout.id)
      const pending = await connection.capture?.(captureOf(checkout.id), outside)
      expect(pending).toMatchObject([{ type: "pending", reason: "ECHECK", checkout: checkout.id }])
      expect(await connection.look(openedAs(checkout.id), outside)).toEqual(pending)
      await service.unsent()
      const [call] = end === "paid" ? await service.complete(checkout.id) : await service.fail(checkout.id)
      if (!call) throw new Error("nothing was told")
      const { news } = await connection.receive(received(call), outside)
      expect(news).toMatchObject([{ ...about, type: end, checkout: checkout.id }])
      expect(await connection.look(openedAs(checkout.id), outside)).toEqual(news)
    }
  })
})

describe("an order that nobody approved", () => {
  it("is gone at PayPal after its time, which says nothing", async () => {
    const { connection, outside, pass } = await connected()
    const checkout = await connection.open(charge, outside)
    pass(3 * 3600)
    expect(await connection.look(openedAs(checkout.id), outside)).toEqual([])
  })

  it("is not taken for gone on a page of something that stands before PayPal", async () => {
    const { connection } = await connected()
    const failure = await failureOf(connection.look(openedAs("5O190127TN364715T"), answering(404, "<h1>Nothing</h1>")))
    expect(failure).toMatchObject({ code: "unreadable", advice: "again" })
  })
})

describe("a refund", () => {
  it("is given once for one id, in parts, and told by the same news again", async () => {
    const { connection, outside, service } = await connected()
    const checkout = await connection.open(charge, outside)
    await service.pay(checkout.id)
    const payment = await paidBy(connection, outside, checkout.id)
    await service.unsent()
    outside.lose(1)
    await failureOf(connection.refund?.(refundOf(checkout.id, payment, 500), outside) as Promise<unknown>)
    const given = await connection.refund?.({ ...refundOf(checkout.id, payment, 500), again: true }, outside)
    expect(given).toMatchObject([
      { ...about, type: "refund", payment, stage: "done", money: { minor: 500, currency: "USD" } },
    ])
    const [call, ...more] = await service.unsent()
    expect(more).toEqual([])
    if (!call) throw new Error("nothing was told")
    const told = await connection.receive(received(call), outside)
    expect(told.news).toMatchObject([
      { id: given?.[0]?.id, refund: given?.[0]?.type === "refund" && given[0].refund, payment, stage: "done" },
    ])
    const rest = await connection.refund?.(refundOf(checkout.id, payment, 14_490, "ord-demo-1-r2"), outside)
    expect(rest).toMatchObject([{ stage: "done", money: { minor: 14_490 } }])
    expect((await connection.look(openedAs(checkout.id), outside)).map(({ type }) => type)).toEqual([
      "paid",
      "refund",
      "refund",
    ])
    expect(
      await failureOf(connection.refund?.(refundOf(checkout.id, payment, 1, "r3"), outside) as Promise<unknown>),
    ).toMatchObject({
      code: "capture_fully_refunded",
      advice: "stop",
    })
  })

  it.each([
    ["PENDING", "pending"],
    ["FAILED", "failed"],
    ["CANCELLED", "failed"],
  ])("that PayPal calls %s is %s", async (status, stage) => {
    const { connection } = await connected()
    const answer = answering(201, { id: "1JU08902781691411", status, amount: { currency_code: "USD", value: "5.00" } })
    const news = await connection.refund?.(refundOf("5O190127TN364715T", "3C679366HH908993F", 500), answer)
    expect(news).toMatchObject([{ type: "refund", refund: "1JU08902781691411", stage, payment: "3C679366HH908993F" }])
  })
})

describe("the account", () => {
  it("is checked with a new login, and its webhook's address with it", async () => {
    const { connection, unarranged, outside, service } = await connected()
    expect(await unarranged.check?.(outside)).toEqual({ holder: null })
    expect(outside.trail()).toEqual(["POST /v1/oauth2/token"])
    expect(await connection.check?.(outside)).toEqual({ holder: null })
    expect(outside.trail()).toEqual([
      "POST /v1/oauth2/token",
      expect.stringMatching(/^GET \/v1\/notifications\/webhooks\//),
    ])
    const learnt = await unarranged.arrange?.(outside)
    const moved = paypal.connect({ ...service.config, ...learnt }, { ...setting, callbackUrl: "https://other.test/x" })
    expect(await failureOf(moved.check?.(outside) as Promise<unknown>)).toMatchObject({
      code: "webhook_elsewhere",
      advice: "hold",
    })
  })

  it("is arranged once, however often it is asked for, and after a lost answer", async () => {
    const { unarranged, outside } = await connected()
    const first = await unarranged.arrange?.(outside)
    expect(await unarranged.arrange?.(outside)).toEqual(first)
    outside.lose(2)
    await failureOf(unarranged.arrange?.(outside) as Promise<unknown>)
    expect(await unarranged.arrange?.(outside)).toEqual(first)
    expect(paypal.config.shape.webhookId.safeParse(first?.webhookId).success).toBe(true)
  })

  it("stands as long as was agreed with PayPal", async () => {
    const { connection, outside } = await connected({ approvalHours: "72" })
    expect(connection.capabilities.capture).toEqual({ parts: "none", days: 3 })
    const { usableUntil, payableUntil } = await connection.open(charge, outside)
    expect([usableUntil, payableUntil]).toEqual([START + 72 * 3_600_000 - 300_000, START + 144 * 3_600_000])
  })
})

/** A PayPal that answers everything in one way. */
function answering(status: number, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return {
    at: START,
    keep: async () => "token",
    forget: async () => {},
    ask: async () => ({ status, headers: {}, body: text }),
  }
}
