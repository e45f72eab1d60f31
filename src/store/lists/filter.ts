import { eq, inArray, type SQL } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import type { Mode } from "../../core/order/order"
import type { OrderStatus } from "../../core/order/states"
import { orders } from "../schema"

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
  /** What people type: part of a number or of a description, the beginning of a short number, an id of ours or of the provider's. */
  q?: string | undefined
}

type Columns = Record<
  "status" | "currency" | "mode" | "paymentAccount" | "flow" | "conversation" | "number",
  SQLiteColumn
>

/** What a filter asks of the columns of orders, but for their times and what is searched for; nothing where it says nothing. */
export function matches(filter: OrderFilter, of: Columns = orders): SQL[] {
  const { status, currency, mode, account, flow, conversation, number } = filter
  return [
    status && inArray(of.status, [...status]),
    currency === undefined ? undefined : eq(of.currency, currency),
    mode && eq(of.mode, mode),
    account === undefined ? undefined : eq(of.paymentAccount, account),
    flow === undefined ? undefined : eq(of.flow, flow),
    conversation === undefined ? undefined : eq(of.conversation, conversation),
    number === undefined ? undefined : eq(of.number, number),
  ].filter((condition) => condition !== undefined)
}
