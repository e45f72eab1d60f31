import { type Currency, decimal, type Money } from "../core/money"
import type { Bounds, Capabilities } from "./provider"

/** Why an amount cannot be charged under these capabilities, for people; null when it can. */
export function refusalOf(
  { currencies }: Pick<Capabilities, "currencies">,
  title: string,
  { minor, currency }: Money,
): string | null {
  const bounds = currencies[currency]
  if (!bounds) return `${title} does not take ${currency}.`
  if (!(minor > 0)) return "The amount must be more than zero."
  const { least, most, step = 1 } = bounds
  const said = (amount: number) => `${decimal({ minor: amount, currency })} ${currency}`
  if (minor < least) return `${title} takes no less than ${said(least)}.`
  if (most !== undefined && minor > most) return `${title} takes no more than ${said(most)}.`
  if (minor % step !== 0) return `${title} takes ${currency} in steps of ${said(step)}.`
  return null
}

/** The same bounds, or each its own, for many currencies. */
export function boundsFor(
  currencies: readonly Currency[],
  bounds: (currency: Currency) => Bounds,
): Capabilities["currencies"] {
  return Object.fromEntries(currencies.map((currency) => [currency, bounds(currency)]))
}
