import { nextLook, nextSlowLook } from "../core/order/looks"
import type { World } from "../deployment/deployment"
import type { Cause } from "../store/orders/append"
import { endOf, type Order } from "../store/orders/orders"
import { askAbout, closeCheckouts, openedAttempts, RECHECK_SECONDS } from "./checkouts"

/** Asks the provider how an order's checkouts stand and applies what it says. */
export async function askProvider(world: World, order: Order, cause: Cause): Promise<Order> {
  return (await askAbout(world, order, await openedAttempts(world, order), cause)).order
}

/** Asks how an order stands because it is time to; `again` is when to look next, if ever. */
export async function lookAt(world: World, order: Order): Promise<{ order: Order; again: number | null }> {
  const attempts = await openedAttempts(world, order)
  const { order: asked, underWay } = await askAbout(world, order, attempts, "query")
  const at = world.now()
  const open = attempts.filter(({ expiresAt }) => (expiresAt ?? 0) > at)
  const openedAt = attempts[0]?.createdAt ?? order.createdAt
  switch (asked.status) {
    case "open":
      return { order: asked, again: Math.min(open.length > 0 ? nextLook(openedAt, at) : endOf(asked), endOf(asked)) }
    case "pending":
      return { order: asked, again: nextSlowLook(openedAt, at) }
    default: {
      // Begun before the order ended, unseen: it will come all the same, and be late.
      if (underWay) return { order: asked, again: nextSlowLook(openedAt, at) }
      // It may have ended while nobody could close its checkouts.
      const closed = open.length === 0 || (await closeCheckouts(world, asked, open))
      return { order: asked, again: closed ? null : at + RECHECK_SECONDS * 1000 }
    }
  }
}
