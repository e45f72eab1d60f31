import type { Context } from "hono"
import * as z from "zod"
import { worldOf } from "../../../deployment/cloudflare"
import type { World } from "../../../deployment/deployment"
import { newId } from "../../../platform/identity"
import { log } from "../../../platform/log"
import { readRequest } from "../../../platform/request"
import { seal, unseal } from "../../../platform/seal"
import { hmac, toHex } from "../../../platform/signature"
import { databaseError } from "../../../store/database"
import { type Claim, claimKey, keepAnswer, releaseKey } from "../../../store/settings/idempotency"
import type { Visitor } from "../../auth/authenticated"
import { say } from "../sentences"
import { MAX_BYTES } from "./body"
import { answered, Problem } from "./problem"

/** The header by which the same request, sent again, is done once (IETF draft "The Idempotency-Key HTTP Header Field"). */
export const idempotencyHeader = z.object({
  "idempotency-key": z.string().min(1).max(255).optional().meta({
    description:
      "Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`.",
  }),
})

/** A longer answer is not kept: the request is then done again. */
const MAX_KEPT = 200_000

const stored = z.object({ status: z.int(), type: z.string(), body: z.string() })

/**
 * What a deed is called that must be done once under its caller's key, however often it is begun and whenever: of the caller, the key
 * and all that is asked. Null without a key.
 */
export type Once = string | null

/** The id of what is made without one of its caller's: under their key it is the same when it is begun again. */
export function idFor(once: Once): string {
  return once?.slice(0, 16) ?? newId()
}

/**
 * Answers a POST once for each key of a caller. `respond` gets a name for the deed that stays the same where it has to be
 * begun again, since its first try died unanswered or broke off. What throws is not kept: it may be tried again.
 */
export async function idempotent(
  context: Context<{ Bindings: Env }>,
  visitor: Visitor,
  respond: (once: Once) => Promise<Response>,
): Promise<Response> {
  const header = context.req.header("idempotency-key")
  if (context.req.method !== "POST" || header === undefined) return respond(null)
  const world = worldOf(context.env)
  const { once, ...claim } = await claimOf(context, world, visitor, keyIn(header))
  const before = await claimKey(world.db, claim)
  if (before) return repeated(world, claim, before)
  try {
    const response = await respond(once)
    return await kept(world, claim, response)
  } catch (error) {
    await releaseKey(world.db, claim).catch((fault: unknown) =>
      log("idempotency.notReleased", { reason: String(databaseError(fault)) }),
    )
    throw error
  }
}

/** The draft's form is a quoted string; most send it bare. */
function keyIn(header: string): string {
  const [, quoted] = /^"([\x21\x23-\x5b\x5d-\x7e]{1,255})"$/.exec(header) ?? []
  const key = quoted ?? header
  if (!/^[\x21\x23-\x7e]{1,255}$/.test(key)) throw new Problem(400, "unreadable", say("keyUnreadable"))
  return key
}

async function claimOf(context: Context<{ Bindings: Env }>, world: World, visitor: Visitor, key: string) {
  const { raw } = context.req
  const read = await readRequest(raw, MAX_BYTES)
  if (!read) throw new Problem(413, "too_large", say("bodyTooLarge"))
  // Read once: the route reads a copy.
  const { method, url, headers } = raw
  context.req.raw = new Request(url, { method, headers, body: read.body })
  const { pathname, search } = new URL(url)
  const text = new TextDecoder("latin1").decode(read.body)
  const hashed = async (...parts: string[]) =>
    toHex(await hmac("SHA-256", world.hashKey, `paythread:idempotency:${JSON.stringify(parts)}`))
  const id = (await hashed("key", visitor.kind, visitor.id, key)).slice(0, 40)
  const fingerprint = await hashed("asked", pathname, search, text)
  const once = (await hashed("deed", id, fingerprint)).slice(0, 40)
  return { id, fingerprint, once, claim: crypto.randomUUID(), at: world.now() }
}

async function repeated(
  world: World,
  { id }: Claim,
  { same, answer }: { same: boolean; answer: string | null },
): Promise<Response> {
  if (!same) throw new Problem(422, "key_reused", say("keyReused"))
  if (answer === null) return answered(new Problem(409, "in_flight", say("keyInFlight")), { "retry-after": "2" })
  const { status, type, body } = stored.parse(JSON.parse(await unseal(world.secretsKey, answer, `idempotency/${id}`)))
  const headers = { "idempotency-replayed": "true", ...(type !== "" && { "content-type": type }) }
  return new Response(status === 204 ? null : body, { status, headers })
}

/** What was done is answered, whether or not the answer can be kept. */
async function kept(world: World, claim: Claim, response: Response): Promise<Response> {
  try {
    const body = await response.clone().text()
    const answer = { status: response.status, type: response.headers.get("content-type") ?? "", body }
    if (body.length > MAX_KEPT) await releaseKey(world.db, claim)
    else {
      const sealed = await seal(world.secretsKey, JSON.stringify(answer), `idempotency/${claim.id}`)
      await keepAnswer(world.db, claim, sealed)
    }
  } catch (error) {
    log("idempotency.notKept", { reason: String(databaseError(error)) })
  }
  return response
}
