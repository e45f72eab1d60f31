import type { Json } from "../../core/json"
import { languageOf, languages, matches, type Phrases, phrases } from "../../core/languages"
import type { Reply } from "../../core/message/message"
import { decimal, isCurrency, parseMoney } from "../../core/money"
import { parsePhone } from "../../core/phone"
import { render } from "../../core/template"
import { isEmail } from "../../core/text/email"
import { plainDigits } from "../../core/text/normal"
import { matchesPattern } from "./pattern"

/** The kinds of answer a question takes. */
export const answerTypes = [
  "text",
  "number",
  "integer",
  "amount",
  "email",
  "phone",
  "date",
  "yesno",
  "pattern",
  "any",
] as const

/** How a date is to be written. */
export const dateFormats = ["YYYY-MM-DD", "DD/MM/YYYY", "DD.MM.YYYY"] as const

/** What a question expects. */
export interface Expected {
  answer: (typeof answerTypes)[number]
  pattern: string
  country?: string | undefined
  currency?: string | undefined
  dateFormat: (typeof dateFormats)[number]
  minimum?: number | undefined
  maximum?: number | undefined
}

/**
 * The value that a reply states, or null when it is not what was expected. Numbers are numbers, yes and no are booleans,
 * an amount is plain decimal text, a date is YYYY-MM-DD, a phone number is E.164; all else is text. Digits may be of any
 * script; other scripts' signs between them are refused, because an amount or a date must never be guessed. People write
 * around what they are asked for: a mark at the end says nothing, and one whole number or one address among a few words is it.
 */
export function readAnswer(expected: Expected, reply: Reply, language: string): Json {
  const text = reply.text.trim()
  if (expected.answer === "any") return text
  if (text === "" || text.length > LONGEST_ANSWER) return null
  switch (expected.answer) {
    case "text":
      return within(Array.from(text).length, expected) ? text : null
    case "number":
      return number(bare(text), NUMBER, expected, language)
    case "integer":
      return number(
        onlyOne(text, (word) => INTEGER.test(word)),
        INTEGER,
        expected,
        language,
      )
    case "amount":
      return amount(bare(text), expected)
    case "email":
      return onlyAddress(text)
    case "phone":
      return parsePhone(plainDigits(text), expected.country)
    case "date":
      return date(text, expected.dateFormat)
    case "yesno":
      return yesNo(text, language)
    case "pattern":
      return matchesPattern(expected.pattern, text) ? text : null
  }
}

/** What is said to an answer that is not what was expected, in the product's own words. */
export function refusalPhrase({ answer, dateFormat }: Expected, language: string): string {
  const said: Phrases = phrases(language)
  const date = render(said.invalidDate, { example: EXAMPLES[dateFormat] })
  const own: Partial<Record<Expected["answer"], string>> = {
    number: said.invalidNumber,
    integer: said.invalidNumber,
    amount: said.invalidAmount,
    email: said.invalidEmail,
    phone: said.invalidPhone,
    ...(date.ok && { date: date.text }),
    yesno: said.chooseOne,
  }
  return own[answer] ?? said.invalidAnswer
}

/** A day whose month cannot be taken for its day. */
const EXAMPLES: Record<Expected["dateFormat"], string> = {
  "YYYY-MM-DD": "2026-12-31",
  "DD/MM/YYYY": "31/12/2026",
  "DD.MM.YYYY": "31.12.2026",
}

const DATES: Record<Expected["dateFormat"], RegExp> = {
  "YYYY-MM-DD": /^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})$/,
  "DD/MM/YYYY": /^(?<day>[0-9]{1,2})\/(?<month>[0-9]{1,2})\/(?<year>[0-9]{4})$/,
  "DD.MM.YYYY": /^(?<day>[0-9]{1,2})\. ?(?<month>[0-9]{1,2})\. ?(?<year>[0-9]{4})$/,
}

/** Without the marks that end a sentence, the frame of a key on a telephone, and with digits that are 0 to 9. */
function bare(text: string): string {
  return plainDigits(text.replace(/[\ufe0f\u20e3]/g, "")).replace(/(?<=\S)\s*[.,;:!?。،]+$/u, "")
}

/** Words of a sentence in which a single number is still what was asked for. */
const MOST_WORDS = 6

/** The one word that is such a number, where no other has a digit; else the whole text. */
function onlyOne(text: string, isNumber: (word: string) => boolean): string {
  const whole = bare(text)
  const words = whole.split(/\s+/)
  const figures = words.filter((word) => /\p{N}/u.test(word)).map(bare)
  const [only] = figures
  if (isNumber(whole) || words.length > MOST_WORDS || figures.length !== 1 || only === undefined) return whole
  return isNumber(only) && !words.some((word) => OTHER_NUMBERS.test(word)) ? only : whole
}

/** Words that make another number of the one beside them, or take it back. */
const OTHER_NUMBERS =
  /^(?:not|minus|dozens?|half|hundreds?|thousands?|millions?|docenas?|medi[ao]|cien|mil|mill(?:ón|ones)|menos|d[uú]zias?|mei[ao]|cem|milh(?:ão|ões)|douzaines?|demie?|cents?|mille|moins|pas|dosyn|halwe|honderd|duisend|nie|dutzend|halbe?s?|hundert|tausend|nicht|k|%)[.,!?]*$/i

/** The one e-mail address in a short text. */
function onlyAddress(text: string): string | null {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^(?:mailto:|[<("'\u2018\u201c])+|[>)"'\u2019\u201d.,;:!?]+$/gu, ""))
  const [only, other] = words.filter((word) => word.includes("@"))
  return only !== undefined && other === undefined && words.length <= 2 * MOST_WORDS && isEmail(only) ? only : null
}

/** Characters of an answer: longer than any message of any channel but e-mail. */
const LONGEST_ANSWER = 4096

const NUMBER = /^[+-]?[0-9]{1,15}(?:[.,][0-9]{1,10})?$/
const INTEGER = /^[+-]?[0-9]{1,15}$/

function number(text: string, form: RegExp, expected: Expected, language: string): number | null {
  // "1,234" is a thousand to one and one and a bit to another; so is "1.234" where a comma is the decimal sign.
  const { decimalComma } = languages[languageOf(language) ?? "en"]
  if (!form.test(text) || /,[0-9]{3}$/.test(text) || (decimalComma && /\.[0-9]{3}$/.test(text))) return null
  const value = Number(text.replace(",", "."))
  return within(value, expected) ? value + 0 : null
}

function amount(text: string, expected: Expected): string | null {
  const { currency = "" } = expected
  const money = isCurrency(currency) ? parseMoney(text, currency) : null
  if (!money || money.minor <= 0) return null
  const value = decimal(money)
  return within(Number(value), expected) ? value : null
}

function within(value: number, { minimum, maximum }: Expected): boolean {
  return (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum)
}

/** A day that the calendar has, as YYYY-MM-DD. */
function date(text: string, format: Expected["dateFormat"]): string | null {
  const parts = DATES[format].exec(text)
  const [year, month, day] = [Number(parts?.groups?.year), Number(parts?.groups?.month), Number(parts?.groups?.day)]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (!parts || days === undefined || day < 1 || day > days || year < 1) return null
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
}

function yesNo(text: string, language: string): boolean | null {
  const { words } = phrases(language)
  if (matches(text, words.yes)) return true
  return matches(text, words.no) ? false : null
}
