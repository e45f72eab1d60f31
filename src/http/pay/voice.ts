import { parseAccept } from "hono/utils/accept"
import { afrikaans } from "../../core/languages/afrikaans/page"
import { english } from "../../core/languages/english/page"
import { french } from "../../core/languages/french/page"
import type { PageWords } from "../../core/languages/language"
import { portuguese } from "../../core/languages/portuguese/page"
import { spanish } from "../../core/languages/spanish/page"

/** A language to speak: its words, and the BCP 47 tag that amounts and dates are written for. */
export interface Voice {
  locale: string
  words: PageWords
}

const languages = { en: english, es: spanish, pt: portuguese, fr: french, af: afrikaans } satisfies Record<
  string,
  PageWords
>

/** The order's own language where it is one of ours, else the best in the browser's `Accept-Language`, else English. */
export function voiceOf(language: string | null, accepted: string | undefined): Voice {
  const own = language === null ? null : find(language)
  if (own) return own
  for (const { type, q } of parseAccept((accepted ?? "").slice(0, LONGEST))) {
    const voice = q > 0 ? find(type) : null
    if (voice) return voice
  }
  return { locale: "en", words: english }
}

/** Browsers send less than 100 characters. */
const LONGEST = 500

/** A tag that every Intl function takes. */
const WELL_FORMED = /^[a-z]{2}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i

function find(tag: string): Voice | null {
  const locale = tag.replaceAll("_", "-")
  const base = locale.split("-")[0]?.toLowerCase() ?? ""
  return isOurs(base) ? { locale: WELL_FORMED.test(locale) ? locale : base, words: languages[base] } : null
}

function isOurs(base: string): base is keyof typeof languages {
  return Object.hasOwn(languages, base)
}
