import type { Money } from "../../../src/core/money"
import { isCurrency, places } from "../../../src/core/money"
import type { PaymentNews } from "../../../src/core/order/paymentnews"
import { signPaystack } from "../../../src/payments/paystack/emulator"
import { type Answer, answered, charge, NOW, type ProviderFixture } from "../fixture"

const SECRET = "sk_test_0123456789abcdef0123456789abcdef01234567"
const PAGE = "https://checkout.paystack.com/nkdks46nymizns7"
const PAYMENT = "4099260516"

const transaction = {
  id: 4_099_260_516,
  domain: "test",
  status: "success",
  reference: charge.key,
  amount: 12_345,
  requested_amount: 12_345,
  currency: "ZAR",
  message: null,
  gateway_response: "Successful",
  paid_at: new Date(NOW - 5_000).toISOString(),
  metadata: { order: charge.order, attempt: 2 },
  log: { attempts: 1 },
}

const about = { order: charge.order, checkout: charge.key, mode: "test", at: NOW } as const

const paid: PaymentNews = {
  ...{ ...about, at: NOW - 5_000, id: `transaction:${PAYMENT}:paid`, type: "paid", payment: PAYMENT },
  money: charge.money,
}

const refund = {
  id: 3_018_284,
  transaction: 4_099_260_516,
  transaction_reference: charge.key,
  domain: "test",
  amount: 500,
  currency: "ZAR",
  status: "pending",
  merchant_note: "Paythread refund-1",
}

function refundNews(status: string, stage: "pending" | "done" | "failed", id = 3_018_284): PaymentNews {
  const money = { minor: 500, currency: "ZAR" } as const
  const reason = stage === "done" ? null : status
  return {
    ...{ ...about, id: `refund:${id}:${status}`, type: "refund", refund: String(id), payment: PAYMENT },
    ...{ stage, money, reason },
  }
}

function good(data: unknown, status = 200) {
  return answered(status, { status: true, message: "Good", data })
}

function bad(status: number, message: string, code?: string) {
  return answered(status, { status: false, message, type: "validation_error", ...(code !== undefined && { code }) })
}

/** A page under the reference that was asked for. */
function opened(authorization_url: unknown): Answer {
  return ({ body }) =>
    good({ authorization_url, access_code: "nkdks46nymizns7", reference: JSON.parse(body ?? "").reference })
}

function looks(name: string, changes: object, ...gives: PaymentNews[]) {
  return { name, answers: [good({ ...transaction, ...changes })], gives }
}

function refused(
  name: string,
  answers: Answer[],
  [code, advice, ambiguous]: [string, "again" | "hold" | "stop", boolean],
) {
  return { name, answers, fails: { code, advice, ambiguous } }
}

const repeated = bad(400, "Duplicate Transaction Reference", "duplicate_reference")

function callback(name: string, event: string, data: unknown, reads: ProviderFixture["callbacks"][number]["reads"]) {
  return { name, body: JSON.stringify({ event, data }), reads }
}

const dispute = {
  id: 2_867,
  refund_amount: 12_345,
  currency: "ZAR",
  status: "awaiting-merchant-feedback",
  resolution: null,
  domain: "test",
  category: "chargeback",
  transaction,
}

function disputed(stage: "open" | "won" | "lost"): PaymentNews {
  return {
    ...{ ...about, id: `dispute:2867:${stage}`, type: "dispute", dispute: "2867", payment: PAYMENT },
    ...{ stage, money: charge.money, reason: "chargeback" },
  }
}

const refundEvent = {
  status: "processed",
  transaction_reference: charge.key,
  refund_reference: "132013318360",
  amount: "500",
}

