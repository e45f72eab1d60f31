import * as z from "zod"
import { Failure } from "../../platform/failure"
import type { Acknowledgement } from "../../platform/outside"
import type { RawRequest } from "../../platform/request"
import { equal, fromHex, isSigned } from "../../platform/signature"
import { type Capabilities, defineChannel } from "../channel"
import { readWhatsapp } from "./inbound"
import { checkRequest, holderIn, whatsappLimits, whatsappRequest, whatsappSent } from "./outbound"

const secret = (title: string) => z.string().trim().regex(/^\S+$/).meta({ title, secret: true })

const capabilities = {
  ...whatsappLimits,
  windowHours: 24,
  inbound: true,
  receipts: ["sent", "delivered", "read", "failed"],
  echoes: true,
  repeat: { gives: "another" },
  consent: { keeper: "us", claimed: [] },
  aliases: true,
} satisfies Capabilities

/** WhatsApp through Meta's Cloud API. */
export const whatsapp = defineChannel({
  name: "whatsapp",
  title: "WhatsApp",
  kind: "whatsapp",
  config: z.object({
    phoneNumberId: z
      .string()
      .trim()
      .regex(/^\d{5,20}$/)
      .meta({
        title: "Phone number ID",
        description: "From the app's WhatsApp settings; not the phone number itself.",
      }),
    accessToken: secret("Access token of a system user"),
    appSecret: secret("App secret"),
    previousAppSecret: z
      .string()
      .trim()
      .optional()
      .meta({ title: "Previous app secret", description: "Still accepted while the secret changes.", secret: true }),
    verifyToken: secret("Verify token"),
    graphVersion: z
      .string()
      .regex(/^v\d{1,3}\.\d$/)
      .default("v26.0")
      .meta({ title: "Graph API version" }),
    fallbackTemplate: z
      .string()
      .trim()
      .regex(/^[a-z0-9_]{0,512}$/)
      .optional()
      .meta({
        title: "Fallback template",
        description:
          "Sent when the 24-hour window is closed: an approved template with words before and after its one variable {{1}}, the text.",
      }),
    fallbackLanguage: z
      .string()
      .regex(/^[a-z]{2,3}([_-][A-Z]{2,3})?$/)
      .default("en")
      .meta({ title: "Language of the fallback template" }),
    country: z
      .string()
      .regex(/^([A-Z]{2})?$/)
      .optional()
      .meta({ title: "Country", description: "Two letters; how phone numbers in shared contacts are read." }),
  }),
  capabilities,
  // Meta sends again on anything but 200.
  webhooks: { methods: ["GET", "POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    number: {
      title: "Find the number and the secrets",
      text: "In Meta's app dashboard add the product WhatsApp. Under API Setup read the phone number ID; under App settings > Basic the app secret.",
    },
    token: {
      title: "Make a token that does not expire",
      text: "Under Business settings > System users make a system user with the permission whatsapp_business_messaging and generate its token. Think of any verify token.",
    },
    webhook: {
      title: "Tell Meta where messages go",
      text: "Under WhatsApp > Configuration set the callback URL {webhookUrl} with your verify token, and subscribe to the field messages.",
    },
    template: {
      title: "Have a fallback template approved",
      text: "24 hours after a customer's last message only an approved template may be sent. Meta refuses a variable that stands first or last, so have one approved such as: Here is a message from Rose Bakery: {{1}} Reply here to go on. Its own words may take 200 characters; the variable is numbered and the only one. Name it here, with its language.",
    },
  },
  pretend: false,
  connect(config, setting) {
    const appSecrets = [config.appSecret, config.previousAppSecret ?? ""].filter((key) => key !== "")
    const own = { phoneNumberId: config.phoneNumberId, ...(config.country && { country: config.country }) }
    const secrets = [config.accessToken, ...appSecrets, config.verifyToken]
    const base = setting.apiBase ?? "https://graph.facebook.com"
    return {
      capabilities: config.fallbackTemplate ? capabilities : { ...capabilities, templates: null },
      async receive(request, { at }) {
        if (request.method === "GET")
          return { inbound: [], ignored: [], answer: await handshake(request, config.verifyToken) }
        await verify(request, appSecrets)
        return readWhatsapp(request.body, own, at)
      },
      async send(message, outside) {
        return { id: whatsappSent(await outside.ask(whatsappRequest(message, config, base)), secrets) }
      },
      async check(outside) {
        return { holder: holderIn(await outside.ask(checkRequest(config, base)), secrets) }
      },
    }
  },
})

/** Meta signs the raw bytes and no time ("Webhooks: validating payloads"): a replay is known by its ids. */
async function verify(request: RawRequest, appSecrets: readonly string[]): Promise<void> {
  const digits = /^sha256=([0-9a-f]{64})$/.exec(request.headers.get("x-hub-signature-256") ?? "")?.[1]
  const signature = digits === undefined ? null : fromHex(digits)
  if (signature) {
    for (const key of appSecrets) if (await isSigned("SHA-256", key, request.body, signature)) return
  }
  throw new Failure("unauthorised", "The webhook is not signed with this account's app secret.", "stop")
}

/** The answer to Meta's set-up handshake ("Webhooks: verification requests"), which comes by GET. */
async function handshake(request: RawRequest, verifyToken: string): Promise<Acknowledgement> {
  const { searchParams } = new URL(request.url)
  const [mode, token, challenge] = ["hub.mode", "hub.verify_token", "hub.challenge"].map((name) => {
    const values = searchParams.getAll(name)
    return values.length === 1 ? (values[0] ?? "") : ""
  })
  if (mode !== "subscribe" || !token || !challenge || !(await equal(token, verifyToken)))
    throw new Failure("unauthorised", "This is not the set-up handshake with this account's verify token.", "stop")
  return { status: 200, body: challenge, headers: { "content-type": "text/plain; charset=utf-8" } }
}
