import type { Context } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import * as z from "zod"
import { worldOf } from "../../deployment/cloudflare"
import { isLocal } from "../../deployment/local"
import { fromBase64Url, toBase64Url } from "../../platform/encoding"
import { objectIn } from "../../platform/reading"
import { hmac, isSigned, sha256Hex } from "../../platform/signature"
import { database } from "../../store/database"
import { tokenOf } from "../../store/settings/tokens"

/** What a browser's session says of itself; signed, so that nobody else can say it. */
const claims = z.object({
  /** The token it was begun with: an id, or "deployment" for API_TOKEN. */
  token: z.string(),
  name: z.string(),
  /** What every change must carry beside the cookie. */
  csrf: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.int(),
})

export type Session = z.output<typeof claims>

type AppContext = Context<{ Bindings: Env }>

const SESSION_HOURS = 12

/** The id of the deployment's own token, in sessions. */
export const DEPLOYMENT = "deployment"

/** Begins a session: the cookie goes along with the answer. */
export async function beginSession(c: AppContext, token: string, name: string): Promise<Session> {
  const csrf = toBase64Url(crypto.getRandomValues(new Uint8Array(18)))
  const session = { token, name, csrf, expiresAt: worldOf(c.env).now() + SESSION_HOURS * 3_600_000 }
  const text = toBase64Url(new TextEncoder().encode(JSON.stringify(session)))
  const signature = await hmac("SHA-256", c.env.HASH_KEY, await signed(c.env, session.token, text))
  const { name: cookie, secure } = cookieOf(c.env)
  setCookie(c, cookie, `${text}.${toBase64Url(signature)}`, {
    path: "/",
    httpOnly: true,
    secure,
    sameSite: "Strict",
    maxAge: SESSION_HOURS * 3600,
  })
  return session
}

/** The session of the request's cookie; null when there is none, it is over, or its token is no longer good. */
export async function readSession(c: AppContext): Promise<Session | null> {
  const [text = "", signature = ""] = (getCookie(c, cookieOf(c.env).name) ?? "").split(".")
  const bytes = fromBase64Url(signature)
  const session = bytes && read(text)
  if (!bytes || !session || session.expiresAt <= worldOf(c.env).now()) return null
  if (!(await isSigned("SHA-256", c.env.HASH_KEY, await signed(c.env, session.token, text), bytes))) return null
  if (session.token === DEPLOYMENT) return c.env.API_TOKEN ? session : null
  const token = await tokenOf(database(c.env.DB), session.token, worldOf(c.env).now())
  return token?.revokedAt === null ? session : null
}

/** Ends it in this browser. */
export function endSession(c: AppContext): void {
  const { name, secure } = cookieOf(c.env)
  deleteCookie(c, name, { path: "/", secure })
}

/** What is signed. A session begun with the deployment's token ends with that token. */
async function signed(env: Env, token: string, text: string): Promise<string> {
  const bound = token === DEPLOYMENT ? await sha256Hex(env.API_TOKEN) : ""
  return `paythread:session:${JSON.stringify([bound, text])}`
}

/** On somebody's own machine there is no https, and not every browser takes a secure cookie without it. */
function cookieOf(env: Env): { name: string; secure: boolean } {
  return isLocal(env) ? { name: "paythread", secure: false } : { name: "__Host-paythread", secure: true }
}

function read(text: string): Session | null {
  const bytes = fromBase64Url(text)
  return (bytes && claims.safeParse(objectIn(new TextDecoder().decode(bytes))).data) ?? null
}
