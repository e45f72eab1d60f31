import {
  type Answered,
  type Asked,
  type Call,
  type EmulatorSetting,
  fieldsOf,
  hexOf,
  hmac,
  page,
  secretOf,
} from "../../platform/emulator"
import { recordOf } from "../../platform/reading"
import type { EmulatedProvider, EmulateProvider } from "../emulator"

/** The pretend provider's service, its hosted page and its callbacks. */
export const emulateSandbox = ((setting) => new PretendProvider(setting)) satisfies EmulateProvider

/** The value of `sandbox-signature` for a callback. `timestamp` is in seconds. */
export async function signSandboxPayment(body: string, secret: string, timestamp: number): Promise<string> {
  return `t=${timestamp},v1=${hexOf(await hmac("SHA-256", secret, `${timestamp}.${body}`))}`
}

type Session = Record<string, unknown>

class PretendProvider implements EmulatedProvider {
  readonly config: { secret: string }
  readonly price = { minor: 14_990, currency: "ZAR" } as const
  readonly unplayable = {}
  readonly customer = {}
  private readonly sessions = new Map<string, Session>()
  /** Session ids by idempotency key. */
  private readonly asked = new Map<string, string>()
  private readonly untold: { type: string; session: Session }[] = []
  private events = 0
  private broken = false

  constructor(private readonly setting: EmulatorSetting) {
    this.config = { secret: secretOf(setting) }
  }

  service = (request: Asked): Answered | null => {
    const { method, path, headers } = request
    const shown = this.sessions.get(/^\/pay\/(\w+)$/.exec(path)?.[1] ?? "")
    if (shown) return page("Sandbox", [String(shown.number), `${shown.amount} ${shown.currency}`])
    if (!path.startsWith("/sessions")) return null
    if (headers.authorization !== `Bearer ${this.config.secret}`) return refused(401, "unauthorised", "Wrong secret.")
    if (path === "/sessions" && method === "POST") return this.create(request)
    const [, id = "", action] = /^\/sessions\/(\w+)(?:\/(close|refunds|captures|release))?$/.exec(path) ?? []
    const session = this.sessions.get(id)
    if (!session) return refused(404, "unknown_session", "There is no such session.")
    if (action === undefined) return { status: 200, body: session }
    if (action === "captures") return capture(session, request)
    if (action === "release") return release(session)
    return action === "close" ? this.close(session) : refund(session, request)
  }

  pay(checkout: string) {
    const payment = `pay_${checkout}`
    if (this.sessions.get(checkout)?.capture !== "later")
      return this.change(checkout, { status: "paid", payment }, "session.paid")
    const heldUntil = this.setting.now() + HELD_MILLISECONDS
    return this.change(checkout, { status: "held", payment, heldUntil }, "session.held")
  }

  payLater(checkout: string) {
    return this.change(checkout, { status: "pending" }, "session.pending")
  }

  fail(checkout: string) {
    return this.change(checkout, { status: "failed", reason: "The card was declined." }, "session.failed")
  }

  unsent() {
    return Promise.all(this.untold.splice(0).map(({ type, session }) => this.event(type, session)))
  }

  books() {
    return [...this.sessions.values()].map(({ id, status, payment, amount, capture, captured, refunds }) => ({
      checkout: String(id),
      taken: takenOf(status === "paid" && capture !== "later" ? amount : captured, payment),
      givenBack: Object.values(recordOf(refunds)).map(Number),
    }))
  }

  breakClosing() {
    this.broken = true
  }

  private create(request: Asked): Answered {
    const key = request.headers["idempotency-key"] ?? ""
    const wanted = fieldsOf(request.body)
    if (key === "" || typeof wanted.order !== "string" || !(Number(wanted.amount) > 0))
      return refused(400, "incomplete", "A session needs an idempotency key, an order and an amount.")
    const known = this.sessions.get(this.asked.get(key) ?? "")
    if (known) return { status: 200, body: known }
    const id = `ses_${this.sessions.size + 1}`
    const fresh = { status: "open", payment: null, refunded: 0, refunds: {}, reason: null }
    const session = { ...wanted, id, url: `${this.setting.base}/pay/${id}`, ...fresh }
    this.asked.set(key, id)
    this.sessions.set(id, session)
    return { status: 201, body: session }
  }

  private close(session: Session): Answered {
    if (this.broken) return refused(503, "unavailable", "The pretend service is down.")
    if (session.status === "paid") return refused(409, "already_paid", "This session is paid.")
    if (session.status === "open") {
      session.status = "expired"
      this.untold.push({ type: "session.expired", session })
    }
    return { status: 200, body: session }
  }

  private async change(id: string, to: Session, type: string): Promise<Call[]> {
    const session = this.sessions.get(id)
    if (!session || session.status === "expired") throw new Error(`Nobody can pay the pretend session ${id}.`)
    Object.assign(session, to)
    return [await this.event(type, session)]
  }

  private async event(type: string, session: Session): Promise<Call> {
    this.events += 1
    const at = this.setting.now()
    const body = JSON.stringify({ id: `evt_${this.events}`, type, at, session })
    const signature = await signSandboxPayment(body, this.config.secret, Math.floor(at / 1000))
    const headers = { "content-type": "application/json", "sandbox-signature": signature }
    return { type, method: "POST", url: this.setting.callTo(), headers, body }
  }
}

/** How long money is held. */
const HELD_MILLISECONDS = 7 * 86_400_000

function takenOf(minor: unknown, payment: unknown) {
  return Number(minor) > 0 ? { payment: String(payment), minor: Number(minor) } : null
}

/** Each key takes once, never above what is held. All of it taken, or the last part, the session is paid or let go. */
function capture(session: Session, request: Asked): Answered {
  const taken = recordOf(session.captures)
  const key = request.headers["idempotency-key"] ?? `capture-${Object.keys(taken).length}`
  if (Object.hasOwn(taken, key)) return { status: 200, body: session }
  if (session.status !== "held") return refused(409, "not_held", "Nothing is held by this session.")
  const { amount: wanted, last } = fieldsOf(request.body)
  const [amount, captured] = [Number(wanted), Number(session.captured ?? 0) + Number(wanted)]
  if (!(amount > 0 && captured <= Number(session.amount)))
    return refused(409, "not_capturable", "There is not that much held.")
  const status = captured === Number(session.amount) ? "paid" : last === true ? "released" : "held"
  Object.assign(session, { captured, captures: { ...taken, [key]: amount }, status })
  return { status: 200, body: session }
}

function release(session: Session): Answered {
  if (session.status === "held") session.status = "released"
  return session.status === "released"
    ? { status: 200, body: session }
    : refused(409, "not_held", "Nothing is held by this session.")
}

function refund(session: Session, request: Asked): Answered {
  if (session.status !== "paid" && !session.captured) return refused(409, "not_paid", "This session is not paid.")
  const given = recordOf(session.refunds)
  const key = request.headers["idempotency-key"] ?? `refund-${Object.keys(given).length}`
  if (Object.hasOwn(given, key)) return { status: 200, body: session }
  const amount = Number(fieldsOf(request.body).amount)
  const refunded = Number(session.refunded) + amount
  if (!(amount > 0 && refunded <= Number(session.captured || session.amount)))
    return refused(409, "not_refundable", "There is not that much of that currency left to give back.")
  Object.assign(session, { refunded, refunds: { ...given, [key]: amount } })
  return { status: 200, body: session }
}

function refused(status: number, code: string, message: string): Answered {
  return { status, body: { error: { code, message } } }
}
