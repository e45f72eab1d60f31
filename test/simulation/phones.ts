import { createHmac } from "node:crypto"
import { readReference } from "../../src/conversation/reference"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { type Addresses, type Customer, STOPS } from "./customers"
import type { Life } from "./life"
import type { Host } from "./objects"
import { lost, type Scene } from "./scene"

/** One time that the channel took a message to deliver it. */
export interface Copy {
  to: string
  /** The number of its row in the outbox, and all that the channel gives back with statuses. */
  seq: number
  reference: string
  text: string
  link: string
  template: boolean
  life: Life
  /** The channel's answer did not arrive. */
  unheard: boolean
  /** Its row was done before its sender died: sending it again has no excuse. */
  certain: boolean
}

export const APP_SECRET = "app-secret"
export const SANDBOX_SECRET = "sandbox-secret-of-the-phone"

/** A channel as customers have it. */
export interface Speaker {
  isFor(url: string): boolean
  answer(request: HttpRequest, life: Life): Promise<HttpResponse>
  /** What a customer writes, on its way to the deployment. */
  write(customer: Customer, text: string): void
  /** That somebody changed their number, and with it their user id. */
  move(from: Addresses, to: Addresses, acknowledged: () => void): void
}

/** Meta's Cloud API or the sandbox's phone: takes messages, says how far they came, and calls back what customers write. */
export class Phones implements Speaker {
  private ids = 0

  constructor(private readonly scene: Scene) {}

  isFor(url: string): boolean {
    return url.startsWith("https://graph.facebook.com/") || url === `${this.scene.publicUrl}/sandbox/messages`
  }

  async answer(request: HttpRequest, life: Life): Promise<HttpResponse> {
    const { weather } = this.scene
    const said = this.scene.channel === "whatsapp" ? ofWhatsapp(request.body ?? "") : ofSandbox(request.body ?? "")
    if (this.scene.isChannelRevoked()) return this.refusal(190, 401)
    if (weather.strikes("channel-timeout")) return lost(this.scene)
    if (weather.strikes("channel-500")) return { status: 500, headers: {}, body: "<html>oops</html>" }
    if (weather.strikes("channel-429")) return this.refusal(130429, 429)
    if (this.scene.channel === "whatsapp" && !said.template && weather.strikes("channel-window-closed"))
      return this.refusal(131047, 400)
    const host = this.scene.senderOf(said.reference)
    const copy: Copy = { ...said, life, unheard: false, certain: false }
    const id = `out-${++this.ids}`
    this.scene.accepted(host, copy)
    if (weather.strikes("channel-500-after")) {
      copy.unheard = true
      this.tellStatus(said.to, copy, id, true)
      return { status: 500, headers: {}, body: "{}" }
    }
    if (weather.strikes("channel-timeout-after")) {
      copy.unheard = true
      this.tellStatus(said.to, copy, id, true)
      return lost(this.scene)
    }
    this.tellStatus(said.to, copy, id, false)
    const body = this.scene.channel === "whatsapp" ? { messages: [{ id }] } : { id }
    return { status: 200, headers: {}, body: JSON.stringify(body) }
  }

  write(customer: Customer, text: string): void {
    const { scene } = this
    const id = `in-${scene.index}-${++this.ids}`
    const at = scene.clock.now
    const { phone, userId } = customer.addresses
    // Who has a user id does not always show their number.
    const from = phone !== undefined && (userId === undefined || scene.identities.chance(0.7)) ? phone : undefined
    if (scene.channel === "sandbox") return this.writeInParts(customer, text, { id, at, phone })
    const own = { ...(from && { wa_id: from.slice(1) }), ...(userId && { user_id: userId }) }
    const sender = { ...(from && { from: from.slice(1) }), ...(userId && { from_user_id: userId }) }
    const body = this.webhook({
      contacts: [{ profile: { name: "Thandi" }, ...own }],
      messages: [{ ...sender, id, timestamp: String(Math.floor(at / 1000)), type: "text", text: { body: text } }],
    })
    scene.authors.set(`m:${id}`, customer)
    const who = from ?? userId ?? ""
    scene.trace(`${who} writes ${text} (${id})`)
    this.post(who, `message ${id}`, body, () => {
      scene.checkTaken(id)
      if (STOPS.includes(text)) scene.checkSilence(id, at)
      if (from !== undefined) scene.heardFrom(customer, from)
    })
  }

  /** Some networks cut a message up, and bring each part by itself. */
  private writeInParts(
    customer: Customer,
    text: string,
    { id, at, phone = "" }: { id: string; at: number; phone: string | undefined },
  ): void {
    const { scene } = this
    const isCut = !scene.scripted && !STOPS.includes(text) && text.length > 3 && scene.random.chance(0.3)
    const middle = Math.ceil(text.length / 2)
    const texts = isCut ? [text.slice(0, middle), text.slice(middle)] : [text]
    scene.trace(`${phone} writes ${texts.join("|")} (${id})`)
    const ids = texts.map((_, index) => (isCut ? `${id}.${index + 1}` : id))
    const message = isCut ? scene.cutUp(text, ids) : null
    for (const [index, own] of ids.entries()) {
      const part = isCut ? { part: { set: id, index: index + 1, count: texts.length } } : {}
      const reply = { text: texts[index] }
      const body = JSON.stringify({
        messages: [{ id: own, contact: { phone, name: "Thandi" }, at, reply, ...part }],
      })
      scene.authors.set(`m:${own}`, customer)
      this.post(phone, `message ${own}`, body, () => {
        scene.checkTaken(own)
        if (message) message.takenUntil = scene.clock.now
        if (STOPS.includes(text)) scene.checkSilence(own, at)
        scene.heardFrom(customer, phone)
      })
    }
  }

