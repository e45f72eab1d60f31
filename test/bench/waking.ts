import { setTimeout as pause } from "node:timers/promises"
import { accounts, type Load } from "./ground"
import type { Scale, Workers } from "./measure"
import type { Report } from "./report"
import { answered, phoneOf, webhook } from "./requests"
import { FIRST_OF_MANY } from "./settlers"

const CLIENTS = 16

/**
 * One message to each of many conversations that sleep: what is computed until the answers are there, and until everything
 * rests again, alarms and falling asleep included. `met` says whether the isolate has met the contacts since it began.
 */
export async function wake(report: Report, { ours, floors }: Workers, load: Load, scale: Scale, met: string) {
  const doors = [
    { worker: ours, url: `${ours.url}/webhooks/whatsapp/shop` },
    { worker: floors, url: `${floors.url}/backed` },
  ]
  const began: { before: number; window: number; megabytes: number; perSecond: number; count: number }[] = []
  for (const { worker, url } of doors) {
    const requests = await Promise.all(
      Array.from({ length: scale.cold }, async (_, at) => {
        const phone = phoneOf(FIRST_OF_MANY + at)
        return answered(await webhook(url, accounts.whatsapp, [{ phone, text: "Coffee" }]), phone)
      }),
    )
    const [before, held] = [worker.cpuMilliseconds(), worker.megabytes()]
    const { latencies, seconds, failures } = await load.run({ requests, clients: CLIENTS, seconds: 60 })
    if (failures.length > 0) throw new Error(`A sleeping conversation did not answer: ${failures[0]}`)
    const { length: count } = latencies
    const window = worker.cpuMilliseconds() - before
    began.push({ before, window, megabytes: worker.megabytes() - held, perSecond: count / seconds, count })
  }
  await pause(scale.restSeconds * 1000)
  const [mine, its] = began.map((one, at) => {
    const all = (doors[at]?.worker.cpuMilliseconds() ?? 0) - one.before
    return { ...one, window: one.window / one.count, all: all / one.count }
  })
  if (!mine || !its) return
  const shared = { conversations: `${scale.cold} asleep`, floor: "(c') with a backstop alarm" }
  for (const of of ["window", "all"] as const)
    report.alternated.push({
      what: `(d) waking, ${met}${of === "all" ? `, until all rests (${scale.restSeconds} s)` : ""}`,
      ...shared,
      perSecond: mine.perSecond,
      cpuMilliseconds: mine[of],
      floorCpuMilliseconds: its[of],
      byCpu: its[of] / mine[of],
      byRate: mine.perSecond / its.perSecond,
    })
  report.memory.push({ storage: `${scale.cold} more awake, ${met}`, ours: mine.megabytes, floors: its.megabytes })
}
