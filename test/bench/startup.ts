import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import * as z from "zod"
import { root } from "../../src/cli/worker/sources"
import { median } from "./report"

const profile = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string() }) })),
  samples: z.array(z.number()),
  /** Microseconds since the sample before. */
  timeDeltas: z.array(z.number()),
})

/** V8's names for time in which no code of the Worker ran. */
const ELSEWHERE = ["(idle)", "(program)", "(root)"]

/** Milliseconds that workerd computes to start what is deployed, from wrangler's profile of it. */
export async function startUp(times: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "paythread-startup-"))
  try {
    const bundle = join(folder, "worker.bundle")
    await wrangler("deploy", "--dry-run", "--outfile", bundle)
    const found: number[] = []
    for (let time = 0; time < times; time++) {
      const file = join(folder, "startup.cpuprofile")
      await patiently(() => wrangler("check", "startup", "--worker", bundle, "--outfile", file))
      found.push(activeMilliseconds(profile.parse(JSON.parse(await readFile(file, "utf8")))))
    }
    return median(found)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function activeMilliseconds({ nodes, samples, timeDeltas }: z.output<typeof profile>): number {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]))
  const active = timeDeltas.filter((_, at) => !ELSEWHERE.includes(names.get(samples[at] ?? 0) ?? ""))
  return active.reduce((sum, delta) => sum + delta, 0) / 1000
}

/** wrangler waits for its workerd no longer than a machine that is busy elsewhere may take. */
async function patiently(act: () => Promise<unknown>, tries = 4): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (tries <= 1) throw error
    await patiently(act, tries - 1)
  }
}

function wrangler(...words: string[]) {
  const program = join(root, "node_modules/wrangler/bin/wrangler.js")
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" }
  return promisify(execFile)(process.execPath, [program, ...words], { cwd: root, env })
}
