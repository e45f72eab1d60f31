import { type Currency, isCurrency, type Money, places } from "../../core/money"
import type { Bounds, Capabilities } from "../provider"

/**
 * What Paystack takes in minor units of ISO 4217: the first five by its specification (schema Currency), with the least that
 * it takes ("Supported currency", paystack.com/docs/api); "Transaction amount limit exceeded" beyond ten million of any.
 */
const BOUNDS = {
  GHS: { least: 10, most: 1_000_000_000 },
  KES: { least: 300, most: 1_000_000_000 },
  NGN: { least: 5_000, most: 1_000_000_000 },
  USD: { least: 200, most: 1_000_000_000 },
  ZAR: { least: 100, most: 1_000_000_000 },
  EGP: { least: 100, most: 1_000_000_000 },
  RWF: { least: 1, most: 10_000_000 },
  XOF: { least: 1, most: 10_000_000 },
} satisfies Partial<Record<Currency, Bounds>>

type Code = keyof typeof BOUNDS

/** Currencies of Paystack's, for those who name them. */
export const paystackCodes = Object.keys(BOUNDS).filter((code): code is Code => Object.hasOwn(BOUNDS, code))

/** All that Paystack can take, with any account. */
export const paystackCurrencies: Capabilities["currencies"] = BOUNDS

/** Not in Paystack's specification, so that only an account that names it has it. */
export function isOptional(code: Code): boolean {
  return code === "EGP" || code === "RWF" || code === "XOF"
}

/** What an account takes: those it names, as in "NGN, USD", else all of the specification. */
export function currenciesOf(named: string | undefined): Capabilities["currencies"] {
  const wanted = named?.split(/[ ,]+/)
  const taken = paystackCodes.filter((code) => wanted?.includes(code) ?? !isOptional(code))
  return Object.fromEntries(taken.map((code) => [code, BOUNDS[code]]))
}

/** The amount as Paystack counts it: always in hundredths, also of a currency that has none (XOF, RWF). */
export function toPaystack({ minor, currency }: Money): number {
  return minor * 100 ** (places(currency) === 0 ? 1 : 0)
}

/** An amount as Paystack wrote it, in events sometimes as a text; null when it is none of a currency known to us. */
export function fromPaystack(amount: unknown, currency: unknown): Money | null {
  const hundredths = typeof amount === "string" && /^\d{1,15}$/.test(amount) ? Number(amount) : amount
  if (typeof currency !== "string" || !isCurrency(currency) || !Object.hasOwn(BOUNDS, currency)) return null
  if (typeof hundredths !== "number" || hundredths < 0) return null
  const minor = places(currency) === 0 ? hundredths / 100 : hundredths
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}
