// Twilio's default words ("Advanced Opt-Out"), then what people write in Canadian French, Spanish and Portuguese.
const STOP = new Set("STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT ARRET ALTO BAJA PARAR".split(" "))
const START = new Set(["START", "YES", "UNSTOP"])

// Where no carrier claims them, these are a customer's words to a flow: "cancel" cancels a payment.
const ALSO_MEANT_FOR_FLOWS = new Set(["CANCEL", "END", "QUIT", "YES"])

/**
 * Whether a whole message is one of the words by which people stop or start messages. Case, accents, invisible
 * characters and anything around the word that is no letter do not count; "stop texting me" is not such a word.
 * `carrier` tells whether a carrier takes every one of the words for itself, as SMS carriers do.
 */
export function consentOf(text: string, carrier = true): "stop" | "start" | null {
  // Longer than any word with its decorations: not worth normalising.
  if (text.length > 100) return null
  const word = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")
    .toUpperCase()
  if (!carrier && ALSO_MEANT_FOR_FLOWS.has(word)) return null
  if (STOP.has(word)) return "stop"
  return START.has(word) ? "start" : null
}
