import { decimal, isCurrency, type Money, parseMoney } from "../../core/money"

/**
 * The JSON object with an amount in it as the numeral that it is: Mercado Pago reads a number of the currency's main unit, and a
 * float is not asked what "19.99" might be.
 */
export function withAmount(name: string, money: Money, rest: Record<string, unknown>): string {
  const others = JSON.stringify(rest).slice(1)
  return `{${JSON.stringify(name)}:${decimal(money)}${others === "}" ? "" : ","}${others}`
}

/**
 * An amount that Mercado Pago wrote as a number; null when it is none of that currency's. A float of up to 15 digits prints as
 * the very numeral that was read; a longer one is not believed.
 */
export function fromNumber(amount: unknown, currency: unknown): Money | null {
  if (typeof amount !== "number" || !(amount >= 0) || typeof currency !== "string" || !isCurrency(currency)) return null
  const numeral = String(amount)
  return numeral.replace(".", "").length > 15 ? null : parseMoney(numeral, currency)
}
