import { accountFault } from "../../core/accountfault"
import type { Reply } from "../../core/message/message"
import { fromDigits, isSameNumber, isUserId } from "../../core/phone"
import { idOf, jsonOf, listOf, recordOf, textOf, timeOf, wordOf } from "../../platform/reading"
import { type Contact, type Inbound, type Receipt, type Received, received } from "../channel"
import { consentOf, type Wish } from "../consent"
import { explain, reasonOf, toldFailure } from "../verdict"
import { whatsappVerdict } from "./errors"
import { replyOf } from "./reply"

type Fields = Record<string, unknown>

/** Whose webhooks are read: all the numbers of an app come with the same signature. */
interface OwnNumber {
  phoneNumberId: string
  country?: string
}

/**
 * Reads a webhook of the Cloud API, up to a thousand items, each by itself: one that cannot be read is named in
 * `ignored` and costs none of the others. `now` stands in for a time that cannot be.
 */
export function readWhatsapp(body: Uint8Array, own: OwnNumber, now: number): Received {
  const root = recordOf(jsonOf(body))
  if (root.object !== "whatsapp_business_account") return { inbound: [], ignored: [`object ${wordOf(root.object)}`] }
  return received(changesOf(root).flatMap((change) => readChange(change, own, now)))
}

function changesOf(root: Fields): Fields[] {
  return listOf(root.entry).flatMap((entry) => listOf(recordOf(entry).changes).map(recordOf))
}

function readChange(change: Fields, own: OwnNumber, now: number): (Inbound | string)[] {
  if (change.field !== "messages") return [`field ${wordOf(change.field)}`]
  const value = recordOf(change.value)
  if (idOf(recordOf(value.metadata).phone_number_id) !== own.phoneNumberId) return ["another number"]
  const names = namesOf(value)
  const phones = listOf(value.contacts).flatMap((person) => fromDigits(textOf(recordOf(person).wa_id)) ?? [])
  return [
    ...listOf(value.messages).map((item) => readMessage(recordOf(item), { names, phones }, own, now)),
    ...listOf(value.statuses).map((item) => readStatus(recordOf(item), now)),
    ...listOf(value.errors).map((item) => readFault(recordOf(item), now)),
  ]
}

/** Who stands beside the messages of a webhook: names by their address, and phones as WhatsApp knows them. */
interface People {
  names: ReadonlyMap<string, string>
  phones: readonly string[]
}

function readMessage(message: Fields, { names, phones }: People, own: OwnNumber, now: number) {
  if (message.group_id !== undefined) return "group message"
  const at = timeOf(message.timestamp, now)
  if (message.type === "system") return readMove(message, at)
  if (message.type === "reaction") return "reaction"
  const reply = replyOf(message, own.country)
  if (!reply) return `type ${wordOf(message.type)}`
  const id = idOf(message.id)
  const sender = contactOf([message.from, message.from_user_id])
  if (id === null || sender === null) return "message without id or sender"
  const name = names.get(textOf(message.from_user_id)) ?? names.get(textOf(message.from)) ?? names.get(ONLY)
  // `from` and `wa_id` may be two forms of one number (Brazil, Mexico, Argentina): the longer one is whose conversation it is.
  const forms = [sender.phone, ...phones.filter((known) => isSameNumber(known, sender.phone ?? ""))]
  const phone = forms.find((form) => form !== undefined && form.length > (sender.phone ?? "").length) ?? sender.phone
  const contact = { ...sender, ...(phone !== undefined && { phone }), ...(name !== undefined && { name }) }
  const consent = wishIn(message, reply)
  return { type: "message", id, contact, at, reply, ...(consent && { consent }) } satisfies Inbound
}

/** What is written, or said by the button of a template; what a flow offered to tap is the flow's to hear. */
const WRITTEN: readonly unknown[] = ["text", "button", "image", "video", "document"]

