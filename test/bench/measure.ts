import type { MortalWorker } from "../crash/mortal-worker"
import { accounts, type Load } from "./ground"
import type { Prepared, Result } from "./load"
import { median, quantile, type Report } from "./report"
import { answered, callback, get, phoneOf, press, webhook } from "./requests"
import { batchDoors, FIRST_OF_MANY, HOT, LONG, post } from "./settlers"

/** How much is measured. */
export interface Scale {
  conversations: number
  /** Messages in the long conversation. */
  long: number
  clients: number[]
  repetitions: number
  /** Of one measurement. */
  seconds: number
  /** Orders paid in one measurement. */
  orders: number
  /** Messages in one webhook. */
  batch: number
  /** Requests in one turn of an alternation. */
  turns: number
  /** Conversations woken at once, and how long it takes until they rest again. */
  cold: number
  restSeconds: number
  /** Orders that are listed and searched. */
  listed: number
}

/** Requests prepared for a second with each client count: more than can be done. */
const PER_SECOND = 2500

/** What is measured, and what it is held against. */
export interface Workers {
  ours: MortalWorker
  floors: MortalWorker
}

/** Measures everything on one storage, floors and ours in turn. */
export async function measure(report: Report, storage: string, workers: Workers, load: Load, scale: Scale) {
  for (const clients of scale.clients) {
    const found = new Map<string, Cell>()
    const note: Note = (name, { latencies, seconds, failures, cpu }) => {
      const cell = found.get(name) ?? { rates: [], cpus: [], p50: [], p99: [], failures: [] }
      found.set(name, cell)
      cell.rates.push(latencies.length / seconds)
      cell.cpus.push(cpu / latencies.length)
      cell.p50.push(median(latencies))
      cell.p99.push(quantile(latencies, 0.99))
      cell.failures.push(...failures)
    }
    const run: Run = async (requests) => {
      const worker = requests[0]?.url.startsWith(workers.ours.url) ? workers.ours : workers.floors
      const before = worker.cpuMilliseconds()
      const result = await load.run({ requests, clients, seconds: scale.seconds })
      return { ...result, cpu: worker.cpuMilliseconds() - before }
    }
    for (let repetition = 0; repetition < scale.repetitions; repetition++) {
      await measureMessages(note, run, workers, scale, clients)
      if (repetition < Math.ceil(scale.repetitions / 2)) await measurePayments(note, run, workers, load, scale)
    }
    for (const [name, cell] of found) {
      const [what = "", conversations = ""] = name.split("|")
      const ratios = (HELD_AGAINST.get(what) ?? []).flatMap((floor) => {
        const other = found.get(`${floor}|${conversations}`)
        if (!other) return []
        // Each with its neighbour in time: what else this machine does weighs on both.
        const shares = (mine: number[], others: number[]) =>
          median(mine.map((value, at) => value / (others[at] ?? value)))
        const of = /^\(.+?\)/.exec(floor)?.[0] ?? floor
        return [{ of, perSecond: shares(cell.rates, other.rates), cpu: shares(other.cpus, cell.cpus) }]
      })
      report.timed.push({
        storage,
        what,
        conversations,
        clients,
        perSecond: median(cell.rates),
        p50: median(cell.p50),
        p99: median(cell.p99),
        cpuMilliseconds: median(cell.cpus),
        ratios,
        failures: cell.failures,
      })
    }
  }
  for (const [what, number] of [
    ["each in its own conversation", FIRST_OF_MANY],
    ["all in one", HOT],
  ] as const) {
    const numbers = Array.from({ length: scale.batch }, (_, at) => (number === HOT ? HOT : number + at))
    for (const { name, url } of batchDoors(workers)) {
      const times = [await post(load, url, scale.batch, numbers), await post(load, url, scale.batch, numbers)]
      report.batches.push({ storage, what: `${name}, ${what}`, messages: scale.batch, seconds: median(times.flat()) })
    }
  }
}

/** What each is held against: the floors, or for a replay the first delivery. */
const HELD_AGAINST = new Map([
  ["(d) a turn with its send", ["(c) by hand: three rows, a send", "(c') the same in order, sending stored"]],
  [
    "(g) callback to outcome to next node",
    ["(g') by hand: D1 batch, object, send", "(g') and a mark that it was told"],
  ],
  ["(h) the webhook again", ["(d) a turn with its send"]],
  ["(h) the callback again", ["(g) callback to outcome to next node"]],
])

interface Cell {
  rates: number[]
  cpus: number[]
  p50: number[]
  p99: number[]
  failures: string[]
}

/** A result with what workerd computed for it, in milliseconds. */
type Costed = Result & { cpu: number }
type Note = (name: string, result: Costed) => void
type Run = (requests: Prepared[]) => Promise<Costed>

