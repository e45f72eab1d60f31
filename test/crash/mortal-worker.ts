import { readdirSync, readFileSync } from "node:fs"
import type { Bundle } from "../../src/cli/worker/build"
import { type LocalWorker, type Running, startWorker } from "../../src/cli/worker/worker"

/** The Worker in a workerd that can be killed. */
export interface MortalWorker extends LocalWorker {
  /** SIGKILL, in the middle of whatever it does; resolves when it is gone, with the time of the kill. */
  kill(): Promise<number>
  /** Memory that workerd holds now. */
  megabytes(): number
  /** Time that workerd has computed so far; what it does beside this machine's other work does not show in it. */
  cpuMilliseconds(): number
}

/** Starts the Worker. Start one at a time: the workerd that is new is taken to be its own. */
export async function startMortalWorker(bundle: Bundle, running: Running): Promise<MortalWorker> {
  const before = new Set(workerds())
  const worker = await startWorker(bundle, running)
  const own = workerds().filter((pid) => !before.has(pid))
  return {
    ...worker,
    async kill() {
      const at = Date.now()
      for (const pid of own) process.kill(pid, "SIGKILL")
      // Its own end of the same workerd: sockets and temporary files.
      await worker.stop()
      return at
    },
    cpuMilliseconds: () => own.reduce((sum, pid) => sum + ticksOf(pid) * MILLISECONDS_A_TICK, 0),
    megabytes: () => own.reduce((sum, pid) => sum + megabytesOf(pid), 0),
  }
}

/** Linux counts in hundredths of a second, whatever the hardware (proc(5), USER_HZ). */
const MILLISECONDS_A_TICK = 10

function ticksOf(pid: number): number {
  // The second field is the name, in parentheses; user and system time are the 14th and the 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
  return Number(fields[11]) + Number(fields[12])
}

/** Ids of this process's own workerds. */
function workerds(): number[] {
  return readdirSync("/proc/self/task")
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" "))
    .filter((pid) => pid !== "" && nameOf(pid) === "workerd")
    .map(Number)
}

function megabytesOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kilobytes ?? 0) / 1024
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim()
  } catch {
    // Gone since it was listed.
    return ""
  }
}
