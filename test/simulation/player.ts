import { parentPort, workerData } from "node:worker_threads"
import { forgetAll } from "../../src/store/cache"
import { Tables } from "./d1"
import type { Fault } from "./faults"
import { Scene, type SceneOptions, type Violation } from "./scene"
import { makeStill } from "./stillness"
import { Shelf } from "./storage"

/** What one thread plays. */
export interface Part {
  migrations: string
  scenes: readonly SceneOptions[]
  /** Every so many scenes the database is a fresh one. */
  stopsAtFailure: boolean
}

export interface Failed {
  options: SceneOptions
  settings: string
  violations: Violation[]
  lines: string[]
}

/** What came of the scenes of one thread. */
export interface Outcome {
  scenes: number
  conversations: number
  orders: Record<string, number>
  struck: Partial<Record<Fault, number>>
  ambiguous: number
  ambiguousRequests: number
  inFlightAtStop: number
  sends: number
  captures: number
  points: number
  lines: number
  hash: number
  failed: Failed[]
  /** Awaits of each scene, for sweeps. */
  pointsOf: number[]
}

/** Objects of one scene at most: each customer's, those of who has their numbers next, and those that were only asked. */
const OBJECTS_AT_MOST = 120
const RECYCLED_AFTER = 500

async function play(part: Part): Promise<Outcome> {
  let playing: Scene | null = null
  // Most errors here are the weather, thousands a second: nobody reads where they came from.
  Error.stackTraceLimit = part.scenes.length > 1 ? 0 : 10
  makeStill((line) => playing?.trace(line))
  const shelves = Array.from({ length: OBJECTS_AT_MOST }, () => new Shelf())
  let tables = new Tables(part.migrations)
  const outcome: Outcome = {
    scenes: 0,
    conversations: 0,
    orders: {},
    struck: {},
    ambiguous: 0,
    ambiguousRequests: 0,
    inFlightAtStop: 0,
    sends: 0,
    captures: 0,
    points: 0,
    lines: 0,
    hash: 0,
    failed: [],
    pointsOf: [],
  }
  for (const options of part.scenes) {
    if (outcome.scenes % RECYCLED_AFTER === RECYCLED_AFTER - 1) tables = new Tables(part.migrations)
    tables.clear()
    forgetAll()
    const scene: Scene = new Scene(options, tables, shelves)
    playing = scene
    await scene.play()
    count(outcome, scene)
    if (scene.violations.length > 0 && part.stopsAtFailure) break
  }
  return outcome
}

function count(outcome: Outcome, scene: Scene): void {
  outcome.scenes += 1
  outcome.conversations += scene.options.customers
  for (const { status, late } of scene.tables.rows("SELECT status, late FROM orders")) {
    const name = late ? `${status} late` : String(status)
    outcome.orders[name] = (outcome.orders[name] ?? 0) + 1
  }
  for (const [fault, count] of Object.entries(scene.weather.struck) as [Fault, number][])
    outcome.struck[fault] = (outcome.struck[fault] ?? 0) + count
  outcome.ambiguous += scene.ambiguous
  outcome.ambiguousRequests += scene.ambiguousRequests
  outcome.inFlightAtStop += scene.inFlightAtStop
  for (const copies of scene.copies.values()) outcome.sends += copies.length
  outcome.captures += scene.bank.captures.length
  outcome.points += scene.points
  outcome.lines += scene.story.count
  outcome.hash = (outcome.hash + Math.imul(scene.story.hash, 2 * scene.index + 1)) >>> 0
  outcome.pointsOf.push(scene.points)
  if (scene.violations.length === 0) return
  const { channel, provider, expirySeconds, configuration, weather } = scene
  const settings = JSON.stringify({
    channel,
    provider,
    expirySeconds,
    latePayment: configuration.latePayment,
    orderNumber: configuration.orderNumber,
    faults: Object.fromEntries(weather.odds),
  })
  const { options, violations, story } = scene
  outcome.failed.push({ options, settings, violations, lines: story.lines.slice(-options.lines) })
}

parentPort?.postMessage(await play(workerData as Part))
