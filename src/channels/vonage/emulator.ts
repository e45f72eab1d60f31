import { type Answered, type Asked, fieldsOf, hexOf, hmac, secretOf } from "../../platform/emulator"
import { toBase64Url } from "../../platform/encoding"
import { fromBase64, sha256Hex } from "../../platform/signature"
import type { EmulateChannel } from "../emulator"

/** Characters of a text that comes in parts: one SMS holds 160, and 153 where it is one of several. */
const ONE = 160
const EACH = 153

/** Vonage's Messages API as far as sending SMS goes, and both ways in which it tells of messages. */
export const emulateVonage = ((setting, hear) => {
  const config = {
    apiKey: secretOf(setting, 8),
    signatureSecret: secretOf(setting),
    applicationId: "aaaaaaaa-bbbb-4ccc-8ddd-000000000001",
    privateKey: PRIVATE_KEY,
    from: "+27870000001",
  }
  const own = config.from.slice(1)
  let messages = 0
  const call = async (type: string, item: object) => {
    const body = JSON.stringify(item)
    const claims = { iat: Math.floor(setting.now() / 1000), jti: secretOf(setting), api_key: config.apiKey }
    const headers = {
      "content-type": "application/json",
      authorization: await signToken(body, claims, config.signatureSecret),
    }
    return { type, method: "POST" as const, url: setting.callTo(), headers, body }
  }
  const sms = async (fields: Record<string, string>) => {
    const signed = { ...fields, sig: await signFields(fields, config.signatureSecret) }
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    const body = new URLSearchParams(signed).toString()
    return { type: "message", method: "POST" as const, url: setting.callTo(), headers, body }
  }
  return {
    config,
    async service(request) {
      if (request.method !== "POST" || request.path !== "/v1/messages") return null
      if (!(await isFromApplication(request.headers.authorization ?? "", config.applicationId, request.at)))
        return problem(401, "unauthorized", "You did not provide correct credentials.")
      const { to, text, client_ref: reference } = fieldsOf(request.body)
      const fault = faultOf(request, own)
      if (fault || typeof to !== "string" || typeof text !== "string") return fault
      messages += 1
      const id = `aaaaaaaa-bbbb-4ccc-8ddd-${String(messages).padStart(12, "0")}`
      const said = { id, at: request.at, to: `+${to}`, text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? null }
      hear(typeof reference === "string" ? { ...said, reference } : said)
      return { status: 202, body: { message_uuid: id } }
    },
    async write(text, { phone }) {
      const timestamp = String(Math.floor(setting.now() / 1000))
      const id = secretOf(setting, 12)
      const message = { channel: "sms", message_type: "text", message_uuid: id, to: own, from: phone.slice(1), text }
      if (text.length <= ONE)
        return [await call("message", { ...message, timestamp: new Date(setting.now()).toISOString() })]
      const parts = text.match(new RegExp(`[\\s\\S]{1,${EACH}}`, "g")) ?? []
      const concat = { concat: "true", "concat-ref": id.slice(0, 2), "concat-total": String(parts.length) }
      const calls = parts.map((part, index) =>
        sms({
          ...{ type: "text", msisdn: phone.slice(1), to: own, messageId: `${id}-${index + 1}`, text: part, timestamp },
          ...concat,
          "concat-part": String(index + 1),
        }),
      )
      // Parts overtake each other.
      return (await Promise.all(calls)).reverse()
    },
    async report({ id, to, reference }, status) {
      // SMS tells of no reading.
      if (status === "read") return []
      const word = status === "sent" ? "submitted" : status === "failed" ? "undeliverable" : status
      const error = { type: "https://developer.vonage.com/api-errors/messages#1260", title: 1260 }
      const item = {
        ...{ channel: "sms", message_uuid: id, to: to.slice(1), from: own, status: word, client_ref: reference },
        ...{ timestamp: new Date(setting.now()).toISOString(), usage: { currency: "EUR", price: "0.0333" } },
        ...(status === "failed" && { error }),
      }
      return [await call(status, item)]
    },
  }
}) satisfies EmulateChannel

