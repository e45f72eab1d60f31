import type { MortalWorker } from "../crash/mortal-worker"
import { accounts, type Load } from "./ground"
import type { Prepared } from "./load"
import type { Scale, Workers } from "./measure"
import { type Alternated, median, quantile } from "./report"
import { answered, phoneOf, reported, webhook } from "./requests"

/** Requests of one kind, made anew for each turn of the alternation. */
interface Contender {
  name: string
  /** Of these the worker is held against; ours come first. */
  worker: MortalWorker
  requests(): Promise<Prepared[]>
}

/** Warm conversations that nothing else is measured in. */
const FIRST_OF_WARM = 500

/** Turns of an alternation. A share of the computing time in its lower quartile differs by 5 % from run to run. */
const TURNS = 8

const CLIENTS = 16

/** How many requests one of them makes of one. */
interface Count {
  what: string
  conversations: string
  /** Exchanges and the like consist of several requests. */
  requestsEach?: number
}

/** Ours and the floors in short turns, by computing time: what else this machine does weighs on neighbours alike. */
export async function alternate(workers: Workers, load: Load, scale: Scale): Promise<Alternated[]> {
  const { ours, floors } = workers
  const door = `${ours.url}/webhooks/whatsapp/shop`
  const turns = (url: string, numbers: number) => async () =>
    Promise.all(
      Array.from({ length: scale.turns }, async (_, at) => {
        const phone = phoneOf(FIRST_OF_WARM + (at % numbers))
        return answered(await webhook(url, accounts.whatsapp, [{ phone, text: "Coffee" }]), phone)
      }),
    )
  const statuses = (url: string, numbers: number) => async () => {
    const sent = await load.sent()
    return Promise.all(
      Array.from({ length: scale.turns }, (_, at) => {
        const phone = phoneOf(FIRST_OF_WARM + (at % numbers))
        const status = ["sent", "delivered", "read"][Math.floor(at / numbers) % 3] ?? "sent"
        return reported(url, accounts.whatsapp, [{ phone, status, ...(sent[`+${phone}`] ?? { id: "wamid.NONE" }) }])
      }),
    )
  }
  /** One in, one out and its three statuses; the process that makes the load answers one question after the other. */
  const exchanges = (turn: string, report: string) => async () => {
    const all = await turns(turn, 64)()
    for (const _ of ["sent", "delivered", "read"]) all.push(...(await statuses(report, 64)()))
    return all
  }
  const strangers = (url: string) => async () => {
    const named = (at: number) => ({ phone: phoneOf(5_000_000 + at), id: `wamid.STRANGE${Math.random()}${at}` })
    const statuses = () => Array.from({ length: scale.batch * 5 }, (_, at) => ({ ...named(at), status: "delivered" }))
    // Several, for a single one computes less than the clock of computing time can tell.
    return Promise.all(Array.from({ length: 4 }, () => reported(url, accounts.whatsapp, statuses())))
  }
  const of = (name: string, worker: MortalWorker, requests: () => Promise<Prepared[]>): Contender => ({
    ...{ name, worker, requests },
  })
  const found: Alternated[] = []
  const compete = async (
    count: Count,
    own: () => Promise<Prepared[]>,
    ...others: [string, () => Promise<Prepared[]>][]
  ) =>
    found.push(
      ...(await compared(
        load,
        count,
        of("ours", ours, own),
        others.map(([name, made]) => of(name, floors, made)),
        scale,
      )),
    )

  for (const numbers of [1, 64]) {
    const what = { what: "(d) a turn with its send", conversations: `${numbers} warm` }
    const by = (path: string) => turns(`${floors.url}/${path}`, numbers)
    await compete(what, turns(door, numbers), ["(c')", by("ordered")], ["(c') with a backstop alarm", by("backed")])
  }
  const parsed = `${floors.url}/statuses`
  await compete({ what: "(j) a status", conversations: "64 warm" }, statuses(door, 64), [
    "verified and parsed",
    statuses(parsed, 64),
  ])
  await compete(
    { what: "(k) an exchange: 1 in, 1 out, 3 statuses", conversations: "64 warm", requestsEach: 4 },
    exchanges(door, door),
    ["(c') and 3 verified and parsed", exchanges(`${floors.url}/ordered`, parsed)],
  )
  await compete(
    { what: `(l) ${scale.batch * 5} statuses for strangers in one webhook`, conversations: "none" },
    strangers(door),
    ["verified and parsed", strangers(parsed)],
  )
  return found
}

async function compared(load: Load, count: Count, own: Contender, others: Contender[], scale: Scale) {
  const taken = new Map<Contender, { cpus: number[]; rates: number[] }>()
  const all = [own, ...others]
  for (const contender of all) taken.set(contender, { cpus: [], rates: [] })
  for (let turn = 0; turn < Math.min(TURNS, scale.repetitions * 3); turn++) {
    // Who goes first has the caches as the last one left them: each in turn.
    for (const contender of turn % 2 === 0 ? all : all.toReversed()) {
      const { perSecond, cpu } = await once(load, contender, count.requestsEach ?? 1)
      taken.get(contender)?.cpus.push(cpu)
      taken.get(contender)?.rates.push(perSecond)
    }
  }
  const of = (contender: Contender) => {
    const { cpus = [], rates = [] } = taken.get(contender) ?? {}
    return { cpu: quantile(cpus, 0.25), rates }
  }
  const mine = of(own)
  return others.map((other): Alternated => {
    const its = of(other)
    return {
      ...{ what: count.what, conversations: count.conversations, floor: other.name },
      ...{ cpuMilliseconds: mine.cpu, floorCpuMilliseconds: its.cpu, perSecond: median(mine.rates) },
      byCpu: mine.cpu === 0 ? 0 : its.cpu / mine.cpu,
      byRate: median(mine.rates.map((rate, at) => rate / (its.rates[at] ?? rate))),
    }
  })
}

async function once(load: Load, { worker, requests }: Contender, requestsEach: number) {
  const prepared = await requests()
  const before = worker.cpuMilliseconds()
  const { latencies, seconds, failures } = await load.run({ requests: prepared, clients: CLIENTS, seconds: 60 })
  if (failures.length > 0) throw new Error(`A request of an alternation failed: ${failures[0]}`)
  const done = latencies.length / requestsEach
  return { perSecond: done / seconds, cpu: (worker.cpuMilliseconds() - before) / done }
}
