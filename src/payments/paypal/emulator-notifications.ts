import { type Answered, type Asked, type Call, type EmulatorSetting, fieldsOf, secretOf } from "../../platform/emulator"
import { listOf, recordOf } from "../../platform/reading"
import { refused } from "./emulator-payments"

type Fields = Record<string, unknown>

interface Webhook {
  id: string
  url: string
  types: string[]
}

/** What PayPal sends with a callback, and asks for when it is to say whether it wrote it. */
interface Transmission {
  auth_algo: string
  cert_url: string
  transmission_id: string
  transmission_sig: string
  transmission_time: string
}

/** PayPal's Webhooks Management API, and what it sends. */
export class EmulatedNotifications {
  private readonly webhooks: Webhook[] = []
  private readonly untold: Call[] = []
  /** What was sent, by the id of its transmission. */
  private readonly sent = new Map<string, Transmission & { webhook_id: string; body: string }>()

  constructor(private readonly setting: EmulatorSetting) {}

  answer({ method, path, body }: Asked): Answered | null {
    if (path === "/v1/notifications/verify-webhook-signature" && method === "POST") return this.verify(body)
    if (path === "/v1/notifications/webhooks" && method === "GET")
      return { status: 200, body: { webhooks: this.webhooks.map(written) } }
    if (path === "/v1/notifications/webhooks" && method === "POST") return this.create(fieldsOf(body))
    const [, id] = /^\/v1\/notifications\/webhooks\/([A-Z0-9]+)$/.exec(path) ?? []
    if (id === undefined) return null
    const webhook = this.webhooks.find((known) => known.id === id)
    if (!webhook) return refused(404, "INVALID_RESOURCE_ID", "The requested resource ID was not found.")
    if (method === "PATCH") return patch(webhook, body)
    return method === "GET" ? { status: 200, body: written(webhook) } : null
  }

  /** Sends an event to each webhook that is subscribed to it. */
  tell(type: string, resource: Fields): void {
    for (const webhook of this.webhooks.filter(({ types }) => types.includes(type))) {
      const time = new Date(this.setting.now()).toISOString()
      const body = JSON.stringify({
        id: `WH-${secretOf(this.setting, 17).toUpperCase()}-${secretOf(this.setting, 17).toUpperCase()}`,
        create_time: time,
        resource_type: type.split(".").at(1)?.toLowerCase(),
        event_type: type,
        resource_version: "2.0",
        resource,
      })
      const transmission = this.sign(webhook.id, body, time)
      const headers = Object.entries(transmission).map(([name, value]) => [
        `paypal-${name.replaceAll("_", "-")}`,
        value,
      ])
      this.untold.push({
        type,
        method: "POST",
        url: webhook.url,
        headers: { "content-type": "application/json", ...Object.fromEntries(headers) },
        body,
      })
    }
  }

  /** What was not yet sent. */
  unsent(): Call[] {
    return this.untold.splice(0)
  }

  /** PayPal signs with keys of its own; here, where PayPal itself is asked, its word is that it remembers the transmission. */
  private sign(webhook_id: string, body: string, time: string): Transmission {
    const transmission = {
      auth_algo: "SHA256withRSA",
      cert_url: `https://api.sandbox.paypal.com/v1/notifications/certs/CERT-${secretOf(this.setting, 24)}`,
      transmission_id: secretOf(this.setting).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
      transmission_sig: `${btoa(secretOf(this.setting, 192))}`,
      transmission_time: time,
    }
    this.sent.set(transmission.transmission_id, { ...transmission, webhook_id, body })
    return transmission
  }

  private verify(body: string): Answered {
    const { webhook_event: event, webhook_id: webhook, ...named } = fieldsOf(body)
    const sent = this.sent.get(String(named.transmission_id))
    const missing = ["auth_algo", "cert_url", "transmission_id", "transmission_sig", "transmission_time"].find(
      (name) => typeof named[name] !== "string" || named[name] === "",
    )
    if (missing !== undefined || typeof webhook !== "string" || typeof event !== "object")
      return refused(400, "VALIDATION_ERROR", "Invalid request - see details", "MISSING_REQUIRED_PARAMETER")
    // PayPal's signature is over the bytes that it sent: an event written anew is another one.
    const same = sent !== undefined && body.endsWith(`,"webhook_event":${sent.body}}`) && sent.webhook_id === webhook
    const genuine = same && Object.entries(named).every(([name, value]) => sent[name as keyof Transmission] === value)
    return { status: 200, body: { verification_status: genuine ? "SUCCESS" : "FAILURE" } }
  }

  private create({ url, event_types: types }: Fields): Answered {
    const named = typesOf(types)
    if (typeof url !== "string" || !URL.canParse(url) || url.length > 2048 || named.length === 0)
      return refused(400, "VALIDATION_ERROR", "Invalid data provided")
    if (this.webhooks.some((known) => known.url === url))
      return refused(400, "WEBHOOK_URL_ALREADY_EXISTS", "Webhook URL already exists")
    const webhook = { id: secretOf(this.setting, 17).toUpperCase(), url, types: named }
    this.webhooks.push(webhook)
    return { status: 201, body: written(webhook) }
  }
}

function patch(webhook: Webhook, body: string): Answered {
  const operations: unknown = JSON.parse(body)
  for (const { op, path, value } of listOf(operations).map(recordOf)) {
    if (op !== "replace" || path !== "/event_types") return refused(400, "VALIDATION_ERROR", "Invalid patch")
    webhook.types = typesOf(value)
  }
  return { status: 200, body: written(webhook) }
}

function typesOf(value: unknown): string[] {
  return listOf(value)
    .map((type) => recordOf(type).name)
    .filter((name) => typeof name === "string")
}

function written({ id, url, types }: Webhook): Fields {
  return { id, url, event_types: types.map((name) => ({ name, status: "ENABLED" })) }
}
