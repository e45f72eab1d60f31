import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { isRecord } from "../../core/json"
import type { Money } from "../../core/money"
import type { Mode } from "../../core/order/order"
import type { PaymentNews } from "../../core/order/paymentnews"
import { Failure } from "../../platform/failure"
import { verifyTimestamped } from "../../platform/timestamped"
import { refusalOf } from "../amount"
import { answer, attemptSpent, checkoutUrl, complaint, illegible, type Service } from "../answer"
import { text } from "../callback"
import {
  type Capabilities,
  type Charge,
  defineProvider,
  type PaymentConnection,
  type PaymentSetting,
  type Refund,
} from "../provider"
import { stripeLocale } from "./locale"
import { stripeCurrencies, toStripe } from "./money"
import {
  finderPath,
  foundNews,
  heldNews,
  idOfFound,
  modeOf,
  refundsOf,
  sessionNews,
  stripeEvents,
  stripeEventTypes,
} from "./news"

const config = z.object({
  secretKey: z
    .string()
    .regex(/^[sr]k_(test|live)_\w{8,}$/, "Must be a secret key (sk_…) or a restricted key (rk_…)")
    .meta({ title: "Secret key", secret: true }),
  webhookSecret: z
    .string()
    .regex(/^whsec_\S{8,}$/, "Must be the endpoint's signing secret (whsec_…)")
    .meta({ title: "Webhook signing secret", secret: true }),
  previousWebhookSecret: z
    .string()
    .regex(/^whsec_\S{8,}$/, "Must be the endpoint's former signing secret (whsec_…)")
    .optional()
    .meta({ title: "Previous signing secret", description: "While it is being replaced.", secret: true }),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/, "Must be a Stripe API version, as in 2026-10-28.endive")
    .default("2026-10-28.endive")
    .meta({ title: "API version" }),
  statementDescriptor: z
    .string()
    .regex(
      /^(?=.*[A-Za-z])[^<>\\'"*\p{C}]{1,22}$/u,
      "Must be 1 to 22 characters, at least one a letter, none of < > \\ ' \" *",
    )
    .optional()
    .meta({ title: "Statement descriptor", description: "Follows the account's own on the customer's statement." }),
  checkoutHost: z
    .string()
    .regex(/^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/, "Must be a host name, as in pay.example.com")
    .optional()
    .meta({ title: "Checkout host", description: "Only with a custom domain for Stripe's pages." }),
  accountId: z
    .string()
    .regex(/^acct_\w{4,64}$/, "Must be the id of an account (acct_…)")
    .optional()
    .meta({
      title: "Account id",
      description: "Only where a platform's endpoint brings the events. Events of any other account are not counted.",
    }),
})

const MINUTE = 60_000
/** Stripe allows 30 minutes to 24 hours from when its own clock sees the request: each end keeps a margin. */
const SHORTEST = 31 * MINUTE
const LONGEST = (24 * 60 - 5) * MINUTE

const capabilities: Capabilities = {
  currencies: stripeCurrencies,
  kinds: ["page"],
  needs: [],
  expiry: { shortest: SHORTEST / 1000, longest: LONGEST / 1000 },
  close: true,
  // "Place a hold on a payment method": by cards for seven days, in most cases.
  capture: { parts: "one", days: 7, later: true },
  refund: { partial: true, days: null },
  // "Idempotent requests": keys may be removed once they are 24 hours old.
  repeat: { gives: "same", hours: 24 },
  tells: { failed: true, expired: true, refunds: true, disputes: true },
}

/** Stripe Checkout: a hosted page for one payment (docs.stripe.com/api/checkout/sessions). */
export const stripe = defineProvider({
  name: "stripe",
  title: "Stripe",
  config,
  capabilities,
  callbacks: {
    methods: ["POST"],
    proof: "signature",
    answer: { status: 200, body: '{"received":true}', headers: { "content-type": "application/json" } },
  },
  guide: {
    key: {
      title: "Make a key",
      text: "In Stripe's dashboard under Developers > API keys make a restricted key that may write Checkout Sessions, PaymentIntents and Refunds and read Charges, or use the secret key. Keys that begin with sk_test_ move no money.",
    },
    webhook: {
      title: "Tell Stripe where news goes",
      text: `Under Developers > Webhooks add the endpoint {callbackUrl} for the events ${stripeEventTypes.join(", ")}.`,
    },
    signing: {
      title: "Copy the signing secret",
      text: "The endpoint's page shows a signing secret that begins with whsec_: put it here. Without it no payment is believed.",
    },
  },
  pretend: false,
  connect,
})

