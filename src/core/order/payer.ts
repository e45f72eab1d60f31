import { isCountry, parsePhone } from "../phone"
import { isEmail } from "../text/email"
import { isTaxIdOf } from "../text/taxid"
import type { Customer } from "./checkout"

/** What of a customer can be asked for. */
export type CustomerField = keyof Customer

/** Whether a form's field is one of them. */
export function isCustomerField(name: string): name is CustomerField {
  return Object.hasOwn(READERS, name)
}

/** What is asked of a customer before they can pay, and what they wrote. */
export interface Asked {
  /** In the order in which they are asked for. */
  fields: readonly CustomerField[]
  /** As it was typed; empty where nothing was yet. */
  typed: Readonly<Partial<Record<CustomerField, string>>>
  /** What of it cannot be taken. */
  wrong: readonly CustomerField[]
}

/** What a charge needs to know of its customer and nobody said yet, in the order in which it is asked for. */
export function unknownOf(needs: readonly CustomerField[], known: Partial<Customer>): CustomerField[] {
  return ORDER.filter((field) => needs.includes(field) && (known[field] ?? "") === "")
}

/**
 * Reads what a customer typed: normal and whole, or which fields are not. `country` is where a number without its country
 * code is from, and whose tax numbers are meant.
 */
export function readPayer(
  fields: readonly CustomerField[],
  typed: Readonly<Partial<Record<CustomerField, string>>>,
  country: string | null,
): { payer: Partial<Customer> } | { wrong: CustomerField[] } {
  const payer: Partial<Customer> = {}
  const wrong: CustomerField[] = []
  const home = fields.includes("country") ? (READERS.country(typed.country ?? "", null) ?? country) : country
  for (const field of fields) {
    const text = (typed[field] ?? "").trim()
    const value = text.length > LONGEST ? null : READERS[field](text, home)
    if (value === null) wrong.push(field)
    else payer[field] = value
  }
  return wrong.length > 0 ? { wrong } : { payer }
}

const ORDER: readonly CustomerField[] = ["name", "email", "phone", "country", "taxId"]

/** Characters of one field: no e-mail address has more. */
const LONGEST = 254

const READERS: Record<CustomerField, (text: string, country: string | null) => string | null> = {
  name: (text) => {
    const name = text.replace(/\s+/g, " ")
    return /\p{L}/u.test(name) && !/[\p{Cc}<>]/u.test(name) && name.length >= 2 && name.length <= 100 ? name : null
  },
  email: (text) => (isEmail(text) ? text : null),
  phone: (text, country) => parsePhone(text, country ?? undefined),
  country: (text) => (isCountry(text) ? text : null),
  taxId: (text, country) => {
    const plain = text.toUpperCase().replace(/[\s./-]/g, "")
    return isTaxIdOf(country, plain) ? plain : null
  },
}
