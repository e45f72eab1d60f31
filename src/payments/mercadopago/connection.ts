import type { Checkout } from "../../core/order/checkout"
import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { idOf, recordOf, wordOf } from "../../platform/reading"
import { answer, attemptSpent, checkoutUrl, complaint, illegible } from "../answer"
import { text } from "../callback"
import type { Charge, Hint, PaymentConnection, PaymentSetting, Received } from "../provider"
import { type MercadoPagoApi, type MercadoPagoKeys, mercadopagoApi, paymentPath, refundIn } from "./api"
import { mercadopagoCapabilities } from "./capabilities"
import { expiresAt, paymentBody } from "./charge"
import { withAmount } from "./money"
import { paymentNews, refundNews } from "./news"
import { verifyNotification } from "./signature"

const DAY = 86_400_000

/** A payment is there to be looked up a little later than it is told of; what is hidden longer is not this account's to see. */
const SETTLING_MILLISECONDS = 15 * 60_000

/** A Pix code ("BR Code") is at most 512 printable characters. */
const PIX_CODE = /^[ -~]{20,512}$/

type Payment = Record<string, unknown>

/** Connects an account. */
export function connect(
  fields: MercadoPagoKeys & { payerDocument: "none" | "asked" },
  setting: PaymentSetting,
): PaymentConnection {
  const api = mercadopagoApi(fields, setting)
  const { mode, service, call, ask } = api
  const needs = fields.payerDocument === "asked" ? (["email", "taxId"] as const) : mercadopagoCapabilities.needs

  function newsOf(payment: Payment, { at }: Outside) {
    // Test users' payments say that they are live: only an account that is live believes what they say.
    return paymentNews(payment, { mode: payment.live_mode === false ? "test" : mode, at })
  }

  return {
    mode,
    capabilities: { ...mercadopagoCapabilities, needs },
    async open(charge, outside) {
      const wanted = { method: "POST", path: "/v1/payments", key: charge.key, body: paymentBody(charge) } as const
      return checkoutOf(await ask(outside, wanted), charge, api)
    },
    async look({ checkout }, outside) {
      return newsOf(await ask(outside, { method: "GET", path: paymentPath(checkout) }), outside)
    },
    receive: ({ url, headers }) => receive(new URL(url).searchParams, headers, api),
    async find(hint, outside) {
      const { id, at } = named(hint)
      const own = await collector(outside, api)
      const response = await call(outside, { method: "GET", path: paymentPath(id) })
      const isHidden = (response.status === 404 || response.status === 403) && complaint(response, service).own
      if (isHidden && outside.at - at > SETTLING_MILLISECONDS) return []
      if (isHidden) throw new Failure("not_there", "Mercado Pago does not show this payment yet.", "again")
      const payment = answer(response, service)
      // A marketplace's token sees its sellers' payments too; and what names no order is no order's.
      if (idOf(payment.collector_id) !== own || text(payment.external_reference) === null) return []
      return newsOf(payment, outside)
    },
    async close({ key, checkout }, outside) {
      const path = paymentPath(checkout)
      const body = '{"status":"cancelled"}'
      const response = await call(outside, { method: "PUT", path, key: `${key}-x`, body })
      // "The action requested is not valid for the current payment state": it ended before, or was paid.
      const isLate = response.status === 400
      const { status } = isLate ? await ask(outside, { method: "GET", path }) : answer(response, service)
      return status === "cancelled" || status === "rejected"
    },
    async refund({ id, payment, amount, order, checkout }, outside) {
      // Else a refund that the central bank is still at work on is answered with a 400.
      const headers = { "x-render-in-process-refunds": "true" }
      const wanted = { method: "POST", path: `${paymentPath(payment)}/refunds`, key: id, headers } as const
      const response = await call(outside, { ...wanted, body: withAmount("amount", amount, {}) })
      const about = { order, checkout, mode, at: outside.at }
      return refundNews(refundIn(response, service), payment, amount.currency, about)
    },
    async check(outside) {
      return { holder: text((await ask(outside, { method: "GET", path: "/users/me" })).nickname) }
    },
  }
}

function checkoutOf(payment: Payment, charge: Charge, { service, isOwn }: MercadoPagoApi): Checkout {
  const id = idOf(payment.id)
  if (id === null) throw illegible(service)
  // The same key gives the same payment, however it stands by now.
  if (payment.status === "cancelled") throw attemptSpent(service)
  if (payment.status === "rejected")
    throw new Failure("rejected", `Mercado Pago refused: ${wordOf(payment.status_detail)}.`, "stop")
  const { qr_code: code, ticket_url: page } = recordOf(recordOf(payment.point_of_interaction).transaction_data)
  if (typeof code !== "string" || !PIX_CODE.test(code)) throw illegible(service)
  const until = timeOf(payment.date_of_expiration) ?? expiresAt(charge)
  const shown = { id, kind: "code", scheme: "pix", text: code, usableUntil: until, payableUntil: until } as const
  return page === undefined || page === null ? shown : { ...shown, url: checkoutUrl(page, service, isOwn) }
}

/** A notification names a payment and says nothing of it; what it names stands, signed, in its address alone. */
async function receive(query: URLSearchParams, headers: Headers, { secrets }: MercadoPagoApi): Promise<Received> {
  const dataId = (query.get("data.id") ?? "").trim()
  const at = await verifyNotification({ dataId, headers }, secrets)
  const type = query.get("type") ?? query.get("topic")
  if (type !== "payment" || dataId === "") return { news: [], hints: [], ignored: [wordOf(type)] }
  return { news: [], hints: [{ kind: "payment", id: `${dataId}@${at}` }], ignored: [] }
}

/** Which payment a hint is about, and when we were told of it. */
function named({ id }: Extract<Hint, { kind: string }>): { id: string; at: number } {
  const end = id.lastIndexOf("@")
  return { id: id.slice(0, end), at: Number(id.slice(end + 1)) }
}

/** The id of the account that the token is for, as payments name who collects them. */
function collector(outside: Outside, { service, ask }: MercadoPagoApi): Promise<string> {
  return outside.keep("collector", async () => {
    const id = idOf((await ask(outside, { method: "GET", path: "/users/me" })).id)
    if (id === null) throw illegible(service)
    return { value: id, until: outside.at + DAY }
  })
}

function timeOf(value: unknown): number | null {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : at
}
