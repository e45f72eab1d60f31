import { signMeta, webhook } from "../../src/channels/whatsapp/emulator"
import { until } from "../../src/cli/until"
import { signStripe } from "../../src/payments/stripe/emulator"
import type { Arrival, Outside } from "./outside"
import { ask, deliver, type Post } from "./post"
import type { Random } from "./random"

/** A customer of the demo's flow, and everything that has to have had its effect at the end. */
export interface Customer {
  phone: string
  /** Texts whose webhooks were acknowledged. */
  written: string[]
  /** Ids of Stripe's events whose callbacks were acknowledged. */
  called: string[]
  /** The order that was paid; null until then. */
  order: string | null
  /** Whether the whole story was lived. */
  done: boolean
}

/** What customers live in. */
export interface Town {
  url: string
  outside: Outside
  post: Post
  random: Random
}

/** Longest wait for a message: an alarm looks after what a crash interrupted within half a minute, more than once. */
const PATIENCE_SECONDS = 180

/** A customer nobody else is. */
export function newCustomer(number: number): Customer {
  return { phone: `+2782${String(number).padStart(7, "0")}`, written: [], called: [], order: null, done: false }
}

/** From the first word over the payment to the shop's thanks, with a question or two in between. */
export async function live(customer: Customer, town: Town): Promise<void> {
  const { random } = town
  await write(customer, town, "Hi")
  await hears(customer, town, /What is your name/)
  await write(customer, town, "Thandi")
  const { link } = await hears(customer, town, /Please pay/)
  if (link === null) throw new Error(`${customer.phone} got a payment request without a link`)
  const questions = Array.from({ length: random.between(0, 2) }, (_, at) => write(customer, town, `Is it fresh? ${at}`))
  const paying = pay(customer, town, link)
  await Promise.all([...questions, paying])
  await hears(customer, town, /has arrived/)
  await hears(customer, town, /Thank you, Thandi/)
  customer.done = true
}

async function pay(customer: Customer, { url, outside, post, random }: Town, link: string): Promise<void> {
  await ask(link)
  const checkout = await deliver(post, `${link}/checkout`, async () => ({
    headers: { origin: url, "content-type": "application/x-www-form-urlencoded" },
    body: "",
  }))
  const session = (checkout.headers.get("location") ?? "").split("/").at(-1) ?? ""
  const [{ body } = { body: "" }] = await outside.till.pay(session)
  const event: { id: string; data: { object: { client_reference_id: string } } } = JSON.parse(body)
  customer.order = event.data.object.client_reference_id
  const call = async () => {
    const signed = async () => {
      const signature = await signStripe(body, outside.till.config.webhookSecret, Math.floor(Date.now() / 1000))
      return { headers: { "content-type": "application/json", "stripe-signature": signature }, body }
    }
    await deliver(post, `${url}/callbacks/stripe/till`, signed)
    customer.called.push(event.id)
  }
  await Promise.all(Array.from({ length: random.between(1, 2) }, call))
}

/** Sends what the customer writes; now and then once more though it was acknowledged, which Meta may do. */
async function write(customer: Customer, { url, outside, post, random }: Town, text: string): Promise<void> {
  const digits = customer.phone.slice(1)
  const message = {
    from: digits,
    id: `wamid.${digits}.${text}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: "text",
    text: { body: text },
  }
  const { phoneNumberId, appSecret } = outside.shop.config
  const contacts = [{ profile: { name: "Thandi" }, wa_id: digits }]
  const body = webhook(phoneNumberId, { contacts, messages: [message] })
  const signature = await signMeta(body, appSecret)
  const signed = async () => ({
    headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    body,
  })
  const times = random.next() < 0.2 ? 2 : 1
  for (let time = 0; time < times; time++) await deliver(post, `${url}/webhooks/whatsapp/shop`, signed)
  customer.written.push(text)
}

function hears({ phone }: Customer, { outside, post }: Town, text: RegExp): Promise<Arrival> {
  return until(`a message like ${text} to ${phone}`, PATIENCE_SECONDS, () => {
    if (post.over) throw new Error(`${phone} waited in vain for a message like ${text}`)
    return outside.arrivals.find((arrival) => arrival.to === phone && text.test(arrival.text))
  })
}
