import { setTimeout as pause } from "node:timers/promises"
import { until } from "../../src/cli/until"
import type { MortalWorker } from "../crash/mortal-worker"
import { accounts, type Load } from "./ground"
import type { Scale, Workers } from "./measure"
import type { Batch } from "./report"
import { median } from "./report"
import { phoneOf, webhook } from "./requests"

/** The conversation that has no other beside it, the one that is long already, and the first of the many. */
export const HOT = 0
export const LONG = 1
export const FIRST_OF_MANY = 1000

/** Longest wait until everything owed for the settling is sent. */
const PATIENCE_SECONDS = 120

/**
 * workerd keeps files open for each conversation until it has rested for ten seconds, several of them: opened all at
 * once they are more than a process may have.
 */
const PAUSE_MILLISECONDS = 2000

/** Opens the conversations that are measured later, and times how long the webhooks took that did so. */
export async function settle(workers: Workers, load: Load, scale: Scale): Promise<Batch[]> {
  const { conversations, long, batch } = scale
  const seconds = new Map<string, number[]>()
  for (let start = 0; start < conversations; start += batch) {
    const numbers = Array.from({ length: batch }, (_, at) => FIRST_OF_MANY + start + at)
    for (const { name, url } of batchDoors(workers))
      seconds.set(name, [...(seconds.get(name) ?? []), ...(await post(load, url, batch, numbers))])
    if (conversations > batch * 4) await pause(PAUSE_MILLISECONDS)
  }
  for (const { url } of batchDoors(workers)) {
    const one = Array.from({ length: long }, () => LONG)
    await post(load, url, batch, one)
  }
  return [...seconds].map(([name, all]) => {
    return { storage: "memory", what: `${name}, each its first one`, messages: batch, seconds: median(all) }
  })
}

/** Resolves when the Worker has been doing next to nothing for a while, or after a minute and a half. */
export async function rest(worker: MortalWorker): Promise<void> {
  const end = Date.now() + 90_000
  for (let still = 0; still < 16 && Date.now() < end; ) {
    const before = worker.cpuMilliseconds()
    await pause(PAUSE_MILLISECONDS)
    still = worker.cpuMilliseconds() - before < PAUSE_MILLISECONDS / 20 ? still + 1 : 0
  }
}

/** Where webhooks with many messages go. */
export function batchDoors({ ours, floors }: Workers): { name: string; url: string }[] {
  return [
    { name: "(i) ours", url: `${ours.url}/webhooks/whatsapp/shop` },
    { name: "(i) by hand", url: `${floors.url}/batch` },
  ]
}

/** Posts a message from each of these customers, so many in a webhook; returns the seconds that each webhook took. */
export async function post(load: Load, url: string, batch: number, numbers: number[]): Promise<number[]> {
  const before = await load.arrived()
  const seconds: number[] = []
  for (let start = 0; start < numbers.length; start += batch) {
    const written = numbers.slice(start, start + batch).map((number) => ({ phone: phoneOf(number), text: "Hello" }))
    const request = await webhook(url, accounts.whatsapp, written)
    const result = await load.run({ requests: [request], clients: 1, seconds: 60 })
    if (result.failures.length > 0) throw new Error(`A webhook with ${batch} messages failed: ${result.failures[0]}`)
    seconds.push((result.latencies[0] ?? 0) / 1000)
    await until(`${batch} answers`, PATIENCE_SECONDS, async () => {
      return (await load.arrived()) - before >= Math.min(start + batch, numbers.length)
    })
  }
  return seconds
}
