import type { PaymentNews } from "../../../src/core/order/paymentnews"
import { signMercadoPago } from "../../../src/payments/mercadopago/emulator"
import { type Answer, answered, NOW, type ProviderFixture } from "../fixture"

type Exception = NonNullable<ProviderFixture["exceptions"]>[number]

const ID = "1327410519"
const REQUEST = "2066ca19-c6f1-498a-be75-1923005edd06"
const CODE =
  "00020126580014br.gov.bcb.pix0136b76aa9c2-2ec4-4110-954e-ebfe34f05b6152040000530398654061499.905802BR5911ROSE BAKERY6009SAO PAULO62230519mpqrinter132741051963042B7C"
const PAGE = "https://www.mercadopago.com.br/payments/1327410519/ticket?caller_id=1664124048&hash=cce2d9d3"

const payment = {
  id: 1327410519,
  status: "pending",
  status_detail: "pending_waiting_transfer",
  currency_id: "BRL",
  live_mode: true,
  collector_id: 987654321,
  external_reference: "ord-demo-1",
  transaction_amount: 149.9,
  transaction_amount_refunded: 0,
  refunds: [],
  date_approved: null,
  date_of_expiration: new Date(NOW + 3_600_000).toISOString(),
  point_of_interaction: { transaction_data: { qr_code: CODE, ticket_url: PAGE } },
}

const approved = {
  ...payment,
  status: "approved",
  status_detail: "accredited",
  date_approved: "2026-11-20T10:00:00.000-04:00",
}

const me = answered(200, { id: 987654321, nickname: "ROSEBAKERY", site_id: "MLB" })

const about = { order: "ord-demo-1", checkout: ID, mode: "live", at: NOW } as const
const money = { minor: 14_990, currency: "BRL" } as const
const paid: PaymentNews = { ...about, id: `payment:${ID}:paid`, type: "paid", payment: ID, money }

const refund: PaymentNews = {
  ...{ ...about, id: "refund:77:done", type: "refund", refund: "77", payment: ID, stage: "done" },
  ...{ money: { minor: 500, currency: "BRL" }, reason: null },
}

function refused(status: number, code: number, message: string) {
  return answered(status, {
    ...{ message, error: "bad_request", status },
    cause: [{ code, description: message, data: null }],
  })
}

function stands(name: string, of: object, ...gives: PaymentNews[]) {
  return { name, answers: [answered(200, of)], gives }
}

const hint = { kind: "payment", id: `${ID}@${NOW}` } as const

function finds(name: string, answers: Answer[], gives: PaymentNews[], of = hint as { kind: string; id: string }) {
  return { name, hint: of, answers, gives }
}

const hidden = (answer: "nothing there" | "no right", why: string): Exception => ({
  ...{ method: "find", answer, step: 2, why },
  becomes: { code: "not_there", advice: "again" },
})

