import * as z from "zod"
import { type Currency, decimal, isCurrency, type Money } from "../money"
import { readAmount, type WrittenAmount } from "../text/amount"
import type { Sentence } from "../text/sentence"
import { coreSentences, say } from "../text/sentences"
import type { Mode } from "./order"

/** For how long a payment link lasts, in seconds. */
export const expirySeconds = z
  .number()
  .int()
  .min(300, coreSentences.lastsTooShort())
  .max(90 * 86_400, coreSentences.lastsTooLong())

/** One line of what is bought. */
interface Item {
  name: string
  quantity: number
  /** Of one of them. */
  price: Money
}

/** What was agreed of an order. */
export interface Terms {
  /** What has to come, without tips; where there are items, all of them with tax and shipping less the discount. */
  due: Money
  /** What is enough for its conversation to go on: a deposit or a first part. Null where only all of it is. */
  least: Money | null
  items: readonly Item[]
  tax: Money
  discount: Money
  shipping: Money
  /** `asked` has who pays the last part say on the pay page what they add. */
  tip: "none" | "asked"
  /** `later` holds the money until somebody takes it; else it is taken at once. */
  capture: "at_once" | "later"
  mode: Mode
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** What is agreed of the money alone. */
export type Agreement = Omit<Terms, "mode" | "expiresAt">

/** What may be ordered here. */
export interface Limits {
  /** Asked for where no other is named. */
  currency: Currency
  /** All that may be asked for. */
  currencies: readonly Currency[]
  /** Why the provider cannot charge that; null when it can. Absent where the provider is not at hand. */
  refuses?: (money: Money) => Sentence | null
  /** Whether the provider can hold money until somebody takes it. Absent where it is not at hand. */
  holds?: boolean
}

/** What is to be agreed, as it was written. What is absent is not wanted. */
export interface Wanted extends WrittenAmount {
  /** ISO 4217; null means the default. */
  currency: string | null
  /** Where there are some the amount may be empty: they say it. */
  items?: readonly { name: string; quantity: WrittenAmount; price: WrittenAmount }[]
  tax?: WrittenAmount
  discount?: WrittenAmount
  shipping?: WrittenAmount
  deposit?: WrittenAmount
  tip?: Terms["tip"]
  capture?: Terms["capture"]
}

/** What is wrong, for people, and of what: "currency", "items.0.price"; `charge` is the provider's view of the amount. */
export interface TermsFault {
  at: string
  fault: Sentence
}

/** The limits of a payment configuration and of the provider of its account. */
export function limitsOf(
  configuration: { currency: Currency; currencies: readonly Currency[] },
  provider?: { refuses(money: Money): Sentence | null; holds: boolean } | null,
): Limits {
  const { currency, currencies } = configuration
  const more = provider ? { refuses: (money: Money) => provider.refuses(money), holds: provider.holds } : {}
  return { currency, currencies: [...new Set([currency, ...currencies])], ...more }
}

/**
 * What is agreed, or why it cannot be: the one reading of what is asked for, by opening, publishing, trying out and previews.
 * What only a run fills in the `author` does not know yet: there may be neither terms nor faults then.
 */
export function terms(
  wanted: Wanted,
  limits: Limits,
  by: "run" | "author" = "run",
): { terms: Agreement } | { faults: TermsFault[] } {
  const currency = wanted.currency ?? limits.currency
  if (!isCurrency(currency)) return { faults: [{ at: "currency", fault: say("currencyUnknown", { currency }) }] }
  const taken = limits.currencies.join(", ")
  if (!limits.currencies.includes(currency))
    return { faults: [{ at: "currency", fault: say("currencyNotTaken", { currency, taken }) }] }
  const sheet = new Sheet(currency, by)
  const items = (wanted.items ?? []).map((item, index) => sheet.item(item, `items.${index}`))
  const tax = sheet.amount(wanted.tax, "tax")
  const discount = sheet.amount(wanted.discount, "discount")
  const shipping = sheet.amount(wanted.shipping, "shipping")
  const due = sheet.due(wanted, items, { tax, discount, shipping })
  const deposit = wanted.deposit ? sheet.amount(wanted.deposit, "deposit", "positive") : null
  const least = due && deposit ? leastOf(sheet, due, deposit, limits) : null
  if (due && !wanted.deposit) sheet.note("charge", limits.refuses?.(due) ?? null)
  const { capture = "at_once", tip = "none" } = wanted
  if (capture === "later" && limits.holds === false) sheet.note("capture", say("cannotHold"))
  if (capture === "later" && wanted.deposit) sheet.note("deposit", say("depositHeld"))
  const isKnown = due && tax && discount && shipping && (!wanted.deposit || deposit) && items.every((item) => item)
  if (sheet.faults.length > 0 || !isKnown) return { faults: sheet.faults }
  return {
    terms: { ...{ due, least, tax, discount, shipping, tip, capture }, items: items.flatMap((item) => item ?? []) },
  }
}

/** The first part; null where it is all that is due. */
function leastOf(sheet: Sheet, due: Money, deposit: Money, { refuses }: Limits): Money | null {
  const said = { deposit: decimal(deposit), due: decimal(due) }
  if (deposit.minor > due.minor) sheet.note("deposit", say("depositAboveDue", said))
  else sheet.note("deposit", refuses?.(deposit) ?? null)
  const rest = { ...due, minor: due.minor - deposit.minor }
  if (rest.minor <= 0) return null
  // Each part is charged by itself.
  const refused = refuses?.(rest) ?? null
  if (refused) sheet.note("deposit", say("restRefused", { rest: decimal(rest), reason: refused.message }))
  return deposit
}

/** Pieces of one item. */
const MOST_PIECES = 9999

type Summed = Record<"tax" | "discount" | "shipping", Money | null>

/** What is read of what was written, all in one currency, and what is wrong with it. Null is what is not known, or wrong. */
class Sheet {
  readonly faults: TermsFault[] = []

