import { app } from "./http/app"
import { sweep, sweepOnUse } from "./http/sweep"

export { Conversation } from "./conversation/object"

export default {
  fetch(request: Request, env, context) {
    sweepOnUse(env, context)
    return app.fetch(request, env, context)
  },
  scheduled: (_controller, env, context) => context.waitUntil(sweep(env)),
} satisfies ExportedHandler<Env>
