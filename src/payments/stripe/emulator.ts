import {
  type Answered,
  type Asked,
  type Call,
  type EmulatorSetting,
  hexOf,
  hmac,
  page,
  secretOf,
} from "../../platform/emulator"
import type { EmulatedProvider, EmulateProvider } from "../emulator"
import { type Charged, stripeRefunds } from "./emulator-refunds"

/** Stripe's Checkout API, its hosted page and its events (docs.stripe.com/api/checkout/sessions). */
export const emulateStripe = ((setting) => new EmulatedStripe(setting)) satisfies EmulateProvider

/** The value of `stripe-signature` for a callback, as Stripe's service makes it. `timestamp` is in seconds. */
export async function signStripe(body: string, secret: string, timestamp: number): Promise<string> {
  return `t=${timestamp},v1=${hexOf(await hmac("SHA-256", secret, `${timestamp}.${body}`))}`
}

/** A Checkout session as Stripe keeps it. Times are seconds since 1970, amounts are in Stripe's units. */
interface Session {
  id: string
  order: string
  metadata: Record<string, string>
  amount: number
  currency: string
  url: string
  expiresAt: number
  status: "open" | "complete" | "expired"
  paid: boolean
  intent: Intent | null
  /** Whether its money is held until it is captured. */
  later: boolean
}

/** Of a hold the amounts are told too. */
interface Intent {
  id: string
  status: string
  amount?: number
  amount_capturable?: number
  amount_received?: number
  capture_method?: "manual"
  currency?: string
  livemode?: false
}

class EmulatedStripe implements EmulatedProvider {
  readonly config: { secretKey: string; webhookSecret: string }
  readonly price = { minor: 14_990, currency: "ZAR" } as const
  readonly unplayable = {}
  readonly customer = {}
  private readonly sessions = new Map<string, Session>()
  /** First answers by idempotency key. */
  private readonly asked = new Map<string, { parameters: string; answer: Answered }>()
  private readonly untold: { type: string; object: () => object }[] = []
  private readonly refunds = stripeRefunds((intent) => this.paidBy(intent))
  private events = 0
  private broken = false

  constructor(private readonly setting: EmulatorSetting) {
    this.config = { secretKey: `sk_test_${secretOf(setting)}`, webhookSecret: `whsec_${secretOf(setting)}` }
  }

