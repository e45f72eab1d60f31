import { parseAccept } from "hono/utils/accept"
import { type LanguageCode, languageOf, languages } from "../../core/languages"
import type { PageWords } from "../../core/languages/language"

/** A language to speak: its words, and the BCP 47 tag that amounts and dates are written for. */
export interface Voice {
  locale: string
  words: PageWords
}

/** The order's own language where it is one of ours, else the best in the browser's `Accept-Language`, else English. */
export async function voiceOf(language: string | null, accepted: string | undefined): Promise<Voice> {
  const { code, locale } = wanted(language, accepted)
  return { locale, words: await languages[code].page() }
}

/** A language of ours, and the tag that asked for it. */
interface Wanted {
  code: LanguageCode
  locale: string
}

function wanted(language: string | null, accepted: string | undefined): Wanted {
  const own = language === null ? null : find(language)
  if (own) return own
  for (const { type, q } of parseAccept((accepted ?? "").slice(0, LONGEST))) {
    const found = q > 0 ? find(type) : null
    if (found) return found
  }
  return { code: "en", locale: "en" }
}

/** Browsers send less than 100 characters. */
const LONGEST = 500

/** A tag that every Intl function takes. */
const WELL_FORMED = /^[a-z]{2}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i

function find(tag: string): Wanted | null {
  const code = languageOf(tag)
  const locale = tag.replaceAll("_", "-")
  return code === null ? null : { code, locale: WELL_FORMED.test(locale) ? locale : code }
}
