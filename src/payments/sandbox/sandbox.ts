import * as z from "zod"
import type { HttpRequest } from "../../core/exchange"
import { isRecord } from "../../core/json"
import { currencies, isCurrency, type Money } from "../../core/money"
import type { PaymentEvent, PaymentStatus } from "../../core/order/order"
import { Failure } from "../../platform/failure"
import { answer, checkoutUrl, complaint, illegible, type Service } from "../answer"
import { readCallback, text, unreadable, verifyTimestamped } from "../callback"
import { defineProvider, nothing, type PaymentConnection, type PaymentSetting, type Refunded } from "../provider"

const config = z.object({
  secret: z
    .string()
    .regex(/^[!-~]{16,}$/, "Must be at least 16 characters without spaces")
    .meta({ title: "Secret", description: "Any: the pretend service takes the account's own.", secret: true }),
})

/** A pretend provider with a pretend page on this deployment: the whole way of a payment without any money. */
export const sandbox = defineProvider({
  name: "sandbox",
  title: "Sandbox",
  config,
  currencies,
  guide: {
    nothing: {
      title: "Nothing to set up",
      text: "Its pay page has a button for each way that a payment can go. No money moves.",
    },
  },
  pretend: true,
  refuses,
  connect,
})

/** What the pretend service tells, and what it means to an order. A type that is not here is ignored. */
const STATUSES: Record<string, PaymentStatus> = {
  "session.paid": "paid",
  "session.pending": "pending",
  "session.failed": "failed",
  "session.expired": "expired",
  "session.cancelled": "cancelled",
  "session.declined": "declined",
  "session.refunded": "refunded",
  "session.chargeback": "chargeback",
}

/** How a session can stand once something is decided. Its other status is `open`. */
const DECIDED: Record<string, PaymentStatus> = {
  paid: "paid",
  pending: "pending",
  failed: "failed",
  expired: "expired",
  cancelled: "cancelled",
}

function refuses(money: Money): string | null {
  return money.minor > 0 ? null : "The amount must be more than zero."
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
    open({ order, attempt, money, description, number, returnUrl, expiresAt, language }) {
      refuse(money)
      return request("POST", "", `${order}:${attempt}`, {
        account: setting.account,
        order,
        attempt,
        amount: money.minor,
        currency: money.currency,
        description,
        number,
        returnUrl,
        expiresAt,
        language,
      })
    },
    opened(response, charge) {
      const session = answer(response, service)
      const reference = text(session.id)
      if (reference === null) throw illegible(service)
      const url = checkoutUrl(session.url, service, ({ origin }) => origin === new URL(base).origin)
      return { reference, url, expiresAt: time(session.expiresAt) ?? charge.expiresAt }
    },
    verify: ({ headers, body }) =>
      verifyTimestamped(headers.get("sandbox-signature"), [fields.secret], body, (setting.now ?? Date.now)()),
    events({ body }) {
      const { id, type, session, at } = readCallback(body)
      const when = time(at)
      if (typeof id !== "string" || id === "" || typeof type !== "string" || when === null)
        throw unreadable("The sandbox's callback lacks its id, type or time.")
      const status = Object.hasOwn(STATUSES, type) ? STATUSES[type] : undefined
      if (status === undefined) return { ...nothing, ignored: [type] }
      if (!isRecord(session)) throw unreadable(`The sandbox's ${type} has no session.`)
      // Two accounts may have been given the same secret.
      const told = [news(session, status, id, when)]
      return session.account === setting.account ? { ...nothing, events: told } : { ...nothing, foreign: told }
    },
    query: (reference) => request("GET", `/${encodeURIComponent(reference)}`),
    queried(response, at) {
      const session = answer(response, service)
      const word = text(session.status) ?? ""
      const status = Object.hasOwn(DECIDED, word) ? DECIDED[word] : undefined
      return status === undefined ? [] : [news(session, status, `query:${session.id}:${status}`, at)]
    },
    close: (reference) => request("POST", `/${encodeURIComponent(reference)}/close`),
    closed(response) {
      if (response.status === 409 && complaint(response).code === "already_paid") return false
      return ["expired", "cancelled", "failed"].includes(text(answer(response, service).status) ?? "")
    },
    refund({ id, reference, payment, order, money }) {
      refuse(money)
      const body = { order, payment, amount: money.minor, currency: money.currency }
      return request("POST", `/${encodeURIComponent(reference)}/refunds`, id, body)
    },
    refunded: (response, { id }, at) => given(answer(response, service), id, at),
    trace: ({ reference }) => request("GET", `/${encodeURIComponent(reference)}`),
    traced(response, { id }, at) {
      const session = answer(response, service)
      return isRecord(session.refunds) && Object.hasOwn(session.refunds, id) ? given(session, id, at) : null
    },
  }
}

function given(session: Record<string, unknown>, id: string, at: number): Refunded {
  return { id, events: [news(session, "refunded", `refund:${id}`, at)] }
}

function news(session: Record<string, unknown>, status: PaymentStatus, id: string, at: number): PaymentEvent {
  const reference = text(session.id)
  if (reference === null) throw unreadable("The sandbox's session has no id.")
  return {
    id,
    order: text(session.order),
    reference,
    payment: text(session.payment),
    status,
    money: amount(status === "refunded" ? session.refunded : session.amount, session.currency),
    mode: "test",
    at,
    reason: text(session.reason),
  }
}

function amount(minor: unknown, currency: unknown): Money | null {
  if (typeof minor !== "number" || !Number.isSafeInteger(minor) || minor < 0) return null
  return typeof currency === "string" && isCurrency(currency) ? { minor, currency } : null
}

function time(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null
}

function refuse(money: Money): void {
  const reason = refuses(money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
}
