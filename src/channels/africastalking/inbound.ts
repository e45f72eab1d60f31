import { fromDigits } from "../../core/phone"
import { idOf, textOf, timeOf, wordOf } from "../../platform/reading"
import type { RawRequest } from "../../platform/request"
import type { Inbound, Receipt } from "../channel"
import { consentOf } from "../consent"
import { reasonOf, toldFailure } from "../verdict"
import { africasTalkingVerdict } from "./errors"

type Field = (name: string) => string

/**
 * Reads a webhook: an incoming message, a delivery report or an opt-out, which are told apart by their fields and may all
 * come to one address ("SMS: Notifications").
 */
export function readAfricasTalking(request: RawRequest, sender: string, now: number): Inbound | string {
  const field = fieldsIn(request.body)
  const phone = fromDigits(field("phoneNumber"))
  if (field("updateType") !== "") return "subscription"
  if (field("status") !== "") return readReport(field, phone, now)
  if (field("senderId") !== "" && phone !== null) return readOptOut(field("senderId"), phone, sender, now)
  return readMessage(field, sender, now)
}

function readMessage(field: Field, sender: string, now: number): Inbound | string {
  const id = idOf(field("id"))
  const phone = fromDigits(field("from"))
  if (id === null || phone === null) return "no message and no report"
  if (field("to") !== sender) return "another number"
  const text = field("text")
  const consent = consentOf(text, false)
  const at = timeOf(momentOf(field("date")), now)
  return { type: "message", id, contact: { phone }, at, reply: { text }, ...(consent && { consent }) }
}

const STATUSES: ReadonlyMap<string, Receipt> = new Map([
  ["Sent", "sent"],
  ["Submitted", "sent"],
  ["Buffered", "sent"],
  ["Success", "delivered"],
  ["Rejected", "failed"],
  ["Failed", "failed"],
  ["Expired", "failed"],
  ["AbsentSubscriber", "failed"],
])

function readReport(field: Field, phone: string | null, now: number): Inbound | string {
  const message = idOf(field("id"))
  const word = field("status")
  const status = STATUSES.get(word)
  if (!status) return `status ${wordOf(word)}`
  if (message === null || phone === null) return "report without id or number"
  const failure = status === "failed" ? { failure: failureOf(field, word) } : {}
  return { type: "receipt", message, contact: { phone }, at: now, status, ...failure }
}

function failureOf(field: Field, status: string) {
  const why = wordOf(field("failureReason"))
  const verdict = africasTalkingVerdict(why) ?? africasTalkingVerdict(status)
  return toldFailure(verdict, reasonOf(why === "unnamed" ? status : `${status}: ${why}`, []))
}

/** They block the customer themselves. It comes without an id and without a time: its own is the moment it came. */
function readOptOut(senderId: string, phone: string, sender: string, now: number): Inbound | string {
  if (sender !== "" && senderId !== sender) return "another sender"
  return { type: "consent", id: `opt-out-${now}`, contact: { phone }, at: now, wish: "stop" }
}

/** A field that comes twice has no value: which of them counts is nobody's to say. */
function fieldsIn(body: Uint8Array): Field {
  const form = new URLSearchParams(new TextDecoder().decode(body))
  return (name) => {
    const [value = "", ...more] = form.getAll(name)
    return more.length === 0 ? textOf(value) : ""
  }
}

/** "2026-11-20T10:00:00Z", and "2026-11-20 10:00:00" in the same zone. */
function momentOf(text: string): number {
  return Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(" ", "T")}Z` : text)
}
