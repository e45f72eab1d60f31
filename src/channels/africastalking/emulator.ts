import { type Answered, secretOf } from "../../platform/emulator"
import type { EmulateChannel } from "../emulator"

/** Africa's Talking's SMS API as far as bulk sending goes: a 201 that may hold a refusal, and callbacks that nobody signs. */
export const emulateAfricasTalking = ((setting, hear) => {
  const config = { username: "shop", apiKey: `atsk_${secretOf(setting)}`, from: "40404" }
  let messages = 0
  const call = (type: string, form: Record<string, string>) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    return { type, method: "POST" as const, url: setting.callTo(), headers, body: new URLSearchParams(form).toString() }
  }
  return {
    config,
    service({ at, method, path, query, headers, body }) {
      const isSending = method === "POST" && path === "/version1/messaging"
      if (!isSending && path !== "/version1/user") return null
      if (headers.apikey !== config.apiKey) return { status: 401, body: "The supplied authentication is invalid" }
      if (!isSending)
        return query.get("username") === config.username
          ? { status: 200, body: { UserData: { balance: "KES 1785.50" } } }
          : { status: 404, body: "The supplied username is not known" }
      const form = new URLSearchParams(body)
      const [to, text] = [form.get("to") ?? "", form.get("message") ?? ""]
      if (form.get("username") !== config.username)
        return { status: 401, body: "The supplied authentication is invalid" }
      if (form.get("from") !== config.from) return answered("InvalidSenderId", [])
      if (text === "") return { status: 400, body: "Must have message in your request" }
      if (!/^\+[1-9]\d{6,14}$/.test(to)) return answered("Sent to 0/1", [recipient(403, "InvalidPhoneNumber", to)])
      messages += 1
      const id = `ATXid_${String(messages).padStart(8, "0")}`
      hear({ id, at, to, text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? null })
      return answered("Sent to 1/1 Total Cost: KES 0.8000", [recipient(101, "Success", to, id)])
    },
    async write(text, { phone }) {
      const date = `${new Date(setting.now()).toISOString().slice(0, 19)}Z`
      const id = secretOf(setting, 20)
      return [call("message", { date, from: phone, id, text, to: config.from, networkCode: "63902" })]
    },
    async report({ id, to }, status) {
      // SMS tells of no reading.
      if (status === "read") return []
      const word = { sent: "Sent", delivered: "Success", failed: "Failed" }[status]
      const why = status === "failed" ? { failureReason: "UserDoesNotExist" } : {}
      return [call(status, { id, status: word, phoneNumber: to, networkCode: "63902", ...why })]
    },
  }
}) satisfies EmulateChannel

function answered(message: string, recipients: readonly object[]): Answered {
  return { status: 201, body: { SMSMessageData: { Message: message, Recipients: recipients } } }
}

function recipient(statusCode: number, status: string, number: string, messageId = "None"): object {
  return { statusCode, number, status, cost: messageId === "None" ? "0" : "KES 0.8000", messageId, messageParts: 1 }
}
