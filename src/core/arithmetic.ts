/** A decimal number, exactly: `units` of ten to the power of minus `places`. */
interface Decimal {
  units: bigint
  places: number
}

/** Digits of a number that is still computed with exactly; a longer one is no price. */
const LONGEST = 40

/** Decimals of a quotient that has no end. */
const QUOTIENT_PLACES = 12

/**
 * What templates compute with, in decimals as people do by hand: prices must not come out a cent beside. Null where one of
 * the two is no number that can be read exactly; the result is written with as many digits as a float has.
 */
export const arithmetic: Readonly<Record<string, (value: string, by: string) => number | null>> = {
  plus: both((one, other) => added(one, other)),
  minus: both((one, other) => added(one, { ...other, units: -other.units })),
  times: both((one, other) => ({ units: one.units * other.units, places: one.places + other.places })),
  divided_by: both((one, other) => {
    if (other.units === 0n) return null
    const units = rounded(
      one.units * 10n ** BigInt(QUOTIENT_PLACES + other.places),
      other.units * 10n ** BigInt(one.places),
    )
    return { units, places: QUOTIENT_PLACES }
  }),
  round(value, by) {
    const number = read(value)
    const places = by === "" ? 0 : Number(by)
    if (!number || !Number.isInteger(places) || places < 0 || places > LONGEST) return null
    if (number.places <= places) return asNumber(number)
    return asNumber({ units: rounded(number.units, 10n ** BigInt(number.places - places)), places })
  },
}

function both(compute: (one: Decimal, other: Decimal) => Decimal | null) {
  return (value: string, by: string): number | null => {
    const [one, other] = [read(value), read(by)]
    const result = one && other && compute(one, other)
    return result && asNumber(result)
  }
}

function read(text: string): Decimal | null {
  const [, sign = "", whole = "", fraction = ""] = /^\s*([+-]?)([0-9]+)(?:\.([0-9]+))?\s*$/.exec(text) ?? []
  if (whole === "" || text.length > LONGEST) return null
  const units = BigInt(whole + fraction)
  return { units: sign === "-" ? -units : units, places: fraction.length }
}

function added(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places)
  const scaled = ({ units, places: own }: Decimal) => units * 10n ** BigInt(places - own)
  return { units: scaled(one) + scaled(other), places }
}

/** The quotient, halves away from zero. */
function rounded(units: bigint, by: bigint): bigint {
  const isNegative = units < 0n !== by < 0n
  const [size, divisor] = [units < 0n ? -units : units, by < 0n ? -by : by]
  const quotient = (2n * size + divisor) / (2n * divisor)
  return isNegative ? -quotient : quotient
}

function asNumber({ units, places }: Decimal): number {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0")
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return Number(units < 0n ? `-${text}` : text)
}
