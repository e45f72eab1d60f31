import type { Currency } from "../../core/money"

/** A customer of a demo. */
export interface Customer {
  name: string
  /** E.164 with its plus. */
  phone: string
}

/** Somebody who never wrote before, with a phone where that currency is at home: some providers ask on it. */
export function newCustomer(number: number, currency: Currency): Customer {
  return { name: "Thandi", phone: `${PREFIXES[currency] ?? "+278211"}${String(number).padStart(5, "0")}` }
}

/** Mobile numbers without their last five digits. */
const PREFIXES: Partial<Record<Currency, string>> = { KES: "+2547110", BRL: "+55119876" }
