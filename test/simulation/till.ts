import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { findProvider } from "../../src/payments"
import type { EmulatedProvider, EmulateProvider } from "../../src/payments/emulator"
import type { Asked, Call } from "../../src/platform/emulator"
import type { Outside } from "../../src/platform/outside"
import type { Capture, Counter, Place, Refunded, Session } from "./bank"
import type { Addresses } from "./customers"
import { Random } from "./random"
import { lost, type Scene, unauthorised } from "./scene"

/** Longest that a refund waits at a provider that queues it. */
const QUEUED_MILLISECONDS = 3_600_000

/** A provider by its own emulator, under the same faults as the modelled ones. What it has in its books is what counts. */
export class Till implements Counter {
  readonly sessions: Session[] = []
  readonly captures: Capture[] = []
  readonly emulator: EmulatedProvider
  private readonly base: string
  private callbackUrl = ""
  /** Orders with a payment that nobody will ever call back about: what else is paid for them would not be heard of. */
  private readonly untold = new Set<string>()

  constructor(
    private readonly scene: Scene,
    emulate: EmulateProvider,
  ) {
    const random = new Random(scene.options.seed, scene.index, 13)
    this.base = `https://${scene.provider}.test`
    this.emulator = emulate({
      base: this.base,
      callTo: () => this.callbackUrl,
      now: () => scene.clock.now,
      random: () => random.next(),
    })
  }

  /** Sets the account up at the provider, as its operator does; returns what it learnt. */
  async arrange(callbackUrl: string): Promise<Readonly<Record<string, string>>> {
    this.callbackUrl = callbackUrl
    const { till: account, publicUrl, provider } = this.scene
    const setting = { account, publicUrl, callbackUrl, apiBase: this.base }
    const outside: Outside = {
      at: this.scene.clock.now,
      ask: (request) => this.serve(request),
      keep: async (_, make) => (await make()).value,
      forget: async () => {},
    }
    return (await findProvider(provider)?.connect(this.emulator.config, setting).arrange?.(outside)) ?? {}
  }

  isFor(url: string): boolean {
    return url.startsWith(`${this.base}/`)
  }

  async answer(request: HttpRequest): Promise<HttpResponse> {
    const { weather } = this.scene
    if (this.scene.isRevoked()) return this.serve(unauthorised(request))
    if (weather.strikes("provider-timeout")) return lost(this.scene)
    if (weather.strikes("provider-429")) return { status: 429, headers: { "retry-after": "5" }, body: "slow down" }
    if (weather.strikes("provider-500")) return { status: 500, headers: {}, body: "oops" }
    const answer = await this.serve(request)
    if (weather.strikes("provider-500-after")) return { status: 500, headers: {}, body: "oops after all" }
    const isRefund = request.method === "POST" && /refund/.test(request.url)
    if (weather.strikes(isRefund ? "provider-refund-timeout-after" : "provider-timeout-after")) return lost(this.scene)
    return answer
  }

  /** Fills in what the pay page may ask for. */
  pressing({ phone }: Addresses): RequestInit {
    const typed = { ...this.emulator.customer, phone: phone ?? this.scene.spareNumber() }
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    return { method: "POST", headers, body: new URLSearchParams(typed).toString() }
  }

  /** The newest checkout of the order behind a link, be it one that the deployment never heard of: a phone shows it all the same. */
  behind({ order }: Place): Session | null {
    return this.sessions.findLast((session) => session.order === order) ?? null
  }

  async capture(session: Session): Promise<boolean> {
    if (this.untold.has(session.order)) return false
    const before = this.captures.length
    const isFirst = !this.captures.some(({ order }) => order === session.order)
    const done = await this.deed(session, () => this.emulator.pay(session.id), isFirst)
    if (done && this.isApprovedFirst) this.scene.approved(session.order)
    return done && this.captures.length > before
  }

  async begin(session: Session): Promise<boolean> {
    const { emulator } = this
    return emulator.payLater
      ? this.deed(session, async () => (await emulator.payLater?.(session.id)) ?? [], false)
      : false
  }

  /** What takes its time comes to be paid after all. */
  async clear(session: Session): Promise<boolean> {
    const { emulator } = this
    if (!emulator.complete) return this.capture(session)
    return this.deed(session, async () => (await emulator.complete?.(session.id)) ?? [], false)
  }

  async decline(session: Session): Promise<void> {
    await this.deed(session, () => this.emulator.fail(session.id), false)
  }

  fail(session: Session): Promise<void> {
    return this.decline(session)
  }

