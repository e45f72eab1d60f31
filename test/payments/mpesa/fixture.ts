import type { Checkout } from "../../../src/core/order/checkout"
import type { PaymentNews } from "../../../src/core/order/paymentnews"
import { type Answer, answered, NOW, type ProviderFixture } from "../fixture"

type Exception = NonNullable<ProviderFixture["exceptions"]>[number]

const ID = "ws_CO_20112026130000123711223344"

const token = answered(200, { access_token: "demo-token-demo-token-demo-28", expires_in: "3599" })

const taken = {
  MerchantRequestID: "29115-34620561-1",
  CheckoutRequestID: ID,
  ResponseCode: "0",
  ResponseDescription: "Success. Request accepted for processing",
  CustomerMessage: "Success. Request accepted for processing",
}

const about = { order: "ord-demo-1", checkout: ID, mode: "live", at: NOW } as const

const prompt: Checkout = {
  ...({ kind: "push", to: "+254711223344", seconds: 90 } as const),
  ...{ id: ID, usableUntil: NOW + 90_000, payableUntil: NOW + 900_000 },
}

function refused(status: number, errorCode: string, errorMessage: string) {
  return answered(status, { requestId: "29115-34620561-1", errorCode, errorMessage })
}

function result(ResultCode: unknown, ResultDesc: string): Answer[] {
  const said = { ResponseCode: "0", MerchantRequestID: "29115-34620561-1", CheckoutRequestID: ID }
  return [token, answered(200, { ...said, ResultCode, ResultDesc })]
}

function ended(code: string, reason: string) {
  const news: PaymentNews = { ...about, id: `push:${ID}:${code}`, type: "declined", reason }
  return { name: reason, answers: result(code, reason), gives: [news] }
}

const paid: PaymentNews = {
  ...{ ...about, id: `push:${ID}:0`, type: "paid", payment: ID },
  money: { minor: 149_900, currency: "KES" },
}

const underWay = refused(500, "500.001.1001", "The transaction is being processed")

/** As in "M-Pesa Express Simulate", callback payload. */
function callback(ResultCode: number, ResultDesc: string, more: object = {}): string {
  const told = { MerchantRequestID: "29115-34620561-1", CheckoutRequestID: ID, ResultCode, ResultDesc, ...more }
  return JSON.stringify({ Body: { stkCallback: told } })
}

const metadata = {
  CallbackMetadata: {
    Item: [
      { Name: "Amount", Value: 1499.0 },
      { Name: "MpesaReceiptNumber", Value: "NLJ7RT61SV" },
      { Name: "Balance" },
      { Name: "TransactionDate", Value: 20261120130012 },
      { Name: "PhoneNumber", Value: 254711223344 },
    ],
  },
}

/** Of "callback:ord-demo-1" under the fixture's passkey. */
const SIGN = "6e537d63ee81725da882fd00231d05a9"

const missing = (method: string): Exception => ({
  method,
  answer: "nothing there",
  becomes: { advice: "hold" },
  why: "A resource that is not found is a product which the application lacks: the account has to be mended.",
})

