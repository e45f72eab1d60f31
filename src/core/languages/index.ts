import { normal } from "../text/normal"
import { afrikaans } from "./afrikaans/afrikaans"
import { english } from "./english/english"
import { french } from "./french/french"
import { german } from "./german/german"
import type { Language, Phrases, Words } from "./language"
import { portuguese } from "./portuguese/portuguese"
import { spanish } from "./spanish/spanish"

export type { Phrases } from "./language"

/** Every language that customers are spoken to in, by its BCP 47 code. Adding one is one folder and one line here. */
export const languages = {
  en: english,
  es: spanish,
  pt: portuguese,
  fr: french,
  af: afrikaans,
  de: german,
} satisfies Record<string, Language>

/** The code of a language that customers are spoken to in. */
export type LanguageCode = keyof typeof languages

/** Their codes, English first. */
export const languageCodes: readonly LanguageCode[] = Object.keys(languages).filter(isLanguageCode)

/** The code of the language that a tag ("pt", "pt-BR", "pt_br") names; null when customers are not spoken to in it. */
export function languageOf(tag: string): LanguageCode | null {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? ""
  return isLanguageCode(base) ? base : null
}

/** The product's own sentences in a language, else in English, whose command words always count. */
export function phrases(tag: string): Phrases {
  return spoken.get(languageOf(tag) ?? "en") ?? english.chat
}

/** Whether the text is one of the words, or of the signs among them, in the form in which both are compared. */
export function matches(text: string, words: readonly string[]): boolean {
  const said = normal(text)
  if (said !== "") return words.some((word) => normal(word) === said)
  const signs = [...new Set(signsIn(text))]
  return signs.length === 1 && words.some((word) => word === signs[0])
}

/** Without tones of skin and signs of style, which change nothing of what they mean. */
function signsIn(text: string): string[] {
  return Array.from(text.replace(/\ufe0f|\s|\p{Emoji_Modifier}/gu, ""))
}

/** What is yes and no in every language. */
const SIGNS = { yes: ["👍", "✅", "👌", "✔", "☑", "🆗"], no: ["👎", "❌", "✖", "🚫"] }

const spoken = new Map<string, Phrases>(
  languageCodes.map((code) => {
    const { chat } = languages[code]
    const words = code === "en" ? chat.words : both(chat.words, english.chat.words)
    const signed = { ...words, yes: [...words.yes, ...SIGNS.yes], no: [...words.no, ...SIGNS.no] }
    return [code, { ...chat, words: signed }]
  }),
)

function both(own: Words, other: Words): Words {
  return {
    paid: [...own.paid, ...other.paid],
    resend: [...own.resend, ...other.resend],
    cancel: [...own.cancel, ...other.cancel],
    yes: [...own.yes, ...other.yes],
    no: [...own.no, ...other.no],
  }
}

function isLanguageCode(code: string): code is LanguageCode {
  return Object.hasOwn(languages, code)
}
