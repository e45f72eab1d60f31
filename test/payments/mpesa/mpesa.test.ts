import { describe, expect, it } from "vitest"
import type { HttpResponse } from "../../../src/core/exchange"
import type { Checkout } from "../../../src/core/order/checkout"
import { emulateMpesa } from "../../../src/payments/mpesa/emulator"
import { mpesa } from "../../../src/payments/mpesa/mpesa"
import type { Charge, Opened, PaymentConnection } from "../../../src/payments/provider"
import type { Call } from "../../../src/platform/emulator"
import { Failure } from "../../../src/platform/failure"
import type { RawRequest } from "../../../src/platform/request"
import { answering, emulating, type TestOutside } from "../../support/outside"

const NOW = Date.UTC(2026, 10, 20, 22, 30)
const MINUTE = 60_000
const BASE = "http://127.0.0.1:9/mpesa"

const fields = {
  mode: "live",
  consumerKey: "demo-consumer-key-0000",
  consumerSecret: "demo-consumer-secret-0000",
  shortCode: "600100",
  passkey: "demo-passkey-demo-passkey-demo-passkey",
}

const setting = {
  account: "acc_1",
  publicUrl: "https://pay.test",
  callbackUrl: "https://pay.test/callbacks/mpesa/acc_1/unguessable",
}

const charge: Charge = {
  order: "ord_demo_1",
  attempt: 1,
  key: "ord-demo-1-1",
  money: { minor: 149_900, currency: "KES" },
  description: "Café & croissants – 2 boxes",
  number: "261120-ABC123",
  capture: "at_once",
  language: "sw",
  customer: { phone: "+254712345678", email: null, name: null, country: null, taxId: null },
  returnUrl: "https://pay.test/p/abc/return",
  callbackUrl: setting.callbackUrl,
  createdAt: NOW,
  expiresAt: NOW + 86_400_000,
}

const token = answered(200, { access_token: "demo-token-1", expires_in: "3599" })
const again = answered(200, { access_token: "demo-token-2", expires_in: 3599 })
const taken = answered(200, { ResponseCode: "0", CheckoutRequestID: "ws_CO_1", MerchantRequestID: "1-1" })

function answered(status: number, body: unknown): HttpResponse {
  return { status, headers: {}, body: typeof body === "string" ? body : JSON.stringify(body) }
}

function openedOf({ id }: Checkout): Opened {
  return { order: charge.order, attempt: 1, key: charge.key, checkout: id, money: charge.money }
}

const opened: Opened = { order: "ord_demo_1", attempt: 1, key: "k", checkout: "ws_CO_1", money: charge.money }

function asRequest({ url, method, headers, body }: Call): RawRequest {
  return { url, method, headers: new Headers(headers), body: new TextEncoder().encode(body) }
}

function bodyOf(outside: TestOutside, index: number): Record<string, unknown> {
  return JSON.parse(outside.asked[index]?.body ?? "")
}

/** An account at the emulated service, and the world it stands in. */
function stage(random = Math.random) {
  let now = NOW
  const provider = emulateMpesa({ base: BASE, callTo: () => setting.callbackUrl, now: () => now, random })
  const connection = mpesa.connect(provider.config, { ...setting, apiBase: BASE })
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

async function failureOf(act: Promise<unknown>): Promise<Failure> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw new Error("nothing was refused", { cause: error })
}

