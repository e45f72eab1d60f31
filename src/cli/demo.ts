import { parseArgs } from "node:util"
import { channels } from "../channels"
import { providers } from "../payments"
import type { Outcome } from "../payments/emulator"
import { newCustomer } from "./demo/customer"
import { disagreements } from "./demo/ending"
import { play } from "./demo/play"
import { coverOf, outcomes, type Programme, productOf, type Scene } from "./demo/scene"
import { type Stage, setStage } from "./demo/stage"
import { transcript } from "./demo/transcript"
import { type Bundle, build } from "./worker/build"

const HELP = `npm run demo -- [--channel ${Object.keys(channels).join("|")}|all]
                [--provider ${Object.keys(providers).join("|")}|all]
                [--outcome ${outcomes.join("|")}|all] [--covering]

Plays a whole conversation with a payment in it, from a signed webhook to the end of the run. The Worker is the one that
is deployed; every service and the merchant are emulated on this machine. Of many, --covering plays each channel, each
provider and each outcome of each provider at least once. Ends with 0 when all agreed.`

/** Lines of the Worker's log that are shown when something disagreed. */
const LOG_LINES = 30

process.exitCode = await demo()

async function demo(): Promise<number> {
  const programmes = programmesOf(process.argv.slice(2))
  if (typeof programmes === "string") {
    console.error(`${programmes}\n\n${HELP}`)
    return 2
  }
  const bundle = await build()
  const played: { name: string; agreed: boolean }[] = []
  const unplayable = new Set<string>()
  for (const programme of programmes) {
    const { scenes, missing } = await perform(bundle, programme)
    played.push(...scenes)
    for (const one of missing) unplayable.add(one)
  }
  const failed = played.filter(({ agreed }) => !agreed)
  if (unplayable.size > 0) console.log(`\nCannot be played:\n${listed([...unplayable])}`)
  if (played.length > 1) console.log(`\n${played.length - failed.length} of ${played.length} agreed.`)
  if (played.length > 1 && failed.length > 0) console.log(listed(failed.map(({ name }) => name)))
  return failed.length === 0 ? 0 : 1
}

/** Plays its outcomes one after the other on one stage, each with a customer of its own. */
async function perform(bundle: Bundle, { channel, provider, outcomes: chosen }: Programme) {
  const stage = await setStage(bundle, channel, provider)
  const { unplayable } = stage.till
  try {
    const scenes: { name: string; agreed: boolean }[] = []
    for (const outcome of chosen.filter((one) => unplayable[one] === undefined))
      scenes.push(await judged(stage, { channel, provider, outcome }, scenes.length + 1))
    const missing = chosen.flatMap((outcome) => {
      const why = unplayable[outcome]
      return why === undefined ? [] : [`${provider}, ${outcome}: ${why}`]
    })
    return { scenes, missing }
  } finally {
    await stage.stop()
  }
}

async function judged(stage: Stage, scene: Scene, number: number): Promise<{ name: string; agreed: boolean }> {
  const name = `${scene.channel}, ${scene.provider}, ${scene.outcome}`
  console.log(`\n--- ${name}`)
  const logged = stage.logs.length
  const problems = await problemsOf(stage, scene, number)
  if (problems.length > 0) {
    console.log(`\nDisagreed:\n${listed(problems)}`)
    console.log(`\nThe Worker's log:\n${stage.logs.slice(logged).slice(-LOG_LINES).join("\n")}`)
  } else console.log("All agreed: the order in D1, the messages, the run's end.")
  return { name, agreed: problems.length === 0 }
}

async function problemsOf(stage: Stage, scene: Scene, number: number): Promise<string[]> {
  const { till, emulator } = stage
  try {
    const ending = await play(stage, scene, newCustomer(number, till.price.currency), transcript())
    return disagreements(scene, ending, { numbers: emulator.numbers, price: till.price })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join("\n")
}

/** What is asked for on the command line; a fault in words when it cannot be read. */
function programmesOf(words: string[]): Programme[] | string {
  const option = { type: "string" } as const
  try {
    const { values } = parseArgs({
      args: words,
      options: { channel: option, provider: option, outcome: option, covering: { type: "boolean" } },
    })
    const all = values.covering === true ? "all" : undefined
    const chosen = <Name extends string>(what: string, names: readonly Name[], value: string): readonly Name[] => {
      const found = value === "all" ? names : names.filter((name) => name === value)
      if (found.length === 0) throw new Error(`There is no ${what} "${value}".`)
      return found
    }
    return (all ? coverOf : productOf)(
      chosen("channel", Object.keys(channels), values.channel ?? all ?? "whatsapp"),
      chosen("provider", Object.keys(providers), values.provider ?? all ?? "stripe"),
      chosen<Outcome>("outcome", outcomes, values.outcome ?? all ?? "paid"),
    )
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
