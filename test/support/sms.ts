import { env, exports } from "cloudflare:workers"
import { vi } from "vitest"
import type * as z from "zod"
import { signTwilio } from "../../src/channels/twilio/emulator"
import type { flowDocument } from "../../src/flow/flow"
import { conversationName } from "../../src/platform/identity"
import { addChannel, addStripe, publish } from "./deployment"

const SID = `AC${"0".repeat(32)}`
const TOKEN = "twilio-token"
const PHONE = "+15550000802"

/** A Twilio number with one flow, and a customer who writes to it. */
export interface Sms {
  /** Bodies of what was sent, oldest first. */
  sent: string[]
  /** How Twilio answers the next messages; an acceptance when there is none. */
  answers: { status: number; body: object }[]
  /** A signed webhook with that text, or with any other fields. */
  say(text: string, more?: Record<string, string>): Promise<void>
  /** A signed status of the latest message, with any other fields. */
  status(status: string, errorCode: string, more?: Record<string, string>): Promise<void>
  /** Where the latest message asked for its statuses. */
  callback(): string
  conversation(): Promise<DurableObjectStub<import("../../src/index").Conversation>>
}

let numbers = 0

/** Sets it up. Ids are its own, so that numbers in one file do not meet. */
export async function sms(document: z.input<typeof flowDocument>): Promise<Sms> {
  numbers += 1
  const account = `tw-sms-${numbers}`
  await addChannel(account, "twilio", { accountSid: SID, authToken: TOKEN, from: "+15550009000" })
  await addStripe(`stripe-sms-${numbers}`, { contact: "help@corner.test" })
  await publish(`flow-${account}`, account, document)
  let reference = ""
  let callback = ""
  let last = ""

  async function post(query: string, fields: Record<string, string>): Promise<void> {
    const url = `https://pay.test/webhooks/twilio/${account}${query}`
    const all = { AccountSid: SID, ...fields }
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": await signTwilio(url, all, TOKEN),
    }
    const body = new URLSearchParams(all).toString()
    const response = await exports.default.fetch(url, { method: "POST", body, headers })
    if (response.status !== 204) throw new Error(`the webhook was answered ${response.status}`)
    await (await phone.conversation()).drain()
  }

  const phone: Sms = {
    sent: [],
    answers: [],
    say: (text, more = {}) =>
      post("", {
        MessageSid: `SM${crypto.randomUUID()}`,
        From: PHONE,
        To: "+15550009000",
        Body: text,
        SmsStatus: "received",
        NumMedia: "0",
        ...more,
      }),
    callback: () => callback,
    status: (status, errorCode, more = {}) =>
      post(`?ref=${reference}`, {
        MessageSid: last,
        MessageStatus: status,
        SmsStatus: status,
        From: "+15550009000",
        To: PHONE,
        ErrorCode: errorCode,
        ...more,
      }),
    async conversation() {
      return env.CONVERSATION.getByName(await conversationName(env.HASH_KEY, "twilio", account, PHONE))
    },
  }
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const form = new URLSearchParams(new TextDecoder().decode(await new Request(input, init).arrayBuffer()))
    callback = form.get("StatusCallback") ?? ""
    reference = new URL(callback).searchParams.get("ref") ?? ""
    const answer = phone.answers.shift()
    if (answer) return Response.json(answer.body, { status: answer.status })
    phone.sent.push(form.get("Body") ?? "")
    last = `SM${crypto.randomUUID()}`
    return Response.json({ sid: last, status: "queued" }, { status: 201 })
  })
  return phone
}
