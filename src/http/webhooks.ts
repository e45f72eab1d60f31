import { Hono } from "hono"
import { findChannel } from "../channels"
import { addressesOf, type Channel, type Contact, type Inbound } from "../channels/channel"
import { worldOf } from "../conversation/cloudflare"
import type { Delivery } from "../conversation/thread"
import type { World } from "../conversation/world"
import { conversationName } from "../platform/identity"
import { log } from "../platform/log"
import { readRequest } from "../platform/request"
import { noteActivity } from "../store/activity"
import { databaseError } from "../store/database"
import { conversationsOf, registerConversation } from "../store/directory"
import { executionContextOf } from "./executioncontext"
import { noteProof } from "./proof"
import { understood } from "./understood"

/** Meta's stated maximum of a webhook. */
const MAX_BYTES = 3 * 1024 * 1024

/** Conversations woken at once: enough to be quick, few enough to leave room for other requests. */
const AT_ONCE = 100

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
  await deliver(c.env, world, channel, account, inbound)
  // Only a figure for people: nobody waits for it, and nothing is lost without it.
  executionContextOf(c)?.waitUntil(note(world, account, inbound))
  noteProof(c, world, { kind: "channel", account, proven: true })
  return connection.answer()
})

/** Hands everything to its conversation. Throws when any of it is not durable, so that the channel sends it again. */
async function deliver(env: Env, world: World, channel: Channel, account: string, inbound: Inbound[]): Promise<void> {
  if (inbound.length === 0) return
  const nameOf = await addressBook(world, channel, account, inbound)
  const deliveries = new Map<string, Delivery>()
  for (const item of inbound) {
    if (item.type === "moved") {
      const { phone = null, userId = null, name = null } = item.to
      await registerConversation(world.db, { id: await nameOf(item.from), account, phone, userId, name, at: item.at })
      continue
    }
    const id = await nameOf(item.contact)
    const delivery = deliveries.get(id) ?? { id, channel: channel.name, account, inbound: [] }
    delivery.inbound.push(item)
    deliveries.set(id, delivery)
  }
  const waiting = [...deliveries.values()]
  const failures: unknown[] = []
  while (waiting.length > 0) {
    const batch = waiting.splice(0, AT_ONCE)
    const results = await Promise.allSettled(batch.map(async (one) => env.CONVERSATION.getByName(one.id).receive(one)))
    failures.push(...results.flatMap((result) => (result.status === "rejected" ? [result.reason] : [])))
  }
  // Only now: one conversation in trouble must not keep the others from hearing, however often the batch is sent again.
  if (failures.length > 0) throw failures[0]
}

async function note(world: World, account: string, inbound: Inbound[]): Promise<void> {
  try {
    const now = world.now()
    const latest = (items: Inbound[]) => Math.min(now, Math.max(...items.map(({ at }) => at)))
    const came = inbound.filter(({ type }) => type === "message")
    if (came.length > 0) await noteActivity(world.db, account, "inbound", latest(came), now)
    const went = inbound.filter((item) => item.type === "status" && item.status !== "failed")
    if (went.length > 0) await noteActivity(world.db, account, "outbound", latest(went), now)
  } catch (error) {
    log("activity.lost", { account, reason: String(databaseError(error)) })
  }
}

/** Finds a contact's conversation. Where one person can come under several addresses, the known ones are looked up first. */
async function addressBook(world: World, channel: Channel, account: string, inbound: Inbound[]) {
  const contacts = inbound.map((item) => (item.type === "moved" ? item.from : item.contact))
  const known = channel.aliases
    ? await conversationsOf(world.db, account, contacts.flatMap(addressesOf))
    : new Map<string, string>()
  return async (contact: Contact): Promise<string> => {
    const addresses = addressesOf(contact)
    for (const address of addresses) {
      const conversation = known.get(address)
      if (conversation) return conversation
    }
    const name = await conversationName(world.hashKey, channel.name, account, addresses[0] ?? "")
    for (const address of addresses) known.set(address, name)
    return name
  }
}

function unknownAccount(channel: string, account: string) {
  return { error: { code: "not_found", message: `There is no ${channel} account "${account}".` } }
}
