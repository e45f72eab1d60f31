import fc from "fast-check"
import type { Payment as Library, PaymentRefund } from "mercadopago"
import { describe, expect, it } from "vitest"
import type { HttpResponse } from "../../../src/core/exchange"
import type { Checkout } from "../../../src/core/order/checkout"
import { emulateMercadoPago } from "../../../src/payments/mercadopago/emulator"
import { crc16 } from "../../../src/payments/mercadopago/emulator-code"
import { mercadopago } from "../../../src/payments/mercadopago/mercadopago"
import { fromNumber, withAmount } from "../../../src/payments/mercadopago/money"
import type { Charge, Opened, PaymentConnection, Refund } from "../../../src/payments/provider"
import type { Call } from "../../../src/platform/emulator"
import { Failure } from "../../../src/platform/failure"
import type { RawRequest } from "../../../src/platform/request"
import { answering, emulating, type TestOutside } from "../../support/outside"

const NOW = Date.UTC(2026, 10, 20, 1, 30)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const BASE = "http://127.0.0.1:9/mercadopago"

const fields = {
  mode: "live",
  accessToken: "APP_USR-1234567890123456-112026-0123456789abcdef0123456789abcdef-987654321",
  webhookSecret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
}

const setting = {
  account: "acc_1",
  publicUrl: "https://pay.test",
  callbackUrl: "https://pay.test/callbacks/mercadopago/acc_1",
}

const CODE =
  "00020126580014br.gov.bcb.pix0136b76aa9c2-2ec4-4110-954e-ebfe34f05b61520400005303986540512.345802BR5911TE35069Wi056014Begz kGOBJEUte62230519mpqrinter132741051963042B7C"

const charge: Charge = {
  order: "ord_demo_1",
  attempt: 1,
  key: "ord-demo-1-1",
  money: { minor: 10_019, currency: "BRL" },
  description: "Pão & “café”",
  number: "A-1001",
  capture: "at_once",
  language: "pt-BR",
  customer: { phone: "+5511987654321", email: "thandi@example.com", name: null, country: null, taxId: null },
  returnUrl: "https://pay.test/p/abc/return",
  callbackUrl: setting.callbackUrl,
  createdAt: NOW,
  expiresAt: NOW + 60 * MINUTE,
}

const payment = {
  id: 1327410519,
  status: "pending",
  status_detail: "pending_waiting_transfer",
  currency_id: "BRL",
  live_mode: true,
  collector_id: 987654321,
  external_reference: "ord_demo_1",
  transaction_amount: 100.19,
  transaction_amount_refunded: 0,
  refunds: [],
  date_approved: null,
  date_of_expiration: "2026-11-19T23:30:00.000-04:00",
  point_of_interaction: {
    transaction_data: {
      qr_code: CODE,
      ticket_url: "https://www.mercadopago.com.br/payments/1327410519/ticket?caller_id=1&hash=x",
    },
  },
}

const me = answered(200, { id: 987654321, nickname: "ROSEBAKERY" })

const opened: Opened = { order: "ord_demo_1", attempt: 1, key: "k-1", checkout: "1327410519", money: charge.money }

const refund: Refund = {
  ...opened,
  id: "refund-1",
  payment: "1327410519",
  amount: { minor: 2_010, currency: "BRL" },
  again: false,
}

function answered(status: number, body: unknown): HttpResponse {
  return { status, headers: {}, body: typeof body === "string" ? body : JSON.stringify(body) }
}

function complaint(status: number, code: number, message: string): HttpResponse {
  return answered(status, {
    message,
    error: "bad_request",
    status,
    cause: [{ code, description: message, data: null }],
  })
}

function bodyOf(outside: TestOutside, index = 0): Record<string, unknown> {
  return JSON.parse(outside.asked[index]?.body ?? "")
}

async function failureOf(act: Promise<unknown> | undefined): Promise<Failure> {
  const error = await act?.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw new Error("nothing was refused", { cause: error })
}

/** An account at the emulated service, and the world it stands in. */
function stage(random = Math.random) {
  let now = NOW
  const provider = emulateMercadoPago({ base: BASE, callTo: () => setting.callbackUrl, now: () => now, random })
  const connection = mercadopago.connect(provider.config, { ...setting, apiBase: BASE })
  const outside = emulating(NOW, BASE, provider.service)
  return {
    provider,
    connection,
    outside,
    wait(milliseconds: number) {
      now += milliseconds
      outside.at = now
    },
  }
}

