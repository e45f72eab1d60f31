import { Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { followPort } from "./address"
import { api } from "./api"
import { executionContextOf } from "./executioncontext"
import { isUnmigrated, shortcomings, UNMIGRATED } from "./health"
import { callbacks } from "./intake/callbacks"
import { hooks } from "./intake/hooks"
import { webhooks } from "./intake/webhooks"
import { pay } from "./pay"
import { refuse } from "./refusal"
import { sandbox } from "./sandbox/sandbox"
import { sweepOnUse } from "./scheduled"
import { studio } from "./studio"

/** On every answer, and on the studio's files by its `_headers`. */
const HEADERS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy":
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
}

/** Everything a deployment answers. */
export const app = new Hono<{ Bindings: Env }>()

app.use(async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  // Only over https does it say anything (RFC 6797 §7.2).
  if (c.req.url.startsWith("https:")) c.header("strict-transport-security", "max-age=31536000")
})

app.use(async (c, next) => {
  if (c.req.path !== "/healthz") {
    await followPort(c)
    sweepOnUse(c.env, executionContextOf(c))
  }
  return next()
})

app.get("/healthz", async (c) => {
  const missing = await shortcomings(c.env)
  if (missing.length === 0) return c.text("ok")
  return refuse(c, 503, "not_ready", missing.join(" "))
})
app.route("/webhooks", webhooks)
app.route("/callbacks", callbacks)
app.route("/hooks", hooks)
app.route("/p", pay)
app.route("/sandbox", sandbox)
app.route("/api", api)
app.route("/", studio)

app.notFound((c) => {
  // The next version may have it.
  c.header("cache-control", "no-store")
  return refuse(c, 404, "not_found", `There is nothing at ${c.req.path}.`)
})

app.onError((error, c) => {
  if (error instanceof Failure) {
    const status = statusOf(error)
    log("request.refused", { route: c.req.routePath, code: error.code, status })
    if (isUnderWay(error)) c.header("retry-after", String(error.retryAfterSeconds ?? 2))
    return refuse(c, status, error.code, error.message)
  }
  if (error instanceof HTTPException) {
    return refuse(c, 400, "bad_request", error.message)
  }
  if (isUnmigrated(error)) {
    log("request.refused", { route: c.req.routePath, code: "not_migrated", status: 503 })
    return refuse(c, 503, "not_migrated", UNMIGRATED)
  }
  log("request.failed", { route: c.req.routePath, reason: String(databaseError(error)) })
  return refuse(c, 500, "internal", "Something went wrong here. Try again; the log says more.")
})

/** A lock rather than a refusal: the same thing, or one before it, is being done right now. */
function isUnderWay({ code }: Failure): boolean {
  return code === "in_flight" || code === "under_way"
}

/** Would sending it again help? */
function statusOf(failure: Failure): 401 | 409 | 500 | 502 | 503 {
  // Its sender has to send it again, and signed.
  if (failure.code === "unproven") return 503
  // Of a caller: a service that refuses our own key is another matter.
  if (failure.code === "unauthorised" && failure.advice === "stop") return 401
  if (failure.advice === "hold" || failure.code === "not_configured" || failure.code === "unsealable") return 503
  if (isUnderWay(failure)) return 409
  if (failure.advice === "again") return 502
  return failure.ambiguous ? 502 : 409
}
