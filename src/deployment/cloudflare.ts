import { toBase32 } from "../core/order/number"
import { Failure } from "../platform/failure"
import { perform } from "../platform/fetch"
import type { Reach } from "../platform/hosts"
import { accounts } from "../store/accounts/accounts"
import { database } from "../store/database"
import { readAddress, writtenAddress } from "../store/settings/address"
import { readConfiguration } from "../store/settings/payments"
import { openChannel, openPayments } from "./connections"
import type { World } from "./deployment"
import { loadedFlows, loadFlows } from "./flows"
import { isLocal } from "./local"
import { performFollowing } from "./redirects"

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
  return { local: isLocal(env), ownHosts: own === undefined ? [] : [own] }
}

/** Where the deployment is reached: as written, as an operator came to it, or on this machine; null when nobody knows. */
async function knownAddress(env: Env): Promise<string | null> {
  const known = writtenAddress(env.PUBLIC_URL) ?? (await readAddress(database(env.DB), Date.now()))
  return known ?? (isLocal(env) ? LOCAL_ADDRESS : null)
}

const worlds = new WeakMap<Env, World>()

function newWorld(env: Env): World {
  const db = database(env.DB)
  const local = isLocal(env)
  const now = () => Date.now()
  const address = async () => (await knownAddress(env)) ?? unaddressed()
  const opening = { db, now, address }

  return {
    db,
    now,
    random: Math.random,
    randomText: (length) => toBase32(crypto.getRandomValues(new Uint8Array(length))).slice(0, length),
    address,
    hashKey: env.HASH_KEY,
    secretsKey: env.SECRETS_KEY,
    async perform(request, from) {
      if (from === "adapter") return perform(request, { local, maxBytes: MAX_ANSWER_BYTES })
      const url = local ? request.url.replace(EXAMPLE_SHOP, `${await address()}/sandbox/merchant/`) : request.url
      return performFollowing({ ...request, url }, { ...(await reachOfFlows(env)), maxBytes: MAX_ANSWER_BYTES }, now)
    },
    flows: (account) => loadedFlows(account, now()),
    load: (need) => loadFlows(db, need, now()),
    channel: (id) => openChannel(env, opening, id),
    rereadChannel: (id) => accounts(db, "channel", env.SECRETS_KEY).reread(id, now()),
    payments: (id) => openPayments(env, opening, id),
    configuration: () => readConfiguration(db, now()),
    conversation: (id) => env.CONVERSATION.getByName(id),
  }
}

function unaddressed(): never {
  const remedy = "Sign in to the studio at the address that customers are to see, or set PUBLIC_URL."
  throw new Failure("not_configured", `This deployment does not know its own address yet. ${remedy}`, "hold")
}
