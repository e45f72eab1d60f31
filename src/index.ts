import { app } from "./http/app"
import { sweep } from "./http/scheduled"

export { Conversation } from "./conversation/object"

export default {
  fetch: app.fetch,
  scheduled: (_controller, env, context) => context.waitUntil(sweep(env)),
} satisfies ExportedHandler<Env>
