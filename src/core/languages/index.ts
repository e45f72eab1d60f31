import { normal } from "../text/normal"
import { afrikaans } from "./afrikaans/chat"
import { english } from "./english/chat"
import { french } from "./french/chat"
import type { Phrases, Words } from "./language"
import { portuguese } from "./portuguese/chat"
import { spanish } from "./spanish/chat"

export type { Phrases } from "./language"

/** The product's own sentences in a language ("pt", "pt-BR"), else in English, whose command words always count. */
export function phrases(language: string): Phrases {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? ""
  return languages.get(base) ?? english
}

/** Whether the text is one of the words, in the form in which both are compared. */
export function matches(text: string, words: readonly string[]): boolean {
  const said = normal(text)
  return said !== "" && words.some((word) => normal(word) === said)
}

const languages = new Map<string, Phrases>([
  ["en", english],
  ...Object.entries({ es: spanish, pt: portuguese, fr: french, af: afrikaans }).map(
    ([language, own]): [string, Phrases] => [language, { ...own, words: both(own.words, english.words) }],
  ),
])

function both(own: Words, other: Words): Words {
  return {
    paid: [...own.paid, ...other.paid],
    resend: [...own.resend, ...other.resend],
    cancel: [...own.cancel, ...other.cancel],
    yes: [...own.yes, ...other.yes],
    no: [...own.no, ...other.no],
  }
}
