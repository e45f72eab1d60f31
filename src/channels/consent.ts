import { languageCodes, languages } from "../core/languages"
import { some } from "../core/languages/consent"
import { normal } from "../core/text/normal"

/** What a customer can ask about being written to at all. */
export type Wish = "stop" | "start" | "help"

/** What carriers take for themselves, whoever writes it ("Advanced Opt-Out": default words of US numbers). */
const CARRIER_STOP = new Set("STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT".split(" "))
const CARRIER_START = new Set("START YES UNSTOP".split(" "))

/** Words that carriers claim where they keep a customer's wish for silence, in capitals. */
export const carrierWords: readonly string[] = [...CARRIER_STOP, ...CARRIER_START, "HELP", "INFO"]

/** Customers write in whatever language they like: all are heard. */
const heard = languageCodes.map((code) => languages[code].consent)

// Where no carrier claims them, these are answers to a flow: "cancel" cancels a payment, "yes" is an answer.
const ANSWERS_ELSEWHERE = new Set(["CANCEL", "YES", ...heard.flatMap(({ unclear }) => unclear)])

const STOP = new Set([...CARRIER_STOP, ...heard.flatMap(({ stop }) => stop)])
const START = new Set([...CARRIER_START, ...heard.flatMap(({ start }) => start)])
const HELP = new Set(heard.flatMap(({ help }) => help))

const SENTENCES = heard.map(
  ({ before, after, sentences }) => new RegExp(`^(?:(?:${before}) )*(?:${sentences.join("|")})${some(after)}$`),
)

/** Characters and words of a wish: whoever writes more tells a story in which the words mean something else. */
const LONGEST = 100
const MOST_WORDS = 12

/**
 * What a message asks about being written to at all. The whole message must be the wish: one of the words, or one of the
 * sentences of the languages, in which every word has its place, so that "stop at the corner" is none. `carrier` tells
 * whether a carrier takes its own words for itself, as SMS carriers do.
 */
export function consentOf(text: string, carrier = true): Wish | null {
  const said = text.length > LONGEST ? "" : normal(text).toUpperCase()
  if (said === "" || (!carrier && ANSWERS_ELSEWHERE.has(said))) return null
  if (STOP.has(said)) return "stop"
  if (START.has(said)) return "start"
  if (HELP.has(said)) return "help"
  if (said.split(" ").length > MOST_WORDS) return null
  return SENTENCES.some((sentence) => sentence.test(said)) ? "stop" : null
}

/** Whether the carrier goes silent at this message and answers it, so that nothing can or need be said: the bare word only. */
export function isCarrierStop(text: string): boolean {
  return CARRIER_STOP.has(text.trim().toUpperCase())
}
