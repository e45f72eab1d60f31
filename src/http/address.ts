import type { Context } from "hono"
import { worldOf } from "../deployment/cloudflare"
import { isLocal } from "../deployment/local"
import { hostFault, isLoopback } from "../platform/hosts"
import { database } from "../store/database"
import { claimAddress, readAddress, replaceAddress, writtenAddress } from "../store/settings/address"

type AppContext = Context<{ Bindings: Env }>

/**
 * Takes the address that an operator came to as the deployment's own, when none is written in PUBLIC_URL and none is
 * known. Only for who has shown to be one: anybody can name any host in a request, and links go to customers.
 */
export async function learnAddress(c: AppContext): Promise<void> {
  if (writtenAddress(c.env.PUBLIC_URL) !== null || isLocal(c.env)) return
  const address = `https://${new URL(c.req.url).host}`
  if (hostFault(address) !== null || writtenAddress(address) === null) return
  const db = database(c.env.DB)
  if ((await readAddress(db, worldOf(c.env).now())) === null) await claimAddress(db, address, worldOf(c.env).now())
}

/** On somebody's own machine the port is the one last asked for; only this very machine is ever meant. */
export async function followPort(env: Env, url: string): Promise<void> {
  if (!isLocal(env) || writtenAddress(env.PUBLIC_URL) !== null || !isLoopback(url)) return
  const { protocol, port } = new URL(url)
  const address = `${protocol}//localhost${port === "" ? "" : `:${port}`}`
  const db = database(env.DB)
  if ((await readAddress(db, worldOf(env).now())) !== address) await replaceAddress(db, address, worldOf(env).now())
}
