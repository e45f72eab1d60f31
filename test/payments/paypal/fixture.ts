import type { HttpRequest } from "../../../src/core/exchange"
import { isCurrency, type Money, parseMoney, places } from "../../../src/core/money"
import type { PaymentNews } from "../../../src/core/order/paymentnews"
import { hexOf, hmac } from "../../../src/platform/emulator"
import { type Answer, answered, charge, NOW, type ProviderFixture, setting, type Unsigned } from "../fixture"

const ORDER = "5O190127TN364715T"
const CAPTURE = "3C679366HH908993F"
const REFUND = "1JU08902781691411"
const PAGE = `https://www.sandbox.paypal.com/checkoutnow?token=${ORDER}`
const SECRET = "the-key-that-only-paypal-signs-with"
const WEBHOOK = "0EH40505U7160970P"

const money = { minor: 12_345, currency: "USD" } as const
const amount = { currency_code: "USD", value: "123.45" }

const token = answered(200, { access_token: "A21AAdemo", token_type: "Bearer", expires_in: 32_400 })

const about = { order: charge.order, checkout: ORDER, mode: "test", at: NOW } as const

const unit = { reference_id: "default", custom_id: charge.order, invoice_id: charge.key, amount }

function orderOf(status: string, payments?: object, more: object = {}) {
  const purchase_units = [{ ...unit, ...(payments && { payments }) }]
  const times = { create_time: "2026-11-20T10:00:00Z", update_time: "2026-11-20T10:00:00Z" }
  return { id: ORDER, intent: "CAPTURE", status, purchase_units, ...times, ...more }
}

function opened(href: unknown) {
  const links = [
    { href: `https://api-m.sandbox.paypal.com/v2/checkout/orders/${ORDER}`, rel: "self", method: "GET" },
    { href, rel: "payer-action", method: "GET" },
  ]
  return orderOf("PAYER_ACTION_REQUIRED", undefined, { links, create_time: new Date(NOW).toISOString() })
}

const capture = { id: CAPTURE, status: "COMPLETED", amount, custom_id: charge.order, final_capture: true }

const refund = {
  id: REFUND,
  status: "COMPLETED",
  amount: { currency_code: "USD", value: "5.00" },
  custom_id: charge.order,
  links: [{ rel: "up", href: `https://api.sandbox.paypal.com/v2/payments/captures/${CAPTURE}`, method: "GET" }],
}

const paid: PaymentNews = { ...about, id: `capture:${CAPTURE}:paid`, type: "paid", payment: CAPTURE, money }

/** PayPal's times have seconds, and an approval is told by its own. */
const APPROVED_AT = Date.parse("2026-11-20T10:00:00Z")
const approval = `${ORDER}-${(APPROVED_AT / 1000).toString(36)}`
const approved: PaymentNews = {
  ...{ ...about, id: `approved:${approval}`, type: "approved", approval, money },
  ...{ held: false, until: APPROVED_AT + 3 * 3_600_000 },
}

const given: PaymentNews = {
  ...{ ...about, id: `refund:${REFUND}:done`, type: "refund", refund: REFUND, payment: CAPTURE, stage: "done" },
  ...{ money: { minor: 500, currency: "USD" }, reason: null },
}

function pending(reason: string): PaymentNews {
  return { ...about, id: `capture:${CAPTURE}:pending`, type: "pending", reason }
}

function completed(...captures: object[]) {
  return orderOf("COMPLETED", { captures })
}

function unprocessable(issue: string) {
  return answered(422, {
    name: "UNPROCESSABLE_ENTITY",
    message: "The requested action could not be performed.",
    details: [{ issue, description: `${issue}, says PayPal.` }],
  })
}

function looks(name: string, order: object, ...gives: PaymentNews[]) {
  return { name, answers: [token, answered(200, order)], gives }
}

function captures(name: string, answers: Answer[], ...gives: PaymentNews[]) {
  return { name, answers: [token, ...answers], gives }
}

function refused(
  name: string,
  answer: Answer,
  [code, advice, ambiguous]: [string, "again" | "hold" | "stop", boolean],
) {
  return { name, answers: [token, answer], fails: { code, advice, ambiguous } }
}

const EVENT_AT = NOW - 5_000

function event(type: string, resource: unknown): string {
  const create_time = new Date(EVENT_AT).toISOString()
  return JSON.stringify({ id: "WH-1", event_version: "1.0", create_time, event_type: type, resource })
}

