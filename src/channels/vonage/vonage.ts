import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, textOf } from "../../platform/reading"
import { type Capabilities, type ChannelSetting, defineChannel, freeMessage, type Outbound, received } from "../channel"
import { explain, reasonOf, refusal } from "../verdict"
import { vonageCode, vonageVerdict } from "./errors"
import { readMessages, readSms } from "./inbound"
import { proveFields, proveToken, signedFields } from "./signature"
import { applicationToken } from "./token"

const config = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(/^[\w-]{4,40}$/)
    .meta({ title: "API key" }),
  signatureSecret: z.string().trim().regex(/^\S+$/).meta({ title: "Signature secret", secret: true }),
  previousSignatureSecret: z.string().trim().optional().meta({
    title: "Previous signature secret",
    description: "Still accepted while the secret changes.",
    secret: true,
  }),
  applicationId: z
    .string()
    .trim()
    .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
    .meta({ title: "Application ID" }),
  privateKey: z
    .string()
    .trim()
    .regex(/^-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\\\s]+-----END PRIVATE KEY-----$/)
    .meta({
      title: "Private key",
      description: "The whole file that Vonage gave with the application, first and last line included.",
      secret: true,
    }),
  from: z
    .string()
    .trim()
    .regex(/^(\+?[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/)
    .meta({
      title: "Sender",
      description: "A number in international form, a short code, or a name of 11 characters.",
    }),
  longestText: z
    .string()
    .trim()
    .regex(/^(\d{3}|1[0-5]\d{2})?$/)
    .optional()
    .meta({
      title: "Longest text",
      description: "Characters of one message that the account may send; 1000 when empty. Longer texts go in parts.",
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
  echoes: true,
  repeat: { gives: "another" },
  consent: { keeper: "us", claimed: [] },
  aliases: false,
} satisfies Capabilities

/** SMS through Vonage's Messages API; messages may also come by its SMS API, whose setting an account has one of. */
export const vonage = defineChannel({
  name: "vonage",
  title: "SMS (Vonage)",
  kind: "sms",
  config,
  capabilities,
  webhooks: { methods: ["GET", "POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    account: {
      title: "Find the key and the signature secret",
      text: "In Vonage's dashboard under API Settings read the API key and the signature secret, and choose SHA-256 HMAC as the signature method. Webhooks that are not signed are not taken.",
    },
    application: {
      title: "Make an application",
      text: "Under Applications create one with the capability Messages, generate its public and private key, and keep the file. Set both its inbound URL and its status URL to {webhookUrl}.",
    },
    number: {
      title: "Link the number",
      text: "Link a number that can send and receive SMS to the application. Where the account's SMS setting is the SMS API, set the number's inbound webhook to {webhookUrl} too.",
    },
  },
  pretend: false,
  connect(account, setting) {
    const secrets = [account.signatureSecret, account.previousSignatureSecret ?? ""].filter((secret) => secret !== "")
    const sender = account.from.replace(/^\+/, "")
    const here = { ...capabilities, text: Number(account.longestText || 1000), inbound: /^\d+$/.test(sender) }
    return {
      capabilities: here,
      async receive(request, { at }) {
        const signer = { apiKey: account.apiKey, secrets, at }
        if (request.headers.has("authorization")) {
          await proveToken(request, signer)
          return received([readMessages(request.body, sender, at)])
        }
        const fields = signedFields(request)
        // Vonage sends one without a signature when signing fails at their side, and again, signed, when it is not taken.
        if (!fields) throw new Failure("unproven", "The webhook has no signature.", "again")
        await proveFields(fields, signer)
        return received([readSms(fields, sender, at)])
      },
      async send(message, outside) {
        const token = await applicationToken(account.applicationId, account.privateKey, outside.at)
        return { id: sent(await outside.ask(requestOf(message, sender, token, setting)), secrets) }
      },
    }
  },
})

function requestOf(outbound: Outbound, from: string, token: string, { apiBase }: ChannelSetting): HttpRequest {
  const { contact, echo } = outbound
  if (contact.phone === undefined)
    throw new Failure("undeliverable", "The contact has no phone number to send an SMS to.", "stop")
  const message = {
    ...{ message_type: "text", channel: "sms", to: contact.phone.slice(1), from },
    text: freeMessage(outbound).text,
    client_ref: echo,
    sms: { encoding_type: "auto" },
  }
  return {
    method: "POST",
    url: `${apiBase ?? "https://api.nexmo.com"}/v1/messages`,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(message),
  }
}

function sent(response: HttpResponse, secrets: readonly string[]): string {
  const answer = answerOf(response)
  const id = idOf(answer.message_uuid)
  if (response.status < 300 && id !== null) return id
  const code = vonageCode(answer)
  const reason = reasonOf(explain([code, textOf(answer.title), textOf(answer.detail)]), secrets)
  throw refusal(response, vonageVerdict(code), reason || `Vonage answered ${response.status} without a message id`)
}