function asRequest({ url, method, headers, body }: Call): RawRequest {
  return { url, method, headers: new Headers(headers), body: new TextEncoder().encode(body) }
}

/** What a notification comes to once it is looked up. */
async function toldBy(call: Call | undefined, connection: PaymentConnection, outside: TestOutside) {
  if (!call) throw new Error("nothing was told")
  const { news, hints } = await connection.receive(asRequest(call), outside)
  const [hint] = hints
  if (news.length > 0 || !hint || !("kind" in hint) || !connection.find)
    throw new Error("a thin callback tells nothing")
  return connection.find(hint, outside)
}

function openedOf({ id }: Checkout): Opened {
  return { ...opened, checkout: id }
}

describe("a Pix code", () => {
  /** What the official library takes for a payment and a refund. */
  type Body = Parameters<Library["create"]>[0]["body"]
  type RefundBody = NonNullable<Parameters<PaymentRefund["create"]>[0]["body"]>

  it("is asked for as the official library types it, with a key and an exact amount", async () => {
    const outside = answering(NOW, answered(201, payment))
    const checkout = await mercadopago.connect(fields, setting).open(charge, outside)
    const wanted: Body = {
      transaction_amount: 100.19,
      description: "Pão & “café”",
      payment_method_id: "pix",
      external_reference: "ord_demo_1",
      notification_url: "https://pay.test/callbacks/mercadopago/acc_1?source_news=webhooks",
      date_of_expiration: "2026-11-19T23:30:00.000-03:00",
      payer: { email: "thandi@example.com" },
    }
    expect(bodyOf(outside)).toEqual(wanted)
    expect(outside.asked[0]).toMatchObject({
      method: "POST",
      url: "https://api.mercadopago.com/v1/payments",
      headers: {
        authorization: `Bearer ${fields.accessToken}`,
        "x-idempotency-key": "ord-demo-1-1",
        "content-type": "application/json",
      },
    })
    const until = Date.UTC(2026, 10, 20, 3, 30)
    expect(checkout).toEqual({
      kind: "code",
      scheme: "pix",
      id: "1327410519",
      text: CODE,
      url: "https://www.mercadopago.com.br/payments/1327410519/ticket?caller_id=1&hash=x",
      usableUntil: until,
      payableUntil: until,
    })
  })

  it("is asked for in the same bytes again, by any clock", async () => {
    const first = answering(NOW, answered(201, payment))
    const second = answering(NOW + DAY, answered(201, payment))
    await mercadopago.connect(fields, setting).open(charge, first)
    await mercadopago.connect({ ...fields }, setting).open({ ...charge }, second)
    expect(second.asked).toEqual(first.asked)
  })

  it.each([
    ["12345678909", "CPF"],
    ["12345678000195", "CNPJ"],
    ["12ABC34501DE35", "CNPJ"],
  ])("names the payer where it is known: %s", async (taxId, type) => {
    const outside = answering(NOW, answered(201, payment))
    const customer = { ...charge.customer, name: "Thandi  M. Dlamini", taxId }
    await mercadopago.connect({ ...fields, payerDocument: "asked" }, setting).open({ ...charge, customer }, outside)
    const payer: Body["payer"] = {
      email: "thandi@example.com",
      first_name: "Thandi",
      last_name: "M. Dlamini",
      identification: { type, number: taxId },
    }
    expect(bodyOf(outside).payer).toEqual(payer)
  })

  it("asks the pay page for a document only where the account wants it", () => {
    expect(mercadopago.connect(fields, setting).capabilities.needs).toEqual(["email"])
    const asking = mercadopago.connect({ ...fields, payerDocument: "asked" }, setting)
    expect(asking.capabilities.needs).toEqual(["email", "taxId"])
  })

  it.each([
    ["the order's end", 60 * MINUTE, 60 * MINUTE],
    ["a later second rather than an earlier one", 60 * MINUTE + 1, 60 * MINUTE + 1000],
    ["at least half an hour", 5 * MINUTE, 31 * MINUTE],
    ["less than 30 days", 40 * DAY, 30 * DAY - 5 * MINUTE],
  ])("ends at %s", async (_, orderEnds, codeEnds) => {
    const outside = answering(NOW, answered(201, { ...payment, date_of_expiration: null }))
    const wanted = { ...charge, expiresAt: NOW + orderEnds }
    const { payableUntil } = await mercadopago.connect(fields, setting).open(wanted, outside)
    expect(Date.parse(String(bodyOf(outside).date_of_expiration))).toBe(NOW + codeEnds)
    expect(payableUntil).toBe(NOW + codeEnds)
  })

  it("without an e-mail is never asked for", async () => {
    const customer = { ...charge.customer, email: null }
    const refused = mercadopago.connect(fields, setting).open({ ...charge, customer }, answering(NOW))
    expect(await failureOf(refused)).toMatchObject({ code: "email_missing", advice: "stop" })
  })

  it.each([[{ minor: 0, currency: "BRL" }], [{ minor: 100, currency: "ARS" }]] as const)(
    "is never asked for %j",
    async (money) => {
      const refused = mercadopago.connect(fields, setting).open({ ...charge, money }, answering(NOW))
      expect(await failureOf(refused)).toMatchObject({ code: "amount_refused", advice: "stop" })
    },
  )

  const transaction = (data: object) => ({ ...payment, point_of_interaction: { transaction_data: data } })
  it.each<[string, HttpResponse, Partial<Failure>]>([
    [
      "a wrong token",
      answered(401, { message: "Invalid access token", error: "unauthorized", status: 401 }),
      { code: "key_refused", advice: "hold" },
    ],
    [
      "an account without a Pix key",
      complaint(400, 13253, "Collector user without key enabled for QR render"),
      { advice: "hold" },
    ],
    ["users of both modes", complaint(400, 2034, "Invalid users involved"), { advice: "hold" }],
    [
      "an e-mail that is none",
      complaint(400, 4050, "payer.email must be a valid email"),
      { advice: "stop", ambiguous: false },
    ],
    ["a fault", answered(500, "<html>"), { code: "unavailable", advice: "again", ambiguous: true }],
    ["a firewall", answered(403, "<html>"), { code: "unreadable", advice: "again" }],
    [
      "a payment that was refused",
      answered(201, { ...payment, status: "rejected", status_detail: "cc_rejected_high_risk" }),
      { code: "rejected", advice: "stop" },
    ],
    ["one that was cancelled meanwhile", answered(201, { ...payment, status: "cancelled" }), { code: "attempt_spent" }],
    ["no id", answered(201, { ...payment, id: null }), { code: "unreadable", advice: "again" }],
    ["no code", answered(201, transaction({})), { code: "unreadable", advice: "again" }],
    [
      "a code that is none",
      answered(201, transaction({ qr_code: "pay\nhere" })),
      { code: "unreadable", advice: "again" },
    ],
    [
      "another's page",
      answered(201, transaction({ qr_code: CODE, ticket_url: "https://mercadopago.com.br.evil.test/x" })),
      { code: "unsafe_url", advice: "hold" },
    ],
  ])("fails with the right advice: %s", async (_, answer, expected) => {
    const failure = await failureOf(mercadopago.connect(fields, setting).open(charge, answering(NOW, answer)))
    expect(failure).toMatchObject(expected)
    expect(failure.message).not.toContain("evil")
  })

  it("is given back in part as the official library types it, with its own key", async () => {
    const outside = answering(
      NOW,
      answered(201, { id: 77, payment_id: 1327410519, amount: 20.1, status: "in_process" }),
    )
    expect(await mercadopago.connect(fields, setting).refund?.(refund, outside)).toEqual([
      {
        id: "refund:77:pending",
        order: "ord_demo_1",
        checkout: "1327410519",
        mode: "live",
        at: NOW,
        type: "refund",
        refund: "77",
        payment: "1327410519",
        stage: "pending",
        money: { minor: 2_010, currency: "BRL" },
        reason: null,
      },
    ])
    const wanted: RefundBody = { amount: 20.1 }
    expect(outside.asked[0]?.body).toBe('{"amount":20.10}')
    expect(bodyOf(outside)).toEqual(wanted)
    expect(outside.asked[0]).toMatchObject({
      url: "https://api.mercadopago.com/v1/payments/1327410519/refunds",
      headers: { "x-idempotency-key": "refund-1", "x-render-in-process-refunds": "true" },
    })
  })

  it.each<[string, HttpResponse, Partial<Failure>]>([
    [
      "nothing left",
      complaint(400, 2063, "The action requested is not valid for the current payment state"),
      { advice: "stop", ambiguous: false },
    ],
    ["too old", complaint(404, 2024, "Payment too old to be refunded"), { advice: "stop", ambiguous: false }],
    [
      "a 400 that may go on at the central bank",
      complaint(400, 999, "Bad request"),
      { code: "refund_unclear", advice: "again", ambiguous: true },
    ],
    ["a 400 without a word", answered(400, ""), { code: "refund_unclear", advice: "again", ambiguous: true }],
    [
      "a key that was used",
      complaint(404, 2032, "X-Idempotency-key already used"),
      { code: "refund_unclear", advice: "again", ambiguous: true },
    ],
    ["no id", answered(201, { status: "approved" }), { code: "unreadable", advice: "again", ambiguous: true }],
  ])("is not given back: %s", async (_, answer, expected) => {
    const asked = mercadopago.connect(fields, setting).refund?.(refund, answering(NOW, answer))
    expect(await failureOf(asked)).toMatchObject(expected)
  })
})