/** What PayPal's signature is over: any of it changed is another callback. */
const SIGNED = ["auth_algo", "cert_url", "transmission_id", "transmission_time"]

async function signatureOf(named: Record<string, string>, body: string, secret: string): Promise<string> {
  const text = [...SIGNED.map((name) => named[name] ?? ""), body].join("|")
  return hexOf(await hmac("SHA-256", secret, text))
}

/** Answers as PayPal does: by its own key, over the bytes that it is shown. */
const verifying: Answer = (request) =>
  verdicts.get(request.body ?? "") ?? answered(200, { verification_status: "FAILURE" })

/** An answer is given at once, a signature is not: what PayPal signed is known by what it would be shown. */
const verdicts = new Map<string, ReturnType<typeof answered>>()

async function sign({ body = "", ...callback }: Unsigned, secret: string): Promise<Unsigned> {
  const named: Record<string, string> = {
    auth_algo: "SHA256withRSA",
    cert_url: "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77",
    transmission_id: "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
    transmission_time: "2026-11-20T10:00:00Z",
  }
  named.transmission_sig = await signatureOf(named, body, secret)
  const order = ["auth_algo", "cert_url", "transmission_id", "transmission_sig", "transmission_time"]
  const shown = JSON.stringify({ webhook_id: WEBHOOK, ...Object.fromEntries(order.map((name) => [name, named[name]])) })
  if (secret === SECRET)
    verdicts.set(`${shown.slice(0, -1)},"webhook_event":${body}}`, answered(200, { verification_status: "SUCCESS" }))
  const headers = Object.entries(named).map(([name, value]) => [`paypal-${name.replaceAll("_", "-")}`, value])
  return { ...callback, body, headers: { ...callback.headers, ...Object.fromEntries(headers) } }
}

function callback(name: string, type: string, resource: unknown, ...news: PaymentNews[]) {
  const told = news.map((one) => ({ ...one, at: EVENT_AT }))
  return { name, body: event(type, resource), answers: [token, verifying], reads: { news: told } }
}

function ignores(name: string, type: string, resource: unknown, word: string) {
  return { name, body: event(type, resource), answers: [token, verifying], reads: { ignored: [word] } }
}

const related = { supplementary_data: { related_ids: { order_id: ORDER } } }

function amountAsked(requests: readonly HttpRequest[]): Money {
  const { currency_code: currency, value } = JSON.parse(requests.at(-1)?.body ?? "").purchase_units[0].amount
  const asked = isCurrency(currency) ? parseMoney(value, currency) : null
  if (!asked) throw new Error(`PayPal was asked for ${value} ${currency}`)
  if (/^(HUF|JPY|TWD)$/.test(currency) === value.includes(".")) throw new Error(`PayPal takes no ${value} ${currency}`)
  return asked
}

