import type { HttpRequest, HttpResponse } from "../../core/exchange"
import type { Mode } from "../../core/order/order"
import type { Outside, Perishable } from "../../platform/outside"
import { listOf, recordOf } from "../../platform/reading"
import { toBase64 } from "../../platform/signature"
import { answer, complaint, illegible, type Service } from "../answer"
import { text } from "../callback"
import type { PaymentSetting } from "../provider"
import type { PayPalConfig } from "./config"

/** A token is renewed this long before it ends. */
const TOKEN_MARGIN_SECONDS = 300

/** One call of PayPal's API. */
interface Call {
  method: HttpRequest["method"]
  /** Below the service's address. */
  path: string
  /** Idempotency key: at most 108 characters. */
  key?: string
  /** Text is sent as it is. */
  body?: unknown
}

/** PayPal's API as one account has it. */
export interface PayPalApi {
  mode: Mode
  service: Service
  /** How long what the customer approved can be taken. */
  lapseSeconds: number
  /** The answer, whatever it is. */
  call(outside: Outside, call: Call): Promise<HttpResponse>
  /** The object in a good answer. Throws a Failure for any other. */
  ask(outside: Outside, call: Call): Promise<Record<string, unknown>>
  /** Throws a Failure when the keys are not taken. */
  login(outside: Outside): Promise<unknown>
  /** Why a request was refused, in PayPal's word in lower case; null when it was not, or not by PayPal. */
  issueOf(response: HttpResponse): string | null
  /** Whether customers may be sent to that address. */
  isOwn(address: URL): boolean
}

/** Opens the API to an account. */
export function paypalApi(fields: PayPalConfig, { apiBase }: PaymentSetting): PayPalApi {
  const host = fields.mode === "live" ? "paypal.com" : "sandbox.paypal.com"
  const base = apiBase ?? `https://api-m.${host}`
  const service: Service = { title: "PayPal", secrets: [fields.clientSecret], refusesAccount, complains }
  const login = (outside: Outside) => outside.keep("token", () => newToken(fields, base, service, outside))

  /** Asks with a token; one that PayPal takes no longer, whatever it had said, is replaced once. */
  async function call(outside: Outside, { method, path, key, body }: Call): Promise<HttpResponse> {
    for (let tries = 1; ; tries++) {
      const token = await login(outside)
      const headers: Record<string, string> = { authorization: `Bearer ${token}`, prefer: "return=representation" }
      if (key !== undefined) headers["paypal-request-id"] = key
      const request: HttpRequest = { method, url: `${base}${path}`, headers }
      if (body !== undefined) {
        headers["content-type"] = "application/json"
        request.body = typeof body === "string" ? body : JSON.stringify(body)
      }
      const response = await outside.ask(request)
      // A refusal may be told to people, and repeat what it refused.
      if (response.status !== 401)
        return response.status < 400 ? response : { ...response, body: response.body.replaceAll(token, "[secret]") }
      await outside.forget("token")
      if (tries === 2) return response
    }
  }

  return {
    mode: fields.mode === "live" ? "live" : "test",
    service,
    lapseSeconds: Number(fields.approvalHours) * 3600,
    login,
    call,
    ask: async (outside, wanted) => answer(await call(outside, wanted), service),
    issueOf: (response) => (response.status < 400 || response.status > 499 ? null : complaint(response, service).code),
    isOwn({ protocol, port, hostname, origin }) {
      if (apiBase !== undefined && origin === new URL(apiBase).origin) return true
      return protocol === "https:" && port === "" && hostname === `www.${host}`
    },
  }
}

/** A token for the account's keys ("Get an access token"). */
async function newToken(
  { clientId, clientSecret }: PayPalConfig,
  base: string,
  service: Service,
  outside: Outside,
): Promise<Perishable> {
  const credentials = toBase64(new TextEncoder().encode(`${clientId}:${clientSecret}`))
  const response = await outside.ask({
    method: "POST",
    url: `${base}/v1/oauth2/token`,
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  })
  const { access_token: value, expires_in: seconds } = answer(response, service)
  if (typeof value !== "string" || !/^[!-~]+$/.test(value) || typeof seconds !== "number") throw illegible(service)
  return { value, until: outside.at + Math.max(0, seconds - TOKEN_MARGIN_SECONDS) * 1000 }
}

/** Refusals that every charge of the account would get. */
function refusesAccount(code: string | null): boolean {
  return (
    code !== null && (/^payee_(account|not)_/.test(code) || code === "consent_needed" || code === "permission_denied")
  )
}

/** `{ name, message, details: [{ issue, description }] }`, and from the login `{ error, error_description }`. */
function complains(body: Record<string, unknown>): { code: unknown; message: unknown } | null {
  if (typeof body.error === "string") return { code: body.error, message: body.error_description }
  if (typeof body.name !== "string") return null
  const { issue, description } = recordOf(listOf(body.details ?? body.issues)[0])
  const code = typeof issue === "string" ? issue : body.name
  return { code: code.toLowerCase(), message: text(description) ?? body.message }
}
