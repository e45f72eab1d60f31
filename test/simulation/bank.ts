import { createHmac } from "node:crypto"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Addresses } from "./customers"
import { lost, type Scene } from "./scene"
import { sandboxBody, sandboxEvent, stripeBody, stripeEvent } from "./wording"

/** A checkout as the provider knows it; times are milliseconds since 1970. */
export interface Session {
  id: string
  order: string
  attempt: string
  minor: number
  currency: string
  expiresAt: number
  status: "open" | "paid" | "pending" | "failed" | "expired"
  payment: string | null
  refunded: number
}

/** Money that the provider took for an order. */
export interface Capture {
  order: string
  minor: number
  payment: string
  session: string
}

/** Money given back. */
export interface Refunded {
  session: Session
  payment: string
  minor: number
  copies: number
}

/** Where a press of the pay page's button led, and the order that the page is of. */
export interface Place {
  location: string
  order: string
}

/** A provider as customers and the judge have it. */
export interface Counter {
  readonly sessions: readonly Session[]
  readonly captures: readonly Capture[]
  readonly refunds: ReadonlyMap<string, Refunded>
  /** Whether a request is for it. */
  isFor(url: string): boolean
  answer(request: HttpRequest): Promise<HttpResponse>
  /** How the pay page's button is pressed by a customer at these addresses. */
  pressing(addresses: Addresses): RequestInit
  /** The checkout that a customer was led to. */
  behind(place: Place): Session | null
  /** Takes the customer's money. `late` is a page that was left open, and takes it although the checkout is over. */
  capture(session: Session, how?: { late?: boolean; again?: boolean; minor?: number }): boolean | Promise<boolean>
  decline(session: Session): void | Promise<void>
  /** A method that settles later, and then is paid or comes to nothing. */
  begin(session: Session): boolean | Promise<boolean>
  clear(session: Session): boolean | Promise<boolean>
  fail(session: Session): void | Promise<void>
  /** Money that is sent without any checkout, the moment its order is about to be stored; absent where nobody can. */
  push?(order: string, minor: number, currency: string): void
}

export type Told = "paid" | "pending" | "failed" | "expired" | "declined" | "refunded"

export const STRIPE_SECRET = "whsec_simulated_secret"
export const TILL_SECRET = "sandbox-secret-of-the-till"

/** Stripe, which keeps every answer under its idempotency key, or the sandbox, which keeps only successes. */
export class Bank implements Counter {
  readonly sessions: Session[] = []
  readonly captures: Capture[] = []
  readonly refunds = new Map<string, Refunded>()
  /** Orders with a payment that nobody will ever call back about: asking finds one payment of an order, not two. */
  private readonly untold = new Set<string>()
  private readonly answers = new Map<string, { body: string; answer: HttpResponse }>()
  private ids = 0

  constructor(private readonly scene: Scene) {}

  async answer(request: HttpRequest): Promise<HttpResponse> {
    const { weather } = this.scene
    if (this.scene.isRevoked()) return this.refusal(401, "invalid_request_error", "Invalid API Key provided")
    const key = request.headers["idempotency-key"]
    if (weather.strikes("provider-timeout")) return lost(this.scene)
    if (weather.strikes("provider-429")) return this.refusal(429, "rate_limit", "slow down", { "retry-after": "5" })
    const known = key === undefined ? undefined : this.answers.get(key)
    if (known) {
      if (known.body !== (request.body ?? "")) return this.refusal(400, "idempotency_error", "other parameters")
      return { ...known.answer, headers: { "idempotent-replayed": "true" } }
    }
    const fails = weather.strikes("provider-500")
    const answer = fails ? this.refusal(500, "api_error", "oops") : this.carryOut(request)
    const kept = this.isStripe || answer.status < 300
    const after = !fails && weather.strikes("provider-500-after")
    const said = after ? this.refusal(500, "api_error", "oops after all") : answer
    if (key !== undefined && kept && answer.status !== 429)
      this.answers.set(key, { body: request.body ?? "", answer: this.isStripe ? said : answer })
    const isRefund = request.method === "POST" && request.url.endsWith("refunds")
    if (weather.strikes(isRefund ? "provider-refund-timeout-after" : "provider-timeout-after")) return lost(this.scene)
    return said
  }

  isFor(url: string): boolean {
    return url.startsWith("https://api.stripe.com/") || url.startsWith(`${this.scene.publicUrl}/sandbox/sessions`)
  }

  pressing(): RequestInit {
    return { method: "POST" }
  }

  behind({ location }: Place): Session | null {
    const id = location.slice(location.lastIndexOf("/") + 1)
    return this.sessions.find((session) => session.id === id) ?? null
  }

