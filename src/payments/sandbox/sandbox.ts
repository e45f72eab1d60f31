import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { isRecord } from "../../core/json"
import { currencies, isCurrency, type Money } from "../../core/money"
import type { PaymentFact, PaymentNews } from "../../core/order/paymentnews"
import { Failure } from "../../platform/failure"
import { verifyTimestamped } from "../../platform/timestamped"
import { boundsFor, refusalOf } from "../amount"
import { answer, checkoutUrl, complaint, illegible, type Service } from "../answer"
import { readCallback, text, unreadable } from "../callback"
import {
  type Capabilities,
  defineProvider,
  type PaymentConnection,
  type PaymentSetting,
  type Received,
  type Refund,
} from "../provider"

const config = z.object({
  secret: z
    .string()
    .regex(/^[!-~]{16,}$/, "Must be at least 16 characters without spaces")
    .meta({ title: "Secret", description: "Any: the pretend service takes the account's own.", secret: true }),
})

const capabilities: Capabilities = {
  currencies: boundsFor(currencies, () => ({ least: 1 })),
  kinds: ["page"],
  needs: [],
  expiry: { shortest: 0, longest: 90 * 86_400 },
  close: true,
  capture: { parts: "many", days: 7, later: true },
  refund: { partial: true, days: null },
  repeat: { gives: "same", hours: 24 },
  tells: { failed: true, expired: true, refunds: true, disputes: true },
}

/** A pretend provider with a pretend page on this deployment: the whole way of a payment without any money. */
export const sandbox = defineProvider({
  name: "sandbox",
  title: "Sandbox",
  config,
  capabilities,
  callbacks: {
    methods: ["POST"],
    proof: "signature",
    answer: { status: 200, body: '{"received":true}', headers: { "content-type": "application/json" } },
  },
  guide: {
    nothing: {
      title: "Nothing to set up",
      text: "Its pay page has a button for each way that a payment can go. No money moves.",
    },
  },
  pretend: true,
  connect,
})

type Session = Record<string, unknown>

/** How a session can stand once something is decided, and what that means to an order. Its other status is `open`. */
const DECIDED: Readonly<Record<string, (session: Session) => PaymentFact>> = {
  held: ({ payment, amount, currency, heldUntil }) => ({
    ...{ type: "approved", approval: text(payment) ?? "", money: moneyOf(amount, currency), held: true },
    until: time(heldUntil),
  }),
  released: ({ payment, reason }) => ({ type: "released", approval: text(payment) ?? "", reason: text(reason) }),
  captured: ({ payment, captured, currency }) => ({
    ...{ type: "paid", payment: text(payment), money: moneyOf(captured, currency) },
  }),
  paid: ({ payment, amount, currency }) => ({ type: "paid", payment: text(payment), money: moneyOf(amount, currency) }),
  pending: ({ reason }) => ({ type: "pending", reason: text(reason) }),
  failed: ({ reason }) => ({ type: "failed", reason: text(reason) }),
  expired: () => ({ type: "expired" }),
  cancelled: ({ reason }) => ({ type: "cancelled", reason: text(reason) }),
}

/** What else the pretend service tells. A type that is in neither is ignored. */
const TOLD: typeof DECIDED = {
  ...DECIDED,
  declined: ({ reason }) => ({ type: "declined", reason: text(reason) }),
  refunded: ({ payment, refunded, currency }) => ({
    type: "refunded",
    payment: text(payment),
    total: moneyOf(refunded, currency),
  }),
  chargeback: ({ id, payment, amount, currency, reason }) => ({
    type: "dispute",
    dispute: `dispute-${id}`,
    payment: text(payment),
    stage: "open",
    money: moneyOf(amount, currency),
    reason: text(reason),
  }),
}