function connect(fields: z.output<typeof config>, setting: PaymentSetting): PaymentConnection {
  const base = setting.apiBase ?? "https://api.stripe.com"
  const secrets = [fields.webhookSecret, fields.previousWebhookSecret].filter((secret) => secret !== undefined)
  const service: Service = { title: "Stripe", secrets: [fields.secretKey, ...secrets], refusesAccount }
  const mode: Mode = /^.k_live_/.test(fields.secretKey) ? "live" : "test"

  function request(method: "GET" | "POST", path: string, key?: string, form?: Record<string, string>): HttpRequest {
    const headers: Record<string, string> = {
      authorization: `Bearer ${fields.secretKey}`,
      "stripe-version": fields.apiVersion,
    }
    if (method === "POST") headers["content-type"] = "application/x-www-form-urlencoded"
    if (key !== undefined) headers["idempotency-key"] = key
    const url = `${base}/v1/${path}`
    return form ? { method, url, headers, body: new URLSearchParams(form).toString() } : { method, url, headers }
  }

  function isOwn(url: URL): boolean {
    if (setting.apiBase !== undefined && url.origin === new URL(setting.apiBase).origin) return true
    const hosted = url.hostname.endsWith(".stripe.com") || url.hostname === fields.checkoutHost
    return url.protocol === "https:" && url.port === "" && hosted
  }

  return {
    mode,
    capabilities,
    async check({ ask }) {
      answer(await ask(request("GET", "checkout/sessions?limit=1")), service)
      return { holder: null }
    },
    async open(charge, { ask }) {
      const descriptor = fields.statementDescriptor
      const form = {
        ...sessionForm(charge),
        ...(descriptor !== undefined && { "payment_intent_data[statement_descriptor_suffix]": descriptor }),
      }
      // In this form since the first version: what was asked for then is asked for again by the very same key.
      const response = await ask(request("POST", "checkout/sessions", `${charge.order}:${charge.attempt}`, form))
      if (response.status === 400 && isStale(response)) throw attemptSpent(service)
      const session = answer(response, service)
      const id = text(session.id)
      if (id === null) throw illegible(service)
      const url = checkoutUrl(session.url, service, isOwn)
      const until = 1000 * (typeof session.expires_at === "number" ? session.expires_at : expiresAtSeconds(charge))
      return { kind: "page", id, url, usableUntil: until, payableUntil: until }
    },
    async look({ checkout }, { ask, at }) {
      const session = answer(await ask(request("GET", `${sessionPath(checkout)}?expand[]=payment_intent`)), service)
      return sessionNews(session).map((told) => {
        return { ...told, id: idOfFound(told, session), mode: modeOf(session), at }
      })
    },
    async receive({ headers, body }, { at }) {
      await verifyTimestamped(headers.get("stripe-signature"), secrets, body, at)
      return stripeEvents(body, mode, fields.accountId)
    },
    async find(hint, { ask, at }) {
      const response = await ask(request("GET", finderPath(hint)))
      // What this key cannot see is another account's.
      return response.status === 404 && complaint(response).own
        ? []
        : foundNews(hint.kind, answer(response, service), at)
    },
    async close({ checkout }, { ask }) {
      const response = await ask(request("POST", `${sessionPath(checkout)}/expire`))
      // "Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of `complete`."
      const status =
        response.status === 400 ? /status of `?(expired|complete)\b/.exec(complaint(response).message) : null
      return status ? status[1] === "expired" : answer(response, service).status === "expired"
    },
    async capture({ id, order, checkout, approval, amount }, { ask, at }) {
      const form = { amount_to_capture: amountOf(amount) }
      const intent = answer(await ask(request("POST", `${intentPath(approval)}/capture`, id, form)), service)
      return heldNews(intent).map((fact) => {
        const told = { ...fact, order, checkout }
        return { ...told, id: idOfFound(told, intent), mode: modeOf(intent), at }
      })
    },
    async release({ approval }, { ask }) {
      const response = await ask(request("POST", `${intentPath(approval)}/cancel`))
      // "You cannot cancel this PaymentIntent because it has a status of canceled."
      if (response.status === 400 && /status of `?canceled\b/.test(complaint(response).message)) return
      answer(response, service)
    },
    async refund(refund, { ask, at }) {
      const form = {
        payment_intent: refund.payment,
        amount: amountOf(refund.amount),
        "metadata[order]": refund.order,
        "metadata[refund]": refund.id,
        "expand[]": "charge",
      }
      const given = answer(await ask(request("POST", "refunds", refund.id, form)), service)
      if (text(given.id) === null) throw illegible(service)
      return givenBack(given, refund, at)
    },
    async trace(refund, { ask, at }) {
      const query = `payment_intent=${encodeURIComponent(refund.payment)}&limit=100&expand[]=data.charge`
      const { data } = answer(await ask(request("GET", `refunds?${query}`)), service)
      if (!Array.isArray(data)) throw illegible(service)
      const given = data.filter(isRecord).find(({ metadata }) => isRecord(metadata) && metadata.refund === refund.id)
      return given === undefined ? null : givenBack(given, refund, at)
    },
  }
}

