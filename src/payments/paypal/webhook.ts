import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { listOf, recordOf } from "../../platform/reading"
import { illegible } from "../answer"
import { text } from "../callback"
import type { PayPalApi } from "./api"
import { paypalEventTypes } from "./news"

const WEBHOOKS = "/v1/notifications/webhooks"

/** What a callback says of its own transmission ("Verify webhook signature"). */
const TRANSMISSION = ["auth_algo", "cert_url", "transmission_id", "transmission_sig", "transmission_time"]

/** One value, as PayPal writes each of them: neither blanks nor commas, which would be several. */
const ONE = /^[!-+\--~]{1,500}$/

/** Only PayPal's own certificates: what another address leads to is nobody's proof. */
const CERTIFICATE = /^https:\/\/api(-m)?(\.sandbox)?\.paypal\.com\//

/**
 * Resolves when PayPal says that it wrote the callback to this webhook: the body goes along byte for byte, and has to be
 * known as one JSON object. Throws a Failure `unauthorised`, or `unproven` while the webhook is not known.
 */
export async function prove(
  api: PayPalApi,
  webhookId: string | undefined,
  { headers, body }: { headers: Headers; body: Uint8Array },
  outside: Outside,
): Promise<void> {
  if (webhookId === undefined)
    throw new Failure("unproven", "The account does not know its webhook's id: set PayPal's side up first.", "hold")
  const named: Record<string, string> = { webhook_id: webhookId }
  for (const name of TRANSMISSION) {
    const value = headers.get(`paypal-${name.replaceAll("_", "-")}`) ?? ""
    if (!ONE.test(value) || (name === "cert_url" && !CERTIFICATE.test(value))) throw forged()
    named[name] = value
  }
  const event = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body)
  const asked = `${JSON.stringify(named).slice(0, -1)},"webhook_event":${event}}`
  const path = "/v1/notifications/verify-webhook-signature"
  const { verification_status: status } = await api.ask(outside, { method: "POST", path, body: asked })
  if (status === "FAILURE") throw forged()
  if (status !== "SUCCESS") throw illegible(api.service)
}

/** The id of the account's webhook at PayPal, which is made where there is none for the address, and subscribed to all that is read. */
export async function arrangeWebhook(api: PayPalApi, url: string, outside: Outside): Promise<string> {
  const types = paypalEventTypes.map((name) => ({ name }))
  const { webhooks } = await api.ask(outside, { method: "GET", path: WEBHOOKS })
  const known = listOf(webhooks)
    .map(recordOf)
    .find((webhook) => webhook.url === url)
  const made = await api.ask(
    outside,
    known
      ? {
          method: "PATCH",
          path: `${WEBHOOKS}/${encodeURIComponent(text(known.id) ?? "")}`,
          body: [{ op: "replace", path: "/event_types", value: types }],
        }
      : { method: "POST", path: WEBHOOKS, body: { url, event_types: types } },
  )
  const id = text(made.id)
  if (id === null || !/^[A-Za-z0-9]{1,50}$/.test(id)) throw illegible(api.service)
  return id
}

/** Throws a Failure when the webhook is not there, or leads elsewhere. */
export async function checkWebhook(api: PayPalApi, id: string, url: string, outside: Outside): Promise<void> {
  const webhook = await api.ask(outside, { method: "GET", path: `${WEBHOOKS}/${id}` })
  if (webhook.url !== url)
    throw new Failure("webhook_elsewhere", "The webhook at PayPal leads to another address: set it up again.", "hold")
}

function forged(): Failure {
  return new Failure("unauthorised", "The callback is not PayPal's.", "stop")
}
