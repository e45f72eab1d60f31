import { Hono } from "hono"
import { authenticated } from "../auth/authenticated"
import { catalogueRoutes } from "./catalogue"
import { channelAccountRoutes } from "./channel-accounts"
import { configurationRoutes } from "./configuration"
import { conversationRoutes } from "./conversations"
import { deploymentRoutes } from "./deployment"
import { docsPage } from "./docs"
import { documentOf, type OpenApi } from "./document"
import { flowRoutes } from "./flows"
import { orderRoutes } from "./orders"
import { paymentAccountRoutes } from "./payment-accounts"
import { payPreviewRoute } from "./paypreview"
import { phoneRoutes } from "./phone"
import type { Route } from "./route"
import { session } from "./session"
import { trialRoutes } from "./trial"

const routes: readonly Route[] = [
  ...configurationRoutes,
  payPreviewRoute,
  ...paymentAccountRoutes,
  ...channelAccountRoutes,
  ...flowRoutes,
  ...orderRoutes,
  ...conversationRoutes,
  ...deploymentRoutes,
  ...catalogueRoutes,
  ...trialRoutes,
  ...phoneRoutes,
]

let written: OpenApi | undefined

/** Written when first asked for: it takes longer than a Worker should need to start. */
function openApi(): OpenApi {
  written ??= documentOf(routes)
  return written
}

/** All that an operator or another program sets and sees. Everything but its own description and signing in needs a token or a session. */
export const api = new Hono<{ Bindings: Env }>()

api.get("/openapi.json", (c) => c.json(openApi()))
api.get("/docs", (c) => docsPage(c, openApi()))
api.use(async (c, next) => {
  await next()
  // Answers hold customers' links.
  c.header("cache-control", "no-store")
})
api.route("/session", session)
api.use(authenticated)
for (const route of routes) api.on(route.method, route.path, (c) => route.respond(c))
