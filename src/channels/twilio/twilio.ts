import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, textOf, wordOf } from "../../platform/reading"
import { toBase64 } from "../../platform/signature"
import { type Capabilities, type ChannelSetting, defineChannel, freeMessage, type Outbound } from "../channel"
import { carrierWords } from "../consent"
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

const capabilities = {
  text: 1600,
  segments: 10,
  media: null,
  buttons: null,
  list: null,
  link: null,
  templates: null,
  windowHours: null,
  inbound: true,
  receipts: ["sent", "delivered", "read", "failed"],
  echoes: true,
  repeat: { gives: "another" },
  consent: { keeper: "carrier", claimed: carrierWords },
  aliases: false,
} satisfies Capabilities

/** SMS through Twilio's Programmable Messaging. */
export const twilio = defineChannel({
  name: "twilio",
  title: "SMS (Twilio)",
  kind: "sms",
  config,
  capabilities,
  // Twilio would send a text/plain body on to the customer.
  webhooks: { methods: ["GET", "POST"], proof: "signature", answer: { status: 204 } },
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
  pretend: false,
  connect(account, setting) {
    const tokens = [account.authToken, account.previousAuthToken ?? ""].filter((token) => token !== "")
    const secrets = [...tokens, account.apiKeySecret ?? ""]
    return {
      capabilities,
      async receive(request, { at }) {
        if (await isFromTwilio(request, setting.publicUrl, tokens)) return readTwilio(request, account.accountSid, at)
        throw new Failure("unauthorised", "The webhook is not signed with this account's auth token.", "stop")
      },
      async send(message, outside) {
        return { id: sent(await outside.ask(requestOf(message, account, setting)), secrets) }
      },
      async check(outside) {
        return { holder: holderIn(await outside.ask(checkOf(account, setting)), secrets) }
      },
    }
  },
})

type Account = z.output<typeof config>

/** Asks Twilio to call again after any failure; it is no part of what is signed ("Webhooks: connection overrides"). */
const RETRIES = "#rc=3&rp=all"

function requestOf(outbound: Outbound, account: Account, setting: ChannelSetting): HttpRequest {
  const { contact, echo } = outbound
  if (contact.phone === undefined)
    throw new Failure("undeliverable", "The contact has no phone number to send an SMS to.", "stop")
  const form = new URLSearchParams({
    To: contact.phone,
    [account.from.startsWith("MG") ? "MessagingServiceSid" : "From"]: account.from,
    Body: freeMessage(outbound).text,
    StatusCallback: `${setting.webhookUrl}?ref=${encodeURIComponent(echo)}${RETRIES}`,
  })
  return {
    method: "POST",
    url: `${addressOf(account, setting)}/Messages.json`,
    headers: { ...authorization(account), "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  }
}

/** The account itself, as Twilio has it ("Accounts" of the API of 2010-04-01). */
function checkOf(account: Account, setting: ChannelSetting): HttpRequest {
  return { method: "GET", url: `${addressOf(account, setting)}.json`, headers: authorization(account) }
}

function addressOf({ accountSid }: Account, { apiBase }: ChannelSetting): string {
  return `${apiBase ?? "https://api.twilio.com"}/2010-04-01/Accounts/${accountSid}`
}

function authorization(account: Account): Record<string, string> {
  return { authorization: `Basic ${toBase64(new TextEncoder().encode(credentialsOf(account)))}` }
}

function credentialsOf({ accountSid, authToken, apiKeySid, apiKeySecret }: Account): string {
  return apiKeySid && apiKeySecret ? `${apiKeySid}:${apiKeySecret}` : `${accountSid}:${authToken}`
}

function sent(response: HttpResponse, secrets: readonly string[]): string {
  const answer = answerOf(response)
  const id = idOf(answer.sid)
  if (response.status < 300 && id !== null) return id
  throw refused(response, answer, secrets, "without a message SID")
}

function holderIn(response: HttpResponse, secrets: readonly string[]): string | null {
  const answer = answerOf(response)
  if (response.status >= 300 || idOf(answer.sid) === null) throw refused(response, answer, secrets, "about the account")
  if (answer.status !== "active" && textOf(answer.status) !== "")
    throw new Failure("suspended", `Twilio says that the account is ${wordOf(answer.status)}.`, "hold")
  return textOf(answer.friendly_name) || null
}

function refused(
  response: HttpResponse,
  answer: Record<string, unknown>,
  secrets: readonly string[],
  what: string,
): Failure {
  const reason = reasonOf(explain([idOf(answer.code) ?? "", textOf(answer.message)]), secrets)
  const verdict = typeof answer.code === "number" ? twilioVerdict(answer.code) : null
  return refusal(response, verdict, reason || `Twilio answered ${response.status} ${what}`)
}
