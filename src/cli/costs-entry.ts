import type { Delivery, NotOwn } from "../conversation/thread"
import type { OrderTold } from "../core/order/news"
import production, { Conversation as Production } from "../index"
import { count, countingDatabase, countingStorage, counts, countWaking } from "./costs/counting"

const ask = globalThis.fetch
globalThis.fetch = (input, init) => {
  count("outsideRequests")
  return ask(input, init)
}

/** What an object without a table takes up. */
const EMPTY_BYTES = 4096

/** The conversation as it is deployed, with its requests and its storage counted. What the operator looks up is not. */
export class Conversation extends Production {
  constructor(context: DurableObjectState, env: Env) {
    const before = counts()
    const isKept = context.storage.sql.databaseSize > EMPTY_BYTES
    Object.defineProperty(context, "storage", { value: countingStorage(context.storage) })
    super(context, countingEnv(env))
    if (isKept) countWaking(before)
  }

  override receive(delivery: Delivery): Promise<NotOwn[]> {
    count("objectRequests")
    return super.receive(delivery)
  }

  override hear(told: OrderTold): Promise<void> {
    count("objectRequests")
    return super.hear(told)
  }

  override alarm(): Promise<void> {
    count("objectRequests")
    count("alarms")
    return super.alarm()
  }
}

export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url)
    if (pathname === "/counts") return Response.json(counts())
    if (pathname.startsWith("/api/")) return production.fetch(request, env, context)
    count("workerRequests")
    return production.fetch(request, countingEnv(env), context)
  },
  scheduled: (controller, env, context) => production.scheduled(controller, env, context),
} satisfies ExportedHandler<Env>

function countingEnv(env: Env): Env {
  return { ...env, DB: countingDatabase(env.DB) }
}
