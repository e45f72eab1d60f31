import type { World } from "../../deployment/deployment"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { hmac, toHex } from "../../platform/signature"
import type { Session, SessionNews } from "./session"

/**
 * Calls the deployment back with each piece of news in turn, signed as the sandbox's account wants it. The same news has
 * the same id. What does not arrive is not sent again: asking for the session says the same.
 */
export async function callBack(world: World, secret: string, session: Session, news: SessionNews[]): Promise<void> {
  const url = `${await world.address()}/callbacks/sandbox/${encodeURIComponent(session.account)}`
  for (const { type, at } of news) {
    const about = { ...session, status: type, payment: type === "paid" || type === "held" ? session.payment : null }
    const body = JSON.stringify({ id: `evt_${session.id}_${type}`, type: `session.${type}`, at, session: about })
    const headers = { "content-type": "application/json", "sandbox-signature": await sign(secret, body, world.now()) }
    try {
      const { status } = await world.perform({ method: "POST", url, headers, body }, "adapter")
      if (status >= 300) log("sandbox.refused", { session: session.id, type, status })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      log("sandbox.notHeard", { session: session.id, type, reason: error.code })
    }
  }
}

async function sign(secret: string, body: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return `t=${seconds},v1=${toHex(await hmac("SHA-256", secret, `${seconds}.${body}`))}`
}