export const fixture: ProviderFixture = {
  fields: {
    mode: "live",
    accessToken: "APP_USR-1234567890123456-112026-0123456789abcdef0123456789abcdef-987654321",
    webhookSecret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    previousWebhookSecret: "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
    payerDocument: "asked",
  },
  wrong: {
    mode: ["", "sandbox", "LIVE"],
    accessToken: ["", "APP_USR-", "sk_test_0123456789", "APP_USR-with spaces in it", "APP_USR-1234567890\n"],
    webhookSecret: ["", "short", "with spaces in the middle"],
    previousWebhookSecret: ["", "short", "with spaces in the middle"],
    payerDocument: ["", "maybe"],
  },
  charge: { money },
  refund: { payment: ID },
  hosts: ["https://api.mercadopago.com"],
  checkout: ID,
  open: [
    {
      name: "a Pix code",
      answers: [answered(201, payment)],
      gives: {
        ...{ kind: "code", scheme: "pix", id: ID, text: CODE, url: PAGE },
        ...{ usableUntil: NOW + 3_600_000, payableUntil: NOW + 3_600_000 },
      },
    },
    {
      name: "a code that was closed meanwhile",
      answers: [answered(201, { ...payment, status: "cancelled" })],
      fails: { code: "attempt_spent", advice: "stop", ambiguous: true },
    },
    {
      name: "an account without a Pix key",
      answers: [refused(400, 13_253, "Collector user without key enabled for QR render")],
      fails: { advice: "hold", ambiguous: false },
    },
    {
      name: "an e-mail that is none",
      answers: [refused(400, 4050, "payer.email must be a valid email")],
      fails: { advice: "stop", ambiguous: false },
    },
  ],
  withoutId: [answered(201, { ...payment, id: null })],
  look: [
    stands("paid", approved, paid),
    stands("not yet", payment),
    stands(
      "under review",
      { ...payment, status: "in_process", status_detail: "pending_review_manual" },
      { ...about, id: `payment:${ID}:pending`, type: "pending", reason: "pending_review_manual" },
    ),
    stands(
      "refused",
      { ...payment, status: "rejected", status_detail: "rejected_by_bank" },
      { ...about, id: `payment:${ID}:failed`, type: "failed", reason: "rejected_by_bank" },
    ),
    stands(
      "out of time",
      { ...payment, status: "cancelled", status_detail: "expired" },
      { ...about, id: `payment:${ID}:expired`, type: "expired" },
    ),
    stands("given back in part", { ...approved, refunds: [{ id: 77, amount: 5, status: "approved" }] }, paid, refund),
    stands("charged back", { ...approved, status: "charged_back", status_detail: "in_process" }, paid, {
      ...{ ...about, id: `dispute:${ID}:open`, type: "dispute", dispute: ID, payment: ID, stage: "open", money },
      reason: "in_process",
    }),
    stands("a status of every object", { ...payment, status: "constructor" }),
  ],
  find: [
    finds("paid", [me, answered(200, approved)], [paid]),
    finds("somebody else's", [me, answered(200, { ...approved, collector_id: 1 })], []),
    finds("no order's", [me, answered(200, { ...approved, external_reference: null })], []),
    finds("nobody's to see", [me, refused(404, 2000, "Payment not found")], [], {
      kind: "payment",
      id: `${ID}@${NOW - 3_600_000}`,
    }),
  ],
  close: [
    { name: "closed now", answers: [answered(200, { ...payment, status: "cancelled" })], gives: true },
    {
      name: "out of time before",
      answers: [
        refused(400, 2018, "not valid for the current payment state"),
        answered(200, { ...payment, status: "cancelled" }),
      ],
      gives: true,
    },
    {
      name: "paid before",
      answers: [refused(400, 2018, "not valid for the current payment state"), answered(200, approved)],
      gives: false,
    },
  ],
  refunds: [
    {
      name: "done",
      answers: [answered(201, { id: 77, payment_id: 1327410519, amount: 5, status: "approved" })],
      gives: [refund],
    },
    {
      name: "under way at the central bank",
      answers: [answered(201, { id: 77, payment_id: 1327410519, amount: 5, status: "in_process" })],
      gives: [{ ...refund, id: "refund:77:pending", stage: "pending" } as PaymentNews],
    },
    {
      name: "perhaps under way",
      answers: [refused(400, 1, "Bad request")],
      fails: { code: "refund_unclear", advice: "again", ambiguous: true },
    },
    {
      name: "too old",
      answers: [refused(404, 2024, "Payment too old to be refunded")],
      fails: { advice: "stop", ambiguous: false },
    },
  ],
  check: [{ name: "whose the token is", answers: [me], gives: { holder: "ROSEBAKERY" } }],
  asksFor([request]) {
    const [, amount = ""] = /^\{"transaction_amount":([0-9.]+),/.exec(request?.body ?? "") ?? []
    return { minor: Number(amount.replace(".", "")), currency: "BRL" }
  },
  paid: ({ minor, currency }) => [
    answered(200, { ...approved, transaction_amount: minor / 100, currency_id: currency }),
  ],
  key: (requests) => requests.at(-1)?.headers["x-idempotency-key"] ?? "",
  refusal: (message) => ({ body: { message, error: "bad_request", status: 400, cause: [] } }),
  callbacks: [
    {
      name: "a payment",
      query: `?source_news=webhooks&data.id=${ID}&type=payment`,
      body: JSON.stringify({ id: 112_233, type: "payment", action: "payment.updated", data: { id: ID } }),
      reads: { hints: [hint] },
    },
    {
      name: "a payment, whatever the body says",
      query: `?source_news=webhooks&data.id=${ID}&type=payment`,
      body: JSON.stringify({ type: "payment", data: { id: "666" } }),
      reads: { hints: [hint] },
    },
    {
      name: "something else",
      query: "?data.id=55&type=topic_claims_integration_wh",
      reads: { ignored: ["topic_claims_integration_wh"] },
    },
    { name: "no type", query: `?data.id=${ID}`, reads: { ignored: ["unnamed"] } },
    { name: "no id", query: "?type=payment", reads: { ignored: ["payment"] } },
  ],
  broken: [],
  signature: {
    headers: ["x-signature", "x-request-id"],
    secret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    wrongSecret: "00000000000000000000000000000000fedcba9876543210fedcba9876543210",
    async sign(callback, secret, seconds) {
      const dataId = new URLSearchParams(callback.query).get("data.id") ?? ""
      const signed = await signMercadoPago({ dataId, requestId: REQUEST, ts: seconds * 1000 }, secret)
      return { ...callback, headers: { ...callback.headers, "x-request-id": REQUEST, "x-signature": signed } }
    },
    tolerance: null,
    vectors: [
      {
        at: 1_795_000_000_000,
        fields: { webhookSecret: "mp_secret_demo" },
        query: "?data.id=1234567890&type=payment",
        headers: {
          "x-request-id": "req-demo-1",
          "x-signature": "ts=1795000000,v1=07d6b820033dfcada11bd1712a290f20fb16c40966a957b46797cbee959ecc6c",
        },
      },
    ],
  },
  exceptions: [
    hidden("nothing there", "A payment is there to be looked up a little later than it is told of."),
    hidden("no right", "A payment that this token may not see is somebody else's, not a fault of the account's."),
  ],
}
