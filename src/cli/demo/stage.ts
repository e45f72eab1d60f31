import { randomBytes } from "node:crypto"
import * as z from "zod"
import type { EmulatedChannel } from "../../channels/emulator"
import { decimal } from "../../core/money"
import type { EmulatedProvider } from "../../payments/emulator"
import { type Emulator, startEmulator } from "../emulator"
import { channelEmulators, providerEmulators } from "../emulator/members"
import { type Api, apiOf, importDemo } from "../local/api"
import { freshSecrets } from "../local/secrets"
import type { Bundle } from "../worker/build"
import { freePort, type LocalWorker, startWorker } from "../worker/worker"

/** Where a demo plays: the Worker with nothing in it but the demo, and the outside world on loopback. */
export interface Stage {
  worker: LocalWorker
  emulator: Emulator
  /** The channel that the customer writes on, and the provider that takes the money. */
  phone: EmulatedChannel
  till: EmulatedProvider
  api: Api
  /** Lines that the Worker logged. */
  logs: string[]
  stop(): Promise<void>
}

/** Sets a stage for one channel and one provider: everything through the Worker's own API. */
export async function setStage(bundle: Bundle, channel: string, provider: string): Promise<Stage> {
  const logs: string[] = []
  const emulator = await startEmulator({ channels: await channelEmulators(), providers: await providerEmulators() })
  const phone = emulator.channels[channel]
  const till = emulator.providers[provider]
  const bases = [channel, provider].map((name) => [`${name.toUpperCase()}_API_BASE`, `${emulator.url}/${name}`])
  const port = await freePort()
  const token = randomBytes(24).toString("base64url")
  const variables = {
    ...freshSecrets(),
    ...Object.fromEntries(bases),
    API_TOKEN: token,
    ENVIRONMENT: "local",
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
  try {
    if (!phone || !till) throw new Error(`There is no emulator of ${phone ? provider : channel}.`)
    const worker = await startWorker(bundle, { port, variables, onLog: (line) => logs.push(line) })
    const stage: Stage = {
      worker,
      emulator,
      phone,
      till,
      api: apiOf(worker.url, token),
      logs,
      stop: async () => {
        await worker.stop()
        await emulator.stop()
      },
    }
    try {
      await furnish(stage, channel, provider)
      return stage
    } catch (error) {
      await worker.stop()
      throw error
    }
  } catch (error) {
    await emulator.stop()
    throw error
  }
}

const channelAccount = z.object({ webhookUrl: z.string() })
const paymentAccount = z.object({ callbackUrl: z.string(), arranges: z.boolean().default(false) })

async function furnish({ api, phone, till, emulator }: Stage, channel: string, provider: string): Promise<void> {
  const shop = { id: "shop", channel, title: "Demo shop", config: phone.config }
  emulator.callAt("channels", channel, channelAccount.parse(await api("POST", "/channel-accounts", shop)).webhookUrl)
  const account = { id: "till", provider, title: "Demo till", config: till.config }
  const { callbackUrl, arranges } = paymentAccount.parse(await api("POST", "/payment-accounts", account))
  emulator.callAt("providers", provider, callbackUrl)
  if (arranges) await api("POST", "/payment-accounts/till/arrange")
  const { currency } = till.price
  await api("PUT", "/payment-configuration", { account: "till", merchant: "Demo shop", currency })
  await importDemo(api, `${emulator.url}/merchant`, decimal(till.price))
}
