import { type Answered, type Asked, fieldsOf, hexOf, hmac, secretOf } from "../../platform/emulator"
import { recordOf } from "../../platform/reading"
import type { EmulateChannel, Said } from "../emulator"

/** The one template that is approved: with words before and after its variable, as Meta's review demands. */
export const approvedTemplate = {
  name: "shop_message",
  language: "en",
  body: "Here is a message from the shop: {{1}} Reply here to go on.",
}

/** Meta's Graph API as far as sending messages goes ("Cloud API: messages"), with its limits and its errors. */
export const emulateWhatsapp = ((setting, hear) => {
  const config = {
    phoneNumberId: "106540352242922",
    accessToken: `EAA${secretOf(setting)}`,
    appSecret: secretOf(setting),
    verifyToken: secretOf(setting),
  }
  let messages = 0
  const call = async (type: string, news: object) => {
    const body = webhook(config.phoneNumberId, news)
    const signature = await signMeta(body, config.appSecret)
    const headers = { "content-type": "application/json", "x-hub-signature-256": signature }
    return [{ type, method: "POST" as const, url: setting.callTo(), headers, body }]
  }
  const seconds = () => String(Math.floor(setting.now() / 1000))
  return {
    config,
    service(request) {
      if (!new RegExp(`^/v\\d+\\.\\d/${config.phoneNumberId}/messages$`).test(request.path)) return null
      if (request.headers.authorization !== `Bearer ${config.accessToken}`)
        return refused(401, 190, "Invalid OAuth access token.")
      const fault = faultOf(request)
      if (fault !== null) return refused(400, Number(/^\(#(132\d+)\)/.exec(fault)?.[1] ?? 100), fault)
      messages += 1
      const said = read(request, `wamid.OUT${messages}`)
      hear(said)
      return { status: 200, body: accepted(said) }
    },
    write(text, { phone, name }) {
      const from = phone.slice(1)
      const message = {
        from,
        id: `wamid.${secretOf(setting, 16)}`,
        timestamp: seconds(),
        type: "text",
        text: { body: text },
      }
      return call("message", { contacts: [{ profile: { name }, wa_id: from }], messages: [message] })
    },
    report({ id, to, reference }, status) {
      const about = { id, status, timestamp: seconds(), recipient_id: to.slice(1) }
      return call(status, { statuses: [{ ...about, biz_opaque_callback_data: reference }] })
    },
  }
}) satisfies EmulateChannel

/** `X-Hub-Signature-256` as Meta writes it over the raw body. */
export async function signMeta(body: string | Uint8Array, secret: string): Promise<string> {
  return `sha256=${hexOf(await hmac("SHA-256", secret, body))}`
}

/** A webhook of Meta's as it is written ("Webhooks: messages"). */
export function webhook(phoneNumberId: string, news: object): string {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "27870000001", phone_number_id: phoneNumberId },
    ...news,
  }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "215589313241560", changes: [{ value, field: "messages" }] }],
  })
}

function accepted({ id, to }: Said): object {
  return { messaging_product: "whatsapp", contacts: [{ input: to, wa_id: to.slice(1) }], messages: [{ id }] }
}

function faultOf({ method, body, headers }: Asked): string | null {
  const fields = fieldsOf(body)
  if (method !== "POST") return "Unsupported request"
  if (!headers["content-type"]?.startsWith("application/json")) return "The body must be JSON"
  if (fields.messaging_product !== "whatsapp") return "(#100) The parameter messaging_product is required."
  if (!/^\+\d{8,15}$/.test(String(fields.to))) return "(#100) The parameter to is required."
  if (String(fields.biz_opaque_callback_data ?? "").length > 512) return "(#100) biz_opaque_callback_data is too long"
  if (fields.type === "text") return lengthFault("text['body']", recordOf(fields.text).body, 4096)
  if (fields.type === "template") return templateFault(recordOf(fields.template))
  if (fields.type !== "interactive") return `(#100) Param type must not be ${String(fields.type)}`
  return interactiveFault(recordOf(fields.interactive))
}

function interactiveFault(interactive: Record<string, unknown>): string | null {
  const action = recordOf(interactive.action)
  const text = recordOf(interactive.body).text
  switch (interactive.type) {
    case "button": {
      const buttons = Array.isArray(action.buttons)
        ? action.buttons.map((button) => recordOf(recordOf(button).reply))
        : []
      const titles = new Set(buttons.map(({ title }) => title))
      if (buttons.length < 1 || buttons.length > 3 || titles.size !== buttons.length)
        return "(#131009) Parameter value is not valid: 1 to 3 buttons, each with its own title"
      return (
        lengthFault("body['text']", text, 1024) ??
        buttons.map(({ title }) => lengthFault("title", title, 20)).find((fault) => fault !== null) ??
        null
      )
    }
    case "list":
      return lengthFault("body['text']", text, 4096) ?? lengthFault("button", action.button, 20)
    case "cta_url": {
      const { display_text, url } = recordOf(action.parameters)
      if (!/^https?:\/\//.test(String(url))) return "(#131009) Parameter value is not valid: url"
      return lengthFault("body['text']", text, 1024) ?? lengthFault("display_text", display_text, 20)
    }
    default:
      return "(#131009) Parameter value is not valid: interactive['type']"
  }
}

/** "Error codes": 132000 for the number of values, 132001 for the name, 132005 for the length, 132012 for a value's form. */
function templateFault(template: Record<string, unknown>): string | null {
  const { name, language, body } = approvedTemplate
  if (template.name !== name || recordOf(template.language).code !== language)
    return "(#132001) Template name does not exist in the translation"
  const values = valuesOf(template)
  if (values.length !== 1) return "(#132000) Number of parameters does not match the expected number of params"
  const [value = ""] = values
  if (value === "" || /[\n\t]| {5}/.test(value))
    return "(#132012) Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
  return body.length - "{{1}}".length + value.length > 1024 ? "(#132005) Translated text too long" : null
}

function valuesOf(template: Record<string, unknown>): string[] {
  const components = Array.isArray(template.components) ? template.components.map(recordOf) : []
  const { parameters } = components.find(({ type }) => type === "body") ?? {}
  return Array.isArray(parameters) ? parameters.map((parameter) => String(recordOf(parameter).text ?? "")) : []
}

function lengthFault(name: string, value: unknown, most: number): string | null {
  if (typeof value !== "string" || value === "") return `(#100) The parameter ${name} is required.`
  return value.length > most ? `(#100) Param ${name} must be at most ${most} characters long.` : null
}

function read({ at, body }: Asked, id: string): Said {
  const { to, text, interactive, template, biz_opaque_callback_data: reference } = fieldsOf(body)
  const shown = recordOf(interactive)
  const filled = approvedTemplate.body.replace("{{1}}", () => valuesOf(recordOf(template))[0] ?? "")
  const words = recordOf(text).body ?? recordOf(shown.body).text ?? filled
  const url = recordOf(recordOf(shown.action).parameters).url
  const said = { id, at, to: String(to), text: String(words), link: typeof url === "string" ? url : null }
  return typeof reference === "string" ? { ...said, reference } : said
}

function refused(status: number, code: number, message: string): Answered {
  return { status, body: { error: { message, type: "OAuthException", code, fbtrace_id: "AbCdEf" } } }
}