  capture(session: Session, how: { late?: boolean; again?: boolean; minor?: number } = {}): boolean {
    this.standing(session)
    const open = session.status === "open" || session.status === "pending"
    if (!open && !how.again && !(how.late && session.status === "expired")) return false
    if (this.untold.has(session.order)) return false
    const minor = how.minor ?? session.minor
    const payment = `pi_${session.id}_${this.captures.length}`
    const slow = session.status === "pending"
    const spare = !how.again && !how.late && open && !this.captures.some(({ order }) => order === session.order)
    // Asking finds no more than that, where nobody believes what is told.
    if (this.scene.refusesCallbacks && !spare) return false
    // A checkout is paid once: who pays again does it by another one.
    const own = how.again ? { ...session, id: `${session.id}_again`, minor, payment, refunded: 0 } : session
    Object.assign(own, { status: "paid", payment, minor })
    if (how.again) this.sessions.push(own)
    this.captures.push({ order: own.order, minor, payment, session: own.id })
    if (!slow) this.scene.captured(session.order)
    this.scene.trace(`captured ${minor} for ${session.order} as ${payment}`)
    this.tell({ ...own }, "paid", { slow, spare })
    return true
  }

  push(order: string, minor: number, currency: string): void {
    const session: Session = {
      id: `cs_push_${order}`,
      order,
      attempt: "0",
      minor,
      currency,
      expiresAt: this.scene.clock.now,
      status: "paid",
      payment: `pi_push_${order}`,
      refunded: 0,
    }
    this.sessions.push(session)
    this.captures.push({ order, minor, payment: `pi_push_${order}`, session: session.id })
    this.tell(session, "paid", {})
  }

  /** Another merchant's money, of which a platform's endpoint hears too; it names an order of ours. */
  private hearForeign(session: Session): void {
    const foreign: Session = {
      ...session,
      id: `${session.id}_foreign`,
      status: "paid",
      payment: `pi_foreign_${session.id}`,
    }
    this.tell(foreign, "paid", { foreign: true })
  }

  decline(session: Session): void {
    this.standing(session)
    if (session.status !== "open") return
    // Stripe's page lets the customer try again; the sandbox's session is over.
    if (!this.isStripe) session.status = "failed"
    this.tell(session, this.isStripe ? "declined" : "failed", { spare: true })
  }

  begin(session: Session): boolean {
    this.standing(session)
    if (session.status !== "open") return false
    session.status = "pending"
    this.tell(session, "pending", { spare: true })
    return true
  }

  clear(session: Session): boolean {
    return this.capture(session)
  }

  fail(session: Session): void {
    if (session.status !== "pending") return
    session.status = "failed"
    this.tell(session, "failed", { slow: true, spare: true })
  }

  private carryOut(request: HttpRequest): HttpResponse {
    const path = new URL(request.url).pathname.replace(/^\/(v1\/checkout|sandbox)/, "").replace(/^\/v1/, "")
    const fields = this.fieldsOf(request.body ?? "")
    const [, id = ""] = /^\/sessions\/([^/]+)/.exec(path) ?? []
    if (request.method === "POST" && path === "/sessions") return this.open(fields)
    if (request.method === "GET" && path === "/refunds") return this.listRefunds(request.url)
    if (path.endsWith("refunds")) return this.refund(fields, id, request.headers["idempotency-key"] ?? "")
    const session = this.sessions.find((candidate) => candidate.id === id)
    if (!session) return this.refusal(404, "resource_missing", "No such session")
    this.standing(session)
    if (request.method === "GET") return this.show(session)
    if (session.status === "open") {
      session.status = "expired"
      this.tell(session, "expired", { spare: true })
      return this.show(session)
    }
    if (!this.isStripe && session.status === "expired") return this.show(session)
    const status = session.status === "expired" ? "expired" : "complete"
    if (this.isStripe) return this.refusal(400, "invalid", `This Session has a status of \`${status}\`.`)
    return this.refusal(409, "already_paid", "It is over.")
  }

  private open(fields: Record<string, unknown>): HttpResponse {
    const { now } = this.scene.clock
    const attempt = String(fields.attempt)
    const expiresAt = Number(fields.expiresAt)
    if (this.isStripe && (expiresAt < now + 30 * 60_000 || expiresAt > now + 86_400_000))
      return { ...this.refusal(400, "invalid", "expires_at"), body: JSON.stringify({ error: { param: "expires_at" } }) }
    const session: Session = {
      id: `cs_${this.scene.index}_${++this.ids}`,
      order: String(fields.order),
      attempt,
      minor: Number(fields.amount),
      currency: String(fields.currency).toUpperCase(),
      expiresAt,
      status: "open",
      payment: null,
      refunded: 0,
    }
    this.scene.opened(session, this.sessions)
    this.sessions.push(session)
    if (this.scene.weather.strikes("callback-foreign")) this.hearForeign(session)
    return this.show(session)
  }

