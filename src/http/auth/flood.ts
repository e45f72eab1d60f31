import type { Context } from "hono"
import { isLocal } from "../../deployment/local"
import { log } from "../../platform/log"
import { sha256Hex } from "../../platform/signature"

type AppContext = Context<{ Bindings: Env }>

/**
 * Whether somebody at that address may try once more to sign in: ten times a minute each, a hundred times all together.
 * Counted at each of Cloudflare's locations, and a little too generously; on somebody's own machine nobody counts.
 */
export async function mayTry(c: AppContext): Promise<boolean> {
  if (isLocal(c.env)) return true
  const { SIGN_INS, ALL_SIGN_INS }: Partial<Env> = c.env
  const counted = await Promise.all([
    SIGN_INS?.limit({ key: addressOf(c) }) ?? FREE,
    ALL_SIGN_INS?.limit({ key: "all" }) ?? FREE,
  ])
  const may = counted.every(({ success }) => success)
  if (!may) await noteRefusal(c, "too_many_tries")
  return may
}

/** Writes down that somebody was not let in. The address is told apart by a keyed hash, and not told. */
export async function noteRefusal(c: AppContext, code: string): Promise<void> {
  const source = await sha256Hex(`${c.env.HASH_KEY}:${addressOf(c)}`)
  log("signin.refused", { code, source: source.slice(0, 12) })
}

const FREE = { success: true }

function addressOf(c: AppContext): string {
  return c.req.header("cf-connecting-ip") ?? ""
}
