import { sweepConversations } from "../conversation/review"
import { wakeHeld } from "../conversation/waking"
import { worldOf } from "../deployment/cloudflare"
import { isLocal } from "../deployment/local"
import { settingOf } from "../deployment/setting"
import { sweepStream } from "../events/retention"
import { sweepOrders } from "../orders/sweep"
import { log } from "../platform/log"
import { type Database, databaseError } from "../store/database"
import { daysToMend, mendDay } from "../store/lists/mending"
import { DAY } from "../store/lists/totals"
import { forgetAnswers } from "../store/settings/idempotency"

/** Answers forgotten at a time. */
const MAX_FORGOTTEN = 1000

/** The minute of the day, in UTC, in which totals are held against the orders. */
const MENDING_MINUTE = 183

/** When this isolate last swept for being used. */
let sweptAt = 0

/**
 * Sweeps along with a request, at most once a minute, where the variable SWEEP_ON_USE asks for it: `wrangler dev` has no
 * clock of its own. Only on somebody's own machine.
 */
export function sweepOnUse(env: Env, context: ExecutionContext | undefined): void {
  if (!isLocal(env) || settingOf(env, "SWEEP_ON_USE") !== "true") return
  const now = worldOf(env).now()
  if (!context || now - sweptAt < 60_000) return
  sweptAt = now
  context.waitUntil(sweep(env).catch((error: unknown) => log("sweep.failed", { reason: String(databaseError(error)) })))
}

/** The cron job: orders first, then what was held, then what is old enough to be erased. */
export async function sweep(env: Env): Promise<void> {
  const world = worldOf(env)
  await sweepOrders(world)
  await wakeHeld(world)
  await sweepConversations(world)
  await sweepStream(world)
  await forgetAnswers(world.db, world.now(), MAX_FORGOTTEN)
  await mendTotals(world.db, world.now())
}

/** Once a night. */
async function mendTotals(db: Database, at: number): Promise<void> {
  if (Math.floor((at % DAY) / 60_000) !== MENDING_MINUTE) return
  const today = Math.floor(at / DAY)
  for (const day of daysToMend(today)) if (await mendDay(db, day)) log("totals.mended", { day: String(day) })
}
