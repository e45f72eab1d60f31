import { Hono } from "hono"
import { findChannel } from "../../channels"
import type { Inbound, Received } from "../../channels/channel"
import { worldOf } from "../../deployment/cloudflare"
import type { World } from "../../deployment/deployment"
import { outsideOf } from "../../deployment/outside"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import type { Acknowledgement } from "../../platform/outside"
import { readRequest } from "../../platform/request"
import { equal } from "../../platform/signature"
import { noteActivity } from "../../store/accounts/activity"
import { clearFault, isKnownFaulty, markFaulty, markWell } from "../../store/accounts/health"
import { databaseError } from "../../store/database"
import { executionContextOf } from "../executioncontext"
import { refusal } from "../refusal"
import { deliver, type Post } from "./delivery"
import { noteProof } from "./proof"
import { understood } from "./understood"

type Item = Exclude<Inbound, { type: "account" }>

/** Meta's stated maximum of a webhook. */
const MAX_BYTES = 3 * 1024 * 1024

/** Where they are called, by the router's words. */
export const WEBHOOK_ROUTE = "/webhooks/:channel/:account/:proof?"

/** Whose webhook it is, and what is at the end of its address. */
interface At {
  channel: string
  account: string
  proof?: string | undefined
}

/** Whom the webhook at that address is for; null where none is. */
export function webhookAt(url: string): At | null {
  const start = url.indexOf("/", url.indexOf("://") + 3)
  if (!url.startsWith("/webhooks/", start)) return null
  const end = url.indexOf("?", start)
  const parts = url.slice(start, end === -1 ? undefined : end).split("/")
  const [, , channel = "", account = "", proof] = parts
  // What is written in another way than any channel's is the router's to read.
  if (parts.length > 5 || channel === "" || account === "" || proof === "" || /[%#]/.test(parts.join(""))) return null
  return { channel, account, ...(proof !== undefined && { proof }) }
}

/** What channels call when customers write or messages arrive. */
export const webhooks = new Hono<{ Bindings: Env }>()

webhooks.all("/:channel/:account/:proof?", (c) =>
  receiveWebhook(c.req.raw, c.env, executionContextOf(c), c.req.param()),
)

/** Takes a webhook in, and answers it once what it brought is durable. */
export async function receiveWebhook(
  call: Request,
  env: Env,
  context: ExecutionContext | undefined,
  { channel: name, account, proof }: At,
): Promise<Response> {
  const world = worldOf(env)
  const found = findChannel(name) ? await world.channel(account) : null
  if (!found || found.channel.name !== name || (found.channel.webhooks.proof === "signature" && proof !== undefined))
    return refusal(404, "not_found", `There is no ${name} account "${account}".`)
  const { channel, connection, version } = found
  const { methods, answer } = channel.webhooks
  if (!methods.some((method) => method === call.method))
    return refusal(405, "method_not_allowed", `${channel.title} does not call so.`, { allow: methods.join(", ") })

  const seen = { kind: "channel", account } as const
  try {
    if (channel.webhooks.proof === "address") await proveAddress(proof ?? "", found.webhookUrl)
    const request = await readRequest(call, MAX_BYTES)
    if (!request) return refusal(413, "too_large", "A webhook can be at most 3 MB.")
    const receive = () => connection.receive(request, outsideOf(world, { ...seen, version }))
    const received = await understood(receive, nothing, { name, account })
    await take({ env, world, channel, account }, context, received)
    noteProof(context, world, { ...seen, proven: true })
    return acknowledgement(received.answer ?? answer)
  } catch (error) {
    if (error instanceof Failure && error.code === "unauthorised") noteProof(context, world, { ...seen, proven: false })
    throw error
  }
}

const nothing: Received = { inbound: [], ignored: [] }

/** Compared before anything is read: who does not know the address has nothing to say. */
async function proveAddress(proof: string, webhookUrl: string): Promise<void> {
  if (await equal(proof, webhookUrl.slice(webhookUrl.lastIndexOf("/") + 1))) return
  throw new Failure("unauthorised", "This is not the account's own address for webhooks.", "stop")
}

async function take(post: Post, context: ExecutionContext | undefined, received: Received): Promise<void> {
  const { world, channel, account } = post
  const { inbound, ignored } = received
  if (ignored.length > 0)
    log("webhook.ignored", { channel: channel.name, account, what: ignored.slice(0, 10).join(", ") })
  const items = inbound.filter((item) => item.type !== "account")
  await deliver(post, items)
  const told = inbound.filter((item) => item.type === "account")
  // Only signs for people: nobody waits for them, and nothing is lost without them.
  context?.waitUntil(note(world, account, items, told))
}

function acknowledgement({ status, body, headers = {} }: Acknowledgement): Response {
  return new Response(body ?? null, { status, headers })
}

type News = Extract<Inbound, { type: "account" }>

async function note(world: World, account: string, items: readonly Item[], told: readonly News[]): Promise<void> {
  try {
    const now = world.now()
    const latest = (some: readonly Item[]) => Math.min(now, Math.max(...some.map(({ at }) => at)))
    const came = items.filter(({ type }) => type === "message")
    if (came.length > 0) await noteActivity(world.db, account, "inbound", latest(came), now)
    const went = items.filter((item) => item.type === "receipt" && item.status !== "failed")
    if (went.length > 0) await noteActivity(world.db, account, "outbound", latest(went), now)
    const carried = went.some((item) => item.type === "receipt" && item.status !== "sent")
    const channel = { kind: "channel" as const, account, at: now }
    if (carried && isKnownFaulty(channel, "carried")) await markWell(world.db, channel)
    const [news] = [...told].sort((a, b) => b.at - a.at)
    if (news?.fault) await markFaulty(world.db, { ...channel, code: news.fault, reason: news.reason, told: true })
    else if (news) await clearFault(world.db, channel)
  } catch (error) {
    log("activity.lost", { account, reason: String(databaseError(error)) })
  }
}
