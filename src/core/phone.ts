import parsePhoneNumber, { getCountries, isSupportedCountry } from "libphonenumber-js/min"

/** The number in E.164 with its plus, or null. `country` ("ZA") is where a number without a country code is from. */
export function parsePhone(text: string, country?: string): string | null {
  const options = country !== undefined && isSupportedCountry(country) ? { defaultCountry: country } : {}
  const number = parsePhoneNumber(text, { ...options, extract: false })
  return number?.isValid() && !number.ext ? number.number : null
}

/** E.164 with its plus from what a provider sends, who knows which numbers exist: digits with their country code. */
export function fromDigits(text: string): string | null {
  const digits = text.startsWith("+") ? text.slice(1) : text
  return /^[1-9][0-9]{6,14}$/.test(digits) ? `+${digits}` : null
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
