import { maskCards } from "../core/text/cards"

export type LogFields = Record<string, string | number | boolean | null>

/**
 * Writes one line of JSON. The event is named in the past tense, such as `message.received`. Fields are ids, codes and
 * counts; phone numbers, message text and secrets never belong in them, and what looks like one is masked all the same.
 */
export function log(event: string, fields: LogFields = {}): void {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? masked(value) : value,
  ])
  // Named first to be read first, and last so that no field takes its place.
  console.log(JSON.stringify(Object.fromEntries([["event", event], ...entries, ["event", event]])))
}

const SECRETS: readonly RegExp[] = [
  // Telephone numbers, also as they stand in URLs.
  /(?:\+|%2B)[1-9](?:[ ().-]{0,2}\d){7,14}/gi,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]+/gi,
  // Keys of Stripe, of Standard Webhooks and of Africa's Talking, access tokens of Meta.
  /\b(?:whsec|atsk|sk|rk)_[\w+/=-]+/g,
  /\bEAA[A-Za-z0-9]{20,}/g,
  // A private key, to its end or to where it was cut.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // A WhatsApp message id is Base64 with the customer's number in it.
  /\bwamid\.[\w+/=-]+/g,
  // Whoever has a customer's link can act for them.
  /\/p\/[0-9a-z]{20}/gi,
]

/**
 * What no text with anything to mask is without: the beginnings of the patterns above, and as many digits as a card number
 * has. Most texts are ids and codes, which one look clears.
 */
const SUSPECT = /\+|%2B|bearer|basic|(?:whsec|atsk|sk|rk)_|EAA|-----|wamid\.|\/p\/|\d(?:[\s\u2010-\u2015-]*\d){12}/i

/** The text without what looks like a phone number, a card or a secret: services quote them in what they say. */
export function masked(text: string): string {
  if (!SUSPECT.test(text)) return text
  return maskCards(SECRETS.reduce((rest, pattern) => rest.replace(pattern, "[masked]"), text))
}