describe("a prompt", () => {
  it("is asked for as Safaricom's pages say, with a password over East Africa's time", async () => {
    const outside = answering(NOW, token, taken)
    const checkout = await mpesa.connect(fields, setting).open(charge, outside)
    expect(outside.asked[0]).toEqual({
      method: "GET",
      url: "https://api.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials",
      headers: { authorization: `Basic ${btoa("demo-consumer-key-0000:demo-consumer-secret-0000")}` },
    })
    expect(outside.asked[1]).toMatchObject({
      method: "POST",
      url: "https://api.safaricom.co.ke/mpesa/stkpush/v1/processrequest",
      headers: { authorization: "Bearer demo-token-1", "content-type": "application/json" },
    })
    const { CallBackURL, ...push } = bodyOf(outside, 1)
    expect(push).toEqual({
      BusinessShortCode: "600100",
      Password: btoa("600100demo-passkey-demo-passkey-demo-passkey20261121013000"),
      Timestamp: "20261121013000",
      TransactionType: "CustomerPayBillOnline",
      Amount: 1499,
      PartyA: "254712345678",
      PartyB: "600100",
      PhoneNumber: "254712345678",
      AccountReference: "261120ABC123",
      TransactionDesc: "Cafe croissan",
    })
    expect(CallBackURL).toMatch(
      /^https:\/\/pay\.test\/callbacks\/mpesa\/acc_1\/unguessable\?order=ord_demo_1&sign=[0-9a-f]{32}$/,
    )
    expect(checkout).toEqual({
      kind: "push",
      id: "ws_CO_1",
      to: "+254712345678",
      seconds: 90,
      usableUntil: NOW + 90_000,
      payableUntil: NOW + 15 * MINUTE,
    })
  })

  it("goes to the till where there is one, signed by the store's number", async () => {
    const outside = answering(NOW, token, taken)
    await mpesa.connect({ ...fields, till: "5210000" }, setting).open(charge, outside)
    expect(bodyOf(outside, 1)).toMatchObject({
      BusinessShortCode: "600100",
      TransactionType: "CustomerBuyGoodsOnline",
      PartyB: "5210000",
    })
  })

  it.each([
    ["short", "https://pay.test/callbacks/mpesa/acc_1/unguessable"],
    ["veiled", "https://pay.test/callbacks/m%70esa/acc_1/unguessable"],
  ])("can be told of at a %s address", async (callbackForm, address) => {
    const outside = answering(NOW, token, taken)
    await mpesa.connect({ ...fields, callbackForm }, setting).open(charge, outside)
    expect(bodyOf(outside, 1).CallBackURL).toBe(address)
    expect(new URL(address).pathname.split("/").map(decodeURIComponent)[2]).toBe("mpesa")
  })

  it.each([
    ["what cannot be written", { description: "😀", number: "π 7" }, "7", "7"],
    ["nothing at all", { description: "", number: "π" }, "orddemo11", "Payment"],
  ])("is named by what any phone can show: %s", async (_, changes, reference, description) => {
    const outside = answering(NOW, token, taken)
    await mpesa.connect(fields, setting).open({ ...charge, ...changes }, outside)
    expect(bodyOf(outside, 1)).toMatchObject({ AccountReference: reference, TransactionDesc: description })
  })

  it.each([
    ["no whole shillings", { money: { minor: 150, currency: "KES" } as const }, "amount_refused"],
    ["less than one", { money: { minor: 0, currency: "KES" } as const }, "amount_refused"],
    ["more than a customer may pay", { money: { minor: 25_000_100, currency: "KES" } as const }, "amount_refused"],
    ["another currency", { money: { minor: 1_000, currency: "UGX" } as const }, "amount_refused"],
    ["a phone of another country", { customer: { ...charge.customer, phone: "+255712345678" } }, "phone_refused"],
    ["a landline", { customer: { ...charge.customer, phone: "+254202345678" } }, "phone_refused"],
    ["no phone", { customer: { ...charge.customer, phone: null } }, "phone_refused"],
  ])("is never asked for with %s", async (_, changes, code) => {
    const outside = answering(NOW)
    const refused = mpesa.connect(fields, setting).open({ ...charge, ...changes }, outside)
    expect(await failureOf(refused)).toMatchObject({ code, advice: "stop" })
    expect(outside.asked).toEqual([])
  })
})

