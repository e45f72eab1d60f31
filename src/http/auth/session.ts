import type { Context } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import * as z from "zod"
import { type Right, rights } from "../../core/right"
import { worldOf } from "../../deployment/cloudflare"
import { isLocal } from "../../deployment/local"
import { fromBase64Url, toBase64Url } from "../../platform/encoding"
import { log } from "../../platform/log"
import { objectIn } from "../../platform/reading"
import { hmac, isSigned, sha256Hex } from "../../platform/signature"
import { database } from "../../store/database"
import { endAllSessions, endSession, isEnded } from "../../store/settings/sessions"
import { tokenOf } from "../../store/settings/tokens"

/** What a browser's session says of itself; signed, so that nobody else can say it. */
const claims = z.object({
  /** What it is ended by. */
  id: z.string(),
  begunAt: z.int(),
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

const SESSION_MILLISECONDS = SESSION_HOURS * 3_600_000

/** The id of the deployment's own token, in sessions. */
export const DEPLOYMENT = "deployment"

/** Begins a session: the cookie goes along with the answer. */
export async function beginSession(c: AppContext, token: string, name: string): Promise<Session> {
  const csrf = randomWord()
  const begunAt = worldOf(c.env).now()
  const session = { id: randomWord(), begunAt, token, name, csrf, expiresAt: begunAt + SESSION_MILLISECONDS }
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

/** The session of the request's cookie, with the rights of its token; null when there is none, it is over, or its token is no longer good. */
export async function readSession(c: AppContext): Promise<(Session & { rights: readonly Right[] }) | null> {
  const [text = "", signature = ""] = (getCookie(c, cookieOf(c.env).name) ?? "").split(".")
  const bytes = fromBase64Url(signature)
  const session = bytes && read(text)
  if (!bytes || !session || session.expiresAt <= worldOf(c.env).now()) return null
  if (!(await isSigned("SHA-256", c.env.HASH_KEY, await signed(c.env, session.token, text), bytes))) return null
  if (await isEnded(database(c.env.DB), session)) return null
  if (session.token === DEPLOYMENT) return c.env.API_TOKEN ? { ...session, rights } : null
  const token = await tokenOf(database(c.env.DB), session.token, worldOf(c.env).now())
  return token?.revokedAt === null ? { ...session, rights: token.rights } : null
}

/** Ends it, or every session there is: a copy of its cookie is worth nothing from then on. Null when there was none. */
export async function leaveSession(c: AppContext, everywhere: boolean): Promise<Session | null> {
  const session = await readSession(c)
  const at = worldOf(c.env).now()
  if (session && everywhere) await endAllSessions(database(c.env.DB), at)
  else if (session) await endSession(database(c.env.DB), session.id, { at, old: at - SESSION_MILLISECONDS })
  if (session) log("session.ended", { everywhere })
  const { name, secure } = cookieOf(c.env)
  deleteCookie(c, name, { path: "/", secure })
  return session
}

function randomWord(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(18)))
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
