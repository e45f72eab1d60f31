import { currencies } from "../../core/money"
import type { QueryOf } from "../client/client"

/** The filters of the list of orders, as they stand in the address: a reload keeps them. */
export interface Filter {
  status: string[]
  currency: string
  mode: string
  /** Days as YYYY-MM-DD. */
  from: string
  to: string
  q: string
}

/** The filters that an address names. */
export function filterOf(query: URLSearchParams): Filter {
  const one = (name: string) => query.get(name) ?? ""
  return {
    status: one("status").split(",").filter(Boolean),
    currency: one("currency"),
    mode: one("mode"),
    from: one("from"),
    to: one("to"),
    q: one("q"),
  }
}

/** What the address names of a filter. */
export function addressOf({ status, ...plain }: Filter): URLSearchParams {
  const all = { ...plain, status: status.join(",") }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ""))
}

/** What the API is asked. Days begin and end where this device is. */
export function parametersOf({ status, currency, mode, from, to, q }: Filter): QueryOf<"orders.totals"> {
  return {
    status: status.join(","),
    currency: currencies.find((known) => known === currency),
    mode: modes.find((known) => known === mode),
    q: q.trim(),
    from: momentOf(from, 0),
    to: momentOf(to, 1),
  }
}

const modes = ["test", "live"] as const

/** The first moment of a day, or the last one. */
function momentOf(day: string, end: 0 | 1): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (year === undefined) return undefined
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + end).getTime() - end
  return Number.isFinite(moment) && moment >= 0 ? moment : undefined
}
