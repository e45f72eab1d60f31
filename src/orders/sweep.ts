import type { World } from "../deployment/deployment"
import { type Advice, Failure } from "../platform/failure"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { project } from "../store/orders/append"
import { dueOrders, postponeLooks, sweepLater } from "../store/orders/due"
import { endOf, isEndable, isUntold, type Order } from "../store/orders/orders"
import { closeOrder } from "./close"
import { lookAt } from "./lookup"
import { tell } from "./told"

/** Orders told of and asked about in one sweep: each costs a few requests, and a Worker may make only so many. */
const MAX_TOLD = 60
const MAX_LOOKS = 120

/** A Worker has six connections that wait for an answer; a seventh waits for one of them. */
const AT_ONCE = 4

/** No look begins later than this, so that a sweep is over, or nearly, when the next one comes. */
const LONGEST_MILLISECONDS = 40_000

/** Looks that went unanswered in a row, after which a payment account is not asked again in this sweep. */
const MAX_UNANSWERED = 3

/** A fault of the account is said once; what is said of one checkout says nothing of the account. */
const WEIGHTS = { again: 1, hold: MAX_UNANSWERED, stop: 0, switch: 0 } satisfies Record<Advice, number>

/** When to ask again about what went unanswered, and to tell again what could not be told. */
const UNANSWERED_MILLISECONDS = 300_000
const RETELL_MILLISECONDS = 60_000

/** Looks after orders whose time has come. Those to be told come first: nobody outside has to be asked about them. */
export async function sweepOrders(world: World): Promise<void> {
  const until = world.now() + LONGEST_MILLISECONDS
  const { untold, looks } = await dueOrders(world.db, world.now(), { untold: MAX_TOLD, looks: MAX_LOOKS })
  const [unknown, written] = [untold.filter(isUntold), untold.filter((order) => !isUntold(order))]
  await sideBySide(unknown, (order) => tellAgain(world, order))
  // A provider that hangs keeps only its own orders waiting.
  const accounts = Map.groupBy([...written, ...looks], ({ paymentAccount }) => paymentAccount)
  await Promise.all([...accounts.values()].map((orders) => lookAtAll(world, orders, until)))
}

async function tellAgain(world: World, order: Order): Promise<void> {
  try {
    await tell(world, { order })
  } catch (error) {
    await putOff(world, order, error, RETELL_MILLISECONDS)
  }
}

/** Asks one payment account about its orders, until it seems not to answer or the time is over; the rest stays due. */
async function lookAtAll(world: World, orders: readonly Order[], until: number): Promise<void> {
  let unanswered = 0
  await sideBySide(orders, async (order) => {
    if (unanswered >= MAX_UNANSWERED || world.now() >= until) return
    try {
      await lookAfter(world, order)
      unanswered = 0
    } catch (error) {
      const before = unanswered
      unanswered += error instanceof Failure ? WEIGHTS[error.advice] : 0
      // Only one of those under way is the one too many.
      const isLast = before < MAX_UNANSWERED && unanswered >= MAX_UNANSWERED
      await putOff(world, order, error, UNANSWERED_MILLISECONDS)
      if (isLast) await putOffAll(world, order.paymentAccount)
    }
  })
}

async function lookAfter(world: World, order: Order): Promise<void> {
  if (isEndable(order) && world.now() >= order.expiresAt) {
    const closed = await closeOrder(world, order, { as: "expired", cause: "timer" }, "brief")
    if (isEndable(closed.order)) return sweepLater(world.db, order, endOf(order))
    return tell(world, closed)
  }
  const { order: asked, again } = await lookAt(world, order)
  if (isUntold(asked)) return tell(world, { order: asked })
  const sweepAt = isEndable(asked) ? (again ?? endOf(order)) : again
  await project(world.db, asked, { worth: asked.worth, attempts: asked.attempts, sweepAt })
}

/** Looks at an order later: the longer it is over the later, for nobody may ever answer for it. */
async function putOff(world: World, order: Order, error: unknown, milliseconds: number): Promise<void> {
  log("sweep.failed", { order: order.id, account: order.paymentAccount, reason: String(databaseError(error)) })
  const overdue = order.status === "open" ? 0 : world.now() - order.expiresAt
  try {
    await sweepLater(world.db, order, world.now() + Math.max(milliseconds, Math.floor(overdue / 4)))
  } catch (failure) {
    // It stays due, and is looked at in the next sweep.
    log("sweep.notPutOff", { order: order.id, reason: String(databaseError(failure)) })
  }
}

async function putOffAll(world: World, account: string): Promise<void> {
  log("sweep.unanswered", { account })
  try {
    await postponeLooks(world.db, account, world.now(), world.now() + UNANSWERED_MILLISECONDS)
  } catch (error) {
    log("sweep.notPutOff", { account, reason: String(databaseError(error)) })
  }
}

/** Does it for each of them, a few at a time. */
async function sideBySide<Item>(items: readonly Item[], deed: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await deed(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
