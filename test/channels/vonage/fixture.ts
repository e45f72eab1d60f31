import { createHash, createPrivateKey, createSign } from "node:crypto"
import type { Inbound, Told } from "../../../src/channels/channel"
import type { Wish } from "../../../src/channels/consent"
import { emulateVonage, signFields, signToken } from "../../../src/channels/vonage/emulator"
import type { Advice } from "../../../src/platform/failure"
import { answer, type ChannelFixture, NOW, rawRequest, type Webhook } from "../fixture"

const contact = { phone: "+27821110001" }
const apiKey = "abcd1234"
const applicationId = "aaaaaaaa-bbbb-4ccc-8ddd-000000000001"
const { privateKey } = emulateVonage(
  { base: "", callTo: () => "", now: () => NOW, random: () => 0 },
  () => undefined,
).config

/** As the guides write them ("Messages API: inbound message", "message status"). */
const received = {
  channel: "sms",
  message_uuid: "11111111-2222-4333-8444-555555555555",
  to: "27870000001",
  from: "27821110001",
  timestamp: "2026-11-20T00:00:00Z",
  message_type: "text",
  text: "PAY 100 & go = ok? Ünï 😀",
  sms: { num_messages: "1", keyword: "PAY" },
  usage: { currency: "EUR", price: "0.0050" },
  origin: { network_code: "65501" },
  context_status: "none",
}

const told = {
  message_uuid: "11111111-2222-4333-8444-000000000009",
  to: "27821110001",
  from: "27870000001",
  timestamp: "2026-11-20T00:00:00.000Z",
  status: "delivered",
  channel: "sms",
  client_ref: "7.c1.echo",
  usage: { currency: "EUR", price: "0.0333" },
  sms: { count_total: "2" },
}

/** As the guide writes it ("Inbound SMS"). */
const sms: Record<string, string> = {
  msisdn: "27821110001",
  to: "27870000001",
  messageId: "0A0000000123ABCD1",
  text: "a&b=c",
  type: "text",
  keyword: "A",
  "message-timestamp": "2026-11-20 00:00:00",
  timestamp: String(NOW / 1000),
  nonce: "n-1",
}

const AT = Date.parse(received.timestamp)

function json(item: object): Webhook {
  return { body: JSON.stringify(item) }
}

function form(fields: Record<string, string>): Webhook {
  return { body: new URLSearchParams(fields).toString(), contentType: "application/x-www-form-urlencoded" }
}

function message(text: string, consent?: Wish): Inbound[] {
  const id = "11111111-2222-4333-8444-555555555555"
  return [{ type: "message", id, contact, at: AT, reply: { text }, ...(consent && { consent }) }]
}

function heard(text: string, more: Partial<Extract<Inbound, { type: "message" }>> = {}): Inbound[] {
  return [{ type: "message", id: "0A0000000123ABCD1", contact, at: NOW, reply: { text }, ...more }]
}

function written(text: string, consent?: Wish) {
  return { title: `"${text}"`, webhook: json({ ...received, text }), inbound: message(text, consent) }
}

function receipt(status: "sent" | "delivered" | "failed", failure?: Told): Inbound[] {
  const id = "11111111-2222-4333-8444-000000000009"
  return [{ type: "receipt", message: id, echo: "7.c1.echo", contact, at: AT, status, ...(failure && { failure }) }]
}

function failed(status: string, code: number, detail: string, failure: Omit<Told, "reason">) {
  const error = { type: `https://developer.vonage.com/api-errors/messages#${code}`, title: code, detail }
  return {
    title: `${status}: ${code}`,
    webhook: json({ ...told, status, error }),
    inbound: receipt("failed", { ...failure, reason: `${code}: ${detail}` }),
  }
}

