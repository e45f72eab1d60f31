import { parseAccept } from "hono/utils/accept"
import { afrikaans } from "./languages/afrikaans"
import { english } from "./languages/english"
import { french } from "./languages/french"
import { portuguese } from "./languages/portuguese"
import { spanish } from "./languages/spanish"

/** A heading and what follows from it. */
export interface Notice {
  title: string
  text: string
}

/** What the pay page says. A language that lacks any of it does not compile. */
export interface Words {
  /** Heads the amount while it can be paid. */
  amountToPay: string
  /** Titles of the details: who is paid, what for, and so on. */
  details: string
  payee: string
  description: string
  orderNumber: string
  payBy: string
  paidOn: string
  refunded: string
  pay(amount: string): string
  /** Where paying leads. */
  secure: string
  cancel: string
  close: string
  test: string
  pending: Notice
  paid: Notice
  /** Said of money that came after the order had ended, and of money that came twice. */
  late: string
  overpaid: string
  failed: Notice
  expired: Notice
  cancelled: Notice
  disputed: Notice
  /** After coming back from the provider, and when that took long. */
  checking: Notice
  slow: Notice
  checkAgain: string
  notPaidYet: string
  confirm: Notice
  yesCancel: string
  keep: string
  unknown: Notice
  trouble: Notice
  tryAgain: string
  help: string
}

/** A language to speak: its words, and the BCP 47 tag that amounts and dates are written for. */
export interface Voice {
  locale: string
  words: Words
}

const languages = { en: english, es: spanish, pt: portuguese, fr: french, af: afrikaans } satisfies Record<
  string,
  Words
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