/** `Authorization` of a webhook of the Messages API ("Signed Webhooks"). */
export async function signToken(body: string, claims: object, secret: string): Promise<string> {
  const encoder = new TextEncoder()
  const part = (value: object) => toBase64Url(encoder.encode(JSON.stringify(value)))
  const said = { ...claims, iss: "Vonage", payload_hash: await sha256Hex(body) }
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(said)}`
  return `Bearer ${signed}.${toBase64Url(await hmac("SHA-256", secret, signed))}`
}

/** `sig` of a webhook of the SMS API ("Signing Messages"). */
export async function signFields(fields: Readonly<Record<string, string>>, secret: string): Promise<string> {
  const names = Object.keys(fields).sort()
  const signed = names.map((name) => `&${name}=${(fields[name] ?? "").replace(/[&=]/g, "_")}`).join("")
  return hexOf(await hmac("SHA-256", secret, signed))
}

async function isFromApplication(authorization: string, applicationId: string, at: number): Promise<boolean> {
  const [, head = "", claims = "", signature = ""] = /^Bearer (\S+?)\.(\S+?)\.(\S+)$/.exec(authorization) ?? []
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("spki", bytesOf(PUBLIC_KEY), rsa, false, ["verify"])
  const signed = new TextEncoder().encode(`${head}.${claims}`)
  const isOwn = await crypto.subtle.verify(rsa.name, key, bytesOf(standard(signature)), signed)
  if (!isOwn) return false
  const said = fieldsOf(new TextDecoder().decode(bytesOf(standard(claims))))
  return said.application_id === applicationId && Number(said.exp) * 1000 > at
}

function faultOf({ body }: Asked, own: string): Answered | null {
  const { message_type: type, channel, to, from, text } = fieldsOf(body)
  if (type !== "text" || channel !== "sms") return problem(422, "1020", "Invalid params")
  if (from !== own) return problem(422, "1120", "Illegal Sender Address")
  if (!/^[1-9]\d{6,14}$/.test(String(to))) return problem(422, "1170", "Invalid or Missing Msisdn Param")
  if (typeof text !== "string" || text === "") return problem(422, "1010", "Missing params")
  return text.length > 1530 ? problem(422, "1090", "Message too long") : null
}

function problem(status: number, code: string, title: string): Answered {
  return { status, body: { type: `https://developer.vonage.com/api-errors#${code}`, title, detail: title } }
}

function standard(text: string): string {
  const base = text.replaceAll("-", "+").replaceAll("_", "/")
  return base.padEnd(Math.ceil(base.length / 4) * 4, "=")
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(fromBase64(base64) ?? [])
}

