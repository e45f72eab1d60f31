import type { Currency } from "../../core/money"
import { currencyOf } from "./currency"
import type { Recorded } from "./facts"
import type { Order } from "./orders"

/** A payment that was captured for an order, or is held, and what became of its money; minor units. */
export interface Payment {
  payment: string
  /** The checkout that it was paid by. */
  reference: string | null
  currency: Currency
  /** Why it does not count, for people; null where it does. */
  mismatch: string | null
  captured: number
  /** Held and not taken yet, and until when that is; milliseconds since 1970. */
  authorised: number
  until: number | null
  disputed: number
  lost: number
  /** Given back as far as is known, by whomever. */
  refunded: number
  /** Asked to be given back, and not known to be. */
  asked: number
}

/** What can still be asked to be given back of a payment. */
export function leftOf({ captured, refunded, asked }: Payment): number {
  return captured - refunded - asked
}

/** The payments of an order in its mode; of one in another currency what came of that, of which the ledger counts nothing. */
export function paymentsOf({ ledger, recorded, mode, currency: own }: Order): Payment[] {
  const all = recorded.filter((one) => one.mode === mode && one.cause !== "foreign")
  return ledger.payments.flatMap((known) => {
    const { payment, refunded, refunding, captured: matching, authorised, taken } = known
    const { mismatch, until, disputed, lost } = known
    const captures = all.filter((one) => one.type === "captured" && one.payment === payment)
    const holds = all.filter((one) => one.type === "authorised" && one.payment === payment)
    const isOfHold = captures.length === 0 && holds.length > 0
    // What was taken of it under ids of their own is told by those.
    if (isOfHold && authorised === 0 && taken > 0) return []
    const currency = matching > 0 || isOfHold ? own : captures.find((one) => one.currency !== null)?.currency
    if (payment === null || currency == null) return []
    const told = captures.filter((one) => one.currency === currency).map(({ minor }) => minor ?? 0)
    const reference = [...captures, ...holds].find(({ checkout }) => checkout !== null)?.checkout ?? null
    const about = { payment, reference, mismatch, authorised, until, disputed, lost }
    const came = { ...about, currency: currencyOf(currency), captured: Math.max(0, ...told) }
    if (currency === own) return [{ ...came, refunded, asked: refunding }]
    const given = all.filter((one) => one.payment === payment && one.currency === currency)
    return [{ ...came, refunded: givenOf(given, all), asked: 0 }]
  })
}

/** All that was given back or asked to be: who asks for more than that leaves is refused. */
function givenOf(given: readonly Recorded[], all: readonly Recorded[]): number {
  const failed = new Set(all.filter(({ type }) => type === "refundFailed").map(({ subject }) => subject))
  const parts = new Map<string, number>()
  let total = 0
  for (const { type, subject, minor } of given) {
    if (type !== "refundAsked" && type !== "refunded") continue
    if (subject === null) total = Math.max(total, minor ?? 0)
    else if (!failed.has(subject)) parts.set(subject, Math.max(parts.get(subject) ?? 0, minor ?? 0))
  }
  return Math.max(
    total,
    [...parts.values()].reduce((sum, minor) => sum + minor, 0),
  )
}
