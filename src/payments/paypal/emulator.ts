import {
  type Answered,
  type Asked,
  type Call,
  type EmulatorSetting,
  fieldsOf,
  page,
  secretOf,
} from "../../platform/emulator"
import { listOf, recordOf } from "../../platform/reading"
import type { EmulatedProvider, EmulateProvider } from "../emulator"
import { EmulatedNotifications } from "./emulator-notifications"
import { EmulatedPayments, refused } from "./emulator-payments"

/** PayPal's REST APIs, its page and its webhooks (developer.paypal.com/api/rest). */
export const emulatePaypal = ((setting) => new EmulatedPayPal(setting)) satisfies EmulateProvider

/** How long a token is good, as PayPal says it. */
const TOKEN_SECONDS = 32_400

class EmulatedPayPal implements EmulatedProvider {
  readonly config: { mode: "sandbox"; clientId: string; clientSecret: string }
  readonly price = { minor: 14_990, currency: "USD" } as const
  readonly unplayable = {
    late: "What is approved after the order's end is let go: PayPal takes nothing that is not captured.",
  }
  readonly customer = {}
  private readonly tokens = new Map<string, number>()
  private readonly payments: EmulatedPayments
  private readonly notifications: EmulatedNotifications
  /** First answers by path and idempotency key. */
  private readonly asked = new Map<string, { body: string; answer: Answered }>()

  constructor(private readonly setting: EmulatorSetting) {
    this.config = { mode: "sandbox", clientId: secretOf(setting, 40), clientSecret: secretOf(setting, 40) }
    this.notifications = new EmulatedNotifications(setting)
    this.payments = new EmulatedPayments(setting, (type, resource) => this.notifications.tell(type, resource))
  }

  service = (request: Asked): Answered | null => {
    const { method, path } = request
    if (path === "/checkoutnow") return this.show(request.query.get("token") ?? "")
    if (path === "/v1/oauth2/token" && method === "POST") return this.login(request)
    if (!/^\/v[12]\//.test(path)) return null
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? ""
    if ((this.tokens.get(token) ?? 0) <= this.setting.now())
      return { status: 401, body: { error: "invalid_token", error_description: "Token signature verification failed" } }
    if (method !== "GET" && !/^application\/json\b/.test(request.headers["content-type"] ?? ""))
      return refused(415, "UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type.")
    return this.notifications.answer(request) ?? this.once(request)
  }

  async pay(checkout: string) {
    this.payments.approve(checkout, "at_once")
    return this.unsent()
  }

  async payLater(checkout: string) {
    this.payments.approve(checkout, "later")
    return this.unsent()
  }

  async fail(checkout: string) {
    this.payments.deny(checkout)
    return this.unsent()
  }

  async unsent(): Promise<readonly Call[]> {
    return this.notifications.unsent()
  }

  books() {
    return this.payments.books()
  }

  /** PayPal cannot close an order anyway. */
  breakClosing() {}

  /** The means that the customer chose is declined, this often, when the order is captured. */
  decline(checkout: string, times: number) {
    this.payments.decline(checkout, times)
  }

  /** What is pending comes to be paid. */
  async complete(checkout: string) {
    this.payments.complete(checkout)
    return this.unsent()
  }

  /** As after six hours, or 45 days. */
  forgetKeys() {
    this.asked.clear()
  }

  /** From now on no token that was given is taken any more. */
  revokeTokens() {
    this.tokens.clear()
  }

  /** "Get an access token": with the keys, as a form. */
  private login({ headers, body }: Asked): Answered {
    const { clientId, clientSecret } = this.config
    if (headers.authorization !== `Basic ${btoa(`${clientId}:${clientSecret}`)}`)
      return { status: 401, body: { error: "invalid_client", error_description: "Client Authentication failed" } }
    if (new URLSearchParams(body).get("grant_type") !== "client_credentials")
      return { status: 400, body: { error: "unsupported_grant_type", error_description: "Unsupported grant_type" } }
    const token = `A21AA${secretOf(this.setting, 80)}`
    this.tokens.set(token, this.setting.now() + TOKEN_SECONDS * 1000)
    const scope =
      "https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/applications/webhooks"
    return {
      status: 200,
      body: {
        scope,
        access_token: token,
        token_type: "Bearer",
        app_id: "APP-80W284485P519543T",
        expires_in: TOKEN_SECONDS,
      },
    }
  }

  /** "PayPal-Request-Id": what was answered before is answered again, and another request under it is refused. */
  private once(request: Asked): Answered | null {
    const key = request.headers["paypal-request-id"]
    if (request.method !== "POST" || key === undefined) return this.payments.answer(request)
    if (key === "" || key.length > 108)
      return refused(400, "INVALID_REQUEST", "Request is not well-formed.", "INVALID_STRING_LENGTH")
    const place = `${request.path} ${key}`
    const known = this.asked.get(place)
    if (known && known.body !== request.body)
      return refused(422, "UNPROCESSABLE_ENTITY", "The id was used for another request.", "DUPLICATE_REQUEST_ID")
    if (known) return known.answer
    const answer = this.payments.answer(request)
    if (answer && answer.status < 500) this.asked.set(place, { body: request.body, answer })
    return answer
  }

  private show(id: string): Answered {
    const order = this.payments.find(id)
    if (!order)
      return { status: 404, body: "<!doctype html><title>PayPal</title><p>Things don't appear to be working</p>" }
    const unit = recordOf(listOf(fieldsOf(JSON.stringify(order)).purchase_units)[0])
    const { currency_code: currency, value } = recordOf(unit.amount)
    return page("Pay with PayPal", [String(unit.description ?? ""), `${value} ${currency}`])
  }
}