describe("how a payment stands", () => {
  const connection = mercadopago.connect(fields, setting)
  const look = (changes: object, by = connection) =>
    by.look(opened, answering(NOW, answered(200, { ...payment, ...changes })))
  const about = { order: "ord_demo_1", checkout: "1327410519", mode: "live", at: NOW }
  const whole = { minor: 10_019, currency: "BRL" }
  const paid = { ...about, id: "payment:1327410519:paid", type: "paid", payment: "1327410519", money: whole }
  const approved = { status: "approved", date_approved: "2026-11-19T22:00:00.000-04:00" }

  it.each<[string, object, object[]]>([
    ["not yet", {}, []],
    ["paid", approved, [paid]],
    [
      "under review",
      { status: "in_process", status_detail: "pending_review_manual" },
      [{ ...about, id: "payment:1327410519:pending", type: "pending", reason: "pending_review_manual" }],
    ],
    [
      "refused",
      { status: "rejected", status_detail: "rejected_by_bank" },
      [{ ...about, id: "payment:1327410519:failed", type: "failed", reason: "rejected_by_bank" }],
    ],
    [
      "out of time",
      { status: "cancelled", status_detail: "expired" },
      [{ ...about, id: "payment:1327410519:expired", type: "expired" }],
    ],
    [
      "closed by us, which ends no order",
      { status: "cancelled", status_detail: "by_collector" },
      [{ ...about, id: "payment:1327410519:expired", type: "expired" }],
    ],
    ["unknown", { status: "constructor" }, []],
    [
      "given back in parts",
      {
        ...approved,
        status_detail: "partially_refunded",
        transaction_amount_refunded: 30.1,
        refunds: [
          { id: 1, amount: 20.1, status: "approved" },
          { id: 2, amount: 10, status: "in_process" },
          { id: 3, amount: 5, status: "rejected", reason: "no balance" },
        ],
      },
      [
        paid,
        {
          ...about,
          id: "refund:1:done",
          type: "refund",
          refund: "1",
          payment: "1327410519",
          stage: "done",
          money: { minor: 2_010, currency: "BRL" },
          reason: null,
        },
        {
          ...about,
          id: "refund:2:pending",
          type: "refund",
          refund: "2",
          payment: "1327410519",
          stage: "pending",
          money: { minor: 1_000, currency: "BRL" },
          reason: null,
        },
        {
          ...about,
          id: "refund:3:failed",
          type: "refund",
          refund: "3",
          payment: "1327410519",
          stage: "failed",
          money: { minor: 500, currency: "BRL" },
          reason: "no balance",
        },
      ],
    ],
    [
      "given back, as is told without its refunds",
      { ...approved, status: "refunded", transaction_amount_refunded: 100.19, refunds: null },
      [
        paid,
        { ...about, id: "payment:1327410519:refunded:10019", type: "refunded", payment: "1327410519", total: whole },
      ],
    ],
    [
      "in mediation",
      { ...approved, status: "in_mediation", status_detail: "pending" },
      [
        paid,
        {
          ...about,
          id: "dispute:1327410519:inquiry",
          type: "dispute",
          dispute: "1327410519",
          payment: "1327410519",
          stage: "inquiry",
          money: whole,
          reason: "pending",
        },
      ],
    ],
    [
      "charged back",
      { ...approved, status: "charged_back", status_detail: "in_process" },
      [
        paid,
        {
          ...about,
          id: "dispute:1327410519:open",
          type: "dispute",
          dispute: "1327410519",
          payment: "1327410519",
          stage: "open",
          money: whole,
          reason: "in_process",
        },
      ],
    ],
    [
      "won back",
      { ...approved, status: "charged_back", status_detail: "reimbursed" },
      [
        paid,
        {
          ...about,
          id: "dispute:1327410519:won",
          type: "dispute",
          dispute: "1327410519",
          payment: "1327410519",
          stage: "won",
          money: whole,
          reason: "reimbursed",
        },
      ],
    ],
    [
      "paid in another currency",
      { ...approved, currency_id: "ARS", transaction_amount: 7 },
      [{ ...paid, money: { minor: 700, currency: "ARS" } }],
    ],
    ["paid an amount that is none", { ...approved, transaction_amount: 100.195 }, [{ ...paid, money: null }]],
  ])("%s", async (_, changes, news) => {
    expect(await look(changes)).toEqual(news)
  })

  it("is of test users where the account says so, though the payment says that it is live", async () => {
    const test = mercadopago.connect({ ...fields, mode: "test" }, setting)
    expect(test.mode).toBe("test")
    expect(await look(approved, test)).toMatchObject([{ mode: "test" }])
    expect(await look({ ...approved, live_mode: false })).toMatchObject([{ mode: "test" }])
    const token = { ...fields, accessToken: "TEST-1234567890123456-112026-0123456789abcdef-1" }
    expect(mercadopago.connect(token, setting).mode).toBe("test")
  })

  it("is asked for by an id that cannot change the path", async () => {
    const outside = answering(NOW, answered(200, payment))
    await connection.look({ ...opened, checkout: "../../users/me?x=1#y" }, outside)
    expect(outside.asked[0]?.url).toBe("https://api.mercadopago.com/v1/payments/..%2F..%2Fusers%2Fme%3Fx%3D1%23y")
  })

  it.each<[string, HttpResponse[], boolean]>([
    ["cancelled", [answered(200, { ...payment, status: "cancelled" })], true],
    [
      "out of time before",
      [complaint(400, 2018, "not valid"), answered(200, { ...payment, status: "cancelled" })],
      true,
    ],
    ["paid before", [complaint(400, 2018, "not valid"), answered(200, { ...payment, ...approved })], false],
  ])("can no longer be paid once it was closed: %s", async (_, answers, closed) => {
    const outside = answering(NOW, ...answers)
    expect(await connection.close?.(opened, outside)).toBe(closed)
    expect(outside.asked[0]).toMatchObject({ method: "PUT", body: '{"status":"cancelled"}' })
  })
})