describe("the token", () => {
  const stale = answered(404, { requestId: "1", errorCode: "404.001.03", errorMessage: "Invalid Access Token" })

  it("is kept for its time, less a minute", async () => {
    const outside = answering(NOW, token, taken, taken, again, taken)
    const connection = mpesa.connect(fields, setting)
    await connection.open(charge, outside)
    outside.at = NOW + 3538_000
    await connection.open(charge, outside)
    outside.at = NOW + 3539_000
    await connection.open(charge, outside)
    expect(outside.asked.map(({ url }) => url.includes("/oauth/"))).toEqual([true, false, false, true, false])
  })

  it.each([
    ["a 404 that is none", stale],
    ["a 401", answered(401, "")],
    [
      "a 401 that repeats it",
      answered(401, { errorCode: "401.002.01", errorMessage: "Error Occurred - Invalid Access Token - demo-token-1" }),
    ],
  ])("is renewed once when it ends between two steps: %s", async (_, refusal) => {
    const outside = answering(NOW, token, refusal, again, taken)
    expect(await mpesa.connect(fields, setting).open(charge, outside)).toMatchObject({ id: "ws_CO_1" })
    expect(outside.asked[3]?.headers.authorization).toBe("Bearer demo-token-2")
    // A prompt turned away at the door was shown to nobody: asking for it again is asking once.
    expect(bodyOf(outside, 3)).toEqual(bodyOf(outside, 1))
  })

  it("is the account's fault when a new one is not taken either, and is said nowhere", async () => {
    const refusal = answered(401, { errorCode: "401.002.01", errorMessage: "Invalid Access Token - demo-token-2" })
    const outside = answering(NOW, token, refusal, again, refusal)
    const failure = await failureOf(mpesa.connect(fields, setting).open(charge, outside))
    expect(failure).toMatchObject({ code: "key_refused", advice: "hold", ambiguous: false })
    expect(failure.message).not.toContain("demo-token")
  })

  it.each([
    ["wrong keys", answered(400, ""), { code: "key_refused", advice: "hold" }],
    ["keys of another application", answered(401, ""), { code: "key_refused", advice: "hold" }],
    ["a fault", answered(503, "<html>"), { code: "unavailable", advice: "again" }],
    ["a page", answered(200, "<html>"), { code: "unreadable", advice: "again" }],
    ["no time", answered(200, { access_token: "x" }), { code: "unreadable", advice: "again" }],
    ["no token", answered(200, { expires_in: "3599" }), { code: "unreadable", advice: "again" }],
  ])("cannot be had: %s", async (_, answer, expected) => {
    const outside = answering(NOW, answer)
    expect(await failureOf(mpesa.connect(fields, setting).open(charge, outside))).toMatchObject(expected)
    expect(
      await failureOf(mpesa.connect(fields, setting).check?.(answering(NOW, answer)) ?? Promise.resolve()),
    ).toMatchObject(expected)
  })

  it("is asked for anew to see whether the keys are good", async () => {
    const outside = answering(NOW, token, taken, again)
    const connection = mpesa.connect(fields, setting)
    await connection.open(charge, outside)
    expect(await connection.check?.(outside)).toEqual({ holder: null })
    expect(outside.asked).toHaveLength(3)
  })
})

describe("a refusal", () => {
  const error = (status: number, errorCode: string, errorMessage: string) =>
    answered(status, { requestId: "1-1", errorCode, errorMessage })

  it.each<[string, HttpResponse, Partial<Failure>]>([
    [
      "a phone that is busy with another prompt",
      error(
        500,
        "500.001.1001",
        "Unable to lock subscriber, a transaction is already in process for the current subscriber",
      ),
      { code: "phone_busy", advice: "again", ambiguous: false, retryAfterSeconds: 60 },
    ],
    ["a short code that is none", error(500, "500.001.1001", "Merchant does not exist"), { advice: "hold" }],
    ["a wrong passkey", error(500, "500.001.1001", "Wrong credentials"), { code: "not_permitted", advice: "hold" }],
    ["a fault of theirs", error(500, "500.001.1001", "Internal Server Error"), { advice: "again", ambiguous: true }],
    [
      "too many requests",
      error(500, "500.003.02", "Error Occurred: Spike Arrest Violation"),
      { code: "busy", advice: "again", ambiguous: false },
    ],
    [
      "a used-up quota",
      error(500, "500.003.03", "Quota Violation"),
      { code: "busy", advice: "again", ambiguous: false },
    ],
    ["a product that is not switched on", error(404, "404.001.01", "Resource not found"), { advice: "hold" }],
    ["an address it does not like", error(400, "400.002.02", "Bad Request - Invalid CallBackURL"), { advice: "hold" }],
    [
      "a phone without M-Pesa",
      error(400, "400.002.02", "Bad Request - Invalid PhoneNumber"),
      { advice: "stop", ambiguous: false },
    ],
    [
      "a request not taken in",
      answered(200, { ResponseCode: "1", ResponseDescription: "Rejected" }),
      { code: "not_taken", advice: "again", ambiguous: false },
    ],
    ["no id", answered(200, { ResponseCode: "0" }), { code: "unreadable", advice: "again", ambiguous: true }],
    ["a firewall", answered(403, "<html>Incapsula</html>"), { code: "unreadable", advice: "again" }],
  ])("fails with the right advice: %s", async (_, answer, expected) => {
    const failure = await failureOf(mpesa.connect(fields, setting).open(charge, answering(NOW, token, answer)))
    expect(failure).toMatchObject(expected)
  })

  it("says no secret, though the service repeats them all", async () => {
    const secrets = [fields.consumerKey, fields.consumerSecret, fields.passkey]
    for (const status of [400, 403, 404, 429, 500]) {
      const answer = error(status, "400.002.02", `Bad Request - Invalid PhoneNumber ${secrets.join(" ")}`)
      const failure = await failureOf(mpesa.connect(fields, setting).open(charge, answering(NOW, token, answer)))
      for (const secret of secrets) expect(`${failure.message} ${failure.stack} ${failure.code}`).not.toContain(secret)
    }
  })
})

