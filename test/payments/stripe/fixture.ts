import type { HttpResponse } from "../../../src/core/exchange"
import { isCurrency, type Money, places } from "../../../src/core/money"
import type { PaymentNews } from "../../../src/core/order/paymentnews"
import { signStripe } from "../../../src/payments/stripe/emulator"
import { answered, NOW, type ProviderFixture, type Script } from "../fixture"
import {
  brokenStripeCallbacks,
  charge,
  expired,
  failed,
  holding,
  intent,
  paid,
  pending,
  refund,
  session,
  stripeCallbacks,
  stripeFound,
  unpaid,
} from "./callbacks"

const PAGE = "https://checkout.stripe.com/c/pay/cs_test_demo#fidkdWxOYHwnPyd1blpxYHZxWjA0T0pQ"

const open = { ...session, status: "open", payment_status: "unpaid", payment_intent: null }

function refundNews(stage: "pending" | "done" | "failed"): PaymentNews {
  const given = { refund: "re_1", payment: "pay_demo", stage, money: { minor: 300, currency: "ZAR" } } as const
  const about = { order: "ord-demo-1", checkout: "cs_test_demo", mode: "test", at: NOW } as const
  return { ...about, id: `refund:re_1:${stage}`, type: "refund", ...given, reason: null }
}

const total: PaymentNews = {
  ...{ id: "refunded:pi_demo:500", order: "ord-demo-1", checkout: "cs_test_demo", mode: "test", at: NOW },
  ...{ type: "refunded", payment: "pi_demo", total: { minor: 500, currency: "ZAR" } },
}

const taken = {
  ...({ id: "", order: "ord-demo-1", checkout: "cs_test_demo", mode: "test", at: NOW } as const),
  ...({ type: "paid", payment: "pi_demo", money: { minor: 12_345, currency: "ZAR" } } as const),
}

const released: PaymentNews = {
  ...{ id: "", order: "ord-demo-1", checkout: "cs_test_demo", mode: "test", at: NOW },
  ...{ type: "released", approval: "pi_demo", reason: null },
}

const later = { ...unpaid, metadata: { order: "ord-demo-1", capture: "later" } }

const approved: PaymentNews = {
  ...{ id: "", order: "ord-demo-1", checkout: "cs_test_demo", mode: "test", at: NOW },
  ...{ type: "approved", approval: "pi_demo", money: { minor: 12_345, currency: "ZAR" }, held: true, until: null },
}

function listed(...refunds: object[]): HttpResponse {
  return answered(200, { object: "list", has_more: false, data: refunds.map((one) => ({ ...refund, charge, ...one })) })
}

function looks(name: string, found: object, ...news: PaymentNews[]): Script<readonly PaymentNews[]> {
  const gives = news.map((one) => ({ ...one, id: `query:cs_test_demo:${one.type}`, at: NOW }))
  return { name, answers: [answered(200, found)], gives }
}

function refuses(
  name: string,
  [status, error, headers]: [number, object, Record<string, string>?],
  [code, advice, ambiguous]: [string, "again" | "hold" | "stop", boolean],
): ProviderFixture["open"][number] {
  return { name, answers: [answered(status, { error }, headers)], fails: { code, advice, ambiguous } }
}

const noFunds: PaymentNews = { ...failed, ...{ type: "failed", reason: "Your card has no funds." } } as const

const invalid = { type: "invalid_request_error" }