/** What became of a refund that was asked for. Its charge knows whether money moved. */
function givenBack(given: Record<string, unknown>, wanted: Refund, at: number): PaymentNews[] {
  const { order, checkout, payment } = wanted
  const mode = modeOf(isRecord(given.charge) ? given.charge : {})
  return refundsOf({ ...given, payment_intent: payment }).map((told) => {
    return { ...told, ...{ order, checkout, mode, at }, id: idOfFound(told, given) }
  })
}

function sessionForm(charge: Charge): Record<string, string> {
  return {
    mode: "payment",
    "line_items[0][price_data][currency]": charge.money.currency.toLowerCase(),
    "line_items[0][price_data][unit_amount]": amountOf(charge.money),
    "line_items[0][price_data][product_data][name]": charge.description || charge.number,
    "line_items[0][quantity]": "1",
    // Otherwise the customer might pay in another currency than the order's.
    "adaptive_pricing[enabled]": "false",
    success_url: charge.returnUrl,
    cancel_url: charge.returnUrl,
    client_reference_id: charge.order,
    "metadata[order]": charge.order,
    "metadata[attempt]": String(charge.attempt),
    "metadata[number]": charge.number,
    ...(charge.capture === "later" && {
      "metadata[capture]": "later",
      "payment_intent_data[capture_method]": "manual",
    }),
    // A session's metadata does not reach its PaymentIntent and charge, whose events must be told apart too.
    "payment_intent_data[metadata][order]": charge.order,
    "payment_intent_data[metadata][attempt]": String(charge.attempt),
    "payment_intent_data[metadata][number]": charge.number,
    expires_at: String(expiresAtSeconds(charge)),
    locale: stripeLocale(charge.language),
  }
}

/** From the charge alone: the same idempotency key with another time would be refused. */
function expiresAtSeconds({ createdAt, expiresAt }: Charge): number {
  const latest = Math.min(expiresAt, createdAt + LONGEST)
  return Math.ceil(Math.max(latest, createdAt + SHORTEST) / 1000)
}

/** Codes of refusals that every charge of the account would get (docs.stripe.com/error-codes). */
const ACCOUNT_CODES: readonly string[] = [
  "account_closed",
  "account_invalid",
  "api_key_expired",
  "country_unsupported",
  "livemode_mismatch",
  "platform_api_key_expired",
  "secret_key_required",
  "testmode_charges_only",
  "tls_version_unsupported",
]

/** Some of them have no code: the account was not set up to the end, or not yet looked at. */
function refusesAccount(code: string | null, message: string): boolean {
  if (code !== null && ACCOUNT_CODES.includes(code)) return true
  return /set an account or business name|cannot currently make (live )?charges/i.test(message)
}

/** The key was used with other parameters (by an earlier version of this), or so long ago that its expiry is too near. */
function isStale(response: HttpResponse): boolean {
  const { code, field } = complaint(response)
  return code === "idempotency_error" || field === "expires_at"
}

function amountOf(money: Money): string {
  const reason = refusalOf(capabilities, "Stripe", money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
  return String(toStripe(money))
}

function intentPath(intent: string): string {
  return `payment_intents/${encodeURIComponent(intent)}`
}

function sessionPath(reference: string): string {
  return `checkout/sessions/${encodeURIComponent(reference)}`
}
