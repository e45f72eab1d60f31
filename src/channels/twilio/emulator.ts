import { type Answered, type Asked, hmac, secretOf } from "../../platform/emulator"
import type { EmulateChannel, Said } from "../emulator"

/** Twilio's REST API as far as creating messages goes ("Message resource"), with its limits and its errors. */
export const emulateTwilio = ((setting, hear) => {
  const config = { accountSid: `AC${secretOf(setting)}`, authToken: secretOf(setting), from: "+27870000001" }
  let messages = 0
  const call = async (type: string, url: string, form: Record<string, string>) => {
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": await signTwilio(url, form, config.authToken),
    }
    return [{ type, method: "POST" as const, url, headers, body: new URLSearchParams(form).toString() }]
  }
  return {
    config,
    service(request) {
      if (request.path !== `/2010-04-01/Accounts/${config.accountSid}/Messages.json`) return null
      if (request.headers.authorization !== `Basic ${btoa(`${config.accountSid}:${config.authToken}`)}`)
        return refused(401, 20003, "Authenticate")
      const form = new URLSearchParams(request.body)
      const fault = faultOf(request, form, config.from)
      if (fault) return fault
      messages += 1
      const sid = `SM${String(messages).padStart(32, "0")}`
      hear(read(request.at, form, sid))
      const sent = { sid, status: "queued", to: form.get("To"), from: config.from, num_segments: "1", error_code: null }
      return { status: 201, body: sent }
    },
    write: (text, { phone }) => call("message", setting.callTo(), received(text, phone, config, secretOf(setting))),
    report({ id, to, reference }, status) {
      const form = { MessageSid: id, AccountSid: config.accountSid, From: config.from, To: to }
      const word = status === "failed" ? "undelivered" : status
      // Twilio calls the address that was given along with the message.
      return call(status, reference ?? setting.callTo(), { ...form, MessageStatus: word, ApiVersion: "2010-04-01" })
    },
  }
}) satisfies EmulateChannel

/** `X-Twilio-Signature` as Twilio writes it: the address and, for a form, every name and value in order. */
export async function signTwilio(
  url: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  token: string,
): Promise<string> {
  let data = url
  for (const name of Object.keys(params).sort()) {
    const values = [params[name] ?? ""].flat()
    for (const value of [...new Set(values)].sort()) data += name + value
  }
  return btoa(String.fromCharCode(...(await hmac("SHA-1", token, data))))
}

function received(text: string, phone: string, account: { accountSid: string; from: string }, id: string) {
  const sid = `SM${id}`
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: account.accountSid,
    From: phone,
    To: account.from,
    Body: text,
    NumMedia: "0",
    NumSegments: "1",
    SmsStatus: "received",
    ApiVersion: "2010-04-01",
  }
}

function faultOf({ method, headers }: Asked, form: URLSearchParams, from: string): Answered | null {
  const body = form.get("Body") ?? ""
  if (method !== "POST") return refused(405, 20004, "Method not allowed")
  if (headers["content-type"] !== "application/x-www-form-urlencoded")
    return refused(400, 20001, "The body must be a form")
  if (!/^\+[1-9]\d{6,14}$/.test(form.get("To") ?? "")) return refused(400, 21211, "The 'To' number is not valid.")
  if (form.get("From") !== from) return refused(400, 21606, "The 'From' number is not one of this account's.")
  if (body === "") return refused(400, 21602, "Message body is required.")
  if (body.length > 1600) return refused(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
  return null
}

function read(at: number, form: URLSearchParams, id: string): Said {
  const text = form.get("Body") ?? ""
  const said = { id, at, to: form.get("To") ?? "", text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? null }
  // What stands behind the # is Twilio's own to read, and no part of what it signs.
  const [reference] = form.get("StatusCallback")?.split("#") ?? []
  return reference === undefined ? said : { ...said, reference }
}

function refused(status: number, code: number, message: string): Answered {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}
