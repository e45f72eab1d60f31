import { and, eq, gte, lte, type SQL } from "drizzle-orm"
import { unionAll } from "drizzle-orm/sqlite-core"
import type { Database } from "../database"
import type { OrderRow } from "../orders/orders"
import { orders } from "../schema"
import { matches, type OrderFilter } from "./filter"
import { type Listed, LOOKED_THROUGH, listing, lookThrough, type Page } from "./page"
import { searchOrders } from "./search"

/** Queries that D1 unites at most; of more statuses than that most orders have one. */
const MOST_UNITED = 5

const newest = listing("orders", "falling", { createdAt: orders.createdAt, id: orders.id })

/**
 * Orders, newest first; found by `q`, as `searchOrders` says. Of filters that no index answers together a part may show less than was
 * asked for and have more behind it. Throws a Failure `invalid_cursor`.
 */
export async function listOrders(db: Database, filter: OrderFilter, page: Page): Promise<Listed<OrderRow>> {
  if (filter.q !== undefined) return searchOrders(db, filter.q, filter, page)
  const { each, rest } = driven(filter)
  const behind = (at: Page) => {
    const { from = 0, to } = filter
    const time = and(
      gte(orders.createdAt, from),
      to === undefined ? undefined : lte(orders.createdAt, to),
      newest.after(at),
    )
    const [first, second, ...more] = each.map((one) => db.select().from(orders).where(and(one, time)).$dynamic())
    if (!first) throw new Error("a list of no orders")
    return (second ? unionAll(first, second, ...more) : first).orderBy(...newest.order)
  }
  if (matches(rest).length === 0) return newest.part(await behind(page).limit(page.limit + 1), page)
  const most = Math.max(LOOKED_THROUGH, page.limit)
  return lookThrough(newest, page, {
    wanted(at) {
      const looked = behind(at).limit(most).as("looked")
      return db
        .select()
        .from(looked)
        .where(and(...matches(rest, looked)))
        .limit(page.limit + 1)
    },
    async end(at) {
      const [last] = await behind(at)
        .limit(1)
        .offset(most - 1)
      return last
    },
  })
}

/** The filter whose index finds the fewest, as conditions that each have an order of their own; and what is left to look at. */
function driven(filter: OrderFilter): { each: (SQL | undefined)[]; rest: OrderFilter } {
  const { conversation, number, flow, status, ...others } = filter
  if (conversation !== undefined)
    return { each: [eq(orders.conversation, conversation)], rest: { ...others, number, flow, status } }
  if (number !== undefined) return { each: [eq(orders.number, number)], rest: { ...others, flow, status } }
  if (flow !== undefined) return { each: [eq(orders.flow, flow)], rest: { ...others, status } }
  if (status !== undefined && status.length <= MOST_UNITED)
    return { each: status.map((one) => eq(orders.status, one)), rest: others }
  if (status !== undefined) return { each: [undefined], rest: { ...others, status } }
  return { each: [undefined], rest: others }
}
