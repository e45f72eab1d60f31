import { type Currency, decimal, type Money, money, parseMoney, places, writtenMoney } from "../money"
import type { Sentence } from "./sentence"
import { say } from "./sentences"

/** An amount as it was written. */
export interface WrittenAmount {
  amount: string
  /** Whether it was written by the flow's author, who may write the currency's sign; else a run filled it in. */
  literal?: boolean
}

/** The amount as money, or why it cannot be read, for people. */
export function readAmount(
  { amount, literal = false }: WrittenAmount,
  currency: Currency,
): { read: Money } | { fault: Sentence } {
  const read = literal ? writtenMoney(amount, currency) : parseMoney(amount, currency)
  return read ? { read } : { fault: unreadable(amount, currency) }
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
