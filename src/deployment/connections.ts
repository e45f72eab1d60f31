import { findChannel } from "../channels"
import type { Channel } from "../channels/channel"
import { findProvider } from "../payments"
import { accounts, type OpenAccount } from "../store/accounts/accounts"
import type { Database } from "../store/database"
import { callUrl } from "./callurl"
import type { OpenChannel } from "./deployment"
import { isLocal } from "./local"
import { callbackUrlOf, connectPayments, type OpenedPayments } from "./payments"
import { settingOf } from "./setting"

/** What it takes to open an account: where it is stored, what time it is, and where the deployment is reached. */
interface Opening {
  db: Database
  now(): number
  address(): Promise<string>
}

/** Opens a channel account; null when there is none, or none that may be used here. */
export async function openChannel(env: Env, opening: Opening, id: string): Promise<OpenChannel | null> {
  const account = await accounts(opening.db, "channel", env.SECRETS_KEY).open(id, opening.now())
  const channel = account && findChannel(account.service)
  if (!account || !channel || (channel.pretend && !isLocal(env))) return null
  const where = await opening.address()
  const known = channels.get(account)?.get(where)
  if (known) return known
  const webhookUrl = await webhookUrlOf(env, where, channel, account)
  const connection = channel.connect(account.config, { ...setting(env, account, where), webhookUrl })
  const opened = { channel, connection, version: account.version, webhookUrl }
  channels.set(account, new Map([[where, opened]]))
  return opened
}

/** The address to enter at a channel for one of its accounts. */
export function webhookUrlOf(
  env: Env,
  publicUrl: string,
  { name: service, webhooks }: Channel,
  { id, revision }: { id: string; revision: number },
): Promise<string> {
  const caller = { kind: "webhook", service, proof: webhooks.proof, account: { id, revision } } as const
  return callUrl(publicUrl, env.HASH_KEY, caller)
}

/** Opens a payment account; null when there is none, or none that may be used here. */
export async function openPayments(env: Env, opening: Opening, id: string): Promise<OpenedPayments | null> {
  const account = await accounts(opening.db, "payment", env.SECRETS_KEY).open(id, opening.now())
  const provider = account && findProvider(account.service)
  if (!account || !provider || (provider.pretend && !isLocal(env))) return null
  const where = await opening.address()
  const known = providers.get(account)?.get(where)
  if (known) return known
  const callbackUrl = await callbackUrlOf(where, env.HASH_KEY, provider, account)
  const opened = connectPayments(provider, account, { ...setting(env, account, where), callbackUrl })
  providers.set(account, new Map([[where, opened]]))
  return opened
}

// An account is the same object for as long as the store keeps it; what was made of it and the deployment's address lives
// as long.
const channels = new WeakMap<OpenAccount, ReadonlyMap<string, OpenChannel>>()
const providers = new WeakMap<OpenAccount, ReadonlyMap<string, OpenedPayments>>()

function setting(env: Env, account: OpenAccount, publicUrl: string) {
  const apiBase = baseOf(env, account.service)
  return { account: account.id, publicUrl, ...(apiBase === "" ? {} : { apiBase }) }
}

/** <NAME>_API_BASE, whatever channels and providers there are. */
function baseOf(env: Env, name: string): string {
  return settingOf(env, `${name.toUpperCase()}_API_BASE`).replace(/\/+$/, "")
}
