import { env, exports } from "cloudflare:workers"
import { vi } from "vitest"
import * as z from "zod"
import { signMeta } from "../../src/channels/whatsapp/emulator"
import type { paymentConfiguration } from "../../src/core/order/configuration"
import type { flowDocument } from "../../src/flow/flow"
import { conversationName } from "../../src/platform/identity"
import { database } from "../../src/store/database"
import { findOrder, type Order } from "../../src/store/orders/orders"
import { addChannel, addStripe, callback, publish } from "./deployment"

/** What the world outside was asked, in order. */
interface Asked {
  method: string
  url: string
  body: string
  headers: Headers
}

/** Answers of the world outside, by the beginning of the address. A function is asked each time. */
type Answers = Record<string, (asked: Asked) => Response | Promise<Response>>

const APP_SECRET = "app-secret"

/** A deployment with one WhatsApp number, one Stripe account and one flow, and a customer who writes to it. */
export interface Stage {
  account: string
  provider: string
  /** Every message that WhatsApp was given, oldest first. */
  sent: WhatsAppMessage[]
  asked: Asked[]
  /** How WhatsApp and the rest of the world answer from now on. */
  answers: Answers
  /** A signed webhook with a text; its status. The same `id` is the same message delivered again. */
  say(text: string, options?: { id?: string; from?: string; settle?: boolean }): Promise<number>
  /** Any signed webhook. */
  webhook(body: string, signature?: string): Promise<Response>
  /** Any signed callback of Stripe's. */
  callback(event: object): Promise<number>
  /** The conversation with the customer, drained. */
  conversation(from?: string): Promise<DurableObjectStub<import("../../src/index").Conversation>>
  settle(from?: string): Promise<void>
  orders(): Promise<Order[]>
}

const message = z.object({
  to: z.string().optional(),
  type: z.string(),
  text: z.object({ body: z.string() }).optional(),
  interactive: z
    .object({
      type: z.string(),
      body: z.object({ text: z.string() }),
      action: z.object({
        parameters: z.object({ url: z.string() }).optional(),
        buttons: z.array(z.object({ reply: z.object({ id: z.string(), title: z.string() }) })).optional(),
      }),
    })
    .optional(),
  template: z.object({ name: z.string() }).optional(),
})

export type WhatsAppMessage = z.output<typeof message>

let stages = 0

/** Sets a stage up. Ids are its own, so that stages in one file do not meet. */
export async function stage(
  document: z.input<typeof flowDocument>,
  settings: Partial<z.input<typeof paymentConfiguration>> & { whatsapp?: Record<string, unknown> } = {},
): Promise<Stage> {
  const { whatsapp = {}, ...payments } = settings
  stages += 1
  const account = `wa-${stages}`
  const provider = `stripe-${stages}`
  const phoneNumberId = `7008${stages}`
  const secrets = { accessToken: "token", appSecret: APP_SECRET, verifyToken: "verify" }
  await addChannel(account, "whatsapp", { phoneNumberId, ...secrets, ...whatsapp })
  await addStripe(provider, payments)
  await publish(`flow-${stages}`, account, document)

  const stage: Stage = {
    account,
    provider,
    sent: [],
    asked: [],
    answers: {},
    async say(text, { id = `wamid.${crypto.randomUUID()}`, from = "27821110001", settle = true } = {}) {
      const response = await stage.webhook(inboundText(phoneNumberId, from, id, text))
      if (settle) await stage.settle(from)
      return response.status
    },
    async webhook(body, signature) {
      const headers = { "x-hub-signature-256": signature ?? (await signMeta(body, APP_SECRET)) }
      return exports.default.fetch(`https://pay.test/webhooks/whatsapp/${account}`, { method: "POST", body, headers })
    },
    async callback(event) {
      return (await callback(provider, event)).status
    },
    async conversation(from = "27821110001") {
      const name = await conversationName(env.HASH_KEY, "whatsapp", account, `+${from}`)
      return env.CONVERSATION.getByName(name)
    },
    async settle(from) {
      await (await stage.conversation(from)).drain()
    },
    async orders() {
      const db = database(env.DB)
      const own = env.DB.prepare("select id from orders where payment_account = ?").bind(provider)
      const rows = await own.all<{ id: string }>()
      const found = await Promise.all(rows.results.map(({ id }) => findOrder(db, id)))
      return found.filter((order) => order !== null)
    },
  }
  playing.set(phoneNumberId, stage)
  current = stage
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => answer(new Request(input, init)))
  return stage
}

/** A WhatsApp webhook with one text. */
export function inboundText(phoneNumberId: string, from: string, id: string, text: string): string {
  return inbound(phoneNumberId, {
    contacts: [{ profile: { name: "Thandi" }, wa_id: from }],
    messages: [{ from, id, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body: text } }],
  })
}

/** A WhatsApp webhook with any value. */
export function inbound(phoneNumberId: string, value: object): string {
  const metadata = { display_phone_number: "27870000001", phone_number_id: phoneNumberId }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      { id: "9001", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }] },
    ],
  })
}

/** Stripe's word that a checkout was paid. */
export function paid(
  order: { id: string; minor: number; currency: string },
  change: object = {},
  id = crypto.randomUUID(),
) {
  return {
    id: `evt_${id}`,
    object: "event",
    type: "checkout.session.completed",
    livemode: false,
    created: Math.floor(Date.now() / 1000),
    data: {
      object: {
        id: `cs_${order.id}`,
        object: "checkout.session",
        client_reference_id: order.id,
        metadata: { order: order.id },
        payment_status: "paid",
        status: "complete",
        payment_intent: `pi_${order.id}`,
        amount_total: order.minor,
        currency: order.currency.toLowerCase(),
        ...change,
      },
    },
  }
}

const playing = new Map<string, Stage>()
let current: Stage | null = null

async function answer(request: Request): Promise<Response> {
  const { url, method, headers } = request
  const asked = { method, url, headers, body: await request.text() }
  const number = /graph\.facebook\.com\/v[\d.]+\/(\d+)\/messages$/.exec(url)?.[1]
  const stage = number === undefined ? current : playing.get(number)
  if (!stage) throw new Error(`nobody expected a request to ${url}`)
  stage.asked.push(asked)
  const special = Object.entries(stage.answers).find(([start]) => url.startsWith(start))
  if (special) {
    const response = await special[1](asked)
    if (number !== undefined && response.ok) stage.sent.push(message.parse(JSON.parse(asked.body)))
    return response
  }
  if (number === undefined) throw new Error(`nobody expected a request to ${url}`)
  stage.sent.push(message.parse(JSON.parse(asked.body)))
  return Response.json({
    messaging_product: "whatsapp",
    messages: [{ id: `wamid.out${stage.asked.length}.${number}` }],
  })
}

/** What a customer reads of a message. */
export function textOf(sent: WhatsAppMessage | undefined): string {
  return sent?.text?.body ?? sent?.interactive?.body.text ?? ""
}

/** The address behind a message's button. */
export function linkOf(sent: WhatsAppMessage | undefined): string {
  return sent?.interactive?.action.parameters?.url ?? ""
}
