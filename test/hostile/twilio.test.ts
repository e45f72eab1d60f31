import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { signTwilio } from "../../src/channels/twilio/emulator"
import { conversationName } from "../../src/platform/identity"
import { addChannel, publish } from "../support/deployment"
import { shop } from "../support/flows"
import { ask, harmless, plantedStage, stored, watch } from "./attack"

watch()

const SID = `AC${"0".repeat(32)}`
const TOKEN = "twilio-token"
const FROM = "+27821110001"

async function phone() {
  const play = await plantedStage(shop())
  const account = `tw-${play.account}`
  await addChannel(account, "twilio", { accountSid: SID, authToken: TOKEN, from: "+27870000009" })
  await publish(`flow-${account}`, account, shop())
  play.answers["https://api.twilio.com/"] = () => Response.json({ sid: `SM${crypto.randomUUID()}` }, { status: 201 })
  const fields = {
    AccountSid: SID,
    MessageSid: `SM${crypto.randomUUID()}`,
    SmsStatus: "received",
    From: FROM,
    Body: "hi",
  }
  const conversation = env.CONVERSATION.getByName(await conversationName(env.HASH_KEY, "twilio", account, FROM))
  return { play, path: `/webhooks/twilio/${account}`, fields, conversation }
}

async function send(path: string, body: string, signature: string, headers: Record<string, string> = {}) {
  const form = { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature }
  return ask(path, { method: "POST", body, headers: { ...form, ...headers } })
}

describe("a webhook of Twilio's", () => {
  it.each([
    ["over http", (url: string) => url.replace("https", "http"), ""],
    ["for another port", (url: string) => url.replace("pay.test", "pay.test:8443"), ""],
    ["with a slash at the end", (url: string) => `${url}/`, ""],
    ["with its query in another order", (url: string) => `${url}?b=2&a=1`, "?a=1&b=2"],
    ["without its query", (url: string) => url, "?a=1"],
    ["with a query that did not come", (url: string) => `${url}?a=1`, ""],
    ["for another host", (url: string) => url.replace("pay.test", "evil.example"), ""],
    ["for another account's address", (url: string) => `${url}x`, ""],
  ])("26 signed %s: 401, and nothing happens", async (_, change, query) => {
    const { play, path, fields } = await phone()
    const signature = await signTwilio(change(`https://pay.test${path}`), fields, TOKEN)
    const body = new URLSearchParams(fields).toString()
    expect((await harmless(play, () => send(path + query, body, signature))).status).toBe(401)
  })

  it("26 is known by the deployment's own address, whatever host the request claims", async () => {
    const { play, path, fields, conversation } = await phone()
    const claims = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", forwarded: "host=evil.example" }
    const body = new URLSearchParams(fields).toString()
    const forged = await signTwilio(`https://evil.example${path}`, fields, TOKEN)
    expect((await harmless(play, () => send(path, body, forged, claims))).status).toBe(401)
    const genuine = await signTwilio(`https://pay.test${path}`, fields, TOKEN)
    expect((await send(path, body, genuine, claims)).status).toBe(204)
    await conversation.drain()
    expect(play.asked).toHaveLength(1)
  })

  it("26 replayed says nothing twice, whatever it adds outside what is signed", async () => {
    const { play, path, fields, conversation } = await phone()
    const body = new URLSearchParams(fields).toString()
    const signature = await signTwilio(`https://pay.test${path}`, fields, TOKEN)
    await send(path, body, signature)
    await conversation.drain()
    expect(
      (await harmless(play, () => send(path, body, signature, { "i-twilio-idempotency-token": "x" }))).status,
    ).toBe(204)
  })

  it.each(["From", "MessageSid", "AccountSid", "SmsStatus"])("27 with two values of %s says nothing", async (name) => {
    const { play, path, fields } = await phone()
    const other =
      { From: "+27829990009", MessageSid: "SMother", AccountSid: "ACother", SmsStatus: "delivered" }[name] ?? ""
    const form = new URLSearchParams(fields)
    form.append(name, other)
    const signed = { ...fields, [name]: [new URLSearchParams(fields).get(name) ?? "", other] }
    const signature = await signTwilio(`https://pay.test${path}`, signed, TOKEN)
    expect((await harmless(play, () => send(path, form.toString(), signature))).status).toBe(204)
  })

  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254/",
    "https://api.twilio.com@169.254.169.254/",
    "https://api.twilio.com.evil.example/",
    "file:///etc/passwd",
  ])("27 whose picture is at %s is a text without a picture, and nobody is asked for it", async (address) => {
    const { play, path, fields, conversation } = await phone()
    const pictured = { ...fields, NumMedia: "1", MediaUrl0: address, MediaContentType0: "image/png" }
    const signature = await signTwilio(`https://pay.test${path}`, pictured, TOKEN)
    expect((await send(path, new URLSearchParams(pictured).toString(), signature)).status).toBe(204)
    await conversation.drain()
    expect(play.asked.map(({ url }) => new URL(url).host)).toEqual(["api.twilio.com"])
    expect(await conversation.inspect()).not.toBeNull()
    expect(JSON.stringify(await stored())).not.toMatch(/169\.254|evil|passwd/)
  })
})
