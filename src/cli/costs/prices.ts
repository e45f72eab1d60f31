import * as z from "zod"
import type { Counts } from "./counting"

/** Dollars for a million, Workers Paid, beyond what is included (Cloudflare's list prices; platform.md, section 4). */
const PRICES = { request: 0.3, cpuMillisecond: 0.02, objectRequest: 0.15, objectSecond: 0.128 * 12.5, row: 1 }

/** What cannot be measured on this machine, as platform.md takes it. */
export const ASSUMED = { cpuMillisecondsPerRequest: 4, secondsPerObjectRequest: 0.03, secondsPerOutsideRequest: 0.4 }

const shape = z.object({
  workerRequests: z.number(),
  objectRequests: z.number(),
  alarms: z.number(),
  objectRows: z.number(),
  objectStatements: z.number(),
  wakeStatements: z.number(),
  d1Statements: z.number(),
  d1Trips: z.number(),
  d1Rows: z.number(),
  outsideRequests: z.number(),
}) satisfies z.ZodType<Counts>

/** Everything that the counting Worker at that address has counted so far. */
export async function readCounts(url: string): Promise<Counts> {
  return shape.parse(await (await fetch(`${url}/counts`)).json())
}

/** What was counted between two looks. */
export function difference(after: Counts, before: Counts): Counts {
  return {
    workerRequests: after.workerRequests - before.workerRequests,
    objectRequests: after.objectRequests - before.objectRequests,
    alarms: after.alarms - before.alarms,
    objectRows: after.objectRows - before.objectRows,
    objectStatements: after.objectStatements - before.objectStatements,
    wakeStatements: after.wakeStatements,
    d1Statements: after.d1Statements - before.d1Statements,
    d1Trips: after.d1Trips - before.d1Trips,
    d1Rows: after.d1Rows - before.d1Rows,
    outsideRequests: after.outsideRequests - before.outsideRequests,
  }
}

/** Dollars that a million times as much costs. */
export function dollars(counts: Counts): number {
  const { workerRequests, objectRequests, objectRows, d1Rows, outsideRequests } = counts
  const cpu = workerRequests * ASSUMED.cpuMillisecondsPerRequest
  const seconds = objectRequests * ASSUMED.secondsPerObjectRequest + outsideRequests * ASSUMED.secondsPerOutsideRequest
  return (
    workerRequests * PRICES.request +
    cpu * PRICES.cpuMillisecond +
    objectRequests * PRICES.objectRequest +
    seconds * PRICES.objectSecond +
    (objectRows + d1Rows) * PRICES.row
  )
}
