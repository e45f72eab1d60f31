import { Hono } from "hono"
import { settingOf } from "../../deployment/setting"
import { authenticated } from "../auth/authenticated"
import { addressRoutes } from "./accounts/addresses"
import { catalogueRoutes } from "./accounts/catalogue"
import { channelAccountRoutes } from "./accounts/channel-accounts"
import { checkRoutes } from "./accounts/checks"
import { paymentAccountRoutes } from "./accounts/payment-accounts"
import { trialRoutes } from "./accounts/trial"
import { conversationRoutes } from "./conversations/conversations"
import { deploymentRoutes } from "./deployment/deployment"
import { session } from "./deployment/session"
import { docsPage } from "./description/docs"
import { documentOf, type OpenApi } from "./description/document"
import { eventRoutes } from "./events/events"
import { flowRoutes } from "./flows/flows"
import { orderRoutes } from "./orders/orders"
import { unmatchedRoutes } from "./orders/unmatched"
import { configurationRoutes } from "./payments/configuration"
import { payPreviewRoute } from "./payments/paypreview"
import { phoneRoutes } from "./phone/phone"
import { type ApiOf, answer } from "./routing/route"

/** Every route, but for signing in and the description. */
export const routes = [
  ...configurationRoutes,
  payPreviewRoute,
  ...paymentAccountRoutes,
  ...channelAccountRoutes,
  ...flowRoutes,
  ...orderRoutes,
  ...unmatchedRoutes,
  ...conversationRoutes,
  ...eventRoutes,
  ...deploymentRoutes,
  ...catalogueRoutes,
  ...trialRoutes,
  ...checkRoutes,
  ...addressRoutes,
  ...phoneRoutes,
] as const

/** What each route is called with and answers, by its name. */
export type Api = ApiOf<typeof routes>

let written: OpenApi | undefined

/** Written when first asked for: it takes longer than a Worker should need to start. */
function openApi(): OpenApi {
  written ??= documentOf(routes)
  return written
}

/** All that an operator or another program sets and sees. Everything but its own description and signing in needs a token or a session. */
export const api = new Hono<{ Bindings: Env }>()

for (const description of ["/openapi.json", "/docs"])
  api.use(description, (c, next) => (settingOf(c.env, "API_DOCS") === "closed" ? authenticated(c, next) : next()))
api.get("/openapi.json", (c) => c.json(openApi()))
api.get("/docs", (c) => docsPage(c, openApi()))
api.use(async (c, next) => {
  await next()
  // Answers hold customers' links.
  c.header("cache-control", "no-store")
})
api.route("/session", session)
api.use(authenticated)
for (const route of routes) api.on(route.method, route.path, (c) => answer(c, route))
