import { fromDigits } from "../../core/phone"
import { idOf, jsonOf, recordOf, textOf, timeOf, wordOf } from "../../platform/reading"
import type { Inbound, Receipt } from "../channel"
import { consentOf } from "../consent"
import { explain, reasonOf, toldFailure } from "../verdict"
import { vonageCode, vonageVerdict } from "./errors"
import type { Fields } from "./signature"

/** Reads a webhook of the Messages API: a message or a status ("Messages API: inbound message, message status"). */
export function readMessages(body: Uint8Array, sender: string, now: number): Inbound | string {
  const item = recordOf(jsonOf(body))
  if (item.channel !== "sms") return `channel ${wordOf(item.channel)}`
  return item.status === undefined ? readMessage(item, sender, now) : readStatus(item, now)
}

function readMessage(item: Record<string, unknown>, sender: string, now: number): Inbound | string {
  const id = idOf(item.message_uuid)
  const phone = fromDigits(textOf(item.from))
  if (id === null || phone === null) return "message without id or number"
  if (textOf(item.to) !== sender) return "another number"
  if (item.message_type !== "text") return `message of type ${wordOf(item.message_type)}`
  const text = textOf(item.text)
  return {
    type: "message",
    id,
    contact: { phone },
    at: momentOf(item.timestamp, now),
    reply: { text },
    ...wishIn(text),
  }
}

const STATUSES: ReadonlyMap<unknown, Receipt> = new Map([
  ["submitted", "sent"],
  ["delivered", "delivered"],
  ["rejected", "failed"],
  ["undeliverable", "failed"],
])

function readStatus(item: Record<string, unknown>, now: number): Inbound | string {
  const message = idOf(item.message_uuid)
  const phone = fromDigits(textOf(item.to))
  const status = STATUSES.get(item.status)
  if (!status) return `status ${wordOf(item.status)}`
  if (message === null || phone === null) return "status without id or number"
  const echo = idOf(item.client_ref)
  return {
    type: "receipt",
    message,
    ...(echo !== null && { echo }),
    contact: { phone },
    at: momentOf(item.timestamp, now),
    status,
    ...(status === "failed" && { failure: failureOf(recordOf(item.error), wordOf(item.status)) }),
  }
}

function failureOf(error: Record<string, unknown>, status: string) {
  const code = vonageCode(error)
  const reason = reasonOf(explain([code, textOf(error.detail)]), []) || `Vonage says ${status}`
  return toldFailure(vonageVerdict(code), reason)
}

/** Reads a message of the SMS API, which tells a long one part by part ("Inbound SMS"). */
export function readSms(fields: Fields, sender: string, now: number): Inbound | string {
  const field = (name: string) => textOf(fields.get(name))
  const id = idOf(field("messageId"))
  const phone = fromDigits(field("msisdn"))
  // A receipt has a status; what is sent here goes by the Messages API, which tells it.
  if (fields.has("status")) return "receipt of the SMS API"
  if (id === null || phone === null) return "message without id or number"
  if (field("to") !== sender) return "another number"
  if (field("type") !== "text" && field("type") !== "unicode") return `message of type ${wordOf(field("type"))}`
  const text = field("text")
  const part = partOf(field)
  const at = timeOf(field("timestamp"), now)
  const message = { type: "message" as const, id, contact: { phone }, at, reply: { text } }
  return part ? { ...message, part } : { ...message, ...wishIn(text) }
}

function partOf(field: (name: string) => string): { set: string; index: number; count: number } | null {
  if (field("concat") !== "true") return null
  const set = idOf(field("concat-ref"))
  const [index, count] = [Number(field("concat-part")), Number(field("concat-total"))]
  return set !== null && index >= 1 && count >= index && count <= 255 ? { set, index, count } : null
}

/** Nobody between us takes the words for himself: "cancel" is an answer to a flow. */
function wishIn(text: string): Pick<Extract<Inbound, { type: "message" }>, "consent"> {
  const consent = consentOf(text, false)
  return consent ? { consent } : {}
}

function momentOf(value: unknown, now: number): number {
  return timeOf(Date.parse(textOf(value)), now)
}
