import type { Call } from "../platform/emulator"
import type { Counts } from "./costs/counting"
import { ASSUMED, difference, dollars, readCounts } from "./costs/prices"
import { newCustomer } from "./demo/customer"
import { readRuns } from "./demo/ending"
import { play } from "./demo/play"
import { type Stage, setStage } from "./demo/stage"
import { until } from "./until"
import { type Bundle, build } from "./worker/build"

const MAX_ROWS_A_TURN = 5
const MAX_KILOBYTES = 350

/** Longer than the alarm that looks after a turn waits. */
const ALARM_SECONDS = 60

/** Longest that a turn may take here. */
const TURN_SECONDS = 10

const customer = newCustomer(1, "ZAR")

process.exitCode = await costs()

async function costs(): Promise<number> {
  const [bundle, { gzipped }] = [await build({ folder: "dist/costs", entry: "src/cli/costs-entry.ts" }), await build()]
  // The address that answers with the counts is the Worker's, not a page of the studio.
  const counting = { ...bundle, assets: { ...bundle.assets, workerFirst: ["/*"] } }
  console.error("Measuring takes a minute: the alarms that look after each turn have to ring.")
  const [turns, conversation] = await Promise.all([
    onStage(counting, measureTurns),
    onStage(counting, measureConversation),
  ])
  const kilobytes = gzipped / 1000
  console.log(`
| | Worker requests | object requests | object rows written | D1 statements | D1 rows written | outside requests | $ a million |
|---|---|---|---|---|---|---|---|
${line("an inbound turn, warm", turns.warm)}
${line("the same after a quiet spell, with its alarm", turns.quiet)}
${line("one message's statuses: sent, delivered, read", turns.statuses)}
${line("a whole paid conversation, with its alarms", conversation)}

WhatsApp and Stripe; a turn is one message in and one out, a conversation is the demo's, without its messages' statuses. Rows written include alarms set.
Dollars take ${ASSUMED.cpuMillisecondsPerRequest} ms of CPU a Worker request, ${ASSUMED.secondsPerObjectRequest} s of an object's time a request to it and ${ASSUMED.secondsPerOutsideRequest} s an outside request.
The Worker is ${kilobytes.toFixed(1)} kB gzipped.`)
  const missed = [
    turns.warm.objectRows > MAX_ROWS_A_TURN && `a warm turn writes more than ${MAX_ROWS_A_TURN} rows`,
    turns.warm.d1Statements > 0 && "a warm turn asks D1",
    kilobytes > MAX_KILOBYTES && `the Worker is larger than ${MAX_KILOBYTES} kB`,
  ].filter((target) => target !== false)
  for (const target of missed) console.error(`Target missed: ${target}.`)
  return missed.length === 0 ? 0 : 1
}

async function onStage<Result>(bundle: Bundle, measure: (stage: Stage) => Promise<Result>): Promise<Result> {
  const stage = await setStage(bundle, "whatsapp", "stripe")
  try {
    return await measure(stage)
  } finally {
    await stage.stop()
  }
}

/** Turns of a conversation that waits for its payment: each is answered with one message. */
async function measureTurns(stage: Stage): Promise<{ warm: Counts; quiet: Counts; statuses: Counts }> {
  await turn(stage, "Hi", 1)
  await turn(stage, customer.name, 2)
  await alarmRings(stage, 0)
  const before = await read(stage)
  await turn(stage, "Hello?", 3)
  const middle = await read(stage)
  await turn(stage, "Are you there?", 4)
  const warm = difference(await read(stage), middle)
  await alarmRings(stage, middle.alarms)
  const both = difference(await read(stage), before)
  const last = await read(stage)
  await statuses(stage)
  return { warm, quiet: difference(both, warm), statuses: difference(await read(stage), last) }
}

async function measureConversation(stage: Stage): Promise<Counts> {
  const before = await read(stage)
  await play(stage, { channel: "whatsapp", provider: "stripe", outcome: "paid" }, customer, () => undefined)
  await alarmRings(stage, before.alarms)
  return difference(await read(stage), before)
}

/** One message in, and everything it leads to done. */
async function turn(stage: Stage, text: string, said: number): Promise<void> {
  const { phone, emulator, api } = stage
  await deliver(stage, await phone.write(text, customer))
  await until(`message ${said}`, TURN_SECONDS, async () => {
    if (emulator.said.length < said) return false
    return (await readRuns(api, customer.phone))?.owed === 0
  })
}

/** What WhatsApp tells, one webhook each, of the message that was said last. */
async function statuses(stage: Stage): Promise<void> {
  const { emulator, phone } = stage
  const last = emulator.said.at(-1)
  if (!last || !phone.report) throw new Error("There is no message whose status could be told.")
  for (const status of ["sent", "delivered", "read"] as const) await deliver(stage, await phone.report(last, status))
}

async function deliver({ worker }: Stage, calls: readonly Call[]): Promise<void> {
  for (const { method, url, headers, body } of calls) {
    const response = await worker.fetch(url, { method, headers, body })
    if (!response.ok) throw new Error(`The webhook was answered ${response.status}: ${await response.text()}`)
  }
}

async function alarmRings(stage: Stage, already: number): Promise<void> {
  await until("the alarm", ALARM_SECONDS, async () => (await read(stage)).alarms > already)
}

function read({ worker }: Stage): Promise<Counts> {
  return readCounts(worker.url)
}

function line(title: string, counts: Counts): string {
  const { workerRequests, objectRequests, objectRows, d1Statements, d1Rows, outsideRequests } = counts
  const cells = [workerRequests, objectRequests, objectRows, d1Statements, d1Rows, outsideRequests]
  return `| ${title} | ${cells.join(" | ")} | ${dollars(counts).toFixed(2)} |`
}
