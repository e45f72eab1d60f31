import { signStripe } from "../../../test/support/payment-signers"
import { type Answer, type Callback, page, type Received, type Till } from "./service"
import { type Charged, stripeRefunds } from "./stripe-refunds"

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
  intent: { id: string; status: string } | null
}

/** Stripe's Checkout API, its hosted page and its events (docs.stripe.com/api/checkout/sessions). */
export function stripeTill(account: { secretKey: string; webhookSecret: string }, base: string): Till {
  const sessions = new Map<string, Session>()
  const asked = new Map<string, { parameters: string; answer: Answer }>()
  const untold: { type: string; object: () => object }[] = []
  const refunds = stripeRefunds(paidBy)
  let events = 0
  let broken = false

  function answer(request: Received): Answer | null {
    const { method, path, headers } = request
    const shown = /^\/c\/pay\/(\w+)$/.exec(path)?.[1]
    if (shown !== undefined) return showPage(sessions.get(shown))
    if (!path.startsWith("/v1/")) return null
    if (headers.authorization !== `Bearer ${account.secretKey}`) return refused(401, "Invalid API Key provided.")
    if (path === "/v1/checkout/sessions" && method === "POST") return once(request, create)
    const [, id = "", action] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(expire))?$/.exec(path) ?? []
    const session = sessions.get(id)
    if (path === "/v1/checkout/sessions") return list(request.query)
    if (path === "/v1/refunds") return method === "POST" ? once(request, refund) : refunds.list(request.query)
    if (!session) return refused(404, `No such checkout.session: '${id}'`)
    if (method === "GET" && action === undefined) return { status: 200, body: written(session, request.query) }
    return method === "POST" && action === "expire" ? expire(session) : null
  }

  /** "Idempotent requests": the first answer is given again, and other parameters are refused. */
  function once(request: Received, act: (form: URLSearchParams) => Answer): Answer {
    const key = request.headers["idempotency-key"]
    if (key === undefined) return act(new URLSearchParams(request.body))
    const known = asked.get(key)
    if (known && known.parameters !== request.body)
      return refused(
        400,
        "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        { type: "idempotency_error" },
      )
    if (known) return { ...known.answer, headers: { "idempotent-replayed": "true" } }
    const fresh = act(new URLSearchParams(request.body))
    asked.set(key, { parameters: request.body, answer: fresh })
    return fresh
  }

  function create(form: URLSearchParams): Answer {
    const item = "line_items[0][price_data]"
    const now = Math.floor(Date.now() / 1000)
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
    const id = `cs_test_${String(sessions.size + 1).padStart(20, "a")}`
    const session: Session = {
      id,
      order: form.get("client_reference_id") ?? "",
      metadata: Object.fromEntries(
        ["order", "attempt", "number"].map((name) => [name, form.get(`metadata[${name}]`) ?? ""]),
      ),
      amount,
      currency: form.get(`${item}[currency]`) ?? "",
      url: `${base}/c/pay/${id}`,
      expiresAt,
      status: "open",
      paid: false,
      intent: null,
    }
    sessions.set(id, session)
    return { status: 200, body: written(session) }
  }

  function list(query: URLSearchParams): Answer {
    const newest = [...sessions.values()].reverse()
    const data = newest.slice(0, Number(query.get("limit") ?? 10))
    const body = { object: "list", url: "/v1/checkout/sessions", has_more: newest.length > data.length }
    return { status: 200, body: { ...body, data: data.map((session) => written(session)) } }
  }

  function expire(session: Session): Answer {
    if (broken) return refused(503, "Stripe is temporarily unavailable.", { type: "api_error" })
    if (session.status !== "open")
      return refused(
        400,
        `Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of \`${session.status}\`.`,
      )
    session.status = "expired"
    untold.push({ type: "checkout.session.expired", object: () => written(session) })
    return { status: 200, body: written(session) }
  }

  function refund(form: URLSearchParams): Answer {
    const answer = refunds.create(form)
    const charged = paidBy(form.get("payment_intent") ?? "")
    if (answer.status === 200 && charged)
      untold.push({ type: "charge.refunded", object: () => refunds.charge(charged) })
    return answer
  }

  function paidBy(id: string): Charged | undefined {
    const session = [...sessions.values()].find(({ intent, paid }) => paid && intent?.id === id)
    return session && { intent: id, amount: session.amount, currency: session.currency, metadata: session.metadata }
  }

  function find(id: string): Session {
    const session = sessions.get(id)
    if (!session || session.status === "expired") throw new Error(`Nobody can pay the Checkout session ${id}.`)
    return session
  }

  async function event(type: string, object: object): Promise<Callback> {
    events += 1
    const created = Math.floor(Date.now() / 1000)
    const body = JSON.stringify({
      id: `evt_${String(events).padStart(6, "0")}`,
      object: "event",
      type,
      created,
      livemode: false,
      data: { object },
    })
    return { type, body, headers: { "stripe-signature": await signStripe(body, account.webhookSecret, created) } }
  }

  return {
    service: answer,
    pay(reference) {
      const session = find(reference)
      Object.assign(session, { status: "complete", paid: true, intent: { id: `pi_${reference}`, status: "succeeded" } })
      return event("checkout.session.completed", written(session))
    },
    payLater(reference) {
      const session = find(reference)
      Object.assign(session, { status: "complete", intent: { id: `pi_${reference}`, status: "processing" } })
      return event("checkout.session.completed", written(session))
    },
    fail(reference) {
      const session = find(reference)
      session.intent = { id: `pi_${reference}`, status: "requires_payment_method" }
      return event("checkout.session.async_payment_failed", written(session))
    },
    unsent: () => Promise.all(untold.splice(0).map(({ type, object }) => event(type, object()))),
    breakClosing() {
      broken = true
    },
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

function showPage(session: Session | undefined): Answer {
  if (!session) return { status: 404, body: "<!doctype html><title>Stripe</title><p>Something went wrong</p>" }
  return page("Stripe Checkout", [session.metadata.number ?? "", `${session.amount} ${session.currency}`])
}

function refused(status: number, message: string, more: Record<string, string> = {}): Answer {
  return { status, body: { error: { type: "invalid_request_error", message, ...more } } }
}
