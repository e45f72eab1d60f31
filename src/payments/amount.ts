import { type Currency, decimal, type Money } from "../core/money"
import type { Sentence } from "../core/text/sentence"
import { say } from "../core/text/sentences"
import type { Bounds, Capabilities } from "./provider"

/** Why an amount cannot be charged under these capabilities; null when it can. */
export function chargeFault(
  { currencies }: Pick<Capabilities, "currencies">,
  provider: string,
  { minor, currency }: Money,
): Sentence | null {
  const bounds = currencies[currency]
  if (!bounds) return say("providerCurrency", { provider, currency })
  if (!(minor > 0)) return say("amountNotPositive")
  const { least, most, step = 1 } = bounds
  const written = (amount: number) => `${decimal({ minor: amount, currency })} ${currency}`
  if (minor < least) return say("providerLeast", { provider, amount: written(least) })
  if (most !== undefined && minor > most) return say("providerMost", { provider, amount: written(most) })
  if (minor % step !== 0) return say("providerStep", { provider, currency, amount: written(step) })
  return null
}

/** The same in English, for a Failure. */
export function refusalOf(capabilities: Pick<Capabilities, "currencies">, title: string, money: Money): string | null {
  return chargeFault(capabilities, title, money)?.message ?? null
}

/** Whether what was approved can stand until somebody takes it. */
export function canHold({ capture }: Pick<Capabilities, "capture">): boolean {
  return capture?.later === true
}

/** The same bounds, or each its own, for many currencies. */
export function boundsFor(
  currencies: readonly Currency[],
  bounds: (currency: Currency) => Bounds,
): Capabilities["currencies"] {
  return Object.fromEntries(currencies.map((currency) => [currency, bounds(currency)]))
}