describe("how a prompt stands", () => {
  const look = (answer: HttpResponse) => mpesa.connect(fields, setting).look(opened, answering(NOW, token, answer))
  const close = (answer: HttpResponse) => mpesa.connect(fields, setting).close?.(opened, answering(NOW, token, answer))
  const result = (ResultCode: unknown, ResultDesc: string) =>
    answered(200, { ResponseCode: "0", CheckoutRequestID: "ws_CO_1", ResultCode, ResultDesc })
  const about = { order: "ord_demo_1", checkout: "ws_CO_1", mode: "live", at: NOW }

  it("is asked by its own id, with a password of its own time", async () => {
    const outside = answering(NOW, token, result("0", "Success"))
    await mpesa.connect({ ...fields, mode: "test" }, setting).look(opened, outside)
    expect(outside.asked[1]?.url).toBe("https://sandbox.safaricom.co.ke/mpesa/stkpushquery/v1/query")
    expect(bodyOf(outside, 1)).toEqual({
      BusinessShortCode: "600100",
      Password: btoa("600100demo-passkey-demo-passkey-demo-passkey20261121013000"),
      Timestamp: "20261121013000",
      CheckoutRequestID: "ws_CO_1",
    })
  })

  it.each([
    ["as a text", "0"],
    ["as a number", 0],
  ])("paid, by exactly what was asked for: the code %s", async (_, code) => {
    expect(await look(result(code, "The service request is processed successfully."))).toEqual([
      { ...about, id: "push:ws_CO_1:0", type: "paid", payment: "ws_CO_1", money: { minor: 149_900, currency: "KES" } },
    ])
  })

  it.each([
    ["1", "The balance is insufficient for the transaction."],
    ["1032", "Request cancelled by user"],
    ["2001", "The initiator information is invalid."],
    ["SFC_IC0003", "The operator does not exist."],
  ])("came to nothing, which ends no order: %s", async (code, reason) => {
    expect(await look(result(code, reason))).toEqual([
      { ...about, id: `push:ws_CO_1:${code}`, type: "declined", reason },
    ])
  })

  it("was answered by nobody, which ends only the prompt", async () => {
    expect(await look(result("1037", "DS timeout user cannot be reached"))).toEqual([
      { ...about, id: "push:ws_CO_1:1037", type: "expired" },
    ])
  })

  it.each([
    [
      "the error that is none",
      answered(500, { errorCode: "500.001.1001", errorMessage: "The transaction is being processed" }),
    ],
    ["the result that is none", result("4999", "The transaction is still under processing")],
    ["no result", answered(200, { ResponseCode: "0" })],
  ])("is not decided: %s", async (_, answer) => {
    expect(await look(answer)).toEqual([])
    expect(await close(answer)).toBe(false)
  })

  it.each([
    ["0", false],
    ["1037", true],
    ["SFC_IC0003", true],
    ["1", true],
    ["1032", true],
    ["2001", true],
    ["1019", true],
  ])("is over, so that another may be shown: %s is %s", async (code, over) => {
    expect(await close(result(code, ""))).toBe(over)
  })

  it("is not known to Safaricom, which says nothing of the account", async () => {
    const unknown = answered(500, { errorCode: "500.001.1001", errorMessage: "The transaction does not Exist" })
    expect(await failureOf(look(unknown))).toMatchObject({ code: "unknown_checkout", advice: "stop" })
  })

  it("cannot be told by another error of the same code", async () => {
    const wrong = answered(500, { errorCode: "500.001.1001", errorMessage: "Wrong credentials" })
    expect(await failureOf(look(wrong))).toMatchObject({ advice: "hold" })
  })
})

