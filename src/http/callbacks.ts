import { Hono } from "hono"
import { worldOf } from "../conversation/cloudflare"
import { toldOf } from "../conversation/settlement"
import { findProvider } from "../payments"
import { log } from "../platform/log"
import { readRequest } from "../platform/request"
import { isUntold } from "../store/orders"
import { applyEvent } from "../store/settling"
import { tell } from "./sweep"
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
  await found.connection.verify(request)

  const { events, ignored } = understood(
    () => found.connection.events(request),
    { events: [], ignored: [] },
    { name, account },
  )
  if (ignored.length > 0) log("callback.ignored", { provider: name, account, what: ignored.join(", ") })
  for (const event of events) {
    const applied = await applyEvent(world.db, { account, cause: "callback", event, at: world.now() })
    if (!applied) {
      log("callback.unmatched", { provider: name, account, event: event.id, status: event.status })
      continue
    }
    const { order, changed } = applied
    if (changed)
      log(`order.${order.status}`, { order: order.id, cause: "callback", late: order.late, overpaid: order.overpaid })
    // Whether this callback moved it or one before whose wake was lost: the conversation must come to know.
    if (isUntold(order)) await tell(c.env, world, await toldOf(world, order, "settled"))
  }
  return c.json({ received: true })
})
