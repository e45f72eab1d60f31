import { answer } from "./http/front"
import { sweep } from "./http/scheduled"

export { Conversation } from "./conversation/object"

export default {
  fetch: answer,
  scheduled: (_controller, env, context) => context.waitUntil(sweep(env)),
} satisfies ExportedHandler<Env>
