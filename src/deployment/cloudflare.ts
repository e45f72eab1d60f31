import { findChannel } from "../channels"
import type { Channel, ChannelConnection } from "../channels/channel"
import { toBase32 } from "../core/order/number"
import { type Flow, flowDocument } from "../flow/flow"
import type { Flows } from "../flow/stack"
import { findProvider } from "../payments"
import type { PaymentConnection, Provider } from "../payments/provider"
import { Failure } from "../platform/failure"
import { perform } from "../platform/fetch"
import type { Reach } from "../platform/hosts"
import { settingOf } from "../platform/setting"
import { accounts, type OpenAccount } from "../store/accounts/accounts"
import { database } from "../store/database"
import { findVersion, peekPublished, peekVersion, publishedVersion, type Version } from "../store/flows/flows"
import { peekRoutes, routesFor } from "../store/flows/routes"
import { readAddress, writtenAddress } from "../store/settings/address"
import { readConfiguration } from "../store/settings/payments"
import type { World } from "./deployment"

/** Bytes of an answer to an API integration or from a provider: more is no answer that anybody waits for. */
const MAX_ANSWER_BYTES = 1_000_000

/** Where a deployment on somebody's own machine is reached until it was asked for at another port. */
const LOCAL_ADDRESS = "http://localhost:8787"

/** The shop's own system in the examples, which the sandbox plays on somebody's own machine. */
const EXAMPLE_SHOP = /^https:\/\/merchant\.example\.com\//

/** The world as it is on Cloudflare: D1, the network and the clock. One for as long as the isolate lives. */
export function worldOf(env: Env): World {
  const world = worlds.get(env) ?? newWorld(env)
  worlds.set(env, world)
  return world
}

/** What the API integrations of flows may reach: never this deployment itself. */
export async function reachOfFlows(env: Env): Promise<Reach> {
  const own = URL.parse((await knownAddress(env)) ?? "")?.hostname
  return { local: env.ENVIRONMENT === "local", ownHosts: own === undefined ? [] : [own] }
}

/** Where the deployment is reached: as written, as an operator came to it, or on this machine; null when nobody knows. */
async function knownAddress(env: Env): Promise<string | null> {
  const known = writtenAddress(env.PUBLIC_URL) ?? (await readAddress(database(env.DB), Date.now()))
  return known ?? (env.ENVIRONMENT === "local" ? LOCAL_ADDRESS : null)
}

const worlds = new WeakMap<Env, World>()

function newWorld(env: Env): World {
  const db = database(env.DB)
  const local = env.ENVIRONMENT === "local"
  const now = () => Date.now()
  const address = async () => (await knownAddress(env)) ?? unaddressed()
  const open = (kind: "channel" | "payment", id: string) => accounts(db, kind, env.SECRETS_KEY).open(id, now())
  const setting = (account: OpenAccount, publicUrl: string) => {
    const apiBase = baseOf(env, account.service)
    return { account: account.id, publicUrl, ...(apiBase === "" ? {} : { apiBase }) }
  }

  return {
    db,
    now,
    random: Math.random,
    randomText: (length) => toBase32(crypto.getRandomValues(new Uint8Array(length))).slice(0, length),
    address,
    hashKey: env.HASH_KEY,
    async perform(request, from) {
      if (from === "adapter") return perform(request, { local, maxBytes: MAX_ANSWER_BYTES })
      const url = local ? request.url.replace(EXAMPLE_SHOP, `${await address()}/sandbox/merchant/`) : request.url
      return perform({ ...request, url }, { ...(await reachOfFlows(env)), maxBytes: MAX_ANSWER_BYTES })
    },
    flows: (account) => loadedFlows(account, now()),
    async load(need) {
      if ("routes" in need) await routesFor(db, need.routes, now())
      else {
        const version = need.version ?? (await publishedVersion(db, need.flow, now()))
        if (version !== null) await findVersion(db, need.flow, version)
      }
    },
    async channel(id) {
      const account = await open("channel", id)
      const channel = account && findChannel(account.service)
      if (!account || !channel || (channel.pretend && !local)) return null
      const where = await address()
      const connection = channels.get(account)?.get(where) ?? channel.connect(account.config, setting(account, where))
      channels.set(account, new Map([[where, connection]]))
      return { channel, connection } satisfies { channel: Channel; connection: ChannelConnection }
    },
    rereadChannel: (id) => accounts(db, "channel", env.SECRETS_KEY).reread(id, now()),
    async payments(id) {
      const account = await open("payment", id)
      const provider = account && findProvider(account.service)
      if (!account || !provider || (provider.pretend && !local)) return null
      const where = await address()
      const connection = providers.get(account)?.get(where) ?? provider.connect(account.config, setting(account, where))
      providers.set(account, new Map([[where, connection]]))
      return { provider, connection } satisfies { provider: Provider; connection: PaymentConnection }
    },
    configuration: () => readConfiguration(db, now()),
    conversation: (id) => env.CONVERSATION.getByName(id),
  }
}

// An account is the same object for as long as the store keeps it; what was made of it and the deployment's address lives
// as long.
const channels = new WeakMap<OpenAccount, ReadonlyMap<string, ChannelConnection>>()
const providers = new WeakMap<OpenAccount, ReadonlyMap<string, PaymentConnection>>()
const documents = new WeakMap<Version, Flow | null>()

function loadedFlows(account: string, now: number): Flows | null {
  const routes = peekRoutes(account, now)
  if (!routes) return null
  const version = (flow: string, number: number) => {
    const found = peekVersion(flow, number)
    return found ? documentOf(found) : found
  }
  return {
    routes,
    version,
    published(flow) {
      const number = peekPublished(flow, now)
      if (number === undefined || number === null) return number
      const document = version(flow, number)
      return document ? { version: number, document } : document
    },
  }
}

/** A document that an older deployment published and this one cannot read is no document. */
function documentOf(version: Version): Flow | null {
  const known = documents.get(version)
  if (known !== undefined) return known
  const read = flowDocument.safeParse(version.document)
  const document = read.success ? read.data : null
  documents.set(version, document)
  return document
}

/** <NAME>_API_BASE, whatever channels and providers there are. */
function baseOf(env: Env, name: string): string {
  return settingOf(env, `${name.toUpperCase()}_API_BASE`).replace(/\/+$/, "")
}

function unaddressed(): never {
  const remedy = "Sign in to the studio at the address that customers are to see, or set PUBLIC_URL."
  throw new Failure("not_configured", `This deployment does not know its own address yet. ${remedy}`, "hold")
}
