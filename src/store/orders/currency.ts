import { type Currency, isCurrency } from "../../core/money"

/** The currency of a row. Throws when it is none, which only a hand in the database can do. */
export function currencyOf(text: string): Currency {
  if (!isCurrency(text)) throw new Error(`the database holds an unknown currency ${text}`)
  return text
}