export const fixture: ProviderFixture = {
  fields: {
    mode: "sandbox",
    clientId: "AeA1QIZXiflr1_-r0U2UbWTziOWX1GRQer5jkUq4ZfWT5qwb6qQRPq7jDtv57TL4",
    clientSecret: "EGnHDxD_qRPdaLdZz8iCr8N7_MzF-YHPTkjs6NKYQvQSBngp4PTTVWkPZRbL",
    webhookId: WEBHOOK,
    brandName: "Demo shop",
    slowPayments: "refused",
    approvalHours: "3",
  },
  wrong: {
    mode: ["", "test", "LIVE"],
    clientId: ["", "short", "with a space in it, and more of it", "AeA1QIZXiflr1_r0U2\r\nx: y_more_of_it"],
    clientSecret: ["", "short", "EGnHDxD_qRPdaLdZz8iCr8N7:MzF-YHP"],
    webhookId: ["", "0EH40505U7160970P/x", "A".repeat(51)],
    brandName: ["", " ", "x".repeat(128)],
    slowPayments: ["", "no"],
    approvalHours: ["", "5", 3],
  },
  charge: { money },
  refund: { payment: CAPTURE },
  checkout: ORDER,
  hosts: ["https://api-m.sandbox.paypal.com"],
  open: [
    {
      name: "a page",
      answers: [token, answered(200, opened(PAGE))],
      gives: {
        ...{ kind: "page", id: ORDER, url: PAGE },
        ...{ usableUntil: NOW + 3 * 3_600_000 - 300_000, payableUntil: NOW + 12 * 3_600_000 },
      },
    },
    {
      name: "a page, with a token that is taken no longer",
      answers: [token, answered(401, { error: "invalid_token" }), token, answered(201, opened(PAGE))],
      gives: {
        ...{ kind: "page", id: ORDER, url: PAGE },
        ...{ usableUntil: NOW + 3 * 3_600_000 - 300_000, payableUntil: NOW + 12 * 3_600_000 },
      },
    },
    refused("a key used for another order", unprocessable("DUPLICATE_REQUEST_ID"), ["attempt_spent", "stop", true]),
    refused("a currency that is not taken", unprocessable("CURRENCY_NOT_SUPPORTED"), [
      "currency_not_supported",
      "stop",
      false,
    ]),
    refused("an account that is restricted", unprocessable("PAYEE_ACCOUNT_RESTRICTED"), [
      "payee_account_restricted",
      "hold",
      false,
    ]),
  ],
  page: { url: PAGE, answers: (url) => [token, answered(200, opened(url))] },
  withoutId: [token, answered(200, { ...opened(PAGE), id: null })],
  look: [
    looks("captured", completed(capture), paid),
    looks("not yet approved", orderOf("PAYER_ACTION_REQUIRED")),
    looks("approved", orderOf("APPROVED"), approved),
    looks("voided", orderOf("VOIDED"), { ...about, id: `order:${ORDER}:voided`, type: "cancelled", reason: null }),
    looks(
      "captured, and pending",
      completed({ ...capture, status: "PENDING", status_details: { reason: "ECHECK" } }),
      pending("ECHECK"),
    ),
    looks("captured, and declined", completed({ ...capture, status: "DECLINED" }), {
      ...{ ...about, id: `capture:${CAPTURE}:failed`, type: "failed", reason: null },
    }),
    looks("declined at first, captured then", completed({ ...capture, id: "X1", status: "FAILED" }, capture), paid),
    looks(
      "captured, and given back in part",
      orderOf("COMPLETED", { captures: [{ ...capture, status: "PARTIALLY_REFUNDED" }], refunds: [refund] }),
      paid,
      given,
    ),
    looks("a status yet unheard of", orderOf("constructor")),
    looks("a capture's status yet unheard of", completed({ ...capture, status: "constructor" })),
  ],
  capture: [
    captures("taken", [answered(201, completed(capture))], paid),
    captures(
      "taken, and pending",
      [answered(201, completed({ ...capture, status: "PENDING", status_details: { reason: "PENDING_REVIEW" } }))],
      pending("PENDING_REVIEW"),
    ),
    captures(
      "taken before, by another request",
      [unprocessable("ORDER_ALREADY_CAPTURED"), answered(200, completed(capture))],
      paid,
    ),
    captures("not approved yet", [unprocessable("ORDER_NOT_APPROVED")]),
    captures("with a means that is declined", [unprocessable("INSTRUMENT_DECLINED")], {
      ...{ ...about, id: "capture:capture-1:declined", type: "declined" },
      reason: "INSTRUMENT_DECLINED, says PayPal.",
    }),
    captures("by a payer who cannot pay", [unprocessable("PAYER_CANNOT_PAY")], {
      ...{ ...about, id: "capture:capture-1:failed", type: "failed" },
      reason: "PAYER_CANNOT_PAY, says PayPal.",
    }),
    captures("answered as if it were still approved only", [answered(201, orderOf("APPROVED"))]),
    refused("still being taken", unprocessable("ORDER_COMPLETION_IN_PROGRESS"), ["in_flight", "again", true]),
    refused("that another order at PayPal paid", unprocessable("DUPLICATE_INVOICE_ID"), [
      "duplicate_invoice_id",
      "stop",
      false,
    ]),
    {
      ...{ name: "a part of it", answers: [], capture: { amount: { minor: 1, currency: "USD" } } },
      fails: { code: "unsupported", advice: "stop", ambiguous: false },
    },
  ],
  refunds: [
    { name: "done", answers: [token, answered(201, refund)], gives: [given] },
    {
      name: "under way",
      answers: [token, answered(201, { ...refund, status: "PENDING", status_details: { reason: "ECHECK" } })],
      gives: [{ ...given, id: `refund:${REFUND}:pending`, stage: "pending", reason: "ECHECK" }],
    },
    {
      name: "that came to nothing",
      answers: [token, answered(201, { ...refund, status: "CANCELLED" })],
      gives: [{ ...given, id: `refund:${REFUND}:failed`, stage: "failed" }],
    },
    refused("of what is given back already", unprocessable("CAPTURE_FULLY_REFUNDED"), [
      "capture_fully_refunded",
      "stop",
      false,
    ]),
    refused("without a status", answered(201, { id: REFUND }), ["unreadable", "again", true]),
  ],
  check: [
    {
      name: "good keys, and the webhook's own address",
      answers: [token, answered(200, { id: WEBHOOK, url: setting.callbackUrl, event_types: [] })],
      gives: { holder: null },
    },
    refused("a webhook that leads elsewhere", answered(200, { id: WEBHOOK, url: "https://other.test" }), [
      "webhook_elsewhere",
      "hold",
      false,
    ]),
  ],
  arrange: [
    {
      name: "a webhook that is made",
      answers: [token, answered(200, { webhooks: [] }), answered(201, { id: WEBHOOK, url: setting.callbackUrl })],
      gives: { webhookId: WEBHOOK },
    },
    {
      name: "a webhook that is there, subscribed anew",
      answers: [
        token,
        answered(200, {
          webhooks: [
            { id: "OTHER", url: "https://other.test" },
            { id: WEBHOOK, url: setting.callbackUrl },
          ],
        }),
        answered(200, { id: WEBHOOK, url: setting.callbackUrl }),
      ],
      gives: { webhookId: WEBHOOK },
    },
  ],
  asksFor: amountAsked,
  paid: ({ minor, currency }) => {
    const decimals = /^(HUF|JPY|TWD)$/.test(currency) ? 0 : 2
    const value = (minor / 10 ** places(currency)).toFixed(decimals)
    return [token, answered(200, completed({ ...capture, amount: { currency_code: currency, value } }))]
  },
  key: (requests) => requests.at(-1)?.headers["paypal-request-id"] ?? "",
  refusal: (message) => ({ body: { name: "RESOURCE_NOT_FOUND", message, debug_id: "90957fca61718" } }),
  callbacks: [
    callback("captured", "PAYMENT.CAPTURE.COMPLETED", { ...capture, ...related }, paid),
    callback("approved", "CHECKOUT.ORDER.APPROVED", orderOf("APPROVED"), approved),
    callback(
      "pending",
      "PAYMENT.CAPTURE.PENDING",
      { ...capture, ...related, status: "PENDING", status_details: { reason: "UNILATERAL" } },
      pending("UNILATERAL"),
    ),
    callback(
      "denied",
      "PAYMENT.CAPTURE.DENIED",
      { ...capture, ...related, status: "DECLINED" },
      {
        ...{ ...about, id: `capture:${CAPTURE}:failed`, type: "failed", reason: null },
      },
    ),
    callback("given back", "PAYMENT.CAPTURE.REFUNDED", refund, { ...given, checkout: null }),
    callback(
      "taken back by PayPal",
      "PAYMENT.CAPTURE.REVERSED",
      { ...capture, ...related, status: "REFUNDED" },
      {
        ...{ ...about, id: `reversal:${CAPTURE}`, type: "refund", refund: `reversal-${CAPTURE}`, payment: CAPTURE },
        ...{ stage: "done", money, reason: "reversed" },
      },
    ),
    callback(
      "an approval that lapsed",
      "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
      { order_id: ORDER, purchase_units: [{ custom_id: charge.order }] },
      { ...about, id: `order:${ORDER}:lapsed`, type: "expired" },
    ),
    callback(
      "a payment of something else, known by PayPal's order alone",
      "PAYMENT.CAPTURE.COMPLETED",
      { ...capture, ...related, custom_id: undefined },
      { ...paid, order: null },
    ),
    ignores("another type", "BILLING.PLAN.CREATED", {}, "BILLING.PLAN.CREATED"),
    ignores("a type of every object", "constructor", {}, "constructor"),
    ignores("a refund of nothing", "PAYMENT.REFUND.PENDING", {}, "PAYMENT.REFUND.PENDING:unrelated"),
  ],
  broken: [{ body: "{}" }, { body: '{"id":"WH-1"}' }, { body: '{"event_type":""}' }, { body: '{"event_type":7}' }],
  signature: {
    headers: SIGNED.concat("transmission_sig").map((name) => `paypal-${name.replaceAll("_", "-")}`),
    secret: SECRET,
    wrongSecret: "another-key",
    sign,
    // PayPal is asked each time: its answer is the proof, and whatever it tells again has the same id.
    tolerance: null,
    vectors: [],
  },
  exceptions: [
    {
      ...{ method: "look", answer: "nothing there", step: 2, becomes: "no failure" },
      why: "PayPal keeps no order that nobody approved in time: nothing is decided by that.",
    },
  ],
}
