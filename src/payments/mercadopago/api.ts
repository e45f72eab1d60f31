import type { HttpRequest, HttpResponse } from "../../core/exchange"
import type { Mode } from "../../core/order/order"
import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { answerOf, idOf, listOf, recordOf } from "../../platform/reading"
import { answer, illegible, type Service } from "../answer"
import { text } from "../callback"
import type { PaymentSetting } from "../provider"

/** An account's keys. */
export interface MercadoPagoKeys {
  mode: Mode
  accessToken: string
  webhookSecret: string
  previousWebhookSecret?: string | undefined
}

/** One request. */
interface Call {
  method: HttpRequest["method"]
  path: string
  /** Idempotency key. */
  key?: string
  /** JSON. */
  body?: string
  headers?: Record<string, string>
}

/** Mercado Pago's API as one account has it. */
export interface MercadoPagoApi {
  service: Service
  mode: Mode
  /** Secrets that sign notifications. */
  secrets: readonly string[]
  /** The answer, whatever it is. */
  call(outside: Outside, call: Call): Promise<HttpResponse>
  /** The object in a good answer. Throws a Failure for any other. */
  ask(outside: Outside, call: Call): Promise<Record<string, unknown>>
  /** Whether customers may be sent to that address. */
  isOwn(address: URL): boolean
}

/** Opens the API to an account. */
export function mercadopagoApi(keys: MercadoPagoKeys, { apiBase }: PaymentSetting): MercadoPagoApi {
  const base = apiBase ?? "https://api.mercadopago.com"
  const secrets = [keys.webhookSecret, keys.previousWebhookSecret].filter((secret) => secret !== undefined)
  const service: Service = {
    title: "Mercado Pago",
    secrets: [keys.accessToken, ...secrets],
    complains,
    refusesAccount,
  }

  async function call({ ask }: Outside, { method, path, key, body, headers }: Call): Promise<HttpResponse> {
    const all: Record<string, string> = { authorization: `Bearer ${keys.accessToken}`, ...headers }
    if (key !== undefined) all["x-idempotency-key"] = key
    if (body === undefined) return ask({ method, url: `${base}${path}`, headers: all })
    return ask({ method, url: `${base}${path}`, headers: { ...all, "content-type": "application/json" }, body })
  }

  return {
    service,
    mode: keys.accessToken.startsWith("TEST-") ? "test" : keys.mode,
    secrets,
    call,
    ask: async (outside, wanted) => answer(await call(outside, wanted), service),
    isOwn({ protocol, port, hostname, origin }) {
      if (apiBase !== undefined && origin === new URL(apiBase).origin) return true
      return protocol === "https:" && port === "" && /^(www\.)?mercadopago\.com(\.br)?$/.test(hostname)
    },
  }
}

/** Where a payment stands in the API. */
export function paymentPath(id: string): string {
  return `/v1/payments/${encodeURIComponent(id)}`
}

/** The refund in an answer. Throws a Failure that says what can be done about any other. */
export function refundIn(response: HttpResponse, service: Service): Record<string, unknown> {
  // A 400 may be a refund that goes on ("Refund of transactions with Pix"), and a key that was used before says that there is one.
  const codes = codesOf(answerOf(response))
  const isRefused = response.status !== 400 || codes.some((code) => REFUSED_REFUNDS.includes(code))
  if (!isRefused || codes.includes(KEY_USED))
    throw new Failure("refund_unclear", "Mercado Pago does not say whether it refunds: look there.", "again", true)
  const refund = answer(response, service)
  if (idOf(refund.id) === null) throw illegible(service)
  return refund
}

/** Not in a state to be refunded, too old, no such payment, a wrong amount ("Create refund", errors). */
const REFUSED_REFUNDS: readonly string[] = ["2000", "2024", "2063", "2085", "3024", "4040", "4041", "15016"]

const KEY_USED = "2032"

/** Mercado Pago's own word in a refusal: `{ message, error, status, cause: [{ code, description }] }`. */
function complains(body: Record<string, unknown>) {
  if (typeof body.message !== "string" || typeof body.status !== "number") return null
  const [cause] = listOf(body.cause).map(recordOf)
  return { code: codesOf(body)[0] ?? null, message: text(cause?.description) ?? body.message }
}

function codesOf({ cause }: Record<string, unknown>): string[] {
  return listOf(cause).flatMap((one) => idOf(recordOf(one).code) ?? [])
}

/**
 * Refusals that every charge of the account would get ("Create payment", errors): a token of the other mode, users of both modes,
 * an application that may not, no Pix key.
 */
function refusesAccount(_code: string | null, message: string): boolean {
  return /must be for test|invalid users involved|unauthorized (use|client)|without key enabled/i.test(message)
}