  service = (request: Asked): Answered | null => {
    const { method, path, headers } = request
    const shown = /^\/c\/pay\/(\w+)$/.exec(path)?.[1]
    if (shown !== undefined) return showPage(this.sessions.get(shown))
    if (!path.startsWith("/v1/")) return null
    if (headers.authorization !== `Bearer ${this.config.secretKey}`) return refused(401, "Invalid API Key provided.")
    if (path === "/v1/checkout/sessions" && method === "POST") return this.once(request, (form) => this.create(form))
    const [, id = "", action] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(expire))?$/.exec(path) ?? []
    const session = this.sessions.get(id)
    if (path === "/v1/checkout/sessions") return this.list(request.query)
    const [, held = "", deed] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(path) ?? []
    if (deed === "capture" && method === "POST") return this.once(request, (form) => this.capture(held, form))
    if (deed === "cancel" && method === "POST") return this.cancel(held)
    if (path === "/v1/refunds")
      return method === "POST" ? this.once(request, (form) => this.refund(form)) : this.refunds.list(request.query)
    if (!session) return refused(404, `No such checkout.session: '${id}'`)
    if (method === "GET" && action === undefined) return { status: 200, body: written(session, request.query) }
    return method === "POST" && action === "expire" ? this.expire(session) : null
  }

  async pay(checkout: string) {
    const session = this.find(checkout)
    if (session.later) {
      const { amount, currency } = session
      const about = { id: `pi_${checkout}`, amount, currency, capture_method: "manual", livemode: false } as const
      session.intent = { ...about, status: "requires_capture", amount_capturable: amount, amount_received: 0 }
      session.status = "complete"
      return [await this.event("checkout.session.completed", written(session))]
    }
    Object.assign(session, { status: "complete", paid: true, intent: { id: `pi_${checkout}`, status: "succeeded" } })
    return [await this.event("checkout.session.completed", written(session))]
  }

  async payLater(checkout: string) {
    const session = this.find(checkout)
    Object.assign(session, { status: "complete", intent: { id: `pi_${checkout}`, status: "processing" } })
    return [await this.event("checkout.session.completed", written(session))]
  }

  async fail(checkout: string) {
    const session = this.find(checkout)
    session.intent = { id: `pi_${checkout}`, status: "requires_payment_method" }
    return [await this.event("checkout.session.async_payment_failed", written(session))]
  }

  unsent() {
    return Promise.all(this.untold.splice(0).map(({ type, object }) => this.event(type, object())))
  }

  books() {
    return [...this.sessions.values()].map(({ id, paid, intent, amount }) => ({
      checkout: id,
      taken: paid && intent ? { payment: intent.id, minor: intent.amount_received ?? amount } : null,
      givenBack: this.refunds.of(intent?.id ?? ""),
    }))
  }

  breakClosing() {
    this.broken = true
  }

  /** "Idempotent requests": the first answer is given again, and other parameters are refused. */
  private once(request: Asked, act: (form: URLSearchParams) => Answered): Answered {
    const key = request.headers["idempotency-key"]
    if (key === undefined) return act(new URLSearchParams(request.body))
    const known = this.asked.get(key)
    if (known && known.parameters !== request.body)
      return refused(
        400,
        "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        { type: "idempotency_error" },
      )
    if (known) return { ...known.answer, headers: { "idempotent-replayed": "true" } }
    const fresh = act(new URLSearchParams(request.body))
    this.asked.set(key, { parameters: request.body, answer: fresh })
    return fresh
  }

  private create(form: URLSearchParams): Answered {
    const item = "line_items[0][price_data]"
    const now = Math.floor(this.setting.now() / 1000)
    const expiresAt = Number(form.get("expires_at") ?? now + 86_400)
    const amount = Number(form.get(`${item}[unit_amount]`))
    for (const name of ["mode", "success_url", `${item}[currency]`, `${item}[product_data][name]`])
      if (!form.get(name)) return refused(400, `Missing required param: ${name}.`, { param: name })
    if (form.get("mode") !== "payment") return refused(400, "Invalid mode", { param: "mode" })
    if (!Number.isSafeInteger(amount) || amount < 50)
      return refused(400, "The Checkout Session's total amount is too small.", { code: "amount_too_small" })
    if (!(expiresAt >= now + 1800 && expiresAt <= now + 86_400))
      return refused(400, "The `expires_at` timestamp must be 30 minutes to 24 hours from now.", {
        param: "expires_at",
      })
    const id = `cs_test_${String(this.sessions.size + 1).padStart(20, "a")}`
    const session: Session = {
      id,
      order: form.get("client_reference_id") ?? "",
      metadata: Object.fromEntries(
        ["order", "attempt", "number", "capture"].flatMap((name) => {
          const value = form.get(`metadata[${name}]`)
          return value === null ? [] : [[name, value]]
        }),
      ),
      amount,
      currency: form.get(`${item}[currency]`) ?? "",
      url: `${this.setting.base}/c/pay/${id}`,
      expiresAt,
      status: "open",
      paid: false,
      intent: null,
      later: form.get("payment_intent_data[capture_method]") === "manual",
    }
    this.sessions.set(id, session)
    return { status: 200, body: written(session) }
  }

  private list(query: URLSearchParams): Answered {
    const newest = [...this.sessions.values()].reverse()
    const data = newest.slice(0, Number(query.get("limit") ?? 10))
    const body = { object: "list", url: "/v1/checkout/sessions", has_more: newest.length > data.length }
    return { status: 200, body: { ...body, data: data.map((session) => written(session)) } }
  }

  private expire(session: Session): Answered {
    if (this.broken) return refused(503, "Stripe is temporarily unavailable.", { type: "api_error" })
    if (session.status !== "open")
      return refused(
        400,
        `Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of \`${session.status}\`.`,
      )
    session.status = "expired"
    this.untold.push({ type: "checkout.session.expired", object: () => written(session) })
    return { status: 200, body: written(session) }
  }

  /** Once, all of it or a part; what is left is let go ("Capture a PaymentIntent"). */
  private capture(id: string, form: URLSearchParams): Answered {
    const session = this.holding(id)
    if (!session?.intent) return refused(404, `No such payment_intent: '${id}'`, { code: "resource_missing" })
    const { intent } = session
    const amount = Number(form.get("amount_to_capture") ?? session.amount)
    if (intent.status !== "requires_capture") return unexpected("captured", intent)
    if (!(amount > 0 && amount <= session.amount))
      return refused(400, "The amount is greater than what can be captured.", { code: "amount_too_large" })
    Object.assign(intent, { status: "succeeded", amount_capturable: 0, amount_received: amount })
    session.paid = true
    return { status: 200, body: { object: "payment_intent", ...intent } }
  }

  private cancel(id: string): Answered {
    const intent = this.holding(id)?.intent
    if (!intent) return refused(404, `No such payment_intent: '${id}'`, { code: "resource_missing" })
    if (intent.status !== "requires_capture") return unexpected("canceled", intent)
    Object.assign(intent, { status: "canceled", amount_capturable: 0 })
    return { status: 200, body: { object: "payment_intent", ...intent } }
  }

  private holding(id: string): Session | undefined {
    return [...this.sessions.values()].find(({ intent, later }) => later && intent?.id === id)
  }

  private refund(form: URLSearchParams): Answered {
    const answer = this.refunds.create(form)
    const charged = this.paidBy(form.get("payment_intent") ?? "")
    if (answer.status === 200 && charged)
      this.untold.push({ type: "charge.refunded", object: () => this.refunds.charge(charged) })
    return answer
  }

  private paidBy(id: string): Charged | undefined {
    const session = [...this.sessions.values()].find(({ intent, paid }) => paid && intent?.id === id)
    const amount = session?.intent?.amount_received ?? session?.amount ?? 0
    return session && { intent: id, amount, currency: session.currency, metadata: session.metadata }
  }

  private find(id: string): Session {
    const session = this.sessions.get(id)
    if (!session || session.status === "expired") throw new Error(`Nobody can pay the Checkout session ${id}.`)
    return session
  }

  private async event(type: string, object: object): Promise<Call> {
    this.events += 1
    const created = Math.floor(this.setting.now() / 1000)
    const id = `evt_${String(this.events).padStart(6, "0")}`
    const body = JSON.stringify({ id, object: "event", type, created, livemode: false, data: { object } })
    const signature = await signStripe(body, this.config.webhookSecret, created)
    const headers = { "content-type": "application/json", "stripe-signature": signature }
    return { type, method: "POST", url: this.setting.callTo(), headers, body }
  }
}

function written(session: Session, query?: URLSearchParams) {
  const { id, order, metadata, amount, currency, url, expiresAt, status, paid, intent } = session
  return {
    id,
    object: "checkout.session",
    mode: "payment",
    livemode: false,
    client_reference_id: order,
    metadata,
    amount_total: amount,
    currency,
    url: status === "open" ? url : null,
    expires_at: expiresAt,
    status,
    payment_status: paid ? "paid" : "unpaid",
    payment_intent: query?.getAll("expand[]").includes("payment_intent") ? intent : (intent?.id ?? null),
  }
}

function unexpected(deed: string, { status }: Intent): Answered {
  const message = `This PaymentIntent could not be ${deed} because it has a status of ${status}.`
  return refused(400, message, { code: "payment_intent_unexpected_state" })
}

function showPage(session: Session | undefined): Answered {
  if (!session) return { status: 404, body: "<!doctype html><title>Stripe</title><p>Something went wrong</p>" }
  return page("Stripe Checkout", [session.metadata.number ?? "", `${session.amount} ${session.currency}`])
}

function refused(status: number, message: string, more: Record<string, string> = {}): Answered {
  return { status, body: { error: { type: "invalid_request_error", message, ...more } } }
}
