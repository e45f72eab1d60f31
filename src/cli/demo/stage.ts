import { randomBytes } from "node:crypto"
import { type Accounts, newAccounts } from "../accounts"
import { type Emulator, startEmulator } from "../emulator"
import { type Api, apiOf, importDemo } from "../local/api"
import { freshSecrets } from "../local/secrets"
import type { Bundle } from "../worker/build"
import { freePort, type LocalWorker, startWorker } from "../worker/worker"
import type { ChannelName, ProviderName } from "./scene"

/** Where a demo plays: the Worker with nothing in it but the demo, and the outside world on loopback. */
export interface Stage {
  worker: LocalWorker
  emulator: Emulator
  accounts: Accounts
  api: Api
  /** Lines that the Worker logged. */
  logs: string[]
  stop(): Promise<void>
}

/** Sets a stage for one channel and one provider: everything through the Worker's own API. */
export async function setStage(bundle: Bundle, channel: ChannelName, provider: ProviderName): Promise<Stage> {
  const accounts = newAccounts()
  const logs: string[] = []
  const emulator = await startEmulator(accounts)
  const bases = ["whatsapp", "twilio", "stripe", "sandbox"].map((name) => [
    `${name.toUpperCase()}_API_BASE`,
    `${emulator.url}/${name}`,
  ])
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
    const worker = await startWorker(bundle, { port, variables, onLog: (line) => logs.push(line) })
    const stage: Stage = {
      worker,
      emulator,
      accounts,
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

async function furnish(
  { api, accounts, emulator }: Stage,
  channel: ChannelName,
  provider: ProviderName,
): Promise<void> {
  await api("POST", "/channel-accounts", { id: "shop", channel, title: "Demo shop", config: accounts[channel] })
  const config = provider === "stripe" ? accounts.stripe : accounts.pretend
  await api("POST", "/payment-accounts", { id: "till", provider, title: "Demo till", config })
  await api("PUT", "/payment-configuration", { account: "till", merchant: "Demo shop", currency: "ZAR" })
  await importDemo(api, `${emulator.url}/merchant`)
}