export const fixture: ProviderFixture = {
  fields: {
    secretKey: SECRET,
    currencies: "ZAR, NGN, USD, XOF, RWF",
    emailDomain: "pay.shop.com",
    failedPayments: "open",
  },
  wrong: {
    secretKey: ["", "pk_test_0123456789", "sk_test_", "sk_test_0123 456789", "sk_test_0123456789\r\nx: y"],
    currencies: ["", "ZAR;NGN", "EUR", "ZAR, ", "rand"],
    emailDomain: ["", "shop", "me@shop.com", "https://shop.com", "shop.com/x", "-"],
    failedPayments: ["", "closed"],
  },
  refund: { payment: PAYMENT },
  checkout: charge.key,
  hosts: ["https://api.paystack.co"],
  open: [
    {
      name: "a page that never ends",
      answers: [opened(PAGE)],
      gives: { kind: "page", id: charge.key, url: PAGE, usableUntil: charge.expiresAt, payableUntil: null },
    },
    refused(
      "a reference used before, whose page nobody paid on",
      [repeated, good({ ...transaction, status: "abandoned" })],
      ["attempt_spent", "stop", true],
    ),
    refused(
      "a reference used before, on whose page somebody pays",
      [repeated, good({ ...transaction, status: "ongoing" })],
      ["in_flight", "again", true],
    ),
    refused(
      "a currency that the business has not",
      [bad(403, "Currency not supported by merchant", "unsupported_currency")],
      ["unsupported_currency", "stop", false],
    ),
    refused("an amount that is refused", [bad(400, "Invalid Amount Sent")], ["refused", "stop", false]),
    refused("a business that was closed", [bad(400, "Integration has been deactivated")], ["refused", "hold", false]),
    refused(
      "a page under another reference",
      [good({ authorization_url: PAGE, reference: "other" })],
      ["unreadable", "again", true],
    ),
  ],
  page: { url: PAGE, answers: (url) => [opened(url)] },
  withoutId: [good({ authorization_url: PAGE })],
  look: [
    looks("paid", {}, paid),
    looks("abandoned, which can still be paid", { status: "abandoned" }),
    looks("under way", { status: "ongoing" }),
    looks("a status yet unheard of", { status: "constructor" }),
    looks(
      "failed, and still open",
      { status: "failed", gateway_response: "Declined" },
      {
        ...{ ...about, id: `transaction:${PAYMENT}:declined:1`, type: "declined", reason: "Declined" },
      },
    ),
    looks("with the fee on top, which the customer bore", { amount: 12_700 }, paid),
    looks("paid in part", { amount: 5_000 }, { ...paid, money: { minor: 5_000, currency: "ZAR" } } as PaymentNews),
    looks("metadata as a text", { metadata: JSON.stringify({ order: charge.order }) }, paid),
    looks("no metadata", { metadata: "" }, { ...paid, order: null }),
    {
      name: "given back whole",
      answers: [good({ ...transaction, status: "reversed" }), good([{ ...refund, status: "processed" }])],
      gives: [paid, refundNews("processed", "done")],
    },
    {
      name: "went back by itself",
      answers: [good({ ...transaction, status: "reversed" }), good([])],
      gives: [{ ...about, id: `transaction:${PAYMENT}:failed:1`, type: "failed", reason: "reversed" }],
    },
    {
      name: "a reference that it does not know",
      answers: [bad(400, "Transaction reference not found.", "transaction_not_found")],
      gives: [],
    },
  ],
  find: [
    {
      name: "a payment whose event did not say what was asked for",
      hint: { kind: "transaction", id: charge.key },
      answers: [good(transaction)],
      gives: [paid],
    },
    {
      name: "the refunds of a payment",
      hint: { kind: "refunds", id: charge.key },
      answers: [
        good(transaction),
        good([
          { ...refund, id: 8, status: "failed" },
          { ...refund, status: "processed" },
          { ...refund, transaction: 1 },
        ]),
      ],
      gives: [refundNews("failed", "failed", 8), refundNews("processed", "done")],
    },
    {
      name: "the refunds of nobody's payment",
      hint: { kind: "refunds", id: "other" },
      answers: [bad(404, "Transaction reference not found")],
      gives: [],
    },
  ],
  refunds: [
    { name: "under way", answers: [good({ ...refund, transaction })], gives: [refundNews("pending", "pending")] },
    {
      name: "that may have been asked for, and was not",
      refund: { again: true },
      answers: [good([{ ...refund, merchant_note: "Paythread refund-10" }]), good({ ...refund, transaction })],
      gives: [refundNews("pending", "pending")],
    },
    {
      name: "that was asked for before",
      refund: { again: true },
      answers: [
        good([
          { ...refund, id: 8, merchant_note: "" },
          { ...refund, status: "processed" },
        ]),
      ],
      gives: [refundNews("processed", "done")],
    },
    refused(
      "of more than is left",
      [bad(400, "Transaction has been fully reversed", "transaction_reversed")],
      ["transaction_reversed", "stop", false],
    ),
    refused("without a status", [good({ id: 1 })], ["unreadable", "again", true]),
  ],
  trace: [
    { name: "given", answers: [good([{ ...refund, status: "processed" }])], gives: [refundNews("processed", "done")] },
    {
      name: "waiting for the customer's bank account",
      answers: [good([{ ...refund, status: "needs-attention" }])],
      gives: [refundNews("needs-attention", "pending")],
    },
    { name: "of another payment", answers: [good([{ ...refund, transaction: { id: 1 } }])], gives: null },
    { name: "none was", answers: [good([])], gives: null },
  ],
  check: [{ name: "a good key", answers: [good([{ currency: "ZAR", balance: 0 }])], gives: { holder: null } }],
  asksFor([request]): Money {
    const { amount, currency } = JSON.parse(request?.body ?? "")
    if (!isCurrency(currency)) throw new Error(`Paystack was asked for ${currency}`)
    return { minor: places(currency) === 0 ? amount / 100 : amount, currency }
  },
  paid: ({ minor, currency }) => {
    const amount = (minor * 100) / 10 ** places(currency)
    return [good({ ...transaction, amount, requested_amount: amount, currency })]
  },
  key: ([request]) => JSON.parse(request?.body ?? "{}").reference,
  refusal: (message) => ({ body: { status: false, message, meta: {}, type: "api_error", code: "unknown" } }),
  callbacks: [
    callback("paid", "charge.success", transaction, { news: [paid] }),
    callback("live", "charge.success", { ...transaction, domain: "live" }, { news: [{ ...paid, mode: "live" }] }),
    callback(
      "paid, without what was asked for",
      "charge.success",
      { ...transaction, requested_amount: undefined },
      { hints: [{ kind: "transaction", id: charge.key }] },
    ),
    callback("a refund, which it does not name", "refund.processed", refundEvent, {
      hints: [{ kind: "refunds", id: charge.key }],
    }),
    callback("a refund of nothing", "refund.failed", {}, { ignored: ["refund.failed:unrelated"] }),
    callback("disputed", "charge.dispute.create", dispute, { news: [disputed("open")] }),
    callback(
      "a dispute that was lost",
      "charge.dispute.resolve",
      { ...dispute, status: "resolved", resolution: "merchant-accepted" },
      { news: [disputed("lost")] },
    ),
    callback(
      "a dispute that was won",
      "charge.dispute.resolve",
      { ...dispute, status: "resolved", resolution: "declined" },
      { news: [disputed("won")] },
    ),
    callback("another type", "transfer.success", {}, { ignored: ["transfer.success"] }),
    callback("a type of every object", "constructor", {}, { ignored: ["constructor"] }),
  ],
  broken: [{ body: "{}" }, { body: '{"event":7,"data":{}}' }, { body: '{"event":"charge.success","data":{}}' }],
  signature: {
    headers: ["x-paystack-signature"],
    secret: SECRET,
    wrongSecret: "sk_test_of_somebody_else",
    async sign(callback, secret) {
      const signature = await signPaystack(callback.body ?? "", secret)
      return { ...callback, headers: { ...callback.headers, "x-paystack-signature": signature } }
    },
    tolerance: null,
    vectors: [
      {
        // Made by node:crypto as Paystack's documentation shows it ("Verify event origin").
        body: '{"event":"charge.success","data":{"id":4000000001,"reference":"ord_demo_1","amount":12345,"currency":"ZAR","status":"success"}}',
        at: NOW,
        fields: { secretKey: "sk_test_paystack_demo" },
        headers: {
          "x-paystack-signature":
            "7dbd57778d320325abc0130d5b6e6f443113e330871d023f0a7d285fa377876dba889100f1b26796e0cff9c851b6f01ffd0b88fdaafe5d8680c18afa4f110b2d",
        },
      },
    ],
  },
  exceptions: [
    {
      ...{ method: "look", answer: "nothing there", step: 1, becomes: "no failure" },
      why: "A reference that Paystack does not know says nothing of the money.",
    },
    {
      ...{ method: "find", answer: "nothing there", step: 1, becomes: "no failure" },
      why: "A transaction that this key does not see is nobody's order here.",
    },
  ],
}
