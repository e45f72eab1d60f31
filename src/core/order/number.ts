import type { Sentence } from "../text/sentence"
import { say } from "../text/sentences"
import { dayOf } from "../time"

// Without letters and digits that people mistake for one another (Crockford's base 32).
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const TOKEN = /\{(YYYY|YY|MM|DD|seq|random)(?::(\d{1,2}))?\}/g

/** Longest order number: what every provider takes as a reference. */
export const MAX_ORDER_NUMBER = 35

/** What stands in the way of a pattern for automatic order numbers, for people; null when nothing does. */
export function orderNumberFault(pattern: string): Sentence | null {
  const rest = pattern.replace(TOKEN, "")
  if (!/^[A-Za-z0-9_.-]*$/.test(rest)) return say("numberSigns")
  if (!usesSequence(pattern) && !/\{random/.test(pattern)) return say("numberNotUnique")
  const random = /\{random(?::(\d+))?\}/.exec(pattern)
  if (random && !usesSequence(pattern) && Number(random[1] ?? 6) < 5) return say("numberGuessable")
  if (orderNumber(pattern, 0, 999_999, "0".repeat(99)).length > MAX_ORDER_NUMBER) return say("numberTooLong")
  return null
}

/** Whether a pattern takes a running number. */
export function usesSequence(pattern: string): boolean {
  return /\{seq(?::\d{1,2})?\}/.test(pattern)
}

/** What a pattern gives before its running number is known: text as it is, and for that its least number of digits. */
export function numberParts(pattern: string, at: number, random: string): (string | number)[] {
  return pattern
    .split(/(\{seq(?::\d{1,2})?\})/)
    .map((part) => {
      const [running, digits = "1"] = /^\{seq(?::(\d{1,2}))?\}$/.exec(part) ?? []
      return running === undefined ? orderNumber(part, at, 0, random) : Number(digits)
    })
    .filter((part) => part !== "")
}

/** The number a pattern gives. `at` is milliseconds since 1970, counted in UTC; `random` is text of the base 32 alphabet. */
export function orderNumber(pattern: string, at: number, sequence: number, random: string): string {
  const { year, month, day } = dayOf(at)
  return pattern.replace(TOKEN, (_, token: string, digits: string | undefined) => {
    const size = digits === undefined ? 6 : Number(digits)
    if (token === "YYYY") return String(year)
    if (token === "YY") return String(year).slice(-2)
    if (token === "MM") return String(month).padStart(2, "0")
    if (token === "DD") return String(day).padStart(2, "0")
    if (token === "seq") return String(sequence).padStart(digits === undefined ? 1 : size, "0")
    return random.slice(0, size)
  })
}

/** Bytes as text that people can read out: lower case keeps links short to type, numbers use it in capitals. */
export function toBase32(bytes: Uint8Array): string {
  let text = ""
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(value >> bits) & 31]
      value &= (1 << bits) - 1
    }
  }
  return text
}