describe("what a notification names", () => {
  const connection = mercadopago.connect(fields, setting)
  const find = (answers: HttpResponse[], at = NOW) =>
    connection.find?.({ kind: "payment", id: `1327410519@${NOW}` }, answering(at, ...answers))
  const hidden = complaint(404, 2000, "Payment not found")

  it("is looked up, and whose it is with it", async () => {
    const approved = { ...payment, status: "approved", date_approved: "2026-11-19T22:00:00.000-04:00" }
    expect(await find([me, answered(200, approved)])).toMatchObject([{ type: "paid", order: "ord_demo_1" }])
    expect(await find([me, answered(200, { ...approved, collector_id: 1 })])).toEqual([])
    expect(await find([me, answered(200, { ...approved, external_reference: null })])).toEqual([])
    expect(await find([me, answered(200, { ...approved, external_reference: "" })])).toEqual([])
  })

  it("may not be there at first, and is somebody else's when it never comes", async () => {
    expect(await failureOf(find([me, hidden]))).toMatchObject({ code: "not_there", advice: "again" })
    expect(await failureOf(find([me, hidden], NOW + 15 * MINUTE))).toMatchObject({ advice: "again" })
    expect(await find([me, hidden], NOW + 15 * MINUTE + 1)).toEqual([])
    expect(await find([me, complaint(403, 4, "Forbidden")], NOW + DAY)).toEqual([])
  })

  it("asks once a day whose the token is", async () => {
    const outside = answering(NOW, me, answered(200, payment), answered(200, payment), me, answered(200, payment))
    const hint = { kind: "payment", id: `1327410519@${NOW}` }
    await connection.find?.(hint, outside)
    await connection.find?.(hint, outside)
    outside.at = NOW + DAY
    await connection.find?.(hint, outside)
    expect(outside.asked.map(({ url }) => url.endsWith("/users/me"))).toEqual([true, false, false, true, false])
  })

  it("shows who holds the account", async () => {
    expect(await connection.check?.(answering(NOW, me))).toEqual({ holder: "ROSEBAKERY" })
  })
})

