import type { Currency, Money } from "../../core/money"
import type { Agreement, Terms } from "../../core/order/terms"

/** What was agreed of an order beyond its amount, its time and its mode. */
export type Further = Partial<Omit<Agreement, "due">>

/** What an amount alone comes to: nothing else is written of an order of which no more was agreed. */
function plain(currency: Currency): Required<Further> {
  const none = { minor: 0, currency }
  return { least: null, items: [], tax: none, discount: none, shipping: none, tip: "none", capture: "at_once" }
}

/** What is written of what was agreed beyond the amount; null where that is all. */
export function furtherOf({ due, ...agreed }: Agreement): Further | null {
  const usual = plain(due.currency)
  const further = Object.entries(agreed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name as keyof Further]),
  )
  return further.length === 0 ? null : (Object.fromEntries(further) as Further)
}

/** What was agreed, of a row. */
export function agreedOf(
  { terms, mode, expiresAt }: Pick<Terms, "mode" | "expiresAt"> & { terms: Further | null },
  due: Money,
): Terms {
  return { ...plain(due.currency), ...terms, due, mode, expiresAt }
}
