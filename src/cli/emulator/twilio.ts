import type { Answer, Received, Said, Service } from "./service"

/** Twilio's REST API as far as creating messages goes ("Message resource"), with its limits and its errors. */
export function twilioService(account: { accountSid: string; authToken: string; from: string }, said: Said[]): Service {
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64")
  return (request) => {
    if (request.path !== `/2010-04-01/Accounts/${account.accountSid}/Messages.json`) return null
    if (request.headers.authorization !== `Basic ${credentials}`) return refused(401, 20003, "Authenticate")
    const form = new URLSearchParams(request.body)
    const fault = faultOf(request, form, account.from)
    if (fault) return fault
    said.push(read(request.at, form))
    const sid = `SM${String(said.length).padStart(32, "0")}`
    return {
      status: 201,
      body: { sid, status: "queued", to: form.get("To"), from: form.get("From"), num_segments: "1", error_code: null },
    }
  }
}

function faultOf({ method, headers }: Received, form: URLSearchParams, from: string): Answer | null {
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

function read(at: number, form: URLSearchParams): Said {
  const text = form.get("Body") ?? ""
  return { at, to: form.get("To") ?? "", text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? null }
}

function refused(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}
