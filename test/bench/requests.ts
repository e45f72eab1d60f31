import { signMeta, webhook as written } from "../../src/channels/whatsapp/emulator"
import type { Prepared } from "./load"

/** One message in a webhook of WhatsApp's. */
export interface Written {
  /** In digits. */
  phone: string
  text: string
}

let messageCount = 0

/** Digits of a customer's phone number. */
export function phoneOf(number: number): string {
  return `2782${String(number).padStart(7, "0")}`
}

/** A signed webhook with these messages, each with an id of its own. */
export async function webhook(url: string, account: { phoneNumberId: string; appSecret: string }, all: Written[]) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const messages = all.map(({ phone, text }) => {
    messageCount += 1
    return { from: phone, id: `wamid.BENCH${messageCount}`, timestamp, type: "text", text: { body: text } }
  })
  const contacts = [...new Set(all.map(({ phone }) => phone))].map((wa_id) => ({ profile: { name: "Thandi" }, wa_id }))
  const body = written(account.phoneNumberId, { contacts, messages })
  const signature = await signMeta(body, account.appSecret)
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature }
  return { method: "POST", url, headers, body } satisfies Prepared
}

/** A signed webhook that says so of messages that were sent. */
export async function reported(
  url: string,
  account: { phoneNumberId: string; appSecret: string },
  all: { phone: string; status: string; id: string; echo?: string }[],
) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const statuses = all.map(({ phone, status, id, echo }) => {
    const about = { id, status, timestamp, recipient_id: phone }
    return echo === undefined ? about : { ...about, biz_opaque_callback_data: echo }
  })
  const body = written(account.phoneNumberId, { statuses })
  const signature = await signMeta(body, account.appSecret)
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature }
  return { method: "POST", url, headers, body } satisfies Prepared
}

/** The same webhook, which counts as done when the customer has the answer too. */
export function answered(request: Prepared, phone: string): Prepared {
  return { ...request, awaits: `+${phone}` }
}

/** A GET of an address. */
export function get(url: string): Prepared {
  return { method: "GET", url, headers: {}, body: "" }
}

/** The press of the pay page's button. */
export function press(link: string): Prepared {
  const headers = { origin: new URL(link).origin, "content-type": "application/x-www-form-urlencoded" }
  return { method: "POST", url: `${link}/checkout`, headers, body: "" }
}

/** A callback as the provider signed it. */
export function callback(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Prepared {
  return { method: "POST", url, headers: { ...headers, "content-type": "application/json" }, body }
}