export const fixture: ProviderFixture = {
  fields: {
    secretKey: "sk_test_51DemoDemoDemoDemo",
    webhookSecret: "whsec_demo_secret",
    previousWebhookSecret: "whsec_demo_former",
    apiVersion: "2026-10-28.endive",
    statementDescriptor: "TICKETS",
    checkoutHost: "checkout.shop.test",
    accountId: "acct_1OwnMerchant0000",
  },
  wrong: {
    secretKey: ["", "pk_test_51DemoDemoDemoDemo", "sk_test_51Demo\r\nx: y", "whsec_demo_secret"],
    webhookSecret: ["", "whsec_", "demo_secret_demo", "whsec_demo secret"],
    previousWebhookSecret: ["", "demo_secret_demo"],
    apiVersion: ["", "latest", "2026-10-28.endive\n"],
    statementDescriptor: ["", "A".repeat(23), "12345", "A*B", "A\nB"],
    accountId: ["", "acct_", "ca_1OwnMerchant0000", "acct_1Own/acct_2"],
    checkoutHost: ["", "https://pay.shop.test", "pay.shop.test/x", "pay.shop.test:8443", "localhost"],
  },
  hosts: ["https://api.stripe.com"],
  checkout: "cs_test_demo",
  open: [
    {
      name: "a page",
      answers: [answered(200, { ...open, url: PAGE })],
      gives: {
        ...{ kind: "page", id: "cs_test_demo", url: PAGE },
        ...{ usableUntil: 1_795_003_600_000, payableUntil: 1_795_003_600_000 },
      },
    },
    refuses(
      "an amount below the minimum",
      [400, { ...invalid, code: "amount_too_small", message: "At least 50 cents.", param: "x" }],
      ["amount_too_small", "stop", false],
    ),
    refuses(
      "a currency that the account does not take",
      [400, { ...invalid, message: "No valid payment method types for this Checkout Session." }],
      ["invalid_request_error", "stop", false],
    ),
    refuses(
      "a card network's refusal",
      [402, { type: "card_error", code: "card_declined", message: "No." }],
      ["card_declined", "stop", false],
    ),
    refuses(
      "an account that was closed",
      [400, { ...invalid, code: "account_closed", message: "Closed." }],
      ["account_closed", "hold", false],
    ),
    refuses(
      "an account that was never set up to the end",
      [
        400,
        {
          ...invalid,
          message:
            "In order to use Checkout, you must set an account or business name at https://dashboard.stripe.com.",
        },
      ],
      ["invalid_request_error", "hold", false],
    ),
    refuses(
      "a key used with other parameters",
      [400, { type: "idempotency_error", message: "Keys can only be used once." }],
      ["attempt_spent", "stop", true],
    ),
    refuses(
      "an expiry that has come too near",
      [400, { ...invalid, param: "expires_at", message: "Too soon." }],
      ["attempt_spent", "stop", true],
    ),
    refuses(
      "the key still in flight",
      [409, { type: "idempotency_error", code: "idempotency_key_in_use", message: "Wait." }],
      ["in_flight", "again", true],
    ),
    refuses(
      "a failure kept for the key",
      [500, { type: "api_error" }, { "idempotent-replayed": "true" }],
      ["attempt_spent", "stop", true],
    ),
  ],
  page: { url: PAGE, answers: (url) => [answered(200, { ...open, url })] },
  withoutId: [answered(200, { ...open, id: null, url: PAGE })],
  look: [
    looks("held", { ...later, payment_intent: holding }, approved),
    looks("held, and let go", { ...later, payment_intent: { ...holding, status: "canceled" } }, released),
    looks(
      "held, and taken in part",
      { ...later, payment_status: "paid", payment_intent: { ...holding, status: "succeeded", amount_received: 500 } },
      { ...taken, money: { minor: 500, currency: "ZAR" } as const },
      released,
    ),
    looks("to be held, by a slow method", { ...later, payment_intent: { ...holding, status: "processing" } }, pending),
    looks("paid", { ...session, payment_intent: { ...intent, status: "succeeded" } }, paid),
    looks("open", { ...unpaid, status: "open" }),
    looks("processing", { ...unpaid, payment_intent: { ...intent, status: "processing" } }, pending),
    looks("failed after completion", { ...unpaid, payment_intent: intent }, noFunds),
    looks("expired", { ...unpaid, status: "expired", payment_intent: null }, expired),
    looks("a status yet unheard of", { ...session, status: "paused" }),
    looks("a payment status yet unheard of", { ...session, payment_status: "maybe" }),
  ],
  close: [
    { name: "closed now", answers: [answered(200, { ...unpaid, status: "expired" })], gives: true },
    { name: "already expired", answers: [notOpen("expired")], gives: true },
    { name: "already complete", answers: [notOpen("complete")], gives: false },
  ],
  find: stripeFound,
  capture: [
    {
      name: "all of it",
      answers: [answered(200, { ...holding, status: "succeeded", amount_capturable: 0, amount_received: 12_345 })],
      gives: [{ ...taken, id: "query:cs_test_demo:paid", at: NOW }],
    },
    {
      name: "a part, and the rest is let go",
      capture: { amount: { minor: 500, currency: "ZAR" } },
      answers: [answered(200, { ...holding, status: "succeeded", amount_capturable: 0, amount_received: 500 })],
      gives: [
        { ...taken, id: "query:cs_test_demo:paid", at: NOW, money: { minor: 500, currency: "ZAR" } as const },
        { ...released, id: "query:cs_test_demo:released", at: NOW },
      ],
    },
    {
      name: "taken before",
      answers: [
        answered(400, {
          error: {
            ...{ ...invalid, code: "payment_intent_unexpected_state" },
            message: "This PaymentIntent could not be captured because it has a status of succeeded.",
          },
        }),
      ],
      fails: { code: "payment_intent_unexpected_state", advice: "stop" },
    },
  ],
  release: [
    { name: "let go", answers: [answered(200, { ...holding, status: "canceled" })], gives: undefined },
    {
      name: "let go before",
      answers: [
        answered(400, {
          error: { ...invalid, message: "You cannot cancel this PaymentIntent because it has a status of canceled." },
        }),
      ],
      gives: undefined,
    },
    {
      name: "taken before",
      answers: [
        answered(400, {
          error: { ...invalid, message: "You cannot cancel this PaymentIntent because it has a status of succeeded." },
        }),
      ],
      fails: { advice: "stop" },
    },
  ],
  refunds: [
    {
      name: "done, with its charge",
      answers: [answered(200, { ...refund, charge })],
      gives: [refundNews("done"), total],
    },
    {
      name: "done, without its charge, so without the whole amount",
      answers: [answered(200, { ...refund, charge: "ch_demo" })],
      gives: [refundNews("done")],
    },
    {
      name: "on its way, which its charge counts already",
      answers: [answered(200, { ...refund, status: "pending", charge })],
      gives: [refundNews("pending")],
    },
    {
      name: "that came to nothing",
      answers: [answered(200, { ...refund, status: "failed", charge })],
      gives: [refundNews("failed")],
    },
  ],
  trace: [
    {
      name: "given",
      answers: [listed({ id: "re_0" }, { metadata: { refund: "refund-1" } })],
      gives: [refundNews("done"), total],
    },
    {
      name: "on its way",
      answers: [listed({ status: "pending", metadata: { refund: "refund-1" } })],
      gives: [refundNews("pending")],
    },
    { name: "another was given", answers: [listed({ metadata: { refund: "refund-10" } })], gives: null },
    {
      name: "it came to nothing",
      answers: [listed({ status: "failed", metadata: { refund: "refund-1" } })],
      gives: [refundNews("failed")],
    },
    { name: "none was", answers: [listed()], gives: null },
  ],
  check: [{ name: "a good key", answers: [answered(200, { object: "list", data: [] })], gives: { holder: null } }],
  asksFor([request]): Money {
    const form = new URLSearchParams(request?.body)
    const currency = (form.get("line_items[0][price_data][currency]") ?? "").toUpperCase()
    if (!isCurrency(currency)) throw new Error(`Stripe was asked for ${currency}`)
    const amount = Number(form.get("line_items[0][price_data][unit_amount]"))
    return { minor: amount * 10 ** (places(currency) - stripePlaces(currency)), currency }
  },
  paid: ({ minor, currency }) => {
    const amount = minor * 10 ** (stripePlaces(currency) - places(currency))
    return [answered(200, { ...session, amount_total: Math.round(amount), currency: currency.toLowerCase() })]
  },
  key: (requests) => requests.at(-1)?.headers["idempotency-key"] ?? "",
  refusal: (message) => ({ body: { error: { ...invalid, message } } }),
  callbacks: stripeCallbacks,
  broken: brokenStripeCallbacks,
  signature: {
    headers: ["stripe-signature"],
    secret: "whsec_demo_secret",
    wrongSecret: "whsec_of_another",
    async sign(callback, secret, seconds) {
      const signed = await signStripe(callback.body ?? "", secret, seconds)
      return { ...callback, headers: { ...callback.headers, "stripe-signature": signed } }
    },
    tolerance: { past: 300, future: 300 },
    vectors: [
      {
        // signature-vectors.json, made by stripe 23.1.0's generateTestHeaderString.
        body: '{"id":"evt_demo_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_test_demo","client_reference_id":"ord_demo_1","payment_status":"paid"}}}',
        at: 1_795_000_000_000,
        headers: {
          "stripe-signature": "t=1795000000,v1=3ee83d20b1f629b8eafecb04739df70f96f44077496ee4515f714f187588765d",
        },
      },
    ],
  },
  exceptions: [
    {
      method: "find",
      answer: "nothing there",
      becomes: "no failure",
      why: "What this key cannot see is another account's, of which the platform's endpoint hears too.",
    },
  ],
}

/** Decimals that Stripe writes (docs.stripe.com/currencies). */
function stripePlaces(currency: string): number {
  if (/^(BIF|CLP|DJF|GNF|JPY|KMF|KRW|MGA|PYG|RWF|VND|VUV|XAF|XOF|XPF)$/.test(currency)) return 0
  return /^(BHD|JOD|KWD|OMR|TND)$/.test(currency) ? 3 : 2
}

function notOpen(status: string) {
  const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of \`${status}\`.`
  return answered(400, { error: { type: "invalid_request_error", message } })
}