function connect(fields: z.output<typeof config>, setting: PaymentSetting): PaymentConnection {
  const base = setting.apiBase ?? `${setting.publicUrl}/sandbox`
  const service: Service = { title: "The sandbox", secrets: [fields.secret] }

  function request(method: "GET" | "POST", path: string, key?: string, body?: unknown): HttpRequest {
    const headers: Record<string, string> = { authorization: `Bearer ${fields.secret}` }
    if (body !== undefined) headers["content-type"] = "application/json"
    if (key !== undefined) headers["idempotency-key"] = key
    const url = `${base}/sessions${path}`
    return body === undefined ? { method, url, headers } : { method, url, headers, body: JSON.stringify(body) }
  }

  return {
    mode: "test",
    capabilities,
    async open({ order, attempt, key, money, capture, description, number, returnUrl, expiresAt, language }, { ask }) {
      refuse(money)
      const wanted = {
        ...{ account: setting.account, order, attempt, amount: money.minor, currency: money.currency },
        ...{ description, number, returnUrl, expiresAt, language, capture },
      }
      const session = answer(await ask(request("POST", "", key, wanted)), service)
      const id = text(session.id)
      if (id === null) throw illegible(service)
      const url = checkoutUrl(session.url, service, ({ origin }) => origin === new URL(base).origin)
      const until = time(session.expiresAt) ?? expiresAt
      return { kind: "page", id, url, usableUntil: until, payableUntil: until }
    },
    async look({ checkout }, { ask, at }) {
      const session = answer(await ask(request("GET", `/${encodeURIComponent(checkout)}`)), service)
      return standingOf(session, at)
    },
    async receive({ headers, body }, { at }) {
      await verifyTimestamped(headers.get("sandbox-signature"), [fields.secret], body, at)
      return read(body, setting.account)
    },
    async close({ checkout }, { ask }) {
      const response = await ask(request("POST", `/${encodeURIComponent(checkout)}/close`))
      if (response.status === 409 && complaint(response).code === "already_paid") return false
      return ["expired", "cancelled", "failed"].includes(text(answer(response, service).status) ?? "")
    },
    async capture({ id, checkout, amount, last }, { ask, at }) {
      const body = { amount: amount.minor, currency: amount.currency, last }
      const response = await ask(request("POST", `/${encodeURIComponent(checkout)}/captures`, id, body))
      refuseHold(response)
      return standingOf(answer(response, service), at)
    },
    async release({ checkout }, { ask }) {
      const response = await ask(request("POST", `/${encodeURIComponent(checkout)}/release`))
      refuseHold(response)
      answer(response, service)
    },
    async refund(refund, { ask, at }) {
      const { id, checkout, payment, order, amount } = refund
      refuse(amount)
      const body = { order, payment, amount: amount.minor, currency: amount.currency }
      const response = await ask(request("POST", `/${encodeURIComponent(checkout)}/refunds`, id, body))
      return given(answer(response, service), refund, at)
    },
    async trace(refund, { ask, at }) {
      const session = answer(await ask(request("GET", `/${encodeURIComponent(refund.checkout)}`)), service)
      return isRecord(session.refunds) && Object.hasOwn(session.refunds, refund.id) ? given(session, refund, at) : null
    },
  }
}

/** How a session stands. Of one that is held what was taken of it is told beside that. */
function standingOf(session: Session, at: number): PaymentNews[] {
  const status = text(session.status) ?? ""
  const taken =
    (status === "held" || status === "released") && typeof session.captured === "number" && session.captured > 0
  return [...(taken ? ["captured"] : []), status].flatMap((word) => {
    const fact = Object.hasOwn(DECIDED, word) ? DECIDED[word] : undefined
    const part = word === "captured" ? `:${session.captured}` : ""
    return fact ? [newsOf(session, fact(session), `query:${session.id}:${word}${part}`, at)] : []
  })
}

function read(body: Uint8Array, account: string): Received {
  const { id, type, session, at } = readCallback(body)
  const when = time(at)
  if (typeof id !== "string" || id === "" || typeof type !== "string" || when === null)
    throw unreadable("The sandbox's callback lacks its id, type or time.")
  const word = type.startsWith("session.") ? type.slice("session.".length) : ""
  const fact = Object.hasOwn(TOLD, word) ? TOLD[word] : undefined
  if (!fact) return { news: [], hints: [], ignored: [type] }
  if (!isRecord(session)) throw unreadable(`The sandbox's ${type} has no session.`)
  const news = [newsOf(session, fact(session), id, when)]
  // Two accounts may have been given the same secret.
  return session.account === account
    ? { news, hints: [], ignored: [] }
    : { news: [], foreign: news, hints: [], ignored: [] }
}

/** The session was found with the refund in it: its id there is the key it was asked for by. */
function given(session: Session, { id, amount }: Refund, at: number): PaymentNews[] {
  const fact: PaymentFact = {
    ...{ type: "refund", refund: id, payment: text(session.payment), stage: "done", money: amount, reason: null },
  }
  return [newsOf(session, fact, `refund:${id}:done`, at)]
}

function newsOf(session: Session, fact: PaymentFact, id: string, at: number): PaymentNews {
  const checkout = text(session.id)
  if (checkout === null) throw unreadable("The sandbox's session has no id.")
  return { ...fact, id, order: text(session.order), checkout, mode: "test", at }
}

function moneyOf(minor: unknown, currency: unknown): Money | null {
  if (typeof minor !== "number" || !Number.isSafeInteger(minor) || minor < 0) return null
  return typeof currency === "string" && isCurrency(currency) ? { minor, currency } : null
}

function time(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null
}

/** Any other conflict is a lock. */
function refuseHold(response: HttpResponse): void {
  if (response.status !== 409) return
  const { code, message } = complaint(response)
  if (code === "not_held" || code === "not_capturable")
    throw new Failure(code, text(message) ?? "The sandbox holds nothing.", "stop")
}

function refuse(money: Money): void {
  const reason = refusalOf(capabilities, "The sandbox", money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
}
