import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, textOf } from "../../platform/reading"
import { toBase64 } from "../../platform/signature"
import { type ChannelSetting, defineChannel, type Outbound } from "../channel"
import { explain, reasonOf, refusal } from "../verdict"
import { twilioVerdict } from "./errors"
import { readTwilio } from "./inbound"
import { isFromTwilio } from "./signature"

const secret = (title: string) => z.string().trim().regex(/^\S+$/).meta({ title, secret: true })
const optionalSecret = (title: string) => z.string().trim().optional().meta({ title, secret: true })

const config = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/)
    .meta({ title: "Account SID" }),
  authToken: secret("Auth token"),
  previousAuthToken: optionalSecret("Previous auth token, still accepted while it changes"),
  from: z
    .string()
    .trim()
    .regex(/^(\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-fA-F]{32})$/)
    .meta({
      title: "Sender",
      description: "A number in international form, a short code, or a messaging service's SID.",
    }),
  apiKeySid: z
    .string()
    .trim()
    .regex(/^(SK[0-9a-fA-F]{32})?$/)
    .optional()
    .meta({ title: "API key SID", description: "Sends with an API key instead of the auth token." }),
  apiKeySecret: optionalSecret("API key secret"),
})

/** SMS through Twilio's Programmable Messaging. */
export const twilio = defineChannel({
  name: "twilio",
  title: "SMS (Twilio)",
  config,
  limits: { text: 1600, segments: 10, media: null, buttons: null, list: null, link: null, template: null },
  guide: {
    account: { title: "Find the account", text: "In Twilio's console read the Account SID and the Auth token." },
    sender: {
      title: "Choose what to send from",
      text: "A number in international form, a short code, or the SID of a messaging service.",
    },
    webhook: {
      title: "Tell Twilio where messages go",
      text: "In the number's settings under A message comes in set {webhookUrl}#rc=3&rp=all with the method POST: the end makes Twilio try again when a delivery fails. Delivery statuses need no setting.",
    },
  },
  windowHours: null,
  paths: [],
  aliases: false,
  pretend: false,
  connect(account, setting) {
    const tokens = [account.authToken, account.previousAuthToken ?? ""].filter((token) => token !== "")
    return {
      async verify(request) {
        if (await isFromTwilio(request, setting.publicUrl, tokens)) return
        throw new Failure("unauthorised", "The webhook is not signed with this account's auth token.", "stop")
      },
      receive: (request) => readTwilio(request, account.accountSid, Date.now()),
      send: (message) => requestOf(message, account, setting),
      sent: (response) => sent(response, [...tokens, account.apiKeySecret ?? ""]),
      // Twilio would send a text/plain body on to the customer.
      answer: () => new Response(null, { status: 204 }),
    }
  },
})

type Account = z.output<typeof config>

function requestOf({ contact, message, reference }: Outbound, account: Account, setting: ChannelSetting): HttpRequest {
  if (contact.phone === undefined)
    throw new Failure("undeliverable", "The contact has no phone number to send an SMS to.", "stop")
  const form = new URLSearchParams({
    To: contact.phone,
    [account.from.startsWith("MG") ? "MessagingServiceSid" : "From"]: account.from,
    Body: message.text,
    StatusCallback: `${setting.publicUrl}/webhooks/twilio/${setting.account}?ref=${encodeURIComponent(reference)}`,
  })
  return {
    method: "POST",
    url: `${setting.apiBase ?? "https://api.twilio.com"}/2010-04-01/Accounts/${account.accountSid}/Messages.json`,
    headers: {
      authorization: `Basic ${toBase64(new TextEncoder().encode(credentialsOf(account)))}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
  }
}

function credentialsOf({ accountSid, authToken, apiKeySid, apiKeySecret }: Account): string {
  return apiKeySid && apiKeySecret ? `${apiKeySid}:${apiKeySecret}` : `${accountSid}:${authToken}`
}

function sent(response: HttpResponse, secrets: readonly string[]): string {
  const answer = answerOf(response)
  const id = idOf(answer.sid)
  if (response.status < 300 && id !== null) return id
  const reason = reasonOf(explain([idOf(answer.code) ?? "", textOf(answer.message)]), secrets)
  const verdict = typeof answer.code === "number" ? twilioVerdict(answer.code) : null
  throw refusal(response, verdict, reason || `Twilio answered ${response.status} without a message SID`)
}