/** The key of the emulated application and of no other: it was made for this file. */
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----\n${[
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC0/lFq82iEJO0u/1Cr3vxLR/7ILon7ceq4VQsW3J5JjbSW1gK9",
  "PGZTVJxiYJ3h95SKzm59fZdbAyTzqIRgZ/ZdweXI80NNR9MxboF6e/RVP+CBKCAn37FSAhKx4JakMAaQ2nsMZ08XiQ2v4M35h4cQ",
  "BAka5iYcP+PZeq4t5dMo3awTp7EF6jS98q/78MpVcv0xg4ItrKZhZiJYXfgN7OYIZevHNKGYbD1WeV4W7pjEEoYb636WnnObsl9G",
  "wHTYbAGbLzd5zO/kofkEiUHAUL2X3kmBVsTpjGe5980D+hKtq4ab/LjcxHbuJgrzGOVh+qfg2loQaBZICoSceJqYaN1hAgMBAAEC",
  "ggEAE9t4Js4ESEU94YNhAC5Ti1XfiepzOItXx3gLIqu7URITP15FCCqFhnx4uOFlSQqu+SirXijGj5VxeysgtOwLD1/L3Gd2GZc5",
  "AEohugS5+pVqxfjXSFCmRXtVPj9H/8UGH2PdDrAR8SDYB9UX/BnGs3bh4dng0gYfczeevwnhSDET9RCDoiaqlzDQYZ8cydhT29tB",
  "bfpbUsm7h3Hwq2afKzUVfCOfTT/r8kNMfO/nhLJUx2nQTdWnlJfbxZU7F/brapHzfiFLj2ZQclT7BlSFOGblOY6c+edZKUmWbdtR",
  "4lk3sfTuUpRx7axW41QsQBbfn6cuVolCWgONB/WXqyihbQKBgQD/zqS/kDulDWL8PKqcE3EyrtFNfFKG84yBHglvom9ts4NGUVYF",
  "cELxW3R4XO+2cwNgFq6dHUymWN4gNSZJM29HdUp+O72DfW2mH7W0s1DmMRUgJmjsiRli+F5kyi5OLkEFVTlIJlcOROwzZMW6IHPH",
  "YN+gnaZoLPmW2RgUb1cAPQKBgQC1IT1YGXdieBaX5f5Tm5KzNdCJ+SnecnMtdLQkigccmsQ73pggIr3YtzZAyJ+sGO9om82H+DsL",
  "jMfBFj+Y3Gm0o4Id4eqVpu5C1NM3xMjQYaVUqzrxqeo+kCMCC4CQV1KT5BeNmsxYkqTEUKXoyIXmL8nyk2ADmTRxIb/Urztf9QKB",
  "gQDUaS+uDcMpK7N9BZcZoJ9HWZhcwhX5DzUlZd6p/vSN4Bjqg9FtFKnRpoJRC8LU+i3cVRlLRzAFlRdlIR0YfYgyivd/WHXmQHmT",
  "DxOf56IOcsU6/An2F2WoI9ql0KigrJG7Lugwu/1f0OVdS5lQE3BwJ0WqJh4utOHPW5c+KLHSdQKBgC3PRVOFxVLrKlOqgIMmwph+",
  "kMqEcNlousaRUIo5Ook6f0zhBDqEbt1joN4Ln46IE+yyEu5DkrNeHJsyBE2l2TotbFggbhMBUBso9m6RX3SMbaMXV2YNYkgGbkQz",
  "IoXe/+yVcHuI3gu8st1PxFY2eN750Sp/qXXfhoriTUD+PJcNAoGAauggE6DWsckCF0I+LaFb5gbKbelbTFqHsbIRgClMUwYh8yoh",
  "67yO/owakhOA4KXf1WN8N6HsSmjnisOdq5NiCPZJ3kFrTrdO1nua5Av2Ri3nlW5SOofl4Gsk71qb+UHsd1ixVOjALduMcZggbYEY",
  "MJUKl7/eck/4rodAPp4mOlw=",
].join("\n")}\n-----END PRIVATE KEY-----`

const PUBLIC_KEY = [
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtP5RavNohCTtLv9Qq978S0f+yC6J+3HquFULFtyeSY20ltYCvTxmU1Sc",
  "YmCd4feUis5ufX2XWwMk86iEYGf2XcHlyPNDTUfTMW6Benv0VT/ggSggJ9+xUgISseCWpDAGkNp7DGdPF4kNr+DN+YeHEAQJGuYm",
  "HD/j2XquLeXTKN2sE6exBeo0vfKv+/DKVXL9MYOCLaymYWYiWF34DezmCGXrxzShmGw9VnleFu6YxBKGG+t+lp5zm7JfRsB02GwB",
  "my83eczv5KH5BIlBwFC9l95JgVbE6YxnuffNA/oSrauGm/y43MR27iYK8xjlYfqn4NpaEGgWSAqEnHiamGjdYQIDAQAB",
].join("")
