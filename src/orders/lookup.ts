import { nextLook, nextRareLook, nextSlowLook } from "../core/order/looks"
import type { World } from "../deployment/deployment"
import { Failure } from "../platform/failure"
import type { Cause } from "../store/orders/facts"
import { endOf, isEndable, lastHeard, type Order } from "../store/orders/orders"
import { ask } from "./account"
import { closeCheckouts, mayBePaid, type OpenedAttempt, openedAttempts, openedOf, unspent } from "./checkouts"
import { type Purpose, take } from "./take"

/** How often an order is asked about that may still be paid though nobody waits for it. */
export const RECHECK_SECONDS = 900

/** Asks the provider how an order's checkouts stand and applies what it says. */
export async function askProvider(world: World, order: Order, cause: Cause, purpose: Purpose = "look"): Promise<Order> {
  return (await askAbout(world, order, await openedAttempts(world, order), cause, purpose)).order
}

/** Asks how each of them stands, and applies what is said. `underWay` is whether some checkout's money takes its time, whatever has become of the order. */
export async function askAbout(
  world: World,
  order: Order,
  attempts: readonly OpenedAttempt[],
  cause: Cause,
  purpose: Purpose = "look",
) {
  let current = order
  let underWay = false
  let unknown: Failure | null = null
  // The oldest first: what was taken by one is not taken by the next as well.
  for (const attempt of attempts.toReversed()) {
    const { account, checkout } = attempt
    try {
      const said = await ask(world, account, (connection, outside) =>
        connection.look(openedOf(order, attempt), outside),
      )
      for (const news of said) {
        underWay ||= news.type === "pending"
        const taken = await take(world, account, cause, { ...news, order: order.id, checkout: checkout.id }, purpose)
        if (taken) current = taken.order
      }
    } catch (error) {
      // What is said of one checkout says nothing of the others.
      if (!(error instanceof Failure) || error.advice !== "stop") throw error
      unknown = error
    }
  }
  if (unknown && current.status !== "paid") throw unknown
  return { order: current, underWay }
}

/** What is held is looked at from time to time, and when it lapses. */
const HELD_SECONDS = 6 * 3600

function nextHeldLook({ ledger }: Order, at: number): number {
  const lapses = ledger.payments.flatMap(({ authorised, until }) => (authorised > 0 && until ? [until + 60_000] : []))
  return Math.min(at + HELD_SECONDS * 1000, ...lapses.filter((until) => until > at))
}

/** Asks how an order stands because it is time to; `again` is when to look next, if ever. */
export async function lookAt(world: World, order: Order): Promise<{ order: Order; again: number | null }> {
  const attempts = await openedAttempts(world, order)
  const { order: asked, underWay } = await askAbout(world, order, attempts, "query")
  const at = world.now()
  // Closing a checkout by which money is held might let go of it.
  if (asked.ledger.authorised > 0) return { order: asked, again: nextHeldLook(asked, at) }
  const open = unspent(asked, attempts).filter(({ checkout }) => mayBePaid(checkout, at))
  const openedAt = attempts[0]?.createdAt ?? order.createdAt
  if (isEndable(asked))
    return { order: asked, again: Math.min(open.length > 0 ? nextLook(openedAt, at) : endOf(asked), endOf(asked)) }
  switch (asked.status) {
    case "pending":
      return { order: asked, again: nextSlowLook(openedAt, at) }
    default: {
      // Begun before the order ended, unseen: it will come all the same, and be late.
      if (underWay || (asked.status === "part_paid" && asked.ledger.underWay))
        return { order: asked, again: nextSlowLook(openedAt, at) }
      // It may have ended while nobody could close its checkouts.
      if (open.length === 0 || (await closeCheckouts(world, asked, open))) return { order: asked, again: null }
      const ends = open.some(({ checkout }) => checkout.payableUntil !== null)
      // What no time ends is asked about ever more rarely, since anything was last heard of it.
      const rarely = ends ? null : nextRareLook(lastHeard(asked) ?? order.expiresAt, at)
      return { order: asked, again: ends ? at + RECHECK_SECONDS * 1000 : rarely }
    }
  }
}
