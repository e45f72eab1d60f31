import { findChannel } from "../../src/channels"
import type { World } from "../../src/deployment/deployment"
import { connectPayments } from "../../src/deployment/payments"
import type { Flow } from "../../src/flow/flow"
import { findProvider } from "../../src/payments"
import type { Database } from "../../src/store/database"
import type { Life } from "./life"

/** What seals what is kept. */
const SECRETS_KEY = "sim-1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

/** How long an isolate keeps what can change, as the store does. */
const KEPT_MILLISECONDS = 30_000

/** The world of one isolate: the real adapters and the real tables; the network, the clock and the caches are modelled. */
export function worldFor(life: Life, db: Database): World {
  const { scene, loaded } = life
  const now = () => scene.clock.now + life.skew
  const isKept = (key: string) => now() - (loaded.get(key) ?? Number.NEGATIVE_INFINITY) < KEPT_MILLISECONDS
  const document = (flow: string, version: number): Flow | null | undefined =>
    loaded.has(`${flow}/${version}`) ? (scene.document(flow, version) ?? null) : undefined

  const load = (...keys: string[]) =>
    life.point(`load ${keys[0]}`, () => {
      if (scene.isDown() || scene.weather.strikes("d1-before")) throw new Error("D1_ERROR: Network connection lost.")
      for (const key of keys) loaded.set(key, now())
    })

  async function once(key: string): Promise<void> {
    if (!loaded.has(key)) await load(key)
  }

  return {
    db,
    now,
    random: () => scene.random.next(),
    randomText: (length) => scene.randomText(length),
    address: async () => scene.publicUrl,
    hashKey: scene.hashKey,
    secretsKey: SECRETS_KEY,
    perform: (request) =>
      life.point(`${request.method} ${new URL(request.url).pathname}`, () => scene.answer(request, life), true),
    flows(account) {
      if (!isKept(`routes ${account}`)) return null
      return {
        routes: scene.routes,
        version: document,
        published(flow) {
          const seen = [...loaded.keys()].findLast((key) => key.startsWith(`published ${flow}/`))
          if (seen === undefined || !isKept(seen)) return undefined
          const version = Number(seen.split("/")[1])
          const found = document(flow, version)
          return found ? { version, document: found } : found
        },
      }
    },
    async load(need) {
      if ("routes" in need) return load(`routes ${need.routes}`)
      const version = need.version ?? scene.published
      const keys = [`${need.flow}/${version}`]
      if (need.version === null) {
        for (const key of loaded.keys()) if (key.startsWith(`published ${need.flow}/`)) loaded.delete(key)
        keys.push(`published ${need.flow}/${version}`)
      }
      return load(...keys)
    },
    async channel(id) {
      // A send begins here, in the same step in which its row was read.
      life.sendingSince = scene.steps
      await once(`channel ${id}`)
      const channel = findChannel(scene.channel)
      const { channelConnection: connection, webhookUrl } = scene
      return channel && id === scene.account ? { channel, connection, version: "1", webhookUrl } : null
    },
    async rereadChannel(id) {
      loaded.delete(`channel ${id}`)
      await once(`channel ${id}`)
      return false
    },
    async payments(id) {
      await once(`payments ${id}`)
      const provider = findProvider(scene.provider)
      if (!provider || id !== scene.till) return null
      const { publicUrl, apiBase } = scene
      const callbackUrl = await scene.callbackUrl()
      const account = { config: scene.providerFields, version: "1" }
      return connectPayments(provider, account, {
        ...{ account: id, publicUrl, callbackUrl },
        ...(apiBase !== null && { apiBase }),
      })
    },
    async configuration() {
      await once("configuration")
      return scene.configuration
    },
    conversation: (id) => life.env.CONVERSATION.getByName(id),
  }
}
