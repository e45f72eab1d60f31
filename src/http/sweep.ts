import { worldOf } from "../conversation/cloudflare"
import type { OrderTold } from "../conversation/late"
import { acknowledge, askProvider, closeOrder, RECHECK_SECONDS, toldOf } from "../conversation/settlement"
import type { World } from "../conversation/world"
import { log } from "../platform/log"
import { attemptsOf } from "../store/attempts"
import { databaseError } from "../store/database"
import { isUntold, type Order } from "../store/orders"
import { type Due, dueConversations, forgetContact, reviewLater } from "../store/retention"
import { dueOrders, markTold, sweepLater } from "../store/settling"

/** Orders looked at in one sweep: each costs a few requests, and a Worker may make only so many. */
const MAX_ORDERS = 30

/** Conversations looked at in one sweep. */
const MAX_CONVERSATIONS = 20

/** A conversation is looked at again after so long at most, so that a shorter setting is soon in force. */
const LONGEST_REVIEW_DAYS = 7

/** When to look again at a conversation that could not be looked at. */
const RETRY_MILLISECONDS = 3_600_000

const DAY_MILLISECONDS = 86_400_000

/** Tells a conversation how one of its orders stands; durable when it resolves. Telling twice changes nothing. */
export async function tell(env: Env, world: World, told: OrderTold): Promise<void> {
  await env.CONVERSATION.getByName(told.conversation).hear(told)
  await acknowledge(world, told)
}

/** The cron job: orders first, then conversations that are old enough to be erased. */
export async function sweep(env: Env): Promise<void> {
  const world = worldOf(env)
  await sweepOrders(env, world)
  await sweepConversations(env, world)
}

/** Looks after orders whose time has come: past due, not told, slow, or still payable though over. */
async function sweepOrders(env: Env, world: World): Promise<void> {
  for (const order of await dueOrders(world.db, world.now(), MAX_ORDERS)) {
    try {
      await lookAfter(env, world, order)
    } catch (error) {
      log("sweep.failed", { order: order.id, reason: String(databaseError(error)) })
      await sweepLater(world.db, order.id, world.now() + pauseAfter(order, world.now()))
    }
  }
}

/** Milliseconds. An account that is gone never answers: its old orders must not crowd out those that can be helped. */
function pauseAfter(order: Order, at: number): number {
  const overdue = order.status === "open" || isUntold(order) ? 0 : at - order.expiresAt
  return Math.max(RECHECK_SECONDS * 1000, Math.floor(overdue / 4))
}

async function lookAfter(env: Env, world: World, order: Order): Promise<void> {
  if (isUntold(order)) return tell(env, world, await toldOf(world, order, "settled"))
  if (order.status === "open") {
    const closed = await closeOrder(world, order, "expired", "timer")
    if (closed.order.status === "open") return sweepLater(world.db, order.id, order.expiresAt)
    return tell(env, world, await toldOf(world, closed.order, "settled", closed.complete))
  }
  const asked = await askProvider(world, order, "query")
  if (asked.status !== order.status) return tell(env, world, await toldOf(world, asked, "settled"))
  const open = (await attemptsOf(world.db, order.id)).some(({ expiresAt }) => (expiresAt ?? 0) > world.now())
  const again = order.status === "pending" || open
  await markTold(world.db, order.id, order.status, again ? world.now() + RECHECK_SECONDS * 1000 : null)
}

/** Has conversations that were quiet for long enough erased. Does nothing while they are kept for good. */
async function sweepConversations(env: Env, world: World): Promise<void> {
  const looked: { due: Due; again: number }[] = []
  for (const due of await dueConversations(world.db, world.now(), MAX_CONVERSATIONS)) {
    const again = await review(env, world, due)
    if (again !== null)
      looked.push({ due, again: Math.min(again, world.now() + LONGEST_REVIEW_DAYS * DAY_MILLISECONDS) })
  }
  await reviewLater(world.db, looked)
}

/** When to look again; null when there is nothing left to look at, which is in the directory then, or will be. */
async function review(env: Env, world: World, { id, account, days }: Due): Promise<number | null> {
  try {
    const erasure = await env.CONVERSATION.getByName(id).erase(days)
    if (typeof erasure === "number") return erasure
    // The object sees to its own entry, unless it has nothing to see to it with.
    if (erasure === "nobody") await forgetContact(world.db, { id, account, keepAddresses: false })
    log("conversation.erased", { conversation: id })
    return null
  } catch (error) {
    log("conversation.notErased", { conversation: id, reason: String(databaseError(error)) })
    return world.now() + RETRY_MILLISECONDS
  }
}