  get refunds(): ReadonlyMap<string, Refunded> {
    const given = this.emulator.books().flatMap(({ checkout, taken, givenBack }) => {
      const session = this.sessions.find(({ id }) => id === checkout)
      if (!session || !taken) return []
      const { payment } = taken
      return givenBack.map((minor, index) => [`${payment}/${index}`, { session, payment, minor, copies: 1 }] as const)
    })
    return new Map(given)
  }

  private get isApprovedFirst(): boolean {
    return findProvider(this.scene.provider)?.capabilities.capture != null
  }

  /** Something that a customer does there; false where it cannot be done any more. */
  private async deed(session: Session, act: () => Promise<readonly Call[]>, mayBeLost: boolean): Promise<boolean> {
    try {
      const calls = await act()
      this.balance("")
      this.bring(calls, session, mayBeLost)
      return true
    } catch (error) {
      // Its own word that nobody can.
      if (!(error instanceof Error)) throw error
      this.scene.trace(`${session.id}: ${error.message}`)
      return false
    }
  }

  private async serve({ method, url, headers, body = "" }: HttpRequest): Promise<HttpResponse> {
    const { pathname: path, searchParams: query } = new URL(url)
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const asked: Asked = { at: this.scene.clock.now, method, path, query, headers: named, body }
    const answered = (await this.emulator.service(asked)) ?? { status: 404, body: {} }
    this.balance(body)
    this.bring(await this.emulator.unsent(), null, false)
    return {
      status: answered.status,
      headers: answered.headers ?? {},
      body: typeof answered.body === "string" ? answered.body : JSON.stringify(answered.body),
    }
  }

  /** Takes over what is new in the books; `asked` is the request that may have opened a checkout. */
  private balance(asked: string): void {
    for (const { checkout, taken, givenBack } of this.emulator.books()) {
      const session = this.sessions.find(({ id }) => id === checkout) ?? this.opened(checkout, asked)
      if (taken && session.payment === null) {
        session.payment = taken.payment
        this.captures.push({ order: session.order, minor: taken.minor, payment: taken.payment, session: checkout })
        this.scene.trace(`captured ${taken.minor} for ${session.order} as ${taken.payment}`)
      }
      const sum = givenBack.reduce((all, minor) => all + minor, 0)
      if (taken && sum > taken.minor)
        this.scene.violate("refund-once", `more was given back than ${taken.payment} took`)
      if (sum === session.refunded) continue
      session.refunded = sum
      const { emulator } = this
      this.scene.clock.after(this.scene.random.between(1000, QUEUED_MILLISECONDS), () => {
        this.deed(session, async () => (await emulator.processRefunds?.()) ?? [], false)
      })
    }
  }

  private opened(id: string, asked: string): Session {
    const { scene } = this
    const orders = scene.tables.rows(`SELECT id, minor, currency, expires_at,
      (SELECT max(attempt) FROM attempts WHERE order_id = orders.id) AS attempts FROM orders`)
    const order = orders.find((row) => asked.includes(String(row.id)))
    if (!order) scene.violate("cause", `checkout ${id} was opened for no order`)
    const session: Session = {
      id,
      order: String(order?.id),
      attempt: String(order?.attempts),
      minor: Number(order?.minor),
      currency: String(order?.currency),
      expiresAt: Number(order?.expires_at),
      status: "open",
      payment: null,
      refunded: 0,
    }
    scene.opened(session, this.sessions)
    this.sessions.push(session)
    return session
  }

  private bring(calls: readonly Call[], session: Session | null, mayBeLost: boolean): void {
    const { scene } = this
    const taken = this.captures.map(({ payment }) => payment)
    for (const { type, url, headers, body } of calls)
      scene.courier.bring("callback", {
        what: `callback ${type}`,
        path: url.slice(scene.publicUrl.length),
        body,
        sign: () => headers,
        acknowledged: () => this.checkTold(session, taken),
        // Of a checkout that nobody knows of only its callback tells.
        ...(mayBeLost && session && this.isKnown(session) && { lost: () => void this.untold.add(session.order) }),
      })
  }

  private isKnown({ id }: Session): boolean {
    return this.scene.tables.rows("SELECT 1 FROM attempts WHERE reference = ?", id).length > 0
  }

  /** What was taken when it was told is on record once that was acknowledged. */
  private checkTold(session: Session | null, taken: readonly string[]): void {
    if (session?.payment == null || !taken.includes(session.payment)) return
    const { tables } = this.scene
    const found = tables.rows(
      `SELECT 1 FROM order_facts WHERE type = 'captured' AND payment = ?1
        UNION ALL SELECT 1 FROM unmatched WHERE type = 'captured' AND payment = ?1`,
      session.payment,
    )
    if (found.length === 0)
      this.scene.violate("acknowledged-is-durable", `${session.payment} was acknowledged and is not kept`)
  }
}