  constructor(
    readonly currency: Currency,
    private readonly by: "run" | "author",
  ) {}

  note(at: string, fault: Sentence | null): void {
    if (fault) this.faults.push({ at, fault })
  }

  /** What is absent is nothing. */
  amount(written: WrittenAmount | undefined, at: string, kind: "positive" | "any" = "any"): Money | null {
    if (!written) return this.money(0)
    if (!this.isKnown(written)) return null
    const said = readAmount(written, this.currency)
    if ("fault" in said || (kind === "positive" && said.read.minor <= 0)) {
      this.note(at, "fault" in said ? said.fault : say("amountNotPositive"))
      return null
    }
    return said.read
  }

  item({ name, quantity, price }: NonNullable<Wanted["items"]>[number], at: string): Item | null {
    const each = this.amount(price, `${at}.price`)
    const isNamed = name.trim() !== ""
    if (!isNamed) this.note(`${at}.name`, say("itemNameless"))
    const pieces = this.pieces(quantity, `${at}.quantity`)
    return each && isNamed && pieces !== null ? { name: name.trim(), quantity: pieces, price: each } : null
  }

  /** What all comes to: by the items, which the amount must agree with, or by the amount, which must hold the rest. */
  due(wanted: Wanted, items: readonly (Item | null)[], { tax, discount, shipping }: Summed): Money | null {
    // What a run fills in with nothing is a fault.
    const isAbsent = wanted.literal === true && wanted.amount === ""
    if (isAbsent && items.length === 0) this.note("amount", say("amountAbsent"))
    const said = isAbsent ? null : this.amount(wanted, "amount", "positive")
    if (!isAbsent && !said) return null
    const known = items.flatMap((item) => item ?? [])
    if (known.length < items.length || !tax || !discount || !shipping) return null
    const beside = tax.minor + shipping.minor - discount.minor
    const sum = known.reduce((all, { quantity, price }) => all + quantity * price.minor, beside)
    if (items.length === 0) {
      if (said && beside > said.minor) this.note("amount", say("partsAboveAmount", { parts: this.decimal(beside) }))
      return said
    }
    if (!Number.isSafeInteger(sum) || sum <= 0) {
      this.note("items", sum <= 0 ? say("amountNotPositive") : say("sumTooLarge"))
      return null
    }
    if (said && said.minor !== sum)
      this.note("amount", say("itemsDiffer", { sum: this.decimal(sum), amount: decimal(said) }))
    return this.money(sum)
  }

  private pieces(written: WrittenAmount, at: string): number | null {
    if (!this.isKnown(written)) return null
    const quantity = written.amount.trim()
    const pieces = /^[1-9][0-9]*$/.test(quantity) ? Number(quantity) : Number.NaN
    if (pieces <= MOST_PIECES) return pieces
    this.note(at, say("quantityUnreadable", { quantity: quantity.slice(0, 40), most: MOST_PIECES }))
    return null
  }

  private isKnown({ literal }: WrittenAmount): boolean {
    return this.by === "run" || literal === true
  }

  private money(minor: number): Money {
    return { minor, currency: this.currency }
  }

  private decimal(minor: number): string {
    return decimal(this.money(minor))
  }
}

/** What a Chat 2 Pay node asks to be opened. Amounts and number are text still: the payment configuration decides them. */
export interface OrderRequest extends Wanted {
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