async function measureMessages(note: Note, run: Run, { ours, floors }: Workers, scale: Scale, clients: number) {
  const turns = `${ours.url}/webhooks/whatsapp/shop`
  const count = Math.ceil(scale.seconds * (clients === 1 ? PER_SECOND / 2 : PER_SECOND))
  const write = async (url: string, numberOf: (at: number) => number) =>
    Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const phone = phoneOf(numberOf(at))
        return answered(await webhook(url, accounts.whatsapp, [{ phone, text: "Coffee" }]), phone)
      }),
    )
  const acknowledged = (requests: Prepared[]) => requests.map(({ awaits: _, ...request }) => request)
  // Far apart from one another, so that no conversation is still warm from its last turn.
  const offset = Math.floor(Math.random() * scale.conversations)
  const scattered = (at: number) => FIRST_OF_MANY + ((offset + at * 7919) % scale.conversations)

  note("(a) an empty route|1", await run(Array.from({ length: count }, () => get(`${floors.url}/empty`))))
  note("(b) by hand: one row|1", await run(acknowledged(await write(`${floors.url}/row`, () => HOT))))
  for (const [conversations, numberOf] of [
    ["1", () => HOT],
    [String(scale.conversations), scattered],
    [`1 of ${scale.long} messages`, () => LONG],
  ] as const) {
    note(`(c) by hand: three rows, a send|${conversations}`, await run(await write(`${floors.url}/gateway`, numberOf)))
    const ordered = await run(await write(`${floors.url}/ordered`, numberOf))
    note(`(c') the same in order, sending stored|${conversations}`, ordered)
    const requests = await write(turns, numberOf)
    const first = await run(requests)
    note(`(d) a turn with its send|${conversations}`, first)
    if (conversations === "1")
      note("(h) the webhook again|1", await run(acknowledged(requests.slice(0, first.latencies.length))))
  }
}

let customers = 100_000

async function measurePayments(note: Note, run: Run, { ours, floors }: Workers, load: Load, { orders }: Scale) {
  const phones = Array.from({ length: orders }, () => phoneOf(customers++))
  const ask = async (phone: string) =>
    answered(await webhook(`${ours.url}/webhooks/whatsapp/shop`, accounts.whatsapp, [{ phone, text: "pay" }]), phone)
  const before = ours.cpuMilliseconds()
  const asked = await load.run({ requests: await Promise.all(phones.map(ask)), clients: 16, seconds: 60 })
  const askedCpu = ours.cpuMilliseconds() - before
  if (asked.failures.length > 0) throw new Error(`No payment could be asked for: ${asked.failures[0]}`)
  const links = await load.links()
  const linkOf = (phone: string) => links[`+${phone}`] ?? ""
  const name = (what: string) => `${what}|${orders}`

  const pages = phones.map((phone) => get(linkOf(phone)))
  note(name("(e) the pay page"), await run(pages))
  const checkouts = await run(phones.map((phone) => press(linkOf(phone))))
  note(name("(f) checkout"), checkouts)
  const opened = checkouts.locations.flatMap((location, at) => {
    const phone = phones[at]
    return location === null || phone === undefined ? [] : [{ phone, session: location.split("/").at(-1) ?? "" }]
  })
  const paid = await load.pay(opened.map(({ session }) => session))
  const calls = (url: string) => paid.map((event, at) => answered(callback(url, event), opened[at]?.phone ?? ""))

  const known = paid.map(({ body }, at) => ({ id: orderOf(body), phone: opened[at]?.phone ?? "" }))
  const expected = known.flatMap(({ id, phone }) => [id, `m${id}`].map((one) => ({ id: one, phone })))
  await fetch(`${floors.url}/orders`, { method: "POST", body: JSON.stringify({ orders: expected }) })
  note(name("(g') by hand: D1 batch, object, send"), await run(calls(`${floors.url}/callback`)))
  note(name("(g') and a mark that it was told"), await run(calls(`${floors.url}/marked-callback`)))
  const url = `${ours.url}/callbacks/stripe/till`
  const first = await run(calls(url))
  note(name("(g) callback to outcome to next node"), first)
  note(
    name("(m) a paid order: asked for, checkout, callback"),
    together([{ ...asked, cpu: askedCpu }, checkouts, first]),
  )
  const again = calls(url).slice(0, first.latencies.length)
  note(name("(h) the callback again"), await run(again.map(({ awaits: _, ...request }) => request)))
}

/** Steps that each take their time on the same database, as one. */
function together(steps: Costed[]): Costed {
  const count = Math.min(...steps.map(({ latencies }) => latencies.length))
  const sum = (of: (step: Costed) => number) => steps.reduce((all, step) => all + of(step), 0)
  const latency = sum(({ latencies }) => median(latencies))
  return {
    latencies: Array.from({ length: count }, () => latency),
    seconds: sum(({ seconds, latencies }) => (seconds / latencies.length) * count),
    cpu: sum(({ cpu, latencies }) => (cpu / latencies.length) * count),
    failures: [],
    locations: [],
  }
}

function orderOf(body: string): string {
  const event: { data: { object: { client_reference_id: string } } } = JSON.parse(body)
  return event.data.object.client_reference_id
}
