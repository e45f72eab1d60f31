import { type Context, Hono } from "hono"
import * as z from "zod"
import { worldOf } from "../../deployment/cloudflare"
import { isLocal } from "../../deployment/local"
import { readRequest } from "../../platform/request"
import { equal, sha256Hex } from "../../platform/signature"
import { accounts } from "../../store/accounts/accounts"
import { noteActivity } from "../../store/accounts/activity"
import { database } from "../../store/database"
import { addMessage, createSession, readSession, replaceSession } from "../../store/sandbox/sandbox"
import { pageHeaders } from "../pay/page"
import { callBack } from "./callbacks"
import { merchant } from "./merchant"
import { renderHosted, renderNoSession } from "./page"
import { actions, captured, done, refunded, type Session, session as schema, standing, toldOf, wanted } from "./session"

/** The pretend phone network and payment provider: the outside world of a deployment on somebody's own machine. */
export const sandbox = new Hono<{ Bindings: Env }>()

type SandboxContext = Context<{ Bindings: Env }>

/** Far more than any of our own requests. */
const MAX_BYTES = 100_000

/** Rounds of compare-and-set, for two clicks at once. */
const MAX_ROUNDS = 5

sandbox.use(async (c, next) => {
  if (!isLocal(c.env))
    return c.json(fault("not_found", "The sandbox exists only on your own machine, where ENVIRONMENT is local."), 404)
  return next()
})

sandbox.route("/merchant", merchant)

/** What is sent to a pretend phone. Without a phone it goes nowhere, so whoever sends may. */
sandbox.post("/messages", async (c) => {
  const { data } = sentMessage.safeParse(await bodyOf(c))
  if (data && (await isSender(c, data.account))) {
    const { account, message } = data
    const at = worldOf(c.env).now()
    const row = { account, phone: data.contact.phone, message: JSON.stringify(message), createdAt: at }
    const db = database(c.env.DB)
    await Promise.all([addMessage(db, row), noteActivity(db, account, "outbound", at)])
  }
  return c.json({ id: `sandbox-${crypto.randomUUID()}` }, 201)
})

sandbox.post("/sessions", async (c) => {
  const given = wanted.safeParse(await bodyOf(c))
  if (!given.success) return c.json(fault("invalid_request", messageOf(given.error)), 400)
  if (!(await isTrusted(c, given.data.account))) return c.json(UNAUTHORISED, 401)
  const key = c.req.header("idempotency-key") ?? crypto.randomUUID()
  const id = `ses_${(await sha256Hex(JSON.stringify([given.data.account, key]))).slice(0, 32)}`
  const fresh: Session = {
    ...given.data,
    id,
    status: "open",
    payment: null,
    refunded: 0,
    refunds: {},
    ...{ captured: 0, captures: {}, heldUntil: null },
    reason: null,
  }
  const row = { id, account: fresh.account, session: JSON.stringify(fresh), createdAt: worldOf(c.env).now() }
  const stored = read((await createSession(database(c.env.DB), row)).session)
  return c.json({ ...stored, url: `${await worldOf(c.env).address()}/sandbox/pay/${id}` }, 201)
})

sandbox.get("/sessions/:id", (c) => change(c, (session) => session))

sandbox.post("/sessions/:id/close", (c) =>
  change(c, (session) => {
    if (session.status === "paid") return { code: "already_paid", message: "This session is paid." }
    return session.status === "open" ? { ...session, status: "expired" } : session
  }),
)

const part = z.object({ amount: z.int().min(1), currency: z.string(), last: z.boolean() })

sandbox.post("/sessions/:id/captures", async (c) => {
  const given = part.safeParse(await bodyOf(c))
  if (!given.success) return c.json(fault("invalid_request", messageOf(given.error)), 400)
  const { amount, currency, last } = given.data
  const key = c.req.header("idempotency-key") ?? crypto.randomUUID()
  return change(c, (session) => {
    const taken = currency === session.currency ? captured(session, key, amount, last) : null
    return taken ?? { code: "not_capturable", message: "There is not that much of that currency held." }
  })
})

sandbox.post("/sessions/:id/release", (c) =>
  change(c, (session) => {
    if (session.status !== "held" && session.status !== "released")
      return { code: "not_held", message: "Nothing is held by this session." }
    return session.status === "held" ? { ...session, status: "released" } : session
  }),
)

