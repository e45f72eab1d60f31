import { followPort } from "./address"
import { app } from "./app"
import { headersFor } from "./headers"
import { receiveWebhook, WEBHOOK_ROUTE, webhookAt } from "./intake/webhooks"
import { refusal } from "./refusal"
import { refusedBy } from "./refused"
import { sweepOnUse } from "./scheduled"

/** Answers a request. Webhooks, which are most of them, go past the router and its middleware. */
export async function answer(request: Request, env: Env, context?: ExecutionContext): Promise<Response> {
  const at = webhookAt(request.url)
  if (!at) return app.fetch(request, env, context)
  const response = await webhook(request, env, context, at)
  for (const [name, value] of headersFor(request.url)) response.headers.set(name, value)
  return response
}

async function webhook(
  request: Request,
  env: Env,
  context: ExecutionContext | undefined,
  at: NonNullable<ReturnType<typeof webhookAt>>,
): Promise<Response> {
  try {
    await followPort(env, request.url)
    sweepOnUse(env, context)
    return await receiveWebhook(request, env, context, at)
  } catch (error) {
    const { status, code, detail, retryAfter } = refusedBy(error, WEBHOOK_ROUTE)
    return refusal(status, code, detail, retryAfter === undefined ? {} : { "retry-after": retryAfter })
  }
}
