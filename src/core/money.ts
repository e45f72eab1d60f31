import { kept } from "./kept"

/** An amount of money: a safe integer of minor units. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}

/** Throws a RangeError unless `minor` is a safe integer. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a safe integer of minor units`)
  return { minor, currency }
}

/**
 * The amount that a text states, exactly, or null: never rounded, never guessed. A point is the decimal sign; a comma is
 * one only with all the currency's decimals after it. Groups of three may stand apart by a comma, a space or, before a
 * decimal comma, a point. A lone comma before three digits ("1,234") could be either and is refused, except where the
 * currency has no decimals; so is a lone point ("1.500"), except where it has three. Zeros behind the currency's last
 * decimal say nothing. The currency's own code may stand before or after; signs and symbols may not.
 */
export function parseMoney(text: string, currency: Currency): Money | null {
  if (text.length > LONGEST) return null
  const digits = digitsOf(withoutCode(text.trim(), currency), places(currency))
  if (digits === null) return null
  const minor = Number(digits)
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}

/**
 * The amount that people wrote where they knew the currency, or null: as `parseMoney`, and beside the code also the
 * currency's own sign in either case ("R35,00"), and a decimal comma with one or two digits after it.
 */
export function writtenMoney(text: string, currency: Currency): Money | null {
  if (text.length > LONGEST) return null
  const bare = withoutSign(text.trim(), currency)
  const count = places(currency)
  const [, whole, , fraction] = SHORT_COMMA.exec(bare) ?? []
  const digits = digitsOf(bare, count) ?? (whole === undefined ? null : join(whole, fraction, count))
  if (digits === null) return null
  const minor = Number(digits)
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}

/** The plain numeral with all the currency's decimals, such as "10.50": what `parseMoney` reads back. */
export function decimal({ minor, currency }: Money): string {
  const count = places(currency)
  const digits = String(Math.abs(minor)).padStart(count + 1, "0")
  const sign = minor < 0 ? "-" : ""
  return count === 0 ? sign + digits : `${sign}${digits.slice(0, -count)}.${digits.slice(-count)}`
}

/** The amount for people in their language ("en", "pt-BR"), in English when the language is not well formed. */
export function formatMoney(amount: Money, language: string): string {
  const count = places(amount.currency)
  const format = formatOf(WELL_FORMED.test(language) ? language : "en", amount.currency, count)
  const numeral = decimal(amount)
  // A float cannot tell cents apart near 2^53 minor units; a numeral is formatted exactly.
  const text = isNumeral(numeral) ? format.format(numeral) : `${amount.currency} ${numeral}`
  // One no-break space would make a whole SMS UCS-2.
  return text.replace(/[\u00a0\u202f]/g, " ")
}

/** Both amounts together; null when the currencies differ or the result is no safe integer. */
export function add(one: Money, other: Money): Money | null {
  const minor = one.minor + other.minor
  return one.currency === other.currency && Number.isSafeInteger(minor) ? { minor, currency: one.currency } : null
}

