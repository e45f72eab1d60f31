import type { Counts } from "../../src/cli/costs/counting"

/** Everything that one run found. */
export interface Report {
  timed: Timed[]
  alternated: Alternated[]
  lists: ListRow[]
  batches: Batch[]
  counted: (Counts & { what: string; dollars: number })[]
  /** Megabytes of each workerd at the end. */
  memory: { storage: string; ours: number; floors: number }[]
  /** Bytes; milliseconds of evaluating the bundle. */
  bundle: { bytes: number; gzipped: number; startUp: number } | null
  seconds: number
}

/** One cell: medians over the repetitions. Latencies are milliseconds. */
interface Timed {
  storage: string
  what: string
  conversations: string
  clients: number
  perSecond: number
  p50: number
  p99: number
  /** What workerd computed for one request; not disturbed by what else this machine does. */
  cpuMilliseconds: number
  /** What it is held against: requests a second, and computing time turned about, as shares of the other's. */
  ratios: { of: string; perSecond: number; cpu: number }[]
  failures: string[]
}

/** Ours beside one floor, in short turns of both. Computing time is the lower quartile of all turns. */
export interface Alternated {
  what: string
  conversations: string
  floor: string
  perSecond: number
  cpuMilliseconds: number
  floorCpuMilliseconds: number
  /** Shares of the floor's: by computing time turned about, and by requests a second. */
  byCpu: number
  byRate: number
}

/** One view of very many orders. */
export interface ListRow {
  what: string
  milliseconds: number
  /** What D1 read for it, and what it shows. */
  rowsRead: number
  rowsShown: number
  trips: number
}

/** Seconds until a webhook with many messages was acknowledged. */
export interface Batch {
  storage: string
  what: string
  messages: number
  seconds: number
}

/** The report as tables of markdown. */
export function rendered(report: Report): string {
  const { timed, alternated, lists, batches, counted, memory, bundle, seconds } = report
  const cells = timed.map((row) => [
    row.what,
    row.conversations,
    row.storage,
    row.clients,
    row.perSecond.toFixed(0),
    row.p50.toFixed(1),
    row.p99.toFixed(1),
    row.cpuMilliseconds.toFixed(2),
    row.ratios.map(({ of, perSecond }) => `${percent(perSecond)} of ${of}`).join(", "),
    row.ratios.map(({ of, cpu }) => `${percent(cpu)} of ${of}`).join(", "),
  ])
  return [
    table(
      ["", "conversations", "state in", "clients", "a second", "p50 ms", "p99 ms", "CPU ms", "rate", "by CPU"],
      cells,
    ),
    table(
      [
        "in short turns, 16 clients",
        "conversations",
        "held against",
        "a second",
        "CPU ms",
        "its CPU ms",
        "by CPU",
        "rate",
      ],
      alternated.map((row) => [
        ...[row.what, row.conversations, row.floor, row.perSecond.toFixed(0)],
        ...[
          row.cpuMilliseconds.toFixed(2),
          row.floorCpuMilliseconds.toFixed(2),
          percent(row.byCpu),
          percent(row.byRate),
        ],
      ]),
    ),
    table(
      ["orders in D1", "ms", "rows read", "rows shown", "round trips to D1"],
      lists.map((row) => [row.what, row.milliseconds.toFixed(1), row.rowsRead, row.rowsShown, row.trips]),
    ),
    table(
      ["webhook with many messages", "state in", "messages", "seconds until acknowledged"],
      batches.map(({ what, storage, messages, seconds }) => [what, storage, messages, seconds.toFixed(2)]),
    ),
    table(
      ["", "object requests", "object rows", "D1 statements", "D1 trips", "D1 rows", "outside requests", "$ a million"],
      counted.map(({ what, objectRequests, objectRows, d1Statements, d1Trips, d1Rows, outsideRequests, dollars }) =>
        [what, objectRequests, objectRows, d1Statements, d1Trips, d1Rows, outsideRequests].concat(dollars.toFixed(2)),
      ),
    ),
    table(
      ["workerd's memory at the end, or more of it", "ours", "the floors"],
      memory.map(({ storage, ours, floors }) => [storage, `${ours.toFixed(0)} MB`, `${floors.toFixed(0)} MB`]),
    ),
    bundle &&
      `The bundle has ${(bundle.bytes / 1000).toFixed(0)} kB, ${(bundle.gzipped / 1000).toFixed(0)} kB gzipped; it starts in ${bundle.startUp.toFixed(0)} ms.`,
    `Measured in ${seconds} s.`,
  ].join("\n\n")
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

function table(head: string[], rows: (string | number)[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")
}

/** The value in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that this share of all is not above; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