export const fixture: ProviderFixture = {
  fields: {
    mode: "live",
    consumerKey: "demo-consumer-key-0123456789",
    consumerSecret: "demo-consumer-secret-0123456789",
    shortCode: "600100",
    till: "5210000",
    passkey: "demo-passkey-0123456789-0123456789",
    callbackForm: "whole",
  },
  wrong: {
    mode: ["", "sandbox", "LIVE"],
    consumerKey: ["", "short", "with spaces in the middle"],
    consumerSecret: ["", "short", "with spaces in the middle"],
    shortCode: ["", "1234", "12345678", "12345a", "+254711223344"],
    till: ["", "1234", "12345678", "till 1"],
    passkey: ["", "short", "with spaces in the middle"],
    callbackForm: ["", "long"],
  },
  charge: { money: { minor: 149_900, currency: "KES" } },
  hosts: ["https://api.safaricom.co.ke"],
  checkout: ID,
  open: [
    { name: "a prompt", answers: [token, answered(200, taken)], gives: prompt },
    {
      name: "a token that ended between the two steps",
      answers: [token, refused(404, "404.001.03", "Invalid Access Token"), token, answered(200, taken)],
      gives: prompt,
    },
    {
      name: "a phone that is busy",
      answers: [
        token,
        refused(
          500,
          "500.001.1001",
          "Unable to lock subscriber, a transaction is already in process for the current subscriber",
        ),
      ],
      fails: { code: "phone_busy", advice: "again", ambiguous: false },
    },
    {
      name: "a wrong passkey",
      answers: [token, refused(500, "500.001.1001", "Wrong credentials")],
      fails: { code: "not_permitted", advice: "hold", ambiguous: false },
    },
    {
      name: "a phone without M-Pesa",
      answers: [token, refused(400, "400.002.02", "Bad Request - Invalid PhoneNumber")],
      fails: { advice: "stop", ambiguous: false },
    },
  ],
  withoutId: [token, answered(200, { ...taken, CheckoutRequestID: "" })],
  look: [
    { name: "paid", answers: result("0", "The service request is processed successfully."), gives: [paid] },
    ended("1032", "Request cancelled by user"),
    ended("1", "The balance is insufficient for the transaction."),
    ended("2001", "The initiator information is invalid."),
    {
      name: "answered by nobody",
      answers: result("1037", "DS timeout user cannot be reached"),
      gives: [{ ...about, id: `push:${ID}:1037`, type: "expired" }],
    },
    { name: "still on the phone", answers: [token, underWay], gives: [] },
    { name: "still under way, as a result", answers: result(4999, "still under processing"), gives: [] },
  ],
  close: [
    { name: "came to nothing", answers: result("1032", "Request cancelled by user"), gives: true },
    { name: "answered by nobody", answers: result("1037", "DS timeout user cannot be reached"), gives: true },
    { name: "still on the phone", answers: [token, underWay], gives: false },
    { name: "paid", answers: result("0", "The service request is processed successfully."), gives: false },
  ],
  check: [{ name: "a token", answers: [token], gives: { holder: null } }],
  asksFor(requests) {
    const { Amount } = JSON.parse(requests.at(-1)?.body ?? "")
    return { minor: Amount * 100, currency: "KES" }
  },
  paid: () => result("0", "The service request is processed successfully."),
  refusal: (message) => ({ body: { requestId: "29115-34620561-1", errorCode: "400.002.02", errorMessage: message } }),
  callbacks: [
    {
      name: "paid, as it claims",
      body: callback(0, "The service request is processed successfully.", metadata),
      reads: { hints: [{ checkout: ID }] },
    },
    {
      name: "at the address of its own opening",
      query: `?order=ord-demo-1&sign=${SIGN}`,
      body: callback(0, "The service request is processed successfully.", metadata),
      reads: { hints: [{ checkout: ID, opened: { order: "ord-demo-1", checkout: { ...prompt, usableUntil: NOW } } }] },
    },
    {
      name: "at another order's address",
      query: `?order=ord-demo-2&sign=${SIGN}`,
      body: callback(0, "The service request is processed successfully.", metadata),
      reads: { hints: [{ checkout: ID }] },
    },
    {
      name: "cancelled",
      body: callback(1032, "Request cancelled by user"),
      reads: { hints: [{ checkout: ID }] },
    },
  ],
  broken: [
    { body: '{"Body":null}' },
    { body: '{"Body":{"stkCallback":[]}}' },
    { body: '{"Body":{"stkCallback":{"CheckoutRequestID":7,"ResultCode":0}}}' },
    { body: '{"Body":{"stkCallback":{"CheckoutRequestID":"","ResultCode":0}}}' },
    { body: JSON.stringify({ Body: { stkCallback: { CheckoutRequestID: "x".repeat(300) } } }) },
  ],
  exceptions: ["open", "look", "close", "check"].map(missing),
}
