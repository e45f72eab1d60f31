import { env, exports } from "cloudflare:workers"
import type * as z from "zod"
import { findChannel } from "../../src/channels"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { normal } from "../../src/core/text/normal"
import { flowDocument } from "../../src/flow/flow"
import { findProvider } from "../../src/payments"
import { signStripe } from "../../src/payments/stripe/emulator"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"
import { createFlow, publishFlow } from "../../src/store/flows/flows"
import { saveConfiguration } from "../../src/store/settings/payments"

const WEBHOOK_SECRET = "whsec_stage_secret"

/** Adds a channel account. */
export async function addChannel(id: string, service: string, config: Record<string, unknown>): Promise<void> {
  const channel = findChannel(service)
  if (!channel) throw new Error(`there is no channel ${service}`)
  const fields = { id, service, title: "Shop", config }
  await accounts(database(env.DB), "channel", env.SECRETS_KEY).create(fields, channel.config, Date.now())
}

/** Adds a Stripe account and has every new order paid to it. */
export async function addStripe(
  id: string,
  settings: Partial<z.input<typeof paymentConfiguration>> = {},
): Promise<void> {
  const provider = findProvider("stripe")
  if (!provider) throw new Error("there is no Stripe")
  const config = { secretKey: "sk_test_stage12345", webhookSecret: WEBHOOK_SECRET }
  const fields = { id, service: "stripe", title: "Shop", config }
  await accounts(database(env.DB), "payment", env.SECRETS_KEY).create(fields, provider.config, Date.now())
  const defaults = { account: id, merchant: "Corner Shop", currency: "ZAR" as const }
  await saveConfiguration(database(env.DB), paymentConfiguration.parse({ ...defaults, ...settings }), Date.now())
}

/** Publishes a flow for one channel account. */
export async function publish(id: string, account: string, document: z.input<typeof flowDocument>): Promise<void> {
  const db = database(env.DB)
  const flow = flowDocument.parse(document)
  await createFlow(db, { id, document: flow, at: Date.now() })
  const keywords = [...flow.triggers.keywords.map(normal), ...(flow.triggers.anyMessage ? [""] : [])]
  const routes = keywords.map((keyword) => ({ account, keyword }))
  const published = await publishFlow(db, { flow: id, document: flow, note: "", routes, at: Date.now() })
  if (!published || !("version" in published)) throw new Error(`the flow ${id} was not published`)
}

/** Sends a signed callback of Stripe's. */
export async function callback(account: string, event: object): Promise<Response> {
  const body = JSON.stringify(event)
  const headers = { "stripe-signature": await signStripe(body, WEBHOOK_SECRET, Math.floor(Date.now() / 1000)) }
  return exports.default.fetch(`https://pay.test/callbacks/stripe/${account}`, { method: "POST", body, headers })
}