describe("a callback", () => {
  const connection = mpesa.connect(fields, setting)
  const documented = {
    Body: {
      stkCallback: {
        MerchantRequestID: "29115-34620561-1",
        CheckoutRequestID: "ws_CO_191220191020363925",
        ResultCode: 0,
        ResultDesc: "The service request is processed successfully.",
        CallbackMetadata: {
          Item: [
            { Name: "Amount", Value: 1.0 },
            { Name: "MpesaReceiptNumber", Value: "NLJ7RT61SV" },
            { Name: "TransactionDate", Value: 20191219102115 },
            { Name: "PhoneNumber", Value: 254708374149 },
          ],
        },
      },
    },
  }
  const receive = (body: unknown, url = setting.callbackUrl, by: PaymentConnection = connection) =>
    by.receive(
      {
        url,
        method: "POST",
        headers: new Headers(),
        body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
      },
      answering(NOW),
    )

  async function toldAddress(): Promise<string> {
    const outside = answering(NOW, token, taken)
    await connection.open(charge, outside)
    return String(bodyOf(outside, 1).CallBackURL)
  }

  it("says only which prompt to ask about, whatever it claims", async () => {
    expect(await receive(documented)).toEqual({
      news: [],
      hints: [{ checkout: "ws_CO_191220191020363925" }],
      ignored: [],
    })
  })

  it("names the order too, at the address that its own prompt was given", async () => {
    const address = await toldAddress()
    const checkout = "ws_CO_191220191020363925"
    const prompt = { kind: "push", id: checkout, to: "+254708374149", seconds: 90, usableUntil: NOW }
    const opened = { order: "ord_demo_1", checkout: { ...prompt, payableUntil: NOW + 15 * MINUTE } }
    expect((await receive(documented, address)).hints).toEqual([{ checkout, opened }])
    for (const forged of [
      address.replace("order=ord_demo_1", "order=ord_demo_2"),
      address.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
      address.replace(/&sign=.*/, ""),
      address.replace(/&sign=.*/, "&sign="),
    ])
      expect((await receive(documented, forged)).hints).toEqual([{ checkout: "ws_CO_191220191020363925" }])
    const other = mpesa.connect({ ...fields, passkey: "another-passkey-another" }, setting)
    expect((await receive(documented, address, other)).hints).toEqual([{ checkout: "ws_CO_191220191020363925" }])
  })

  it.each([
    ["no JSON", "<xml/>"],
    ["nothing", ""],
    ["a list", []],
    ["no body", { Body: null }],
    ["another product's", { Body: { Result: { ResultCode: 0 } } }],
    ["an id that is none", { Body: { stkCallback: { CheckoutRequestID: 7 } } }],
    ["an id without end", { Body: { stkCallback: { CheckoutRequestID: "x".repeat(201) } } }],
  ])("that cannot be understood is unreadable: %s", async (_, body) => {
    expect(await failureOf(receive(body))).toMatchObject({ code: "unreadable", advice: "stop" })
  })
})

describe("at the emulated service", () => {
  it("a customer pays, is looked up, and the callback told no more than where", async () => {
    const { provider, connection, outside } = stage()
    const checkout = await connection.open(charge, outside)
    expect(await connection.look(openedOf(checkout), outside)).toEqual([])
    const [call] = await provider.pay(checkout.id)
    if (!call) throw new Error("nothing was told")
    expect(await connection.receive(asRequest(call), outside)).toEqual({
      news: [],
      hints: [{ checkout: checkout.id, opened: { order: "ord_demo_1", checkout: { ...checkout, usableUntil: NOW } } }],
      ignored: [],
    })
    expect(await connection.look(openedOf(checkout), outside)).toMatchObject([
      { type: "paid", money: charge.money, payment: checkout.id, mode: "test" },
    ])
    expect(await provider.unsent()).toEqual([])
  })

  it("a refused prompt is followed by another, but not while the phone shows the first", async () => {
    const { provider, connection, outside } = stage()
    const first = await connection.open(charge, outside)
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "phone_busy", ambiguous: false })
    await provider.fail(first.id)
    expect(await connection.look(openedOf(first), outside)).toMatchObject([{ type: "declined" }])
    const second = await connection.open(charge, outside)
    expect(second.id).not.toBe(first.id)
  })

  it("a prompt that nobody answers ends after a minute, and tells it", async () => {
    const { provider, connection, outside, wait } = stage()
    const checkout = await connection.open(charge, outside)
    expect(await provider.unsent()).toEqual([])
    wait(MINUTE)
    expect(await connection.look(openedOf(checkout), outside)).toMatchObject([{ type: "expired" }])
    expect(await provider.unsent()).toMatchObject([{ type: "stkCallback 1037" }])
    await expect(provider.pay(checkout.id)).rejects.toThrow("No phone shows")
  })

  it("tokens end after an hour, and when another is made", async () => {
    const { connection, outside, wait } = stage()
    const checkout = await connection.open(charge, outside)
    await outside.forget("token")
    await connection.look(openedOf(checkout), outside)
    wait(3_600_000)
    await connection.look(openedOf(checkout), outside)
    expect(outside.asked.filter(({ url }) => url.includes("/oauth/"))).toHaveLength(3)
  })

  it("one seed tells one story", async () => {
    const config = () => stage(() => 0.42).provider.config
    expect(config()).toEqual(config())
  })
})
