import { Hono } from "hono"
import type * as z from "zod"
import { rights } from "../../../core/right"
import { worldOf } from "../../../deployment/cloudflare"
import { environmentOf } from "../../../deployment/local"
import { operatorDid, tellDeed } from "../../../events/operator"
import { learnAddress } from "../../address"
import { FOREIGN, holderOf, isForeign, type Visitor, visitorOfRequest } from "../../auth/authenticated"
import { mayTry, noteRefusal } from "../../auth/flood"
import { redeem } from "../../auth/link"
import { beginSession, DEPLOYMENT, leaveSession } from "../../auth/session"
import { PROBLEM_TYPE, refuse } from "../../refusal"
import { readBody } from "../routing/body"
import { Problem, validated } from "../routing/problem"
import { say } from "../sentences"
import { type sessionView, signInBody } from "./view"

/** The browser's session: how the studio signs in and out. */
export const session = new Hono<{ Bindings: Env }>()

session.onError((error, c) => {
  if (error instanceof Problem) return c.json(error.body, error.status, { "content-type": PROBLEM_TYPE })
  throw error
})

session.get("/", async (c) => {
  const visitor = await visitorOfRequest(c)
  return visitor ? c.json(shown(c.env, visitor)) : refuse(c, 401, "unauthorised", "Nobody is signed in.")
})

session.post("/", async (c) => {
  if (isForeign(c)) return refuse(c, 403, "foreign", FOREIGN)
  if (!c.env.API_TOKEN) {
    const message = "This deployment has no API token. Set the secret API_TOKEN, or come through Cloudflare Access."
    return refuse(c, 503, "not_configured", message)
  }
  // No form of another site can send this without being asked about first.
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? ""))
    throw new Problem(400, "unreadable", say("tokenUnreadable"))
  const body = validated(signInBody, await readBody(c.req.raw))
  if (!(await mayTry(c))) {
    c.header("retry-after", "60")
    return refuse(c, 429, "too_many_tries", TOO_MANY)
  }
  const holder = "token" in body ? await holderOf(c.env, body.token.trim()) : await holderOfWord(c.env, body.word)
  if (!holder) await noteRefusal(c, "token" in body ? "unknown_token" : "spent_word")
  if (!holder)
    return "token" in body ? refuse(c, 401, "unauthorised", UNKNOWN_TOKEN) : refuse(c, 401, "spent", SPENT_WORD)
  await learnAddress(c)
  const { name, csrf, expiresAt } = await beginSession(c, holder.id, holder.name)
  await told(c.env, holder.id, "session.begin")
  return c.json(shown(c.env, { ...holder, name, kind: "token", by: "session", csrf, expiresAt }))
})

session.delete("/", async (c) => {
  if (isForeign(c)) return refuse(c, 403, "foreign", FOREIGN)
  const everywhere = c.req.query("everywhere") === "true"
  const left = await leaveSession(c, everywhere)
  if (left) await told(c.env, left.token, everywhere ? "session.endAll" : "session.end")
  return c.body(null, 204)
})

/** For the audit: these are no routes of the router's, since nobody is signed in before them. */
async function told(env: Env, token: string, what: string): Promise<void> {
  const world = worldOf(env)
  const deed = { who: `session:${token}`, what, before: null, after: null, subject: token }
  await tellDeed(world, operatorDid(deed, world.now()))
}

async function holderOfWord(env: Env, word: string): Promise<Pick<Visitor, "id" | "name" | "rights"> | null> {
  return (await redeem(env, word, worldOf(env).now())) ? { id: DEPLOYMENT, name: "API_TOKEN", rights } : null
}

const UNKNOWN_TOKEN = "That token is not known here. It may be mistyped or revoked."

const TOO_MANY = "There were too many tries to sign in within a minute. Wait a minute, then try again."

const SPENT_WORD =
  "This address signs in once, within an hour of its making. Start again for another, or sign in with a token."

function shown(env: Env, { name, kind, rights, csrf, expiresAt }: Visitor): z.input<typeof sessionView> {
  return { name, kind, rights: [...rights], csrf, expiresAt, environment: environmentOf(env) }
}
