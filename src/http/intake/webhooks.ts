import { Hono } from "hono"
import { findChannel } from "../../channels"
import type { Inbound } from "../../channels/channel"
import { worldOf } from "../../deployment/cloudflare"
import type { World } from "../../deployment/deployment"
import { log } from "../../platform/log"
import { readRequest } from "../../platform/request"
import { noteActivity } from "../../store/accounts/activity"
import { isKnownFaulty, markWell } from "../../store/accounts/health"
import { databaseError } from "../../store/database"
import { executionContextOf } from "../executioncontext"
import { deliver } from "./delivery"
import { noteProof } from "./proof"
import { understood } from "./understood"

/** Meta's stated maximum of a webhook. */
const MAX_BYTES = 3 * 1024 * 1024

/** What channels call when customers write or messages arrive. */
export const webhooks = new Hono<{ Bindings: Env }>()

webhooks.on(["GET", "POST"], "/:channel/:account", async (c) => {
  const { channel: name, account } = c.req.param()
  const world = worldOf(c.env)
  const found = findChannel(name) ? await world.channel(account) : null
  if (!found || found.channel.name !== name) return c.json(unknownAccount(name, account), 404)
  const { channel, connection } = found

  const request = await readRequest(c.req.raw, MAX_BYTES)
  if (!request) return c.json({ error: { code: "too_large", message: "A webhook can be at most 3 MB." } }, 413)
  if (request.method === "GET" && connection.challenge) {
    const answer = await connection.challenge(request)
    return answer ?? c.json({ error: { code: "forbidden", message: "This is not the set-up handshake." } }, 403)
  }
  try {
    await connection.verify(request)
  } catch (error) {
    noteProof(c, world, { kind: "channel", account, proven: false })
    throw error
  }

  const { inbound, ignored } = understood(
    () => connection.receive(request),
    { inbound: [], ignored: [] },
    { name, account },
  )
  if (ignored.length > 0) log("webhook.ignored", { channel: name, account, what: ignored.slice(0, 10).join(", ") })
  await deliver({ env: c.env, world, channel, account }, inbound)
  // Only a figure for people: nobody waits for it, and nothing is lost without it.
  executionContextOf(c)?.waitUntil(note(world, account, inbound))
  noteProof(c, world, { kind: "channel", account, proven: true })
  return connection.answer()
})

async function note(world: World, account: string, inbound: Inbound[]): Promise<void> {
  try {
    const now = world.now()
    const latest = (items: Inbound[]) => Math.min(now, Math.max(...items.map(({ at }) => at)))
    const came = inbound.filter(({ type }) => type === "message")
    if (came.length > 0) await noteActivity(world.db, account, "inbound", latest(came), now)
    const went = inbound.filter((item) => item.type === "status" && item.status !== "failed")
    if (went.length > 0) await noteActivity(world.db, account, "outbound", latest(went), now)
    const carried = went.some((item) => item.type === "status" && item.status !== "sent")
    const channel = { kind: "channel" as const, account, at: now }
    if (carried && isKnownFaulty(channel, "carried")) await markWell(world.db, channel)
  } catch (error) {
    log("activity.lost", { account, reason: String(databaseError(error)) })
  }
}

function unknownAccount(channel: string, account: string) {
  return { error: { code: "not_found", message: `There is no ${channel} account "${account}".` } }
}