function wishIn(message: Fields, { text, choice }: Reply): Wish | null {
  if (!WRITTEN.includes(message.type)) return null
  // A template's button has a title in any language, and what it means in its payload.
  return consentOf(text, false) ?? (choice === undefined ? null : consentOf(choice, false))
}

const MOVES: readonly unknown[] = ["user_changed_user_id", "user_changed_number", "customer_changed_number"]

function readMove(message: Fields, at: number): Inbound | string {
  const system = recordOf(message.system)
  if (!MOVES.includes(system.type)) return `system ${wordOf(system.type)}`
  const from = contactOf([message.from, system.previous_user_id ?? message.from_user_id])
  const to = contactOf([system.wa_id ?? system.new_wa_id, system.user_id])
  const id = idOf(message.id)
  return id !== null && from && to ? { type: "moved", id, from, to, at } : "move without id or addresses"
}

/** An error beside messages is about the account; one that passes by itself is no fault of it. */
function readFault(error: Fields, now: number): Inbound | string {
  const verdict = whatsappVerdict(Number(error.code))
  if (verdict?.advice !== "hold") return `error ${idOf(error.code) ?? "unnamed"}`
  return { type: "account", at: now, fault: accountFault(verdict.code), reason: reasonIn(error) }
}

const STATUSES: ReadonlyMap<unknown, Receipt> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["played", "read"],
  ["failed", "failed"],
])

function readStatus(item: Fields, now: number): Inbound | string {
  // WhatsApp's own payments come as statuses; ours are told by the payment provider.
  if (item.type === "payment") return "payment status"
  if (item.recipient_type === "group") return "group status"
  const status = STATUSES.get(item.status)
  if (!status) return `status ${wordOf(item.status)}`
  const message = idOf(item.id)
  const contact = contactOf([item.recipient_id, item.recipient_user_id])
  if (message === null || contact === null) return "status without id or recipient"
  const echo = idOf(item.biz_opaque_callback_data)
  return {
    type: "receipt",
    message,
    ...(echo !== null && { echo }),
    contact,
    at: timeOf(item.timestamp, now),
    status,
    ...(status === "failed" && { failure: failureOf(recordOf(listOf(item.errors)[0])) }),
  }
}

function failureOf(error: Fields) {
  return toldFailure(whatsappVerdict(Number(error.code)), reasonIn(error))
}

function reasonIn(error: Fields): string {
  const parts = [idOf(error.code) ?? "", textOf(error.title), textOf(recordOf(error.error_data).details)]
  return reasonOf(explain(parts), []) || "WhatsApp gave no reason"
}

/** Phone or user id is told by the pattern: WhatsApp puts the one where the other is expected. */
function contactOf(addresses: readonly unknown[]): Contact | null {
  const contact: Contact = {}
  for (const address of addresses.map(textOf)) {
    const phone = fromDigits(address)
    if (isUserId(address)) contact.userId = address
    else if (phone !== null) contact.phone = phone
  }
  return contact.phone === undefined && contact.userId === undefined ? null : contact
}

// No address is a blank, so this key cannot be one.
const ONLY = " "

/**
 * Names by the address they belong to. A `wa_id` may differ from the `from` of the same person (Brazil, Mexico,
 * Argentina), so one name beside messages of one sender is that sender's.
 */
function namesOf(value: Fields): Map<string, string> {
  const people = listOf(value.contacts).map(recordOf)
  const names = new Map<string, string>()
  for (const person of people) {
    const name = textOf(recordOf(person.profile).name).trim()
    if (name === "") continue
    for (const address of [textOf(person.user_id), textOf(person.wa_id)]) if (address !== "") names.set(address, name)
    if (people.length === 1 && sendersOf(value) === 1) names.set(ONLY, name)
  }
  return names
}

function sendersOf(value: Fields): number {
  const senders = listOf(value.messages).map(recordOf)
  return new Set(senders.map((message) => textOf(message.from_user_id) || textOf(message.from))).size
}
