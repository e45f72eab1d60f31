import type { World } from "../deployment/deployment"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { isEndable, isSettled, newestCheckout, type Order } from "../store/orders/orders"
import { closeCheckouts, standingAttempts, unspent } from "./checkouts"
import { type Ending, end } from "./end"
import { askAbout, askProvider } from "./lookup"

/** An order that was closed, or could not be. */
export interface Closed {
  order: Order
  /** No more money can come. */
  complete: boolean
  /** The provider could not be asked: money may have come. */
  unseen: boolean
}

/**
 * Whose failure to ask the provider keeps an order from ending: `all` of them do, for people who can try again; `brief`
 * ones, which soon pass; `none` does, where somebody waits for an end.
 */
export type Patience = "all" | "brief" | "none"

/**
 * Ends an order that was not paid, or no more than in part. The provider has the last word: it is asked first, its checkouts are closed, and asked
 * again when one could not be closed. Where it cannot be asked the order ends all the same once `patience` is over: the
 * sweep asks later, and what was paid after all counts as late.
 */
export async function closeOrder(world: World, order: Order, ending: Ending, patience: Patience): Promise<Closed> {
  try {
    return { ...(await closeAsked(world, order, ending)), unseen: false }
  } catch (error) {
    if (!(error instanceof Failure) || patience === "all") throw error
    if (patience === "brief" && error.advice === "again") throw error
    log("order.closedUnasked", { order: order.id, as: ending.as, code: error.code })
    const reason = ending.reason ?? `the provider could not be asked whether it was paid: ${error.message}`
    return { order: await end(world, order, { ...ending, reason }), complete: false, unseen: true }
  }
}

async function closeAsked(world: World, order: Order, ending: Ending) {
  const { cause } = ending
  const { opened: attempts, opening } = await standingAttempts(world, order)
  const { order: asked } = await askAbout(world, order, attempts, cause, "close")
  if (!isEndable(asked)) return asItStands(asked)
  const closed = await closeCheckouts(world, asked, unspent(asked, attempts))
  const current = closed ? asked : await askProvider(world, asked, cause, "close")
  if (!isEndable(current)) return asItStands(current)
  const ended = await end(world, current, ending)
  if (newestCheckout(ended) === newestCheckout(asked)) return { order: ended, complete: closed && !opening }
  // Another device got a checkout after those before it were closed.
  const all = await standingAttempts(world, ended)
  return { order: ended, complete: (await closeCheckouts(world, ended, unspent(ended, all.opened))) && !all.opening }
}

/** An order that is closed already, or cannot be. */
export function asItStands(order: Order): Closed {
  return { order, complete: isSettled(order), unseen: false }
}
