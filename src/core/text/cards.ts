import { plainDigits } from "./normal"

/**
 * The text with every card number in it replaced by its last four digits, "•••• 1234". A card number is 13 to 19 digits of
 * any script that pass the Luhn check, with spaces or dashes between them or not, or in a card's groups with one other sign
 * between all of them.
 */
export function maskCards(text: string): string {
  const grouped = text.replace(GROUPED, (number: string) => {
    const digits = plainDigits(number).replace(/[^0-9]/g, "")
    return digits.length <= LONGEST && passesLuhn(digits) ? `•••• ${digits.slice(-4)}` : number
  })
  return grouped.replace(RUN, (run, offset: number) => maskRun(run, grouped[offset - 1] === "+"))
}

const SHORTEST = 13
const LONGEST = 19
/** Digits of the longest telephone number (ITU-T E.164). */
const LONGEST_PHONE = 15

/** Groups of digits with a few spaces, seen or not, or dashes between them. */
const RUN = /\p{Nd}+(?:[\s\u200b-\u200f\u2060\ufeff\u2010-\u2015-]{1,8}\p{Nd}+)*/gu

/** As groups stand on a card. Other signs part other numbers too: amounts, dates, places on a map. */
const GROUPED =
  /(?<![\p{Nd}.,])\p{Nd}{4}(?:([./_,·•|:])\p{Nd}{4}\1\p{Nd}{4}\1\p{Nd}{1,7}|([./_,·•|:])\p{Nd}{6}\2\p{Nd}{4,5})(?!\p{Nd})/gu

/**
 * Numbers stand beside a card number ("0821110001 4111 ... 12 26"), so every row of whole groups is tried, and all that
 * belong to any card number are masked: masking only the first match could leave most of the real one.
 */
function maskRun(run: string, afterPlus: boolean): string {
  const groups = [...run.matchAll(/\p{Nd}+/gu)].map((match) => ({
    digits: plainDigits(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
  if (afterPlus && digitCount(run) <= LONGEST_PHONE) return run
  const isCard = groups.map(() => false)
  for (let first = 0; first < groups.length; first++) {
    let digits = ""
    for (let last = first; last < groups.length && digits.length < LONGEST; last++) {
      digits += groups[last]?.digits ?? ""
      if (digits.length >= SHORTEST && digits.length <= LONGEST && passesLuhn(digits))
        isCard.fill(true, first, last + 1)
    }
  }
  let masked = ""
  let rest = 0
  for (let first = 0; first < groups.length; first++) {
    if (!isCard[first]) continue
    let last = first
    while (isCard[last + 1]) last++
    const start = groups[first]?.start ?? 0
    const end = groups[last]?.end ?? 0
    const digits = plainDigits(run.slice(start, end)).replace(/[^0-9]/g, "")
    masked += `${run.slice(rest, start)}•••• ${digits.slice(-4)}`
    rest = end
    first = last
  }
  return masked + run.slice(rest)
}

function digitCount(text: string): number {
  return plainDigits(text).replace(/[^0-9]/g, "").length
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = digit * 2
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
