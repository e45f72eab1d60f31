import { Hono } from "hono"
import type { PaymentEvent } from "../../core/order/order"
import { worldOf } from "../../deployment/cloudflare"
import type { World } from "../../deployment/deployment"
import { tell } from "../../orders/tell"
import { toldOf } from "../../orders/told"
import { findProvider } from "../../payments"
import { type Hint, nothing, type PaymentConnection } from "../../payments/provider"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { readRequest } from "../../platform/request"
import { applyEvent, type Cause, recordForeign } from "../../store/orders/append"
import { isUntold } from "../../store/orders/orders"
import { noteProof } from "./proof"
import { understood } from "./understood"

/** Far more than any provider sends. */
const MAX_BYTES = 3 * 1024 * 1024

/** What payment providers call when money moves. */
export const callbacks = new Hono<{ Bindings: Env }>()

callbacks.post("/:provider/:account", async (c) => {
  const { provider: name, account } = c.req.param()
  const world = worldOf(c.env)
  const found = findProvider(name) ? await world.payments(account) : null
  if (!found || found.provider.name !== name)
    return c.json({ error: { code: "not_found", message: `There is no ${name} account "${account}".` } }, 404)
  const request = await readRequest(c.req.raw, MAX_BYTES)
  if (!request) return c.json({ error: { code: "too_large", message: "A callback can be at most 3 MB." } }, 413)
  try {
    await found.connection.verify(request)
  } catch (error) {
    noteProof(c, world, { kind: "payment", account, proven: false })
    log("callback.refused", { provider: name, account })
    throw error
  }
  noteProof(c, world, { kind: "payment", account, proven: true })

  const { connection } = found
  const { events, foreign, hints, ignored } = await understood(() => connection.events(request), nothing, {
    name,
    account,
  })
  if (ignored.length > 0) log("callback.ignored", { provider: name, account, what: ignored.join(", ") })
  for (const event of foreign) {
    log("callback.foreign", { provider: name, account, event: event.id, status: event.status })
    await recordForeign(world.db, { account, event, at: world.now() })
  }
  const news: { event: PaymentEvent; cause: Cause }[] = events.map((event) => ({ event, cause: "callback" }))
  for (const hint of hints)
    for (const event of await lookUp(world, connection, hint)) news.push({ event, cause: "query" })
  for (const { event, cause } of news) {
    const applied = await applyEvent(world.db, { account, cause, event, at: world.now() })
    if (!applied) {
      log("callback.unmatched", { provider: name, account, event: event.id, status: event.status })
      continue
    }
    const { order, changed } = applied
    if (changed) log(`order.${order.status}`, { order: order.id, cause, late: order.late, overpaid: order.overpaid })
    // Whether this callback moved it or one before whose wake was lost: the conversation must come to know.
    if (isUntold(order)) await tell(world, await toldOf(world, order, "settled"))
  }
  return c.json({ received: true })
})

/** What a callback only named, as the provider knows it. Throws a Failure after which the callback is to come again. */
async function lookUp(world: World, connection: PaymentConnection, hint: Hint): Promise<PaymentEvent[]> {
  if (!connection.find || !connection.found) return []
  try {
    return connection.found(await world.perform(connection.find(hint), "adapter"), hint, world.now())
  } catch (error) {
    if (!(error instanceof Failure) || error.advice === "again" || error.advice === "hold") throw error
    throw new Failure(error.code, error.message, "again")
  }
}
