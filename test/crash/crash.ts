import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { parseArgs } from "node:util"
import { type Api, apiOf, importDemo } from "../../src/cli/local/api"
import { freshSecrets } from "../../src/cli/local/secrets"
import { build } from "../../src/cli/worker/build"
import { freePort, type Running } from "../../src/cli/worker/worker"
import { type Customer, live, newCustomer, type Town } from "./customer"
import { isOwing, judge } from "./judgement"
import { startMortalWorker } from "./mortal-worker"
import { startOutside } from "./outside"
import { randomOf } from "./random"

const HELP = `npm run crash -- [--rounds 100] [--seed S]

Kills workerd in the middle of traffic, that many times, and starts it on the same storage; then holds what arrived and
what is stored against what was acknowledged and captured. Ends with 0 when nothing is missing and nothing is too much.`

/** How long Meta, Stripe and the merchant take: long enough to be killed while they do. */
const OUTSIDE_MILLISECONDS = 150

/** When workerd is killed, after it is up. */
const LIFE_MILLISECONDS = { least: 50, most: 1200 }

const NEW_CUSTOMERS_A_ROUND = 5

/** Longest time to let everything come to its end. */
const QUIET_SECONDS = 150

process.exitCode = await crash()

async function crash(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } })
  const rounds = Number(values.rounds ?? 100)
  const seed = Number(values.seed ?? randomBytes(4).readUInt32BE())
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
    console.error(HELP)
    return 2
  }
  const start = Date.now()
  const bundle = await build()
  const outside = await startOutside(OUTSIDE_MILLISECONDS)
  const state = await mkdtemp(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "paythread-crash-"))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secrets = freshSecrets()
  const variables = {
    ...secrets,
    ENVIRONMENT: "local",
    PUBLIC_URL: url,
    WHATSAPP_API_BASE: `${outside.url}/whatsapp`,
    STRIPE_API_BASE: `${outside.url}/stripe`,
  }
  const running: Running = { port, variables, state, onLog: () => undefined }
  const random = randomOf(seed)
  const town: Town = {
    url,
    outside,
    random,
    post: { sent: 0, resent: 0, acknowledged: 0, over: false },
  }
  const customers: Customer[] = []
  const stories: Promise<void>[] = []
  const troubles: string[] = []
  const kills: number[] = []

  let worker = await startMortalWorker(bundle, running)
  try {
    const api = apiOf(url, secrets.API_TOKEN)
    await furnish(api, town)
    for (let round = 0; round < rounds; round++) {
      for (let born = 0; born < NEW_CUSTOMERS_A_ROUND; born++) {
        const customer = newCustomer(customers.length)
        customers.push(customer)
        stories.push(live(customer, town).catch((error: unknown) => void troubles.push(String(error))))
      }
      await pause(random.between(LIFE_MILLISECONDS.least, LIFE_MILLISECONDS.most))
      kills.push(await worker.kill())
      worker = await startMortalWorker(bundle, running)
      if (process.stderr.isTTY) process.stderr.write(`\r${round + 1} of ${rounds} rounds`)
    }
    await quiet(
      town,
      Promise.all(stories),
      () => worker.tick(),
      () => isOwing(api),
    )
    const found = await judge(customers, outside, { api, db: worker.db }, kills, OUTSIDE_MILLISECONDS)
    const violations = [...troubles, ...found.violations]
    const { sent, resent, acknowledged } = town.post
    console.log(`
${rounds} rounds, seed ${seed}: ${kills.length} kills in ${Math.round((Date.now() - start) / 1000)} s
${customers.length} customers; ${sent} webhooks, callbacks and checkouts sent, ${resent} of them again, ${acknowledged} acknowledged
${found.captured} payments captured, ${found.told} told; ${found.messages} messages arrived, ${found.ambiguous} of them again for a kill in flight
${violations.length} violations${violations
      .slice(0, 30)
      .map((violation) => `\n  ${violation}`)
      .join("")}`)
    if (violations.length > 0) console.log(`\nAgain: npm run crash -- --rounds ${rounds} --seed ${seed}`)
    return violations.length === 0 ? 0 : 1
  } finally {
    town.post.over = true
    await worker.stop()
    await outside.stop()
    await rm(state, { recursive: true, force: true })
  }
}

/**
 * Lets alarms ring and sweeps pass until every story is lived and nothing moves any more. What a kill left undone after the last
 * word waits for its alarm, and nothing moves meanwhile.
 */
async function quiet(
  town: Town,
  stories: Promise<unknown>,
  tick: () => Promise<void>,
  owing: () => Promise<boolean>,
): Promise<void> {
  let [ended, still] = [false, 0]
  void stories.finally(() => {
    ended = true
  })
  const end = Date.now() + QUIET_SECONDS * 1000
  while (still < 3 && Date.now() < end) {
    const before = town.outside.arrivals.length
    await tick()
    await pause(1000)
    still = ended && town.outside.arrivals.length === before ? still + 1 : 0
    if (still === 3 && (await owing())) still = 0
  }
  town.post.over = true
  await stories
}

async function furnish(api: Api, { outside }: Town): Promise<void> {
  const { shop, till } = outside
  await api("POST", "/channel-accounts", { id: "shop", channel: "whatsapp", title: "Shop", config: shop.config })
  await api("POST", "/payment-accounts", { id: "till", provider: "stripe", title: "Till", config: till.config })
  await api("PUT", "/payment-configuration", { account: "till", merchant: "Demo shop", currency: "ZAR" })
  await importDemo(api, `${outside.url}/merchant`)
}
