import { type Currency, currencies, isCurrency, type Money, places } from "../../core/money"
import { boundsFor } from "../amount"
import type { Bounds } from "../provider"

/**
 * Currencies that Stripe charges in (docs.stripe.com/currencies, "Supported presentment currencies"). Which of them an
 * account may use depends on its country; Stripe says so when asked.
 */
const SUPPORTED = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY " +
    "COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK " +
    "JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR " +
    "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS " +
    "SRD STN SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW"
  ).split(" "),
)

/**
 * Amounts without decimals, ISO 4217 or not (docs.stripe.com/currencies, "Zero-decimal currencies"). ISK and UGX are not
 * here: they are written with two decimals that must be 00 ("Special cases"), as whole units times a hundred always are.
 */
const ZERO_DECIMAL = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "))
/** Three decimals, of which card networks take two: the last digit must be 0. */
const THREE_DECIMAL = new Set("BHD JOD KWD OMR TND".split(" "))

/** What Stripe takes of the currencies we know. Its minimum depends on the account and is left to Stripe. */
export const stripeCurrencies = boundsFor(
  currencies.filter((currency) => SUPPORTED.has(currency)),
  bounds,
)

function bounds(currency: Currency): Bounds {
  const digits = stripePlaces(currency) - places(currency)
  if (THREE_DECIMAL.has(currency)) return { least: 10, step: 10 }
  if (digits < 0) return { least: 10 ** -digits, step: 10 ** -digits }
  return digits === 0 ? { least: 1 } : { least: 1, most: Math.floor(Number.MAX_SAFE_INTEGER / 10 ** digits) }
}

/** The amount in Stripe's units; null when Stripe has no way to say it. Never rounded. */
export function toStripe({ minor, currency }: Money): number | null {
  const amount = shift(minor, stripePlaces(currency) - places(currency))
  if (amount !== null && THREE_DECIMAL.has(currency) && amount % 10 !== 0) return null
  return amount
}

/** An amount as Stripe wrote it; null when the currency is not known to us or the amount is none. */
export function fromStripe(amount: unknown, currency: unknown): Money | null {
  const code = typeof currency === "string" ? currency.toUpperCase() : ""
  if (!isCurrency(code) || typeof amount !== "number" || amount < 0) return null
  const minor = shift(amount, places(code) - stripePlaces(code))
  return minor === null ? null : { minor, currency: code }
}

function stripePlaces(currency: Currency): number {
  if (ZERO_DECIMAL.has(currency)) return 0
  return THREE_DECIMAL.has(currency) ? 3 : 2
}

function shift(amount: number, digits: number): number | null {
  const factor = 10 ** Math.abs(digits)
  const shifted = digits >= 0 ? amount * factor : amount / factor
  return Number.isSafeInteger(shifted) ? shifted : null
}
