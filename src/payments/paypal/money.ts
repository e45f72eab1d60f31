import { type Currency, decimal, isCurrency, type Money, parseMoney, places } from "../../core/money"
import { recordOf } from "../../platform/reading"
import { boundsFor } from "../amount"
import type { Capabilities } from "../provider"

/**
 * Currencies that PayPal takes ("Currency codes", developer.paypal.com/api/rest/reference/currency-codes). BRL, CNY and MYR
 * only between accounts of their own countries: PayPal says so itself.
 */
// biome-ignore format: a table reads better in rows
const CURRENCIES: readonly Currency[] = [
  "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK",
  "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD",
]

/** "This currency does not support decimals": in HUF and TWD that is less than ISO 4217 allows. */
const WHOLE: readonly Currency[] = ["HUF", "JPY", "TWD"]

/** Bounds of amounts; how much at most depends on both accounts and is left to PayPal. */
export const paypalCurrencies: Capabilities["currencies"] = boundsFor(CURRENCIES, (currency) => {
  const unit = WHOLE.includes(currency) ? 10 ** places(currency) : 1
  return unit === 1 ? { least: 1 } : { least: unit, step: unit }
})

/** The amount as PayPal writes it. It has to be one within the bounds. */
export function toPayPal(money: Money): { currency_code: Currency; value: string } {
  const { currency } = money
  const value = decimal(money)
  return { currency_code: currency, value: WHOLE.includes(currency) ? value.replace(/\.00$/, "") : value }
}

/** An amount as PayPal wrote it; null when it is none, or in a currency that is not known to us. */
export function fromPayPal(amount: unknown): Money | null {
  const { currency_code: code, value } = recordOf(amount)
  if (typeof code !== "string" || !isCurrency(code) || typeof value !== "string") return null
  return /^\d+(\.\d+)?$/.test(value) ? parseMoney(value, code) : null
}