  private refund(fields: Record<string, unknown>, id: string, key: string): HttpResponse {
    const payment = String(fields.payment)
    const capture = this.captures.find((candidate) => candidate.payment === payment)
    const session = this.sessions.find((candidate) => candidate.id === (id === "" ? capture?.session : id))
    const minor = Number(fields.amount)
    const others = [...this.refunds].filter(([other, one]) => other !== key && one.payment === payment)
    if (others.length > 0) this.scene.violate("refund-once", `${payment} is refunded under two keys`)
    if (!capture || !session || minor > capture.minor - session.refunded)
      return this.refusal(400, "charge_already_refunded", "There is not that much left")
    session.refunded += minor
    const copies = (this.refunds.get(key)?.copies ?? 0) + 1
    this.refunds.set(key, { session, payment, minor, copies })
    this.scene.trace(`refunded ${minor} of ${session.order}`)
    this.tell(session, "refunded", {})
    if (!this.isStripe) return this.show(session)
    return this.ok(this.refundBody(key, session, payment))
  }

  private refundBody(key: string, session: Session, payment: string): object {
    const charge = {
      amount_refunded: session.refunded,
      currency: session.currency.toLowerCase(),
      payment_intent: payment,
      metadata: { order: session.order },
      livemode: false,
    }
    return { id: `re_${key}`, status: "succeeded", metadata: { refund: key }, charge }
  }

  private listRefunds(url: string): HttpResponse {
    const wanted = new URL(url).searchParams.get("payment_intent")
    const found = [...this.refunds].filter(([, { payment }]) => payment === wanted)
    return this.ok({ data: found.map(([key, { session, payment }]) => this.refundBody(key, session, payment)) })
  }

  private tell(session: Session, told: Told, how: { slow?: boolean; spare?: boolean; foreign?: boolean }): void {
    const { scene } = this
    const id = `evt_${scene.index}_${++this.ids}`
    const slow = how.slow ?? false
    const body = this.isStripe
      ? stripeEvent(id, session, told, slow, scene.clock.now, how.foreign)
      : sandboxEvent(id, session, told, how.foreign ? "another-till" : scene.till, scene.clock.now)
    scene.courier.bring("callback", {
      what: `callback ${told} of ${session.order} (${id})`,
      path: `/callbacks/${scene.provider}/${scene.till}`,
      body,
      sign: () => this.sign(body),
      acknowledged: () => scene.checkEvent(`${scene.till}:${id}`),
      ...(how.spare && {
        lost: () => {
          if (told === "paid") this.untold.add(session.order)
        },
      }),
    })
  }

  private sign(body: string): Record<string, string> {
    const seconds = Math.floor(this.scene.clock.now / 1000)
    const right = this.isStripe ? STRIPE_SECRET : TILL_SECRET
    const secret = this.scene.refusesCallbacks ? `${right}-of-another` : right
    const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")
    return { [this.isStripe ? "stripe-signature" : "sandbox-signature"]: `t=${seconds},v1=${digest}` }
  }

  private standing(session: Session): void {
    if (session.status === "open" && this.scene.clock.now >= session.expiresAt) session.status = "expired"
  }

  private show(session: Session): HttpResponse {
    const given = [...this.refunds].filter(([, one]) => one.session === session)
    const refunds = Object.fromEntries(given.map(([key, { minor }]) => [key, minor]))
    return this.ok(
      this.isStripe ? stripeBody(session) : { ...sandboxBody(session, this.scene.publicUrl, this.scene.till), refunds },
    )
  }

  private ok(body: object): HttpResponse {
    return { status: 200, headers: {}, body: JSON.stringify(body) }
  }

  private refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): HttpResponse {
    return { status, headers, body: JSON.stringify({ error: { code, message } }) }
  }

  private fieldsOf(body: string): Record<string, unknown> {
    if (!this.isStripe) return body === "" ? {} : (JSON.parse(body) as Record<string, unknown>)
    const form = Object.fromEntries(new URLSearchParams(body))
    return {
      order: form["metadata[order]"],
      attempt: form["metadata[attempt]"],
      amount: form["line_items[0][price_data][unit_amount]"] ?? form.amount,
      currency: form["line_items[0][price_data][currency]"],
      expiresAt: Number(form.expires_at) * 1000,
      payment: form.payment_intent,
    }
  }

  private get isStripe(): boolean {
    return this.scene.provider === "stripe"
  }
}