  move(from: Addresses, to: Addresses, acknowledged: () => void): void {
    const id = `moved-${this.scene.index}-${++this.ids}`
    const own = { ...(from.phone && { from: from.phone.slice(1) }), ...(from.userId && { from_user_id: from.userId }) }
    const ids = from.userId && to.userId ? { user_id: to.userId, previous_user_id: from.userId } : {}
    const numbered = to.phone === undefined ? {} : { wa_id: to.phone.slice(1) }
    const system = { type: "user_changed_number", body: "changed", ...numbered, ...ids }
    const timestamp = String(Math.floor(this.scene.clock.now / 1000))
    this.scene.trace(`${from.phone ?? from.userId} is ${to.phone} now (${id})`)
    const body = this.webhook({ messages: [{ ...own, id, timestamp, type: "system", system }] })
    this.post(from.phone ?? from.userId ?? "", `move ${id}`, body, acknowledged)
  }

  private tellStatus(phone: string, copy: Copy, id: string, always: boolean): void {
    const { scene } = this
    if (!always && !scene.random.chance(scene.scripted ? 0 : 0.15)) return
    const failed = scene.weather.strikes("channel-delivery-failed")
    let delay = 0
    for (const status of failed ? ["sent", "failed"] : ["sent", "delivered", "read"]) {
      delay += scene.random.between(500, 6000)
      const item = { id, reference: copy.reference, phone, status }
      scene.clock.after(delay, () => this.post(phone, `status ${status} of ${id}`, this.statusBody(item), () => {}))
    }
  }

  private statusBody(item: { id: string; reference: string; phone: string; status: string }): string {
    const { id, reference, phone, status } = item
    const failed = status === "failed"
    if (this.scene.channel === "whatsapp")
      return this.webhook({
        statuses: [
          {
            id,
            status,
            timestamp: String(Math.floor(this.scene.clock.now / 1000)),
            ...(phone.startsWith("+") ? { recipient_id: phone.slice(1) } : { recipient_user_id: phone }),
            biz_opaque_callback_data: reference,
            ...(failed && { errors: [{ code: 131026, title: "undeliverable" }] }),
          },
        ],
      })
    const failure = { code: "undeliverable", reason: "undeliverable", advice: "switch" }
    return JSON.stringify({
      statuses: [{ id, reference, contact: { phone }, at: this.scene.clock.now, status, ...(failed && { failure }) }],
    })
  }

  private webhook(value: object): string {
    const metadata = { display_phone_number: "27870000001", phone_number_id: this.scene.phoneNumberId }
    return JSON.stringify({
      object: "whatsapp_business_account",
      entry: [
        { id: "9001", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }] },
      ],
    })
  }

  private post(phone: string, what: string, body: string, acknowledged: () => void): void {
    const { channel, account } = this.scene
    const whatsapp = channel === "whatsapp"
    const signature = `sha256=${createHmac("sha256", whatsapp ? APP_SECRET : SANDBOX_SECRET)
      .update(body)
      .digest("hex")}`
    this.scene.courier.bring("webhook", {
      what: `${what} of ${phone}`,
      path: `/webhooks/${channel}/${account}`,
      body,
      sign: () => ({ [whatsapp ? "x-hub-signature-256" : "x-sandbox-signature"]: signature }),
      acknowledged,
    })
  }

  private refusal(code: number, status: number): HttpResponse {
    if (this.scene.channel === "whatsapp")
      return { status: code === 190 ? 401 : 400, headers: {}, body: JSON.stringify({ error: { code, message: "no" } }) }
    return { status, headers: { "retry-after": "20" }, body: JSON.stringify({ error: "slow down" }) }
  }
}

interface Said {
  /** A number with its plus, or a user id. */
  to: string
  seq: number
  reference: string
  text: string
  link: string
  template: boolean
}

interface WhatsappBody {
  to?: string
  recipient?: string
  biz_opaque_callback_data: string
  text?: { body: string }
  interactive?: { body: { text: string }; action: { parameters?: { url: string } } }
  template?: { components: { parameters: { text: string }[] }[] }
}

function ofWhatsapp(body: string): Said {
  const said = JSON.parse(body) as WhatsappBody
  const template = said.template?.components[0]?.parameters[0]?.text
  const text = said.text?.body ?? said.interactive?.body.text ?? template ?? ""
  const link = said.interactive?.action.parameters?.url ?? /https:\S+/.exec(text)?.[0] ?? ""
  const reference = said.biz_opaque_callback_data
  const to = said.to ?? said.recipient ?? ""
  return { to, seq: seqOf(reference), reference, text, link, template: template !== undefined }
}

function ofSandbox(body: string): Said {
  const said = JSON.parse(body) as {
    reference: string
    contact: { phone: string }
    message: { text: string; link?: { url: string } }
  }
  const { reference, contact, message } = said
  return {
    to: contact.phone,
    seq: seqOf(reference),
    reference,
    text: message.text,
    link: message.link?.url ?? "",
    template: false,
  }
}

function seqOf(reference: string): number {
  return readReference(reference)?.seq ?? 0
}

/** The row of the outbox that a copy is of. */
export function rowOf(host: Host, seq: number): Record<string, unknown> | null {
  return host.shelf.outboxRow(seq)
}
