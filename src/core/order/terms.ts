import * as z from "zod"
import { type Currency, decimal, isCurrency, type Money, money, parseMoney, places, writtenMoney } from "../money"
import type { Sentence } from "../text/sentence"
import { coreSentences, say } from "../text/sentences"

/** For how long a payment link lasts, in seconds. */
export const expirySeconds = z
  .number()
  .int()
  .min(300, coreSentences.lastsTooShort())
  .max(90 * 86_400, coreSentences.lastsTooLong())

/** What may be ordered here. */
export interface Terms {
  /** Asked for where no other is named. */
  currency: Currency
  /** All that may be asked for. */
  currencies: readonly Currency[]
  /** Why the provider cannot charge that; null when it can. Absent where the provider is not at hand. */
  refuses?: (money: Money) => Sentence | null
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
  provider?: { refuses(money: Money): Sentence | null } | null,
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
): { money: Money } | { fault: Sentence; at: "currency" | "amount" | "charge" } {
  const currency = named ?? terms.currency
  if (!isCurrency(currency)) return { fault: say("currencyUnknown", { currency }), at: "currency" }
  if (!terms.currencies.includes(currency)) {
    const taken = terms.currencies.join(", ")
    return { fault: say("currencyNotTaken", { currency, taken }), at: "currency" }
  }
  const read = literal ? writtenMoney(amount, currency) : parseMoney(amount, currency)
  if (!read) return { fault: unreadable(amount, currency), at: "amount" }
  if (read.minor <= 0) return { fault: say("amountNotPositive"), at: "amount" }
  const refused = terms.refuses?.(read) ?? null
  return refused === null ? { money: read } : { fault: refused, at: "charge" }
}

/** An amount that looks like one, for previews of what only a run knows: 149.90, or 149 where there are no decimals. */
export function sampleMoney(currency: Currency): Money {
  return parseMoney("149.90", currency) ?? money(149, currency)
}

function unreadable(written: string, currency: Currency): Sentence {
  const amount = written.slice(0, 40)
  const sample = decimal(sampleMoney(currency))
  if (!/[0-9]/.test(written)) return say("amountWithoutDigits", { amount, sample })
  if (TWOFOLD.test(written.trim())) return say("amountTwofold", { amount })
  return say("amountUnreadable", { amount, currency, decimals: places(currency), sample })
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