describe("amounts", () => {
  it("are written and read exactly, whatever a float would make of them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (minor) => {
        const money = { minor, currency: "BRL" } as const
        const { amount } = JSON.parse(withAmount("amount", money, {}))
        expect(fromNumber(amount, "BRL")).toEqual(money)
      }),
    )
  })

  it.each([
    [19.999, "BRL"],
    [-1, "BRL"],
    ["10.00", "BRL"],
    [Number.NaN, "BRL"],
    [1e21, "BRL"],
    [12_345_678_901_234.56, "BRL"],
    [10, "constructor"],
    [10, null],
  ])("%j in %j are none", (amount, currency) => {
    expect(fromNumber(amount, currency)).toBeNull()
  })
})

describe("at the emulated service", () => {
  it("a customer pays the code, and the notification is looked up", async () => {
    const { provider, connection, outside } = stage()
    const checkout = await connection.open(charge, outside)
    if (checkout.kind !== "code") throw new Error("there is no code")
    expect(crc16(checkout.text.slice(0, -4))).toBe(checkout.text.slice(-4))
    expect(checkout.text).toContain("5406100.19")
    expect(checkout.url).toBe(`${BASE}/payments/${checkout.id}/ticket`)
    expect(await connection.look(openedOf(checkout), outside)).toEqual([])
    const [call] = await provider.pay(checkout.id)
    expect(await toldBy(call, connection, outside)).toMatchObject([
      { type: "paid", order: "ord_demo_1", checkout: checkout.id, money: charge.money, mode: "test" },
    ])
  })

  it("asking twice with one key gives one code", async () => {
    const { connection, outside } = stage()
    expect(await connection.open(charge, outside)).toEqual(await connection.open(charge, outside))
    const other = await connection.open({ ...charge, key: "ord-demo-1-2", attempt: 2 }, outside)
    expect(other.id).not.toBe((await connection.open(charge, outside)).id)
  })

  it("a slow payment fails, and a code that nobody pays ends", async () => {
    const { provider, connection, outside, wait } = stage()
    const slow = await connection.open(charge, outside)
    expect(await toldBy((await provider.payLater(slow.id))[0], connection, outside)).toMatchObject([
      { type: "pending" },
    ])
    expect(await toldBy((await provider.fail(slow.id))[0], connection, outside)).toMatchObject([{ type: "failed" }])
    const idle = await connection.open({ ...charge, key: "ord-demo-1-2" }, outside)
    await provider.unsent()
    wait(60 * MINUTE)
    const [call] = await provider.unsent()
    expect(await toldBy(call, connection, outside)).toMatchObject([{ type: "expired", checkout: idle.id }])
    await expect(provider.pay(idle.id)).rejects.toThrow("Nobody can pay")
  })

  it("a code is closed before it is paid, and not after", async () => {
    const { provider, connection, outside } = stage()
    const first = await connection.open(charge, outside)
    expect(await connection.close?.(openedOf(first), outside)).toBe(true)
    expect(await connection.close?.(openedOf(first), outside)).toBe(true)
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "attempt_spent" })
    const second = await connection.open({ ...charge, key: "ord-demo-1-2" }, outside)
    await provider.pay(second.id)
    expect(await connection.close?.(openedOf(second), outside)).toBe(false)
  })

  it("gives back in parts, once for each key and never more than was paid", async () => {
    const { provider, connection, outside } = stage()
    const { id: checkout } = await connection.open(charge, outside)
    await provider.pay(checkout)
    const part = { ...refund, checkout, payment: checkout }
    const [first] = (await connection.refund?.(part, outside)) ?? []
    expect(first).toMatchObject({ type: "refund", stage: "done", money: refund.amount })
    expect(await connection.refund?.(part, outside)).toEqual([first])
    const more = { ...part, id: "refund-2", amount: { minor: 8_010, currency: "BRL" } as const }
    expect(await failureOf(connection.refund?.(more, outside))).toMatchObject({ advice: "stop", ambiguous: false })
    const rest = { ...more, amount: { minor: 8_009, currency: "BRL" } as const }
    await connection.refund?.(rest, outside)
    expect(await connection.look({ ...opened, checkout }, outside)).toMatchObject([
      { type: "paid" },
      { type: "refund", id: first?.id },
      { type: "refund", money: rest.amount },
    ])
  })

  it("one seed tells one story", async () => {
    const told = async () => {
      const { provider, connection, outside } = stage(() => 0.42)
      const checkout = await connection.open(charge, outside)
      return [provider.config, checkout, await provider.pay(checkout.id)]
    }
    expect(await told()).toEqual(await told())
  })
})
