import { Hono } from "hono"
import { followPort } from "./address"
import { api } from "./api"
import { executionContextOf } from "./executioncontext"
import { headersFor } from "./headers"
import { shortcomings } from "./health"
import { callbacks } from "./intake/callbacks"
import { hooks } from "./intake/hooks"
import { webhooks } from "./intake/webhooks"
import { pay } from "./pay"
import { refuse } from "./refusal"
import { refusedBy } from "./refused"
import { sandbox } from "./sandbox/sandbox"
import { sweepOnUse } from "./scheduled"
import { studio } from "./studio"

/** Everything a deployment answers. */
export const app = new Hono<{ Bindings: Env }>()

app.use(async (c, next) => {
  await next()
  for (const [name, value] of headersFor(c.req.url)) c.header(name, value)
})

app.use(async (c, next) => {
  if (c.req.path !== "/healthz") {
    await followPort(c.env, c.req.url)
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
  const { status, code, detail, retryAfter } = refusedBy(error, c.req.routePath)
  if (retryAfter !== undefined) c.header("retry-after", retryAfter)
  return refuse(c, status, code, detail)
})
