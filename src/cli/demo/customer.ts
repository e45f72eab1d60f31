import { randomBytes } from "node:crypto"
import { signMeta, signSandbox, signTwilio } from "../../../test/support/signers"
import type { Accounts } from "../accounts"
import type { ChannelName } from "./scene"

/** The customer of every demo. */
export const customer = { name: "Thandi", phone: "+27821110001" }

/** A request as a channel or a provider makes it, signed. */
export interface Signed {
  path: string
  headers: Record<string, string>
  body: string
}

/** What the channel's service sends for a text that the customer wrote, to the account `shop`. */
export function written(channel: ChannelName, text: string, accounts: Accounts, publicUrl: string): Promise<Signed> {
  const id = randomBytes(8).toString("hex")
  switch (channel) {
    case "whatsapp":
      return onWhatsapp(id, text, accounts.whatsapp)
    case "twilio":
      return onTwilio(id, text, accounts.twilio, publicUrl)
    case "sandbox":
      return onSandbox(id, text, accounts.sandbox)
  }
}

/** What WhatsApp tells of a message that was sent to the customer; `reference` is what was given along with it. */
export function reported(
  message: { id: string; reference: string; status: "sent" | "delivered" | "read" },
  account: Accounts["whatsapp"],
): Promise<Signed> {
  const { reference, ...status } = message
  const statuses = [
    { ...status, timestamp: now(), recipient_id: customer.phone.slice(1), biz_opaque_callback_data: reference },
  ]
  return fromMeta({ statuses }, account)
}

function onWhatsapp(id: string, text: string, account: Accounts["whatsapp"]): Promise<Signed> {
  const digits = customer.phone.slice(1)
  const message = { from: digits, id: `wamid.${id}`, timestamp: now(), type: "text", text: { body: text } }
  return fromMeta({ contacts: [{ profile: { name: customer.name }, wa_id: digits }], messages: [message] }, account)
}

function now(): string {
  return String(Math.floor(Date.now() / 1000))
}

async function fromMeta(news: object, account: Accounts["whatsapp"]): Promise<Signed> {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "27870000001", phone_number_id: account.phoneNumberId },
    ...news,
  }
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "215589313241560", changes: [{ value, field: "messages" }] }],
  })
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": await signMeta(body, account.appSecret),
  }
  return { path: "/webhooks/whatsapp/shop", headers, body }
}

async function onTwilio(id: string, text: string, account: Accounts["twilio"], publicUrl: string): Promise<Signed> {
  const sid = `SM${id.padEnd(32, "0")}`
  const form = {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: account.accountSid,
    From: customer.phone,
    To: account.from,
    Body: text,
    NumMedia: "0",
    NumSegments: "1",
    SmsStatus: "received",
    ApiVersion: "2010-04-01",
  }
  const path = "/webhooks/twilio/shop"
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": await signTwilio(publicUrl + path, form, account.authToken),
  }
  return { path, headers, body: new URLSearchParams(form).toString() }
}

async function onSandbox(id: string, text: string, account: Accounts["sandbox"]): Promise<Signed> {
  const message = { id, contact: { phone: customer.phone, name: customer.name }, at: Date.now(), reply: { text } }
  const body = JSON.stringify({ messages: [message] })
  const headers = { "content-type": "application/json", "x-sandbox-signature": await signSandbox(body, account.secret) }
  return { path: "/webhooks/sandbox/shop", headers, body }
}
