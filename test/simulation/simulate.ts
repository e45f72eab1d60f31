import { parseArgs } from "node:util"
import { campaign } from "./campaign"
import { FAULTS, type Fault, isFault } from "./faults"
import { mutants } from "./mutants"
import { report, sweptLine } from "./report"
import { sweepCrashes } from "./sweep"

const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    faults: { type: "string", default: "all" },
    mutant: { type: "string" },
    workers: { type: "string", default: "2" },
    scene: { type: "string" },
    lines: { type: "string", default: "20" },
    providers: { type: "string" },
    channels: { type: "string" },
    sweep: { type: "boolean", default: false },
  },
})

const started = performance.now()
const faults = faultsOf(values.faults)
const mutant = mutants.find(({ name }) => name === values.mutant)
if (values.mutant !== undefined && !mutant)
  throw new Error(`There is no mutant ${values.mutant}. There are: ${mutants.map(({ name }) => name).join(", ")}.`)
const options = {
  conversations: Number(values.conversations),
  seed: Number(values.seed),
  faults,
  workers: Number(values.workers),
  lines: Number(values.lines),
  ...(mutant && { mutant }),
  ...(values.providers !== undefined && { providers: values.providers.split(",") }),
  ...(values.channels !== undefined && { channels: values.channels.split(",") }),
  ...(values.scene !== undefined && { scene: Number(values.scene) }),
}
const failed = values.sweep ? await sweep() : await simulate()
process.exitCode = failed ? 1 : 0

async function simulate(): Promise<boolean> {
  const outcome = await campaign(options)
  process.stdout.write(report(outcome, options, (performance.now() - started) / 1000))
  return outcome.failed.length > 0
}

async function sweep(): Promise<boolean> {
  let failures = 0
  let [plays, conversations] = [0, 0]
  await sweepCrashes(options.workers, options.lines, (swept) => {
    failures += swept.outcome.failed.length
    conversations += 1
    plays += 1 + swept.singles + swept.pairs
    process.stdout.write(sweptLine(swept))
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `${plays} plays of ${conversations} conversations in ${seconds} s; ${failures} violated an invariant.\n`,
  )
  return failures > 0
}

function faultsOf(text: string): Fault[] {
  if (text === "none") return []
  if (text === "all") return Object.keys(FAULTS).filter(isFault)
  return text.split(",").map((name) => {
    if (!isFault(name)) throw new Error(`There is no fault ${name}. There are: ${Object.keys(FAULTS).join(", ")}.`)
    return name
  })
}
