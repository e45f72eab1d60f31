import type { HttpResponse } from "../core/exchange"

/** Longest time a service may ask to be left alone: a day. Who cannot wait so long cuts it shorter. */
const LONGEST_SECONDS = 86_400

/** The one form in which a date may be sent (RFC 9110, 5.6.7). */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Seconds for which a service asks to be left alone, from its header `Retry-After`: a number, or a date by the service's
 * own clock. Null where it does not say, or not so that it can be read.
 */
export function retryAfterOf({ headers }: HttpResponse): number | null {
  const text = (headers["retry-after"] ?? "").trim()
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : untilDate(text, headers.date ?? "")
  return seconds === null ? null : Math.min(Math.max(seconds, 0), LONGEST_SECONDS)
}

function untilDate(text: string, date: string): number | null {
  const until = timeOf(text)
  return until === null ? null : Math.ceil((until - (timeOf(date) ?? Date.now())) / 1000)
}

function timeOf(text: string): number | null {
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : time
}