/** Decimal places per currency (ISO 4217). Not from Intl, whose display digits differ (HUF, IDR). Funds and metals are left out. */
// biome-ignore format: a table reads better in rows
const PLACES = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0,
  XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  AED: 2, AFN: 2, ALL: 2, AMD: 2, AOA: 2, ARS: 2, AUD: 2, AWG: 2, AZN: 2, BAM: 2, BBD: 2, BDT: 2, BMD: 2, BND: 2,
  BOB: 2, BRL: 2, BSD: 2, BTN: 2, BWP: 2, BYN: 2, BZD: 2, CAD: 2, CDF: 2, CHF: 2, CNY: 2, COP: 2, CRC: 2, CUP: 2,
  CVE: 2, CZK: 2, DKK: 2, DOP: 2, DZD: 2, EGP: 2, ERN: 2, ETB: 2, EUR: 2, FJD: 2, FKP: 2, GBP: 2, GEL: 2, GHS: 2,
  GIP: 2, GMD: 2, GTQ: 2, GYD: 2, HKD: 2, HNL: 2, HTG: 2, HUF: 2, IDR: 2, ILS: 2, INR: 2, IRR: 2, JMD: 2, KES: 2,
  KGS: 2, KHR: 2, KPW: 2, KYD: 2, KZT: 2, LAK: 2, LBP: 2, LKR: 2, LRD: 2, LSL: 2, MAD: 2, MDL: 2, MGA: 2, MKD: 2,
  MMK: 2, MNT: 2, MOP: 2, MRU: 2, MUR: 2, MVR: 2, MWK: 2, MXN: 2, MYR: 2, MZN: 2, NAD: 2, NGN: 2, NIO: 2, NOK: 2,
  NPR: 2, NZD: 2, PAB: 2, PEN: 2, PGK: 2, PHP: 2, PKR: 2, PLN: 2, QAR: 2, RON: 2, RSD: 2, RUB: 2, SAR: 2, SBD: 2,
  SCR: 2, SDG: 2, SEK: 2, SGD: 2, SHP: 2, SLE: 2, SOS: 2, SRD: 2, SSP: 2, STN: 2, SVC: 2, SYP: 2, SZL: 2, THB: 2,
  TJS: 2, TMT: 2, TOP: 2, TRY: 2, TTD: 2, TWD: 2, TZS: 2, UAH: 2, USD: 2, UYU: 2, UZS: 2, VED: 2, VES: 2, WST: 2,
  XCD: 2, XCG: 2, YER: 2, ZAR: 2, ZMW: 2, ZWG: 2,
} as const

/** An ISO 4217 code of money in use, upper case. */
export type Currency = keyof typeof PLACES

/** Whether the text is exactly such a code. */
export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(PLACES, text)
}

/** Every currency, by its code's alphabet. */
export const currencies: readonly Currency[] = Object.keys(PLACES).filter(isCurrency).sort()

/** How many decimals the currency has: 0, 2 or 3. */
export function places(currency: Currency): number {
  return PLACES[currency]
}

/** What people write for a currency where it is at home, beside its code. Not from Intl, whose signs change by version. */
// biome-ignore format: a table reads better in rows
const SIGNS: Partial<Record<Currency, readonly string[]>> = {
  ARS: ["$", "AR$"], AUD: ["$", "A$", "AU$"], BDT: ["৳", "Tk"], BRL: ["R$"], BWP: ["P"], CAD: ["$", "C$", "CA$"],
  CHF: ["Fr", "Fr.", "SFr."], CLP: ["$", "CLP$"], CNY: ["¥", "CN¥", "元"], COP: ["$", "COL$"], CRC: ["₡"], CZK: ["Kč"],
  DKK: ["kr", "kr."], DOP: ["$", "RD$"], EGP: ["£", "E£"], EUR: ["€"], GBP: ["£"], GHS: ["₵", "GH₵"], GTQ: ["Q"],
  HKD: ["$", "HK$"], HUF: ["Ft"], IDR: ["Rp"], ILS: ["₪"], INR: ["₹", "Rs", "Rs."], ISK: ["kr", "kr."], JPY: ["¥", "円"],
  KES: ["KSh", "KSh."], KRW: ["₩"], LKR: ["Rs", "Rs."], MUR: ["Rs", "Rs."], MWK: ["K", "MK"], MXN: ["$", "MX$"],
  MYR: ["RM"], MZN: ["MT", "MTn"], NAD: ["$", "N$"], NGN: ["₦"], NOK: ["kr", "kr."], NZD: ["$", "NZ$"], PEN: ["S/", "S/."],
  PHP: ["₱"], PKR: ["Rs", "Rs."], PLN: ["zł"], PYG: ["₲", "Gs."], RON: ["lei"], RUB: ["₽"], RWF: ["FRw"], SEK: ["kr", "kr."],
  SGD: ["$", "S$"], SZL: ["E"], THB: ["฿"], TRY: ["₺"], TTD: ["$", "TT$"], TWD: ["$", "NT$"], TZS: ["TSh"], UAH: ["₴"],
  UGX: ["USh"], USD: ["$", "US$"], UYU: ["$", "$U"], VND: ["₫", "đ"], XAF: ["FCFA"], XOF: ["CFA", "FCFA"], ZAR: ["R"],
  ZMW: ["K", "ZK"],
}

