import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../core/exchange"
import { fromDigits } from "../../core/phone"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, jsonOf, listOf, recordOf, textOf, timeOf } from "../../platform/reading"
import type { RawRequest } from "../../platform/request"
import { fromHex, isSigned } from "../../platform/signature"
import {
  addressesOf,
  type Capabilities,
  type ChannelSetting,
  defineChannel,
  freeMessage,
  type Inbound,
  type Outbound,
  type Received,
  receipts,
  received,
} from "../channel"
import { consentOf } from "../consent"
import { reasonOf, refusal } from "../verdict"
import { whatsappLimits } from "../whatsapp/outbound"

const capabilities = {
  // It takes everything at any time.
  ...whatsappLimits,
  templates: null,
  windowHours: null,
  inbound: true,
  receipts,
  echoes: true,
  repeat: { gives: "another" },
  consent: { keeper: "us", claimed: [] },
  aliases: false,
} satisfies Capabilities

/** A pretend phone: its webhooks speak our own words, and it shows what WhatsApp shows. */
export const sandbox = defineChannel({
  name: "sandbox",
  title: "Sandbox phone",
  kind: "chat",
  config: z.object({
    secret: z.string().trim().regex(/^\S+$/).meta({ title: "Secret", description: "Signs both ways.", secret: true }),
  }),
  capabilities,
  webhooks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    phone: {
      title: "Write from the pretend phone",
      text: "Open a flow, press Try it and choose Live: its phone writes to this account. Nothing leaves your machine.",
    },
  },
  pretend: true,
  connect: ({ secret }, setting) => ({
    capabilities,
    async receive(request, { at }) {
      await verify(request, secret)
      return read(request.body, at)
    },
    async send(message, outside) {
      return { id: sent(await outside.ask(requestOf(message, secret, setting)), secret) }
    },
  }),
})

async function verify(request: RawRequest, secret: string): Promise<void> {
  const digits = /^sha256=([0-9a-f]{64})$/.exec(request.headers.get("x-sandbox-signature") ?? "")?.[1]
  const signature = digits === undefined ? null : fromHex(digits)
  if (signature && (await isSigned("SHA-256", secret, request.body, signature))) return
  throw new Failure("unauthorised", "The webhook is not signed with this account's secret.", "stop")
}

const text = z.string().transform(textOf)
const id = z.string().min(1).max(512)

const contact = z
  .object({
    phone: z
      .string()
      .refine((phone) => phone === fromDigits(phone))
      .exactOptional(),
    userId: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,128}$/)
      .exactOptional(),
    name: text.exactOptional(),
  })
  .refine(({ phone, userId }) => phone !== undefined || userId !== undefined)

const place = z.int().min(1).max(255)

const message = z.object({
  id,
  contact,
  at: z.unknown(),
  part: z.object({ set: id, index: place, count: place }).exactOptional(),
  reply: z.object({
    text,
    choice: id.exactOptional(),
    media: z
      .object({
        kind: z.enum(["image", "video", "audio", "document", "sticker"]),
        reference: id,
        mimeType: text,
      })
      .exactOptional(),
    location: z
      .object({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        name: text.exactOptional(),
      })
      .exactOptional(),
  }),
})

const status = z.object({
  id,
  reference: id.exactOptional(),
  contact,
  at: z.unknown(),
  status: z.enum(receipts),
  failure: z
    .object({
      code: id,
      reason: text,
      advice: z.enum(["again", "hold", "switch", "stop"]),
      to: z.enum(["template", "channel"]).exactOptional(),
      retryAfterSeconds: z.int().min(0).exactOptional(),
      repeats: z.int().min(0).exactOptional(),
    })
    .exactOptional(),
})

function read(body: Uint8Array, now: number): Received {
  const root = recordOf(jsonOf(body))
  return received([
    ...listOf(root.messages).map((item) => readMessage(item, now)),
    ...listOf(root.statuses).map((item) => readStatus(item, now)),
  ])
}

function readMessage(item: unknown, now: number): Inbound | string {
  const { data } = message.safeParse(item)
  if (!data) return "message that cannot be read"
  const isWhole = data.reply.choice === undefined && data.part === undefined
  const consent = isWhole ? consentOf(data.reply.text, false) : null
  return { type: "message", ...data, at: timeOf(data.at, now), ...(consent && { consent }) }
}

function readStatus(item: unknown, now: number): Inbound | string {
  const { data } = status.safeParse(item)
  if (!data) return "status that cannot be read"
  const { id: message, reference: echo, at, ...rest } = data
  return { type: "receipt", message, ...(echo !== undefined && { echo }), ...rest, at: timeOf(at, now) }
}

function requestOf(outbound: Outbound, secret: string, setting: ChannelSetting): HttpRequest {
  const { contact, echo: reference } = outbound
  if (addressesOf(contact).length === 0)
    throw new Failure("undeliverable", "The contact has no address to send to.", "stop")
  return {
    method: "POST",
    url: `${setting.apiBase ?? `${setting.publicUrl}/sandbox`}/messages`,
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ account: setting.account, reference, contact, message: freeMessage(outbound) }),
  }
}

function sent(response: HttpResponse, secret: string): string {
  const answer = answerOf(response)
  const id = idOf(answer.id)
  if (response.status < 300 && id !== null) return id
  const reason = reasonOf(textOf(answer.error), [secret])
  throw refusal(response, null, reason || `The sandbox answered ${response.status} without a message id`)
}
