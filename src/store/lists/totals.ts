import { and, eq, gte, inArray, lt, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import type { Currency } from "../../core/money"
import type { Mode } from "../../core/order/order"
import type { OrderStatus } from "../../core/order/states"
import type { Database } from "../database"
import { currencyOf } from "../orders/currency"
import { orderDays, orders } from "../schema"
import { matches, type OrderFilter } from "./filter"
import { listOrders } from "./orders"
import { LOOKED_THROUGH } from "./page"

/** What orders of one currency, mode and status come to, in minor units. */
export interface OrderTotal {
  currency: Currency
  mode: Mode
  status: OrderStatus
  count: number
  minor: number
  refunded: number
}

/** Totals, and whether nothing was left out of them. */
export interface OrderTotals {
  totals: OrderTotal[]
  complete: boolean
}

type Sum = Omit<OrderTotal, "currency"> & { currency: string }

/** Milliseconds of one; the first begins with 1970. */
export const DAY = 86_400_000

/**
 * What the orders come to, test money apart from live. Whole days in UTC are added up as they come in, and orders are only read of
 * the days at both ends. Of what is searched for, and of one conversation's or one number's, the newest thousand orders count: `complete` tells
 * whether those are all.
 */
export async function totalOrders(db: Database, filter: OrderFilter): Promise<OrderTotals> {
  if (filter.q === undefined && filter.conversation === undefined && filter.number === undefined)
    return { totals: added(await byDays(db, filter)), complete: true }
  const { items, next } = await listOrders(db, filter, { limit: LOOKED_THROUGH, cursor: null })
  return { totals: added(items.map((order) => ({ ...order, count: 1 }))), complete: next === null }
}

async function byDays(db: Database, filter: OrderFilter): Promise<Sum[]> {
  const from = filter.from ?? 0
  const until = filter.to === undefined ? Number.MAX_SAFE_INTEGER : filter.to + 1
  const [first, last] = [Math.ceil(from / DAY), Math.floor(until / DAY)]
  if (last < first) return ofOrders(db, filter, from, until)
  const [days, before, behind] = await db.batch([
    ofDays(db, filter, first, last),
    ofOrders(db, filter, from, first * DAY),
    ofOrders(db, filter, last * DAY, until),
  ])
  return [...days, ...before, ...behind]
}

/** Of the orders opened from one day on and before another. */
function ofDays(db: Database, { status, currency, mode, account, flow }: OrderFilter, first: number, last: number) {
  const { day, count, minor, refunded } = orderDays
  const sum = (column: SQLiteColumn) => sql<number>`sum(${column})`
  return db
    .select({
      ...{ currency: orderDays.currency, mode: orderDays.mode, status: orderDays.status },
      ...{ count: sum(count), minor: sum(minor), refunded: sum(refunded) },
    })
    .from(orderDays)
    .where(
      and(
        ...[gte(day, first), lt(day, last)],
        status && inArray(orderDays.status, [...status]),
        currency === undefined ? undefined : eq(orderDays.currency, currency),
        mode && eq(orderDays.mode, mode),
        account === undefined ? undefined : eq(orderDays.account, account),
        flow === undefined ? undefined : eq(orderDays.flow, flow),
      ),
    )
    .groupBy(orderDays.currency, orderDays.mode, orderDays.status)
}

/** Of the orders opened from one moment on and before another, which lie within a day. */
function ofOrders(db: Database, filter: OrderFilter, from: number, until: number) {
  const { currency, mode, status, minor, refunded } = orders
  return db
    .select({
      ...{ currency, mode, status },
      ...{ count: sql<number>`count(*)`, minor: sql<number>`sum(${minor})`, refunded: sql<number>`sum(${refunded})` },
    })
    .from(orders)
    .where(
      and(gte(orders.createdAt, from), lt(orders.createdAt, until), ...matches(filter).map((one) => sql`+(${one})`)),
    )
    .groupBy(orders.currency, orders.mode, orders.status)
}

/** One total of each kind, by currency, mode and status; none of nothing. */
function added(sums: readonly Sum[]): OrderTotal[] {
  const totals = new Map<string, OrderTotal>()
  for (const { currency, mode, status, count, minor, refunded } of sums) {
    const key = [currency, mode, status].join(" ")
    const known = totals.get(key) ?? { currency: currencyOf(currency), mode, status, count: 0, minor: 0, refunded: 0 }
    const more = { count: known.count + count, minor: known.minor + minor, refunded: known.refunded + refunded }
    totals.set(key, { ...known, ...more })
  }
  const kinds = [...totals].filter(([, { count }]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1))
  return kinds.map(([, total]) => total)
}
