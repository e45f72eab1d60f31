import { cp, mkdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { build } from "../../src/cli/worker/build"
import { root } from "../../src/cli/worker/sources"
import { alternate } from "./alternate"
import { countEach } from "./counted"
import { furnish, startBare, startLoad } from "./ground"
import { measureLists } from "./lists"
import { measure, type Scale } from "./measure"
import { type Report, rendered } from "./report"
import { rest, settle } from "./settlers"
import { startUp } from "./startup"
import { wake } from "./waking"

const HELP = `npm run bench -- [--smoke] [--json]

Measures the Worker as it is deployed against floors: the least that the same runtime can do by hand. Everything runs in
workerd itself on this machine; clients and the outside world are a process of their own. --smoke only sees that it runs.`

const FULL: Scale = {
  conversations: 10_000,
  long: 10_000,
  clients: [1, 16, 64],
  repetitions: 3,
  seconds: 0.5,
  orders: 150,
  batch: 1000,
  turns: 320,
  cold: 600,
  restSeconds: 48,
  listed: 100_000,
}

const SMOKE: Scale = {
  conversations: 40,
  long: 40,
  clients: [4],
  repetitions: 1,
  seconds: 0.2,
  orders: 10,
  batch: 20,
  turns: 64,
  cold: 20,
  restSeconds: 1,
  listed: 200,
}

process.exitCode = await bench()

async function bench(): Promise<number> {
  const { values } = parseArgs({
    options: { smoke: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const scale = values.smoke ? SMOKE : FULL
  const start = Date.now()
  const ours = await build()
  // Not among the sources that a build is known by.
  await rm(join(root, "dist/floors"), { recursive: true, force: true })
  const floors = await build({ folder: "dist/floors", entry: "test/bench/floors.ts" })
  const name = `paythread-bench-${process.pid}`
  const places = { memory: join("/dev/shm", name), disk: join(tmpdir(), name) }
  const load = await startLoad()
  const report: Report = {
    ...{ timed: [], alternated: [], lists: [], counted: [], batches: [], memory: [] },
    ...{ bundle: null, seconds: 0 },
  }
  try {
    report.bundle = { bytes: ours.code.length, gzipped: ours.gzipped, startUp: await startUp(values.smoke ? 1 : 5) }
    for (const storage of ["memory", "disk"] as const) {
      const place = places[storage]
      // What is stored in memory is taken along: opening ten thousand conversations on a disk takes minutes.
      if (storage === "disk") await cp(places.memory, place, { recursive: true })
      await mkdir(place, { recursive: true })
      const start = async () => ({
        ours: await startBare("ours", ours, load, join(place, "ours")),
        floors: await startBare("floors", floors, load, join(place, "floors")),
      })
      let workers = await start()
      try {
        if (storage === "memory") {
          await furnish(workers.ours.url)
          report.batches.push(...(await settle(workers, load, scale)))
          // Half a minute after its last turn each conversation looks once whether anything is left to do.
          if (!values.smoke) await rest(workers.ours)
          await wake(report, workers, load, scale, "met before")
          await workers.ours.stop()
          await workers.floors.stop()
          workers = await start()
          await wake(report, workers, load, scale, "not met by this isolate")
          report.alternated.push(...(await alternate(workers, load, scale)))
        }
        await measure(report, storage, workers, load, scale)
        report.memory.push({ storage, ours: workers.ours.megabytes(), floors: workers.floors.megabytes() })
      } finally {
        await workers.ours.stop()
        await workers.floors.stop()
      }
    }
    report.counted = await countEach(load, join(places.memory, "counted"))
    report.lists = await measureLists(load, join(places.memory, "listed"), scale)
  } finally {
    load.stop()
    await rm(places.memory, { recursive: true, force: true })
    await rm(places.disk, { recursive: true, force: true })
  }
  report.seconds = Math.round((Date.now() - start) / 1000)
  console.log(values.json ? JSON.stringify(report, null, 2) : rendered(report))
  const failures = report.timed.flatMap((row) => row.failures)
  if (failures.length > 0) console.error(`${failures.length} requests failed, the first one: ${failures[0]}`)
  return failures.length > 0 || report.timed.length === 0 || report.counted.length === 0 ? 1 : 0
}