// Making one takes far longer than using it. What is asked for comes from flows and browsers: not kept without end.
const formatOf = kept(200, (language: string, currency: Currency, count: number) => {
  const digits = { minimumFractionDigits: count, maximumFractionDigits: count }
  return new Intl.NumberFormat(language, { style: "currency", currency, ...digits })
})

/** Far more than any amount needs; a longer text is no amount. */
const LONGEST = 60

const WELL_FORMED = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i

const SPACES = "[ \\u00a0\\u2009\\u202f]"
const PLAIN = "(?:0|[1-9][0-9]*)"
const WITH_COMMAS = "[1-9][0-9]{0,2}(?:,[0-9]{3})+"
const WITH_POINTS = "[1-9][0-9]{0,2}(?:\\.[0-9]{3})+"
const WITH_SPACES = `[1-9][0-9]{0,2}(?:(${SPACES})[0-9]{3})(?:\\1[0-9]{3})*`
const DECIMAL_POINT = new RegExp(`^(${PLAIN}|${WITH_COMMAS}|${WITH_SPACES.replaceAll("\\1", "\\2")})(?:\\.([0-9]+))?$`)
const DECIMAL_COMMA = new RegExp(`^(${PLAIN}|${WITH_POINTS}|${WITH_SPACES.replaceAll("\\1", "\\2")}),([0-9]+)$`)
const SHORT_COMMA = new RegExp(`^(${PLAIN}|${WITH_POINTS}|${WITH_SPACES.replaceAll("\\1", "\\2")}),([0-9]{1,2})$`)
const LONE_COMMA = /^[0-9]+,[0-9]{3}$/
const LONE_POINT = /^[1-9][0-9]{0,2}\.[0-9]{3}$/

function withoutCode(text: string, currency: Currency): string {
  if (text.startsWith(currency)) return text.slice(currency.length).trimStart()
  if (text.endsWith(currency)) return text.slice(0, -currency.length).trimEnd()
  return text
}

function withoutSign(text: string, currency: Currency): string {
  const said = text.toUpperCase()
  // The longest first: "US$5" begins with a sign that ends in another.
  for (const sign of [currency, ...(SIGNS[currency] ?? [])].sort((a, b) => b.length - a.length)) {
    const known = sign.toUpperCase()
    if (said.startsWith(known)) return text.slice(sign.length).trimStart()
    // Behind the digits one letter is another word: "35K" is thirty-five thousand.
    if (said.endsWith(known) && !/^[A-Z]$/.test(known)) return text.slice(0, -sign.length).trimEnd()
  }
  return text
}

/** The digits of the minor units, or null. */
function digitsOf(text: string, count: number): string | null {
  if ((count > 0 && LONE_COMMA.test(text)) || (count !== 3 && LONE_POINT.test(text))) return null
  const point = DECIMAL_POINT.exec(text)
  if (point) return join(point[1], point[3], count)
  const comma = DECIMAL_COMMA.exec(text)
  return comma && comma[3]?.length === count ? join(comma[1], comma[3], count) : null
}

function join(whole = "", fraction = "", count = 0): string | null {
  const decimals = fraction.slice(0, count)
  return /[1-9]/.test(fraction.slice(count)) ? null : whole.replace(/[^0-9]/g, "") + decimals.padEnd(count, "0")
}

function isNumeral(text: string): text is `${number}` {
  return text.trim() !== "" && Number.isFinite(Number(text))
}
