import parsePhoneNumber, { getCountries, isSupportedCountry } from "libphonenumber-js/min"

/** The number in E.164 with its plus, or null. `country` ("ZA") is where a number without a country code is from. */
export function parsePhone(text: string, country?: string): string | null {
  const options = country !== undefined && isSupportedCountry(country) ? { defaultCountry: country } : {}
  const number = parsePhoneNumber(withoutOldMobile(text, country), { ...options, extract: false })
  return number?.isValid() && !number.ext ? number.number : null
}

/** Mexico's mobile numbers had a 1 behind the country code until 2019, and WhatsApp still shows it. */
function withoutOldMobile(text: string, country?: string): string {
  const digits = text.replace(/[\s()./-]/g, "").replace(/^00/, "+")
  const [, plus = "", number] = /^(\+?)521(\d{10})$/.exec(digits) ?? []
  return number !== undefined && (plus !== "" || country === "MX") ? `+52${number}` : text
}

/** E.164 with its plus from what a provider sends, who knows which numbers exist: digits with their country code. */
export function fromDigits(text: string): string | null {
  const digits = text.startsWith("+") ? text.slice(1) : text
  return /^[1-9][0-9]{6,14}$/.test(digits) ? `+${digits}` : null
}

/**
 * Whether both are one number of Brazil, Mexico or Argentina, whose mobile numbers are written with and without a digit that
 * marks them as such.
 */
export function isSameNumber(one: string, other: string): boolean {
  return one === other || (one !== "" && unmarked(one) !== null && unmarked(one) === unmarked(other))
}

/** A country code, the digit that marks a mobile number, and the rest; in Brazil the digit stands behind the area's two. */
const MARKED = [/^\+(55\d{2})9?(\d{8})$/, /^\+(52)1?(\d{10})$/, /^\+(54)9?(\d{10})$/]

function unmarked(phone: string): string | null {
  const [, code, rest] = MARKED.map((form) => form.exec(phone)).find((found) => found !== null) ?? []
  return code === undefined || rest === undefined ? null : code + rest
}

/** Countries that have phones, by their two letters (ISO 3166). */
export function countries(): readonly string[] {
  return getCountries().filter((country) => /^[A-Z]{2}$/.test(country))
}

/** Whether the text is a country's two letters. */
export function isCountry(text: string): boolean {
  return isSupportedCountry(text)
}

/** Whether the text is a phone number in E.164 with its plus. */
export function isPhone(text: string): boolean {
  return text.startsWith("+") && fromDigits(text) === text
}

/** Whether the text is a WhatsApp business-scoped user id; it may stand where a phone number is expected. */
export function isUserId(text: string): boolean {
  return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(text)
}

/** The country ("ZA") of a number in E.164, or null where its country code is shared or unknown. */
export function countryOf(phone: string): string | null {
  return parsePhoneNumber(phone, { extract: false })?.country ?? null
}

/** A phone number or user id as screens may show it: "•••0001". */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? "•••" : `•••${phone.slice(-4)}`
}
