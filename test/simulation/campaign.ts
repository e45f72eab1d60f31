import { Worker } from "node:worker_threads"
import { bundle, migrations } from "./bundle"
import type { Fault } from "./faults"
import type { Mutant } from "./mutants"
import type { Outcome, Part } from "./player"
import type { SceneOptions } from "./scene"

export interface CampaignOptions {
  conversations: number
  seed: number
  faults: readonly Fault[]
  workers: number
  mutant?: Mutant
  /** Providers to pick from, as often as they are named; everyone where there are none. */
  providers?: readonly string[]
  channels?: readonly string[]
  /** Only this scene, for a replay. */
  scene?: number
  /** Lines of its trace that a replay prints. */
  lines: number
}

/** Customers of one scene: enough to meet at the tables, few enough for a replay to be read. */
const CUSTOMERS = 8

/** Plays so many conversations. */
export async function campaign(options: CampaignOptions): Promise<Outcome> {
  const { conversations, seed, faults, workers, lines, scene: only, providers, channels } = options
  const scenes: SceneOptions[] = []
  for (let index = 0, left = conversations; left > 0; index++, left -= CUSTOMERS)
    scenes.push({
      seed,
      index,
      customers: Math.min(CUSTOMERS, left),
      faults,
      lines,
      ...(providers && { providers }),
      ...(channels && { channels }),
    })
  const chosen = only === undefined ? scenes : scenes.filter(({ index }) => index === only)
  return playAll(await bundle(options.mutant ?? null), chosen, workers)
}

/** Plays the scenes on several threads. */
export async function playAll(file: string, scenes: readonly SceneOptions[], workers: number): Promise<Outcome> {
  const parts = Array.from({ length: workers }, (_, worker) => scenes.filter((_, index) => index % workers === worker))
  const outcomes = await Promise.all(parts.filter((part) => part.length > 0).map((part) => playPart(file, part)))
  const pointsOf = scenes.map((_, index) => outcomes[index % workers]?.pointsOf[Math.floor(index / workers)] ?? 0)
  return { ...outcomes.reduce(sum), pointsOf }
}

function playPart(file: string, scenes: readonly SceneOptions[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const workerData: Part = { migrations, scenes, stopsAtFailure: true }
    // Most of what is made is soon forgotten: with room for it, it is never looked at again.
    const resourceLimits = { maxYoungGenerationSizeMb: 64 }
    const worker = new Worker(file, { workerData, resourceLimits, execArgv: ["--no-warnings", "--enable-source-maps"] })
    worker.on("message", resolve)
    worker.on("error", reject)
    worker.on("exit", (code) => reject(new Error(`a thread ended with ${code} before it was done`)))
  })
}

function sum(a: Outcome, b: Outcome): Outcome {
  return {
    scenes: a.scenes + b.scenes,
    conversations: a.conversations + b.conversations,
    orders: added(a.orders, b.orders),
    struck: added(a.struck, b.struck),
    ambiguous: a.ambiguous + b.ambiguous,
    ambiguousRequests: a.ambiguousRequests + b.ambiguousRequests,
    inFlightAtStop: a.inFlightAtStop + b.inFlightAtStop,
    sends: a.sends + b.sends,
    captures: a.captures + b.captures,
    points: a.points + b.points,
    lines: a.lines + b.lines,
    hash: (a.hash + b.hash) >>> 0,
    failed: [...a.failed, ...b.failed],
    pointsOf: [],
  }
}

function added(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const total = { ...a }
  for (const [name, count] of Object.entries(b)) total[name] = (total[name] ?? 0) + count
  return total
}