const isOfSms = ({ body, method, contentType }: Webhook) =>
  method === "GET" || contentType !== undefined || /^\{"msisdn"/.test(body)

/** The fields of a webhook of the SMS API, in whatever it comes. */
function fieldsIn({ body, query = "", method }: Webhook): Record<string, string> {
  if (method === "GET") return Object.fromEntries(new URLSearchParams(query.slice(1)))
  return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
}

async function signedSms(webhook: Webhook, secret: string): Promise<Webhook> {
  const fields = fieldsIn(webhook)
  const all = { ...fields, sig: await signFields(fields, secret) }
  if (webhook.method === "GET") return { ...webhook, query: `?${new URLSearchParams(all)}` }
  return webhook.contentType === undefined ? json(all) : form(all)
}

/** The token that an application makes, by another implementation. */
function tokenAt(at: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const seconds = at / 1000
  // Another id for each millisecond.
  const jti = createHash("sha256").update(`${applicationId}:${at}`).digest("hex").slice(0, 32)
  const claims = { application_id: applicationId, iat: seconds, exp: seconds + 900, jti }
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(createPrivateKey(privateKey), "base64url")}`
}

export const fixture: ChannelFixture = {
  config: {
    apiKey,
    signatureSecret: "vonage-signature-secret-demo-32bytes",
    previousSignatureSecret: "vonage-signature-secret-before-32byt",
    applicationId,
    privateKey,
    from: "+27870000001",
    longestText: "1530",
  },
  signedBy: "signatureSecret",
  sign: async (webhook, secret) => {
    if (isOfSms(webhook)) return rawRequest("vonage", await signedSms(webhook, secret), {})
    const claims = { iat: NOW / 1000, jti: "jti-1", api_key: apiKey, application_id: applicationId }
    return rawRequest("vonage", webhook, { authorization: await signToken(webhook.body, claims, secret) })
  },
  meaning: (body) => {
    const webhook = /[?&]?\w+=/.test(body) && !body.startsWith("{") ? form({}) : json({})
    try {
      const { sig = "", ...fields } = fieldsIn({ ...webhook, body })
      if (typeof sig !== "string" || sig === "") return body
      const signed = Object.keys(fields).sort()
      return [sig.toLowerCase(), ...signed.map((name) => `${name}=${String(fields[name]).replace(/[&=]/g, "_")}`)].join(
        "&",
      )
    } catch {
      return body
    }
  },
  readings: [
    written("PAY 100 & go = ok? Ünï 😀"),
    written("STOP", "stop"),
    written("please stop texting me", "stop"),
    written("start", "start"),
    written("help", "help"),
    // An answer to a flow, not a wish: no carrier takes it here.
    written("cancel"),
    { title: "a message by the SMS API, in a form", webhook: form(sms), inbound: heard("a&b=c") },
    {
      title: "a message by the SMS API, in a query",
      webhook: { body: "", method: "GET", query: `?${new URLSearchParams({ ...sms, text: "Hi" })}` },
      inbound: heard("Hi"),
    },
    {
      title: "a message by the SMS API, as an object",
      webhook: json({ ...sms, text: "STOP" }),
      inbound: heard("STOP", { consent: "stop" }),
    },
    {
      title: "the second of three parts, which is no wish whatever it says",
      webhook: form({
        ...sms,
        text: "stop",
        ...{ concat: "true", "concat-ref": "85", "concat-total": "3", "concat-part": "2" },
      }),
      inbound: heard("stop", { part: { set: "85", index: 2, count: 3 } }),
    },
    {
      title: "a part of nothing that could be, as a message of its own",
      webhook: form({
        ...sms,
        text: "Hi",
        concat: "true",
        "concat-ref": "85",
        "concat-total": "1",
        "concat-part": "2",
      }),
      inbound: heard("Hi"),
    },
    { title: "a delivery", webhook: json(told), inbound: receipt("delivered") },
    { title: "a submission", webhook: json({ ...told, status: "submitted" }), inbound: receipt("sent") },
    failed("undeliverable", 1260, "Destination unreachable", {
      code: "undeliverable",
      advice: "switch",
      to: "channel",
    }),
    failed("rejected", 1210, "Anti-Spam Rejection", { code: "content_refused", advice: "stop" }),
    failed("rejected", 1070, "Partner quota exceeded", { code: "limited", advice: "hold" }),
    failed("undeliverable", 1180, "Absent Subscriber Temporary", {
      ...{ code: "unreachable", advice: "again", retryAfterSeconds: 300, repeats: 1 },
    }),
    failed("undeliverable", 1330, "Unknown", { code: "unclear", advice: "again", retryAfterSeconds: 60, repeats: 2 }),
    {
      title: "a failure nobody explained",
      webhook: json({ ...told, status: "rejected" }),
      inbound: receipt("failed", {
        ...{ code: "unclear", reason: "Vonage says rejected", advice: "again", retryAfterSeconds: 60, repeats: 2 },
      }),
    },
  ],
  batch: null,
  notUnderstood: [
    json({}),
    json({ ...received, channel: "whatsapp" }),
    json({ ...received, message_type: "image", text: undefined, image: { url: "https://x" } }),
    json({ ...received, to: "27870000002" }),
    json({ ...received, from: "" }),
    json({ ...received, message_uuid: null }),
    json({ ...told, status: "read" }),
    json({ ...told, status: "constructor" }),
    json({ ...told, to: "shop" }),
    { body: "[]" },
    form({ ...sms, status: "delivered" }),
    form({ ...sms, type: "binary", data: "00" }),
    form({ ...sms, to: "27870000002" }),
    form({ ...sms, msisdn: "" }),
  ],
  malformed: { body: '{"channel":"sm' },
  hosts: ["api.nexmo.com"],
  answer: () => answer(202, { message_uuid: "11111111-2222-4333-8444-000000000001" }),
  sendings: [
    {
      title: "a text",
      message: {
        type: "free",
        contact,
        message: { text: "Pay R100 & go: https://pay.test/p/abc" },
        echo: "7.c1.x_y-z",
      },
      requests: [
        {
          method: "POST",
          url: "https://api.nexmo.com/v1/messages",
          headers: {
            authorization: `Bearer ${tokenAt(NOW)}`,
            "content-type": "application/json",
          },
          body: '{"message_type":"text","channel":"sms","to":"27821110001","from":"27870000001","text":"Pay R100 & go: https://pay.test/p/abc","client_ref":"7.c1.x_y-z","sms":{"encoding_type":"auto"}}',
        },
      ],
    },
  ],
  sent: { id: "11111111-2222-4333-8444-000000000001" },
  holder: null,
  refusals: [
    ...["1000", "1241"].map((code) => refusal(code, 429, "rate_limited", "again")),
    ...["1030", "1100", "1230"].map((code) => refusal(code, 500, "unavailable", "again")),
    ...["1180", "1220"].map((code) => ({
      ...refusal(code, 422, "unreachable", "again"),
      ...{ retryAfterSeconds: 300, repeats: 1 },
    })),
    ...["1110", "unauthorized", "invalid-api-key", "invalid-signature", "jwt-expired", "jwt-revoked"].map((code) =>
      refusal(code, 401, "unauthorised", "hold"),
    ),
    ...["1060", "account-suspended"].map((code) => refusal(code, 403, "suspended", "hold")),
    ...["1070", "1160", "low-balance"].map((code) => refusal(code, 402, "limited", "hold")),
    ...["1080", "1120", "1140", "forbidden", "unprovisioned"].map((code) => refusal(code, 403, "unregistered", "hold")),
    refusal("1240", 422, "opted_out", "stop"),
    ...["1050", "1280"].map((code) => refusal(code, 422, "recipient_refused", "stop")),
    ...["1040", "1170", "1190", "1200", "1250", "1260", "1290", "1300", "1310"].map((code) => ({
      ...refusal(code, 422, "undeliverable", "switch"),
      to: "channel" as const,
    })),
    ...["1210", "1270"].map((code) => refusal(code, 422, "content_refused", "stop")),
    ...["1010", "1020", "1021", "1022", "1090", "1130", "1150", "invalid-params"].map((code) =>
      refusal(code, 422, "bad_request", "stop"),
    ),
    refusal("9999", 422, "unclear", "again"),
  ],
  error: (text) =>
    answer(401, { type: "https://developer.vonage.com/api-errors#unauthorized", title: text, detail: text }),
  exceptions: [
    { case: "batch", why: "Each webhook of Vonage's is one message, one part of one, or one status." },
    { case: "meaning", why: "The SMS API signs its fields in order, with the signs & and = in them as one sign." },
    { case: "same", why: "The application's token says when it was made; all else is the same." },
  ],
}

function refusal(code: string, status: number, word: string, advice: Advice) {
  const page = /^\d/.test(code) ? "api-errors/messages" : "api-errors"
  const body = { type: `https://developer.vonage.com/${page}#${code}`, title: "Refused", detail: "d", instance: "i" }
  return { title: code, response: answer(status, body), code: word, advice }
}