const sentMessage = z.object({
  account: z.string(),
  contact: z.object({ phone: z.string() }),
  message: z.record(z.string(), z.unknown()),
})

const refund = z.object({ amount: z.int().min(1), currency: z.string() })

sandbox.post("/sessions/:id/refunds", async (c) => {
  const given = refund.safeParse(await bodyOf(c))
  if (!given.success) return c.json(fault("invalid_request", messageOf(given.error)), 400)
  const { amount, currency } = given.data
  const key = c.req.header("idempotency-key") ?? crypto.randomUUID()
  return change(c, (session) => {
    const less = currency === session.currency ? refunded(session, key, amount) : null
    return less ?? { code: "not_refundable", message: "There is not that much of that currency left to give back." }
  })
})

sandbox.get("/pay/:id", async (c) => {
  const row = await readSession(database(c.env.DB), c.req.param("id"))
  const session = row && standing(read(row.session), worldOf(c.env).now())
  const headers = await pageHeaders(session ? [new URL(session.returnUrl).origin] : [])
  return session ? c.html(renderHosted(session), 200, headers) : c.html(renderNoSession(), 404, headers)
})

sandbox.post("/pay/:id/:action", async (c) => {
  const world = worldOf(c.env)
  const { id, action: name } = c.req.param()
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  for (let round = 0; action && round < MAX_ROUNDS; round++) {
    const row = await readSession(world.db, id)
    if (!row) break
    const session = standing(read(row.session), world.now())
    const next = done(session, action, world.now())
    // A second click: the first one did it, and told of it.
    if (!next) return c.redirect(session.returnUrl, 303)
    if (!(await replaceSession(world.db, id, row.session, JSON.stringify(next)))) continue
    const secret = await secretOf(c, session.account)
    if (secret !== null) await callBack(world, secret, next, toldOf(next, action, world.now()))
    return c.redirect(session.returnUrl, 303)
  }
  return c.html(renderNoSession(), 404, await pageHeaders([]))
})

/** Answers with the session as it becomes; a refusal is answered with 409. Only its own account may ask. */
async function change(
  c: SandboxContext,
  become: (session: Session) => Session | { code: string; message: string },
): Promise<Response> {
  const db = database(c.env.DB)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const row = await readSession(db, c.req.param("id") ?? "")
    if (!row) return c.json(fault("no_such_session", "There is no such session."), 404)
    if (!(await isTrusted(c, row.account))) return c.json(UNAUTHORISED, 401)
    const session = standing(read(row.session), worldOf(c.env).now())
    const next = become(session)
    if ("code" in next) return c.json(fault(next.code, next.message), 409)
    if (next === session || (await replaceSession(db, row.id, row.session, JSON.stringify(next)))) return c.json(next)
  }
  return c.json(fault("busy", "The session changes too fast."), 503)
}

/** Only the phone's own account puts messages on it. */
async function isSender(c: SandboxContext, account: string): Promise<boolean> {
  const given = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1]
  const found = await accounts(database(c.env.DB), "channel", c.env.SECRETS_KEY).open(account, worldOf(c.env).now())
  const secret = found?.service === "sandbox" ? found.config.secret : null
  return given !== undefined && typeof secret === "string" && (await equal(given, secret))
}

async function isTrusted(c: SandboxContext, account: string): Promise<boolean> {
  const given = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1]
  const secret = await secretOf(c, account)
  return given !== undefined && secret !== null && (await equal(given, secret))
}

async function secretOf(c: SandboxContext, account: string): Promise<string | null> {
  const found = await accounts(database(c.env.DB), "payment", c.env.SECRETS_KEY).open(account, worldOf(c.env).now())
  const secret = found?.service === "sandbox" ? found.config.secret : null
  return typeof secret === "string" ? secret : null
}

async function bodyOf(c: SandboxContext): Promise<unknown> {
  const request = await readRequest(c.req.raw, MAX_BYTES)
  try {
    return JSON.parse(new TextDecoder().decode(request?.body))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function read(text: string): Session {
  return schema.parse(JSON.parse(text))
}

function messageOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")
}

function fault(code: string, message: string) {
  return { error: { code, message } }
}

const UNAUTHORISED = fault("unauthorised", "That is not the secret of the session's account.")
