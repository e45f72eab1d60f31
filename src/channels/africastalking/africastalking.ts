import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, listOf, recordOf, textOf, wordOf } from "../../platform/reading"
import { type Capabilities, type ChannelSetting, defineChannel, freeMessage, type Outbound, received } from "../channel"
import { explain, reasonOf, refusal, type Verdict } from "../verdict"
import { africasTalkingVerdict } from "./errors"
import { readAfricasTalking } from "./inbound"

const config = z.object({
  username: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,60}$/)
    .meta({ title: "Username", description: "The app's; sandbox sends to their simulator." }),
  apiKey: z.string().trim().regex(/^\S+$/).meta({ title: "API key", secret: true }),
  from: z
    .string()
    .trim()
    .regex(/^(\d{3,8}|\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9 ._-]{1,11})?$/)
    .optional()
    .meta({
      title: "Sender",
      description: "A short code that can be written to, or a name, which cannot. Their own shared one when empty.",
    }),
  keyword: z
    .string()
    .trim()
    .regex(/^[\w-]{0,30}$/)
    .optional()
    .meta({
      title: "Keyword of a premium short code",
      description: "Messages then go by their service for subscribed content. Empty for any other sender.",
    }),
})

const capabilities = {
  text: 1530,
  segments: 10,
  media: null,
  buttons: null,
  list: null,
  link: null,
  templates: null,
  windowHours: null,
  inbound: true,
  receipts: ["sent", "delivered", "failed"],
  echoes: false,
  repeat: { gives: "another" },
  consent: { keeper: "carrier", claimed: [] },
  aliases: false,
} satisfies Capabilities

/** SMS through Africa's Talking, which signs nothing: the address of its webhooks is the only proof. */
export const africastalking = defineChannel({
  name: "africastalking",
  title: "SMS (Africa's Talking)",
  kind: "sms",
  config,
  capabilities,
  webhooks: { methods: ["POST"], proof: "address", answer: { status: 200 } },
  guide: {
    key: {
      title: "Make a key",
      text: "In the app's settings generate an API key; the username is the app's own. In the sandbox it is sandbox.",
    },
    sender: {
      title: "Choose what to send from",
      text: "A two-way short code that is registered to the app, so that customers can write to it. A name (alphanumeric) can only be read.",
    },
    callbacks: {
      title: "Tell them where messages go",
      text: "Under SMS, SMS Callback URLs, set Incoming Messages, Delivery Reports and Bulk SMS Opt Out all to {webhookUrl}. Show that address to nobody: they sign nothing, so who knows it can write as anybody.",
    },
  },
  pretend: false,
  connect(account, setting) {
    const sender = account.from ?? ""
    const here = { ...capabilities, inbound: /^\+?\d+$/.test(sender) }
    const hosts = hostsOf(account, setting)
    return {
      capabilities: here,
      receive: async (request, { at }) => received([readAfricasTalking(request, sender, at)]),
      async send(message, outside) {
        return { id: sent(await outside.ask(requestOf(message, account, hosts)), [account.apiKey]) }
      },
      async check(outside) {
        const url = `${hosts.api}/version1/user?${new URLSearchParams({ username: account.username })}`
        return { holder: holderIn(await outside.ask({ method: "GET", url, headers: headersOf(account) }), account) }
      },
    }
  },
})

type Account = z.output<typeof config>

function hostsOf({ username }: Account, { apiBase }: ChannelSetting): { api: string; content: string } {
  if (apiBase !== undefined) return { api: apiBase, content: apiBase }
  if (username === "sandbox") {
    const sandbox = "https://api.sandbox.africastalking.com"
    return { api: sandbox, content: sandbox }
  }
  return { api: "https://api.africastalking.com", content: "https://content.africastalking.com" }
}

/** They answer XML unless told otherwise. */
function headersOf({ apiKey }: Account) {
  return { apikey: apiKey, accept: "application/json" }
}

function requestOf(outbound: Outbound, account: Account, { api, content }: ReturnType<typeof hostsOf>): HttpRequest {
  const { contact } = outbound
  if (contact.phone === undefined)
    throw new Failure("undeliverable", "The contact has no phone number to send an SMS to.", "stop")
  const { username, from = "", keyword = "" } = account
  const form = new URLSearchParams({
    ...{ username, to: contact.phone, message: freeMessage(outbound).text },
    ...(from !== "" && { from }),
    bulkSMSMode: keyword === "" ? "1" : "0",
    ...(keyword !== "" && { keyword }),
  })
  return {
    method: "POST",
    url: `${keyword === "" ? api : content}/version1/messaging`,
    headers: { ...headersOf(account), "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  }
}

/** Processed, sent, queued. */
const TAKEN: readonly unknown[] = [100, 101, 102]

/** A 201 says that the request was read; what came of the message stands beside its recipient. */
function sent(response: HttpResponse, secrets: readonly string[]): string {
  const { Message: summary, Recipients: recipients } = recordOf(answerOf(response).SMSMessageData)
  const recipient = recordOf(listOf(recipients)[0])
  const { statusCode } = recipient
  const id = idOf(recipient.messageId)
  const isRead = response.status >= 200 && response.status < 300
  if (isRead && TAKEN.includes(statusCode) && id !== null && id !== "None") return id
  // A sender that is refused is refused before there is a recipient.
  const words = [idOf(statusCode) ?? "", wordOf(textOf(recipient.status)), wordOf(textOf(summary).trim())]
  const known = words.map(africasTalkingVerdict).find((verdict) => verdict !== null) ?? null
  const said = explain([idOf(statusCode) ?? "", textOf(recipient.status), textOf(summary)])
  // Their answer to a key that is none is one line of text.
  const reason = reasonOf(said || (response.status === 401 ? response.body : ""), secrets)
  const verdict = known ?? (isRead && Number(statusCode) >= 400 ? UNKNOWN : null)
  throw refusal(response, verdict, reason || `Africa's Talking answered ${response.status} without a message id`)
}

/** Not taken, in a word that is not known. */
const UNKNOWN: Verdict = { code: "unclear", advice: "again", retryAfterSeconds: 60, repeats: 2 }

function holderIn(response: HttpResponse, { apiKey, username }: Account): string {
  const balance = textOf(recordOf(answerOf(response).UserData).balance)
  if (response.status < 300 && balance !== "") return username
  const reason = reasonOf(response.status === 401 ? response.body : "", [apiKey])
  throw refusal(response, null, reason || `Africa's Talking answered ${response.status} about the account`)
}
