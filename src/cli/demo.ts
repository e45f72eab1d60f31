import { parseArgs } from "node:util"
import { channels } from "../channels"
import { providers } from "../payments"
import { disagreements, outcomes } from "./demo/ending"
import { play } from "./demo/play"
import type { Scene } from "./demo/scene"
import { type Stage, setStage } from "./demo/stage"
import { transcript } from "./demo/transcript"
import { build } from "./worker/build"

const HELP = `npm run demo -- [--channel ${Object.keys(channels).join("|")}|all] [--provider ${Object.keys(providers).join("|")}|all]
                [--outcome ${outcomes.join("|")}|all]

Plays a whole conversation with a payment in it, from a signed webhook to the end of the run. The Worker is the one that
is deployed; every service and the merchant are emulated on this machine. Ends with 0 when all agreed.`

/** Lines of the Worker's log that are shown when something disagreed. */
const LOG_LINES = 30

process.exitCode = await demo()

async function demo(): Promise<number> {
  const scenes = scenesOf(process.argv.slice(2))
  if (typeof scenes === "string") {
    console.error(`${scenes}\n\n${HELP}`)
    return 2
  }
  const bundle = await build()
  const failed: string[] = []
  for (const scene of scenes) {
    const name = `${scene.channel}, ${scene.provider}, ${scene.outcome}`
    console.log(`\n--- ${name}`)
    const stage = await setStage(bundle, scene.channel, scene.provider)
    const problems = await perform(stage, scene)
    if (problems.length > 0) {
      failed.push(name)
      console.log(`\nDisagreed:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`)
      console.log(`\nThe Worker's log:\n${stage.logs.slice(-LOG_LINES).join("\n")}`)
    } else console.log("All agreed: the order in D1, the messages, the run's end.")
    await stage.stop()
  }
  if (scenes.length > 1) console.log(`\n${scenes.length - failed.length} of ${scenes.length} agreed.`)
  return failed.length === 0 ? 0 : 1
}

async function perform(set: Stage, scene: Scene): Promise<string[]> {
  try {
    return disagreements(scene, await play(set, scene, transcript()), set.emulator)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** What is asked for on the command line; a fault in words when it cannot be read. */
function scenesOf(words: string[]): Scene[] | string {
  const option = { type: "string" } as const
  try {
    const { values } = parseArgs({ args: words, options: { channel: option, provider: option, outcome: option } })
    const chosen = <Name extends string>(what: string, names: readonly Name[], value: string): readonly Name[] => {
      const found = value === "all" ? names : names.filter((name) => name === value)
      if (found.length === 0) throw new Error(`There is no ${what} "${value}".`)
      return found
    }
    const all = chosen("outcome", outcomes, values.outcome ?? "paid")
    return chosen("channel", Object.keys(channels), values.channel ?? "whatsapp").flatMap((channel) =>
      chosen("provider", Object.keys(providers), values.provider ?? "stripe").flatMap((provider) =>
        all.map((outcome) => ({ channel, provider, outcome })),
      ),
    )
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
