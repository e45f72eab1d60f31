import { and, count, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm"
import type { Currency } from "../../core/money"
import type { Mode } from "../../core/order/order"
import type { OrderStatus } from "../../core/order/states"
import type { Database } from "../database"
import { type Listed, listed, type Page, readTimeCursor, timeCursor } from "../page"
import { attempts, orders } from "../schema"
import { currencyOf } from "./currency"
import type { OrderRow } from "./orders"

/** Which orders are meant; all of them where it says nothing. */
export interface OrderFilter {
  status?: readonly OrderStatus[] | undefined
  currency?: string | undefined
  mode?: Mode | undefined
  /** The payment account. */
  account?: string | undefined
  flow?: string | undefined
  conversation?: string | undefined
  /** The order number, in full. */
  number?: string | undefined
  /** Opened not before and not after; milliseconds since 1970. */
  from?: number | undefined
  to?: number | undefined
  /** What people type: the beginning of a number, an id of ours or of the provider's, part of a description. */
  q?: string | undefined
}

/** What orders of one currency, mode and status come to, in minor units. */
export interface OrderTotal {
  currency: Currency
  mode: Mode
  status: OrderStatus
  count: number
  minor: number
  refunded: number
}

/** Orders, newest first. Throws a Failure `invalid_cursor`. */
export async function listOrders(db: Database, filter: OrderFilter, page: Page): Promise<Listed<OrderRow>> {
  const after = page.cursor === null ? null : readTimeCursor(page.cursor)
  const rows = await db
    .select()
    .from(orders)
    .where(
      and(
        ...conditions(filter),
        after
          ? or(
              lt(orders.createdAt, after.createdAt),
              and(eq(orders.createdAt, after.createdAt), lt(orders.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(page.limit + 1)
  return listed(rows, page, timeCursor)
}

/** What the orders come to, test money apart from live. */
export async function totalOrders(db: Database, filter: OrderFilter): Promise<OrderTotal[]> {
  const rows = await db
    .select({
      currency: orders.currency,
      mode: orders.mode,
      status: orders.status,
      count: count(),
      minor: sql<number>`sum(${orders.minor})`,
      refunded: sql<number>`sum(${orders.refunded})`,
    })
    .from(orders)
    .where(and(...conditions(filter)))
    .groupBy(orders.currency, orders.mode, orders.status)
    .orderBy(orders.currency, orders.mode, orders.status)
  return rows.map((row) => ({ ...row, currency: currencyOf(row.currency) }))
}

function conditions(filter: OrderFilter): (SQL | undefined)[] {
  const { status, currency, mode, account, flow, conversation, number, from, to, q } = filter
  return [
    status && inArray(orders.status, [...status]),
    currency === undefined ? undefined : eq(orders.currency, currency),
    mode && eq(orders.mode, mode),
    account === undefined ? undefined : eq(orders.paymentAccount, account),
    flow === undefined ? undefined : eq(orders.flow, flow),
    conversation === undefined ? undefined : eq(orders.conversation, conversation),
    number === undefined ? undefined : eq(orders.number, number),
    from === undefined ? undefined : gte(orders.createdAt, from),
    to === undefined ? undefined : lte(orders.createdAt, to),
    q === undefined ? undefined : matching(q),
  ]
}

/** Never LIKE: in it, what people type would have signs with a meaning of their own. */
function matching(q: string): SQL | undefined {
  return or(
    sql`lower(substr(${orders.number}, 1, length(${q}))) = lower(${q})`,
    eq(orders.id, q),
    eq(orders.reference, q),
    eq(orders.payment, q),
    sql`${orders.id} in (select ${attempts.order} from ${attempts} where ${attempts.reference} = ${q})`,
    sql`instr(lower(${orders.description}), lower(${q})) > 0`,
  )
}
