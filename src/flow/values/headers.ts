import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** Why a header is not for flows to set, for people; null when it is. */
export function headerNameFault(name: string): Sentence | null {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) return say("headerName", { name })
  const lower = name.toLowerCase()
  return FORBIDDEN.includes(lower) || lower.startsWith("proxy-") || lower.startsWith("cf-")
    ? say("headerForbidden", { name })
    : null
}

/** Why a header's value cannot be sent, for people; null when it can. The value itself is not repeated: it may be secret. */
export function headerFault(name: string, value: string): string | null {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? null
    : `the header ${name} has a line break or a letter that headers cannot hold`
}

/** The ranges of status codes that a text such as "200-299,304" names, or null when it names none. */
export function statusRanges(text: string): [number, number][] | null {
  const ranges: [number, number][] = []
  for (const part of text.split(",")) {
    const [, from, to = from] = /^\s*([1-5][0-9]{2})\s*(?:-\s*([1-5][0-9]{2})\s*)?$/.exec(part) ?? []
    if (from === undefined || Number(to) < Number(from)) return null
    ranges.push([Number(from), Number(to)])
  }
  return ranges
}

/** What frames the message or belongs to one connection (RFC 9110 §7.6.1). */
const FORBIDDEN = [
  "host",
  "content-length",
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "x-forwarded-for",
]
