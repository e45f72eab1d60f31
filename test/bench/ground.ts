import { fork } from "node:child_process"
import { randomBytes } from "node:crypto"
import { join } from "node:path"
import { apiOf } from "../../src/cli/local/api"
import { freshSecrets } from "../../src/cli/local/secrets"
import type { Bundle } from "../../src/cli/worker/build"
import { root } from "../../src/cli/worker/sources"
import { freePort } from "../../src/cli/worker/worker"
import type { Call } from "../../src/platform/emulator"
import { type MortalWorker, startMortalWorker } from "../crash/mortal-worker"
import { emulators } from "./emulators"
import type { Job, Order, Result, Sent } from "./load"

/** The process that makes the load and is the outside world. */
export interface Load {
  /** Address of the outside world. */
  url: string
  run(job: Job): Promise<Result>
  links(): Promise<Record<string, string>>
  pay(sessions: string[]): Promise<Call[]>
  arrived(): Promise<number>
  sent(): Promise<Record<string, Sent>>
  stop(): void
}

const seed = randomBytes(4).readUInt32BE()
const { whatsapp, stripe } = emulators(seed, "")

/** Everything that stays the same from storage to storage, so that what is stored can be taken along. */
export const accounts = { whatsapp: whatsapp.config, stripe: stripe.config }
const secrets = freshSecrets()
/** Of who may look at everything. */
export const authorization = { authorization: `Bearer ${secrets.API_TOKEN}` }
const ports = { ours: await freePort(), floors: await freePort() }

/** Starts the load's process. */
export async function startLoad(): Promise<Load> {
  const child = fork(join(root, "test/bench/load.ts"))
  const ask = <Answer>(order: Order) =>
    new Promise<Answer>((resolve, reject) => {
      child.once("message", (message: { answer: Answer } | { error: string }) =>
        "error" in message ? reject(new Error(message.error)) : resolve(message.answer),
      )
      child.send(order)
    })
  return {
    url: await ask<string>({ type: "open", seed }),
    run: (job) => ask<Result>({ type: "run", job }),
    links: () => ask({ type: "links" }),
    pay: (sessions) => ask({ type: "pay", sessions }),
    arrived: () => ask({ type: "arrived" }),
    sent: () => ask({ type: "sent" }),
    stop: () => child.disconnect(),
  }
}

/** Starts a bundle on a storage, served by workerd itself. */
export function startBare(which: keyof typeof ports, bundle: Bundle, load: Load, state: string): Promise<MortalWorker> {
  const variables = {
    ...secrets,
    ENVIRONMENT: "local",
    PUBLIC_URL: `http://127.0.0.1:${ports[which]}`,
    WHATSAPP_API_BASE: `${load.url}/whatsapp`,
    STRIPE_API_BASE: `${load.url}/stripe`,
    WHATSAPP_SECRET: accounts.whatsapp.appSecret,
    STRIPE_SECRET: accounts.stripe.webhookSecret,
  }
  return startMortalWorker(bundle, { port: ports[which], variables, state, bare: true, onLog: () => undefined })
}

/** Accounts and the two flows: one that answers whatever is written, one that asks for money. */
export async function furnish(url: string): Promise<void> {
  const api = apiOf(url, secrets.API_TOKEN)
  const { whatsapp, stripe } = accounts
  await api("POST", "/channel-accounts", { id: "shop", channel: "whatsapp", title: "Shop", config: whatsapp })
  await api("POST", "/payment-accounts", { id: "till", provider: "stripe", title: "Till", config: stripe })
  await api("PUT", "/payment-configuration", { account: "till", merchant: "Shop", currency: "ZAR" })
  for (const [id, document] of Object.entries(flows)) {
    await api("POST", "/flows", { id, document })
    await api("POST", `/flows/${id}/publish`, { note: "For the benchmark" })
  }
}

const question = (id: string, next: string) => ({
  id,
  name: id,
  type: "question",
  config: { text: "What would you like next?", answer: "text" },
  exits: { answered: next, invalid: next },
  position: { x: 0, y: 0 },
})

const flows = {
  talk: {
    name: "Talk",
    language: "en",
    triggers: { keywords: [], anyMessage: true, accounts: [] },
    start: "First",
    nodes: [question("First", "Second"), question("Second", "First")],
  },
  sale: {
    name: "Sale",
    language: "en",
    triggers: { keywords: ["pay"], anyMessage: false, accounts: [] },
    start: "Payment",
    nodes: [
      {
        id: "Payment",
        name: "Payment",
        type: "chat2pay",
        config: { amount: "149.90", description: "two bags of coffee", expirySeconds: 3600 },
        exits: { paid: "Done", failed: "Done" },
        position: { x: 0, y: 0 },
      },
      { id: "Done", name: "Done", type: "end", config: { text: "" }, position: { x: 300, y: 0 } },
    ],
  },
}
