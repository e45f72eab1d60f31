import { findChannel } from "../channels"
import type { Channel, ChannelConnection } from "../channels/channel"
import { toBase32 } from "../core/ordernumber"
import { type Flow, flowDocument } from "../flow/flow"
import type { Flows } from "../flow/stack"
import { findProvider } from "../payments"
import type { PaymentConnection, Provider } from "../payments/provider"
import { perform } from "../platform/fetch"
import type { Reach } from "../platform/hosts"
import { accounts, type OpenAccount } from "../store/accounts"
import { readConfiguration } from "../store/configuration"
import { database } from "../store/database"
import { findVersion, peekPublished, peekVersion, publishedVersion, type Version } from "../store/flows"
import { peekRoutes, routesFor } from "../store/routes"
import type { World } from "./world"

/** Bytes of an answer to an API integration or from a provider: more is no answer that anybody waits for. */
const MAX_ANSWER_BYTES = 1_000_000

/** The world as it is on Cloudflare: D1, the network and the clock. One for as long as the isolate lives. */
export function worldOf(env: Env): World {
  const world = worlds.get(env) ?? newWorld(env)
  worlds.set(env, world)
  return world
}

/** What the API integrations of flows may reach: never this deployment itself. */
export function reachOfFlows({ ENVIRONMENT, PUBLIC_URL }: Env): Reach {
  return { local: ENVIRONMENT === "local", ownHosts: [URL.parse(PUBLIC_URL)?.hostname ?? ""] }
}

const worlds = new WeakMap<Env, World>()

function newWorld(env: Env): World {
  const db = database(env.DB)
  const local = env.ENVIRONMENT === "local"
  const now = () => Date.now()
  const publicUrl = env.PUBLIC_URL.replace(/\/+$/, "")
  const open = (kind: "channel" | "payment", id: string) => accounts(db, kind, env.SECRETS_KEY).open(id, now())
  const setting = (account: OpenAccount) => {
    const apiBase = baseOf(env, account.service)
    return { account: account.id, publicUrl, ...(apiBase === "" ? {} : { apiBase }) }
  }

  return {
    db,
    now,
    random: Math.random,
    randomText: (length) => toBase32(crypto.getRandomValues(new Uint8Array(length))).slice(0, length),
    publicUrl,
    hashKey: env.HASH_KEY,
    perform: (request, from) =>
      perform(request, { ...(from === "flow" ? reachOfFlows(env) : { local }), maxBytes: MAX_ANSWER_BYTES }),
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
      const connection = channels.get(account) ?? channel.connect(account.config, setting(account))
      channels.set(account, connection)
      return { channel, connection } satisfies { channel: Channel; connection: ChannelConnection }
    },
    async payments(id) {
      const account = await open("payment", id)
      const provider = account && findProvider(account.service)
      if (!account || !provider || (provider.pretend && !local)) return null
      const connection = providers.get(account) ?? provider.connect(account.config, setting(account))
      providers.set(account, connection)
      return { provider, connection } satisfies { provider: Provider; connection: PaymentConnection }
    },
    configuration: () => readConfiguration(db, now()),
  }
}

// An account is the same object for as long as the store keeps it; what was made of it lives as long.
const channels = new WeakMap<OpenAccount, ChannelConnection>()
const providers = new WeakMap<OpenAccount, PaymentConnection>()
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
  const value: unknown = Object.entries(env).find(([key]) => key === `${name.toUpperCase()}_API_BASE`)?.[1]
  return typeof value === "string" ? value.replace(/\/+$/, "") : ""
}
