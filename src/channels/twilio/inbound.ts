import type { Reply } from "../../core/message/message"
import { fromDigits } from "../../core/phone"
import { idOf, jsonOf, recordOf, textOf, wordOf } from "../../platform/reading"
import type { RawRequest } from "../../platform/request"
import { type Inbound, type Receipt, type Received, received } from "../channel"
import { consentOf, isCarrierStop } from "../consent"
import { reasonOf, toldFailure, type Verdict } from "../verdict"
import { twilioVerdict } from "./errors"
import { bodyHashOf, formOf } from "./signature"

type Field = (name: string) => string

/** Reads a webhook of Twilio's: a message or a status. It names no time, so `now` is the time it came. */
export function readTwilio(request: RawRequest, accountSid: string, now: number): Received {
  return received([readOne(request, fieldsOf(request), accountSid, now)])
}

function readOne(request: RawRequest, field: Field, accountSid: string, now: number): Inbound | string {
  if (field("AccountSid") !== accountSid) return "another account"
  const id = idOf(field("MessageSid"))
  if (id === null) return "no message"
  const state = field("MessageStatus") || field("SmsStatus")
  if (state !== "received" && state !== "receiving") return readStatus(request, field, id, state, now)
  const phone = phoneIn(field("From"))
  if (phone === null) return "sender without a phone number"
  const [media, ...further] = filesIn(field)
  const reply = { text: textOf(field("Body")), ...(media && { media }) }
  const more = further.length > 0 ? { further } : {}
  return { type: "message", id, contact: { phone }, at: now, reply, ...more, ...consentIn(field) }
}

/** Other channels of Twilio's come with a prefix such as `whatsapp:`, short codes without a plus. */
function phoneIn(address: string): string | null {
  return address.startsWith("+") ? fromDigits(address) : null
}

const STATUSES: ReadonlyMap<string, Receipt> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
])

function readStatus(request: RawRequest, field: Field, id: string, state: string, now: number): Inbound | string {
  const status = STATUSES.get(state)
  if (!status) return `status ${wordOf(state)}`
  const phone = phoneIn(field("To"))
  const echo = idOf(new URL(request.url).searchParams.get("ref"))
  if (phone === null && echo === null) return "status without a phone number"
  return {
    type: "receipt",
    message: id,
    ...(echo !== null && { echo }),
    ...(phone !== null && { contact: { phone } }),
    at: now,
    status,
    ...(status === "failed" && { failure: failureOf(field, state) }),
  }
}

function failureOf(field: Field, state: string) {
  const reason = reasonOf(field("ErrorCode") ? `Twilio error ${field("ErrorCode")}` : `Twilio says ${state}`, [])
  // Only a person at the account can have called it back.
  const verdict = state === "canceled" ? CALLED_BACK : twilioVerdict(Number(field("ErrorCode")))
  return toldFailure(verdict, reason)
}

const CALLED_BACK: Verdict = { code: "cancelled", advice: "stop" }

/**
 * Twilio's own reading of the words, where Advanced Opt-Out is on, goes before ours: it has answered them. Without it
 * Twilio still blocks and answers its own words for STOP, and those only.
 */
function consentIn(field: Field): Pick<Extract<Inbound, { type: "message" }>, "consent" | "taken"> {
  const type = field("OptOutType").toLowerCase()
  if (type === "stop" || type === "start" || type === "help") return { consent: type, taken: true }
  const consent = consentOf(field("Body"))
  return { ...(consent && { consent }), ...(isCarrierStop(field("Body")) && { taken: true as const }) }
}

/** Twilio takes at most so many files in one message ("MMS: NumMedia"). */
const MOST_FILES = 10

type File = NonNullable<Reply["media"]>

function filesIn(field: Field): File[] {
  return Array.from({ length: MOST_FILES }, (_, index) => fileIn(field, index)).filter((file) => file !== null)
}

function fileIn(field: Field, index: number): File | null {
  const reference = field(`MediaUrl${index}`)
  if (!isTwilioMedia(reference)) return null
  const mimeType = textOf(field(`MediaContentType${index}`))
  const family = mimeType.split("/", 1)[0]
  const kind = family === "image" || family === "video" || family === "audio" ? family : "document"
  return { kind, reference, mimeType }
}

/** Whoever fetches the file later must not be led elsewhere. */
function isTwilioMedia(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === "https:" && (url.hostname === "api.twilio.com" || url.hostname.endsWith(".twilio.com"))
}

/** A field that comes with two different values has none: which of them counts is nobody's to say. */
function fieldsOf(request: RawRequest): Field {
  if (bodyHashOf(request.url) !== null) {
    const fields = recordOf(jsonOf(request.body))
    return (name) => (Object.hasOwn(fields, name) ? textOf(fields[name]) : "")
  }
  const form = formOf(request.method === "GET" ? new URL(request.url).search.slice(1) : request.body)
  return (name) => {
    const values = new Set(form.get(name))
    const [value = ""] = values
    return values.size === 1 ? value : ""
  }
}
