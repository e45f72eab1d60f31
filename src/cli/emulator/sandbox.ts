import { signSandboxPayment } from "../../../test/support/payment-signers"
import { type Answer, type Callback, fieldsOf, page, type Received, recordOf, type Till } from "./service"

/** The pretend provider's service, its hosted page and its callbacks. */
export function sandboxTill(account: { secret: string }, base: string): Till {
  const sessions = new Map<string, Record<string, unknown>>()
  const asked = new Map<string, string>()
  const untold: { type: string; session: Record<string, unknown> }[] = []
  let events = 0
  let broken = false

  function answer(request: Received): Answer | null {
    const { method, path, headers } = request
    const shown = sessions.get(/^\/pay\/(\w+)$/.exec(path)?.[1] ?? "")
    if (shown) return page("Sandbox", [String(shown.number), `${shown.amount} ${shown.currency}`])
    if (!path.startsWith("/sessions")) return null
    if (headers.authorization !== `Bearer ${account.secret}`) return refused(401, "unauthorised", "Wrong secret.")
    if (path === "/sessions" && method === "POST") return create(request)
    const [, id = "", action] = /^\/sessions\/(\w+)(?:\/(close|refunds))?$/.exec(path) ?? []
    const session = sessions.get(id)
    if (!session) return refused(404, "unknown_session", "There is no such session.")
    if (action === undefined) return { status: 200, body: session }
    return action === "close" ? close(session) : refund(session, request)
  }

  function create(request: Received): Answer {
    const key = request.headers["idempotency-key"] ?? ""
    const wanted = fieldsOf(request.body)
    if (key === "" || typeof wanted.order !== "string" || !(Number(wanted.amount) > 0))
      return refused(400, "incomplete", "A session needs an idempotency key, an order and an amount.")
    const known = sessions.get(asked.get(key) ?? "")
    if (known) return { status: 200, body: known }
    const id = `ses_${sessions.size + 1}`
    const session = {
      ...wanted,
      id,
      url: `${base}/pay/${id}`,
      status: "open",
      payment: null,
      refunded: 0,
      refunds: {},
      reason: null,
    }
    asked.set(key, id)
    sessions.set(id, session)
    return { status: 201, body: session }
  }

  function close(session: Record<string, unknown>): Answer {
    if (broken) return refused(503, "unavailable", "The pretend service is down.")
    if (session.status === "paid") return refused(409, "already_paid", "This session is paid.")
    if (session.status === "open") {
      session.status = "expired"
      untold.push({ type: "session.expired", session })
    }
    return { status: 200, body: session }
  }

  function refund(session: Record<string, unknown>, request: Received): Answer {
    if (session.status !== "paid") return refused(409, "not_paid", "This session is not paid.")
    const given = recordOf(session.refunds)
    const key = request.headers["idempotency-key"] ?? `refund-${Object.keys(given).length}`
    if (Object.hasOwn(given, key)) return { status: 200, body: session }
    const amount = Number(fieldsOf(request.body).amount)
    const refunded = Number(session.refunded) + amount
    if (!(amount > 0 && refunded <= Number(session.amount)))
      return refused(409, "not_refundable", "There is not that much of that currency left to give back.")
    Object.assign(session, { refunded, refunds: { ...given, [key]: amount } })
    return { status: 200, body: session }
  }

  function change(id: string, to: Record<string, unknown>, type: string): Promise<Callback> {
    const session = sessions.get(id)
    if (!session || session.status === "expired") throw new Error(`Nobody can pay the pretend session ${id}.`)
    Object.assign(session, to)
    return event(type, session)
  }

  async function event(type: string, session: Record<string, unknown>): Promise<Callback> {
    events += 1
    const at = Date.now()
    const body = JSON.stringify({ id: `evt_${events}`, type, at, session })
    const signature = await signSandboxPayment(body, account.secret, Math.floor(at / 1000))
    return { type, body, headers: { "sandbox-signature": signature } }
  }

  return {
    service: answer,
    pay: (reference) => change(reference, { status: "paid", payment: `pay_${reference}` }, "session.paid"),
    payLater: (reference) => change(reference, { status: "pending" }, "session.pending"),
    fail: (reference) => change(reference, { status: "failed", reason: "The card was declined." }, "session.failed"),
    unsent: () => Promise.all(untold.splice(0).map(({ type, session }) => event(type, session))),
    breakClosing() {
      broken = true
    },
  }
}

function refused(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}
