import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { type Right, rights } from "../../core/right"
import { worldOf } from "../../deployment/cloudflare"
import { equal } from "../../platform/signature"
import { database } from "../../store/database"
import { tokenShown } from "../../store/settings/tokens"
import { learnAddress } from "../address"
import { refuse } from "../refusal"
import { accessOf, visitorOf } from "./access"
import { noteRefusal } from "./flood"
import { DEPLOYMENT, readSession } from "./session"

type AppContext = Context<{ Bindings: Env }>

/** Who asks, as far as the browser may know. */
export interface Visitor {
  /** A token's id, or the address that Access knows. */
  id: string
  name: string
  kind: "token" | "access"
  /** How they show who they are. */
  by: "token" | "session" | "access"
  rights: readonly Right[]
  /** Null for who shows a token with every request: no other site can make a browser do that. */
  csrf: string | null
  /** Milliseconds since 1970; null while the token lasts. */
  expiresAt: number | null
}

declare module "hono" {
  interface ContextVariableMap {
    /** Who was let pass. */
    visitor: Visitor
  }
}

/** Lets pass who has a token, a session or came through Cloudflare Access. With none of them set up nothing passes, ever. */
export const authenticated = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  if (!c.env.API_TOKEN && !accessOf(c.env)) return refuse(c, 503, "not_configured", NOT_CONFIGURED)
  const visitor = await visitorOfRequest(c)
  if (!visitor && c.req.header("authorization") !== undefined) await noteRefusal(c, "unknown_token")
  if (!visitor) c.header("www-authenticate", "Bearer")
  if (!visitor) return refuse(c, 401, "unauthorised", UNAUTHORISED)
  if (visitor.csrf !== null && !isRead(c) && !(await isOurs(c, visitor.csrf))) return refuse(c, 403, "foreign", FOREIGN)
  await learnAddress(c)
  c.set("visitor", visitor)
  return next()
})

/** Who sent the request; null when nobody known did. */
export async function visitorOfRequest(c: AppContext): Promise<Visitor | null> {
  const header = c.req.header("authorization")
  if (header !== undefined) {
    const shown = await holderOf(c.env, /^Bearer (\S+)$/.exec(header)?.[1] ?? "")
    return shown && { ...shown, kind: "token", by: "token", csrf: null, expiresAt: null }
  }
  const session = await readSession(c)
  if (session) {
    const { token: id, name, rights, csrf, expiresAt } = session
    return { id, name, kind: "token", by: "session", rights, csrf, expiresAt }
  }
  const assertion = c.req.header("cf-access-jwt-assertion")
  const visitor = assertion === undefined ? null : await visitorOf(c.env, assertion)
  return visitor && { id: visitor.name, kind: "access", by: "access", rights, ...visitor }
}

/** Whose token it is, and what it lets them do; null when it is nobody's. */
export async function holderOf(env: Env, token: string): Promise<Pick<Visitor, "id" | "name" | "rights"> | null> {
  if (token === "") return null
  if (env.API_TOKEN && (await equal(token, env.API_TOKEN))) return { id: DEPLOYMENT, name: "API_TOKEN", rights }
  const found = await tokenShown(database(env.DB), env.HASH_KEY, token, worldOf(env).now())
  return found && { id: found.id, name: found.title, rights: found.rights }
}

/** Whether another site can have made the browser send it. */
export function isForeign(c: AppContext): boolean {
  const site = c.req.header("sec-fetch-site")
  if (site !== undefined) return site !== "same-origin" && site !== "none"
  const origin = c.req.header("origin")
  return origin !== undefined && origin !== new URL(c.req.url).origin
}

async function isOurs(c: AppContext, csrf: string): Promise<boolean> {
  return !isForeign(c) && (await equal(c.req.header("x-csrf-token") ?? "", csrf))
}

function isRead(c: AppContext): boolean {
  return c.req.method === "GET" || c.req.method === "HEAD"
}

const NOT_CONFIGURED = "No API token is configured. Set the secret API_TOKEN."

const UNAUTHORISED = "Sign in to the studio, or send an API token as 'Authorization: Bearer <token>'."

/** What another site made a browser send gets this. */
export const FOREIGN = "This request did not come from the studio. Reload the page and try again."
