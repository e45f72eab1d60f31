import { fieldsOf, hexOf, hmac, secretOf } from "../../platform/emulator"
import { recordOf } from "../../platform/reading"
import type { EmulateChannel } from "../emulator"

/** The sandbox channel's phone: takes what the channel writes and shows it. */
export const emulateSandbox = ((setting, hear) => {
  const config = { secret: secretOf(setting) }
  let messages = 0
  const call = async (type: string, news: object) => {
    const body = JSON.stringify(news)
    const headers = {
      "content-type": "application/json",
      "x-sandbox-signature": await signSandbox(body, config.secret),
    }
    return [{ type, method: "POST" as const, url: setting.callTo(), headers, body }]
  }
  return {
    config,
    service({ at, method, path, headers, body }) {
      if (method !== "POST" || path !== "/messages") return null
      if (headers.authorization !== `Bearer ${config.secret}`) return { status: 401, body: { error: "wrong secret" } }
      const { contact, message, reference } = fieldsOf(body)
      const { text, link } = recordOf(message)
      const { phone } = recordOf(contact)
      if (typeof text !== "string" || typeof phone !== "string")
        return { status: 400, body: { error: "no text or phone" } }
      messages += 1
      const [id, url] = [`phone-${messages}`, recordOf(link).url]
      const said = { id, at, to: phone, text, link: typeof url === "string" ? url : null }
      hear(typeof reference === "string" ? { ...said, reference } : said)
      return { status: 201, body: { id } }
    },
    write(text, contact) {
      const message = { id: secretOf(setting, 16), contact, at: setting.now(), reply: { text } }
      return call("message", { messages: [message] })
    },
    report({ id, to, reference }, status) {
      return call(status, { statuses: [{ id, reference, contact: { phone: to }, at: setting.now(), status }] })
    },
  }
}) satisfies EmulateChannel

/** `X-Sandbox-Signature` over the raw body. */
export async function signSandbox(body: string | Uint8Array, secret: string): Promise<string> {
  return `sha256=${hexOf(await hmac("SHA-256", secret, body))}`
}
