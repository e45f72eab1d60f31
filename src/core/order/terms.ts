import * as z from "zod"
import { type Currency, decimal, isCurrency, type Money, money, parseMoney, places, writtenMoney } from "../money"

/** For how long a payment link lasts, in seconds. */
export const expirySeconds = z
  .number()
  .int()
  .min(300, "A payment link lasts at least 300 seconds: five minutes.")
  .max(90 * 86_400, "A payment link lasts at most 7776000 seconds: ninety days.")

/** What may be ordered here. */
export interface Terms {
  /** Asked for where no other is named. */
  currency: Currency
  /** All that may be asked for. */
  currencies: readonly Currency[]
  /** Why the provider cannot charge that, for people; null when it can. Absent where the provider is not at hand. */
  refuses?: (money: Money) => string | null
}

/** A price as it was written. */
export interface Price {
  amount: string
  /** ISO 4217; null means the default. */
  currency: string | null
  /** Whether the amount was written by the flow's author, who may write the currency's sign; else a run filled it in. */
  literal?: boolean
}

/** The terms of a payment configuration and of the provider of its account. */
export function termsOf(
  configuration: { currency: Currency; currencies: readonly Currency[] },
  provider?: { refuses(money: Money): string | null } | null,
): Terms {
  const { currency, currencies } = configuration
  const refuses = provider ? { refuses: (money: Money) => provider.refuses(money) } : {}
  return { currency, currencies: [...new Set([currency, ...currencies])], ...refuses }
}

/**
 * The price as money, or why it cannot be asked for, for people; `at` is what is wrong: the currency, the amount, or only
 * the provider's view of the amount. The one reading of prices: opening, publishing, trying out and previews all ask it.
 */
export function priced(
  terms: Terms,
  { amount, currency: named, literal = false }: Price,
): { money: Money } | { fault: string; at: "currency" | "amount" | "charge" } {
  const currency = named ?? terms.currency
  if (!isCurrency(currency)) return { fault: `There is no currency ${currency}: choose another.`, at: "currency" }
  if (!terms.currencies.includes(currency)) {
    const taken = terms.currencies.join(", ")
    const fault = `${currency} is not among the currencies of the payment configuration (${taken}): choose another, or add it under Payments.`
    return { fault, at: "currency" }
  }
  const read = literal ? writtenMoney(amount, currency) : parseMoney(amount, currency)
  if (!read) return { fault: unreadable(amount, currency), at: "amount" }
  if (read.minor <= 0) return { fault: "The amount must be more than zero.", at: "amount" }
  const refused = terms.refuses?.(read) ?? null
  return refused === null ? { money: read } : { fault: refused, at: "charge" }
}

/** An amount that looks like one, for previews of what only a run knows: 149.90, or 149 where there are no decimals. */
export function sampleMoney(currency: Currency): Money {
  return parseMoney("149.90", currency) ?? money(149, currency)
}

function unreadable(amount: string, currency: Currency): string {
  const said = `"${amount.slice(0, 40)}"`
  const sample = decimal(sampleMoney(currency))
  if (!/[0-9]/.test(amount)) return `${said} is not an amount: write it in the digits 0 to 9, such as ${sample}.`
  if (TWOFOLD.test(amount.trim())) return `${said} can be read in two ways: write it without a sign between thousands.`
  return `${said} is not an amount in ${currency}, which has ${decimals(places(currency))}: write it such as ${sample}.`
}

function decimals(count: number): string {
  return count === 0 ? "no decimals" : `${count} decimals`
}

/** "1,234" and "1.234", with whatever stands around: a thousand to one reader, one and a bit to another. */
const TWOFOLD = /^[^0-9]*[1-9][0-9]{0,2}[.,][0-9]{3}[^0-9]*$/

/** What a Chat 2 Pay node asks to be opened. Price and number are text still: the payment configuration decides them. */
export interface OrderRequest extends Price {
  description: string
  /** Null means that the next automatic number is taken. */
  number: string | null
  /** Null means the configuration's own. */
  expirySeconds: number | null
  language: string
  /** The node's id and name, for the operator. */
  node: string
  name: string
}
