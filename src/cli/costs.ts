import { parseArgs } from "node:util"
import type { Counts } from "./costs/counting"
import { DEEDS, type Deeds, measureConversation, measureDeeds } from "./costs/deeds"
import { ASSUMED, dollars } from "./costs/prices"
import { newCustomer } from "./demo/customer"
import { type Stage, setStage } from "./demo/stage"
import { type Bundle, build } from "./worker/build"

/** What a deed may come to at most. */
const BOUNDS: Partial<Record<keyof Deeds, Partial<Record<keyof Counts, number>>>> = {
  turn: { objectRows: 3, d1Statements: 0 },
  wake: { objectStatements: 1 },
  open: { d1Trips: 1 },
  checkout: { d1Trips: 2 },
  // Two of the callback's own, and one by which the conversation publishes that its run ended.
  callback: { d1Trips: 3 },
  receipt: { objectRequests: 0, objectRows: 0, d1Statements: 0 },
}

/** What is measured: where the customers write, and who takes their money. */
const MEMBERS = { channel: "whatsapp", provider: "stripe" }

const MAX_KILOBYTES = 375

/** What the report has of each deed, in this order. */
const COLUMNS = {
  workerRequests: "Worker requests",
  objectRequests: "object requests",
  objectRows: "object rows written",
  objectStatements: "object statements",
  d1Trips: "trips to D1",
  d1Statements: "D1 statements",
  d1Rows: "D1 rows written",
  outsideRequests: "outside requests",
} as const satisfies Partial<Record<keyof Counts, string>>

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } })

process.exitCode = await costs()

async function costs(): Promise<number> {
  const [bundle, { gzipped }] = [await build({ folder: "dist/costs", entry: "src/cli/costs-entry.ts" }), await build()]
  // The address that answers with the counts is the Worker's, not a page of the studio.
  const counting = { ...bundle, assets: { ...bundle.assets, workerFirst: ["/*"] } }
  console.error("Measuring takes two minutes: the alarms that look after each turn have to ring.")
  const [first, second] = [newCustomer(1, "ZAR"), newCustomer(2, "ZAR")]
  const [most, conversation] = await Promise.all([
    onStage(counting, (stage) => measureDeeds(stage, [first, second])),
    onStage(counting, (stage) => measureConversation(stage, first, MEMBERS)),
  ])
  const deeds: Deeds = { ...most, conversation }
  const kilobytes = gzipped / 1000
  console.log(
    values.json ? JSON.stringify({ deeds: Object.entries(deeds).map(reported) }, null, 2) : table(deeds, kilobytes),
  )
  const missed = Object.entries(BOUNDS).flatMap(([deed, bounds]) =>
    Object.entries(bounds).flatMap(([what, most]) => {
      const counted = deeds[deed as keyof Deeds][what as keyof Counts]
      return counted > most ? [`${deed}: ${counted} ${what}, where at most ${most} are allowed`] : []
    }),
  )
  if (kilobytes > MAX_KILOBYTES) missed.push(`the Worker is larger than ${MAX_KILOBYTES} kB`)
  for (const target of missed) console.error(`Target missed: ${target}.`)
  return missed.length === 0 ? 0 : 1
}

async function onStage<Result>(bundle: Bundle, measure: (stage: Stage) => Promise<Result>): Promise<Result> {
  const stage = await setStage(bundle, MEMBERS.channel, MEMBERS.provider)
  try {
    return await measure(stage)
  } finally {
    await stage.stop()
  }
}

function reported([deed, counts]: [string, Counts]) {
  const columns = Object.keys(COLUMNS).map((column) => [column, counts[column as keyof Counts]])
  return { deed, ...Object.fromEntries(columns), dollarsAMillion: Number(dollars(counts).toFixed(2)) }
}

function table(deeds: Deeds, kilobytes: number): string {
  const lines = Object.entries(deeds).map(([deed, counts]) => {
    const cells = Object.keys(COLUMNS).map((column) => counts[column as keyof Counts])
    return `| ${deed}: ${DEEDS[deed as keyof Deeds]} | ${cells.join(" | ")} | ${dollars(counts).toFixed(2)} |`
  })
  const titles = ["", ...Object.values(COLUMNS), "$ a million"]
  return `
| ${titles.join(" | ")} |
|${titles.map(() => "---|").join("")}
${lines.join("\n")}

WhatsApp and Stripe; a conversation is the demo's. Rows written include alarms set. What the channel takes comes beside:
Meta charges each message by country and kind, 0.34 to 0.68 US cents where that was quoted for Brazil in autumn 2026, so that a
million conversations of four messages are $13,600 to 27,200; see docs/costs.md. Stripe takes its fee of the payment.
Dollars take ${ASSUMED.cpuMillisecondsPerRequest} ms of CPU a Worker request, ${ASSUMED.secondsPerObjectRequest} s of an object's time a request to it and ${ASSUMED.secondsPerOutsideRequest} s an outside request.
The Worker is ${kilobytes.toFixed(1)} kB gzipped.`
}
