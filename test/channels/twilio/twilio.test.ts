import { createHash } from "node:crypto"
import { parse, stringify } from "node:querystring"
import fc from "fast-check"
import { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks"
import { describe, expect, it } from "vitest"
import { signTwilio } from "../../../src/channels/twilio/emulator"
import { isFromTwilio } from "../../../src/channels/twilio/signature"
import { twilio } from "../../../src/channels/twilio/twilio"
import type { RawRequest } from "../../../src/platform/request"
import { settingOf } from "../fixture"
import { outsideWith } from "../members"
import { fixture } from "./fixture"

type Params = Record<string, string | string[]>

const setting = settingOf("twilio")
const token = "tw_auth_demo"
const origin = "https://gw.example.test"

function post(url: string, body: string, signature: string, headers: Record<string, string> = {}): RawRequest {
  const fields = { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature, ...headers }
  return { method: "POST", url, headers: new Headers(fields), body: new TextEncoder().encode(body) }
}

function encoded(params: Params): string {
  const pairs = Object.entries(params).flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
  return new URLSearchParams(pairs).toString()
}

function accepts(url: string, body: string, signature: string, publicUrl = new URL(url).origin): Promise<boolean> {
  return isFromTwilio(post(url, body, signature), publicUrl, [token])
}

describe("Twilio's signature", () => {
  // twilio-node 6.2.0, spec/validation.spec.js, and shared vectors made by it.
  const digits = {
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675309",
    Digits: "1234",
    From: "+14158675309",
    To: "+18005551212",
  }
  const sms = {
    MessageSid: "SM00000000000000000000000000000001",
    SmsSid: "SM00000000000000000000000000000001",
    SmsMessageSid: "SM00000000000000000000000000000001",
    AccountSid: "AC00000000000000000000000000000001",
    From: "+27821110001",
    To: "+27870000001",
    Body: "PAY 100 & go = ok? Ünï 😀",
    NumMedia: "0",
    NumSegments: "1",
    SmsStatus: "received",
    ApiVersion: "2010-04-01",
    FromCity: "",
  }
  const page = "https://mycompany.com/myapp.php?foo=1&bar=2"
  const hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"

  it.each([
    ["a form", "12345", page, encoded(digits), "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    ["the port added", "12345", page, encoded(digits), "kvajT1Ptam85bY51eRf/AJRuM3w="],
    [
      "an escaped body hash",
      "12345",
      `${page}&bodySHA256=${hash}`,
      '{"property": "value", "boolean": true}',
      "a9nBmqA0ju/hNViExpshrM61xv4=",
    ],
    [
      "emoji, ampersands and an empty field",
      token,
      `${origin}/v1/in/twilio/tenant_a?src=sms`,
      encoded(sms),
      "NPbbIak2tEsZajZchWFu91tZFxE=",
    ],
    [
      "JSON",
      token,
      `${origin}/v1/in/twilio/json?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862`,
      '{"a":1}',
      "ZnEUo5oqCWfgFw+20nq08JqWqTo=",
    ],
  ])("is accepted as published: %s", async (_, key, url, body, signature) => {
    expect(await isFromTwilio(post(url, body, signature), new URL(url).origin, [key])).toBe(true)
  })

  const name = fc.oneof(
    fc.constantFrom("Body", "From", "body", "Z", "a", "10", "9", "é"),
    fc.string({ unit: "grapheme" }),
  )
  const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "+27821110001", "a b+c&d=e%20", "it's"))
  const params = fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 })), { maxKeys: 8 })
  const character = fc.constantFrom(
    ..."ab/?&=+%'!()*~;,:@ é😀[]|\"<>".split(/(?:)/u),
    "%27",
    "%2B",
    "%20",
    "%zz",
    "%E9",
  )
  const path = fc.array(character, { maxLength: 12 }).map((parts) => `/webhooks/twilio/a1${parts.join("")}`)
  const base = fc.constantFrom(
    "https://gw.example.test",
    "https://gw.example.test:8443",
    "http://gw.example.test",
    "http://gw.example.test:80",
    "https://gw.example.test:443",
    "http://[::1]:81",
  )
  // Addresses as the sender may have written them before signing.
  const rewritten = fc.constantFrom<(url: string) => string>(
    (url) => url,
    (url) => new URL(url).toString(),
    (url) => url.replace("gw.example.test/", "gw.example.test:443/"),
    (url) => url.replace("gw.example.test/", "gw.example.test:80/"),
    (url) => url.replace(/(test|\]):\d+/, "$1"),
    (url) => url.replaceAll("'", "%27"),
    (url) => url.replaceAll("%20", "+"),
    (url) => new URL(url).toString().replace(/\?(.+)$/, (_, query) => `?${stringify(parse(query))}`),
    (url) => `${url}/`,
    (url) => url.replace("https:", "http:"),
    (url) => url.toUpperCase(),
  )

  it("is accepted and refused exactly as by Twilio's own library, for forms", () =>
    fc.assert(
      fc.asyncProperty(base, path, params, rewritten, async (origin, path, params, rewrite) => {
        const url = origin + path
        const signature = getExpectedTwilioSignature(token, rewrite(url), params)
        const expected = validateRequest(token, signature, url, params)
        expect(await accepts(url, encoded(params), signature, origin)).toBe(expected)
      }),
      { numRuns: 500 },
    ))

  it("is refused exactly when Twilio's own library refuses it, after a change of fields or signature", () =>
    fc.assert(
      fc.asyncProperty(path, params, name, value, fc.nat({ max: 27 }), async (path, params, name, value, at) => {
        const url = origin + path
        const signature = getExpectedTwilioSignature(token, url, params)
        const changed = { ...params, [name]: value }
        const bent = signature.slice(0, at) + (signature[at] === "A" ? "B" : "A") + signature.slice(at + 1)
        expect(await accepts(url, encoded(changed), signature)).toBe(validateRequest(token, signature, url, changed))
        expect(await accepts(url, encoded(params), bent)).toBe(false)
        expect(validateRequest(token, bent, url, params)).toBe(false)
      }),
      { numRuns: 300 },
    ))

  it("is accepted and refused exactly as by Twilio's own library, for JSON", () =>
    fc.assert(
      fc.asyncProperty(fc.json(), fc.json(), fc.boolean(), async (body, other, upper) => {
        const hash = createHash("sha256").update(body, "utf8").digest("hex")
        const url = `${origin}/webhooks/twilio/a1?bodySHA256=${upper ? hash.toUpperCase() : hash}`
        const signature = getExpectedTwilioSignature(token, url, {})
        for (const sent of [body, other, ""]) {
          expect(await accepts(url, sent, signature)).toBe(validateRequestWithBody(token, signature, url, sent))
        }
      }),
    ))

  it.each(["?", "\ufeff"])("covers a %j before the first name, which parsers like to take off", async (mark) => {
    const url = `${origin}/webhooks/twilio/a1`
    expect(await accepts(url, `${mark}Body=Hi`, await signTwilio(url, { [`${mark}Body`]: "Hi" }, token))).toBe(true)
    expect(await accepts(url, `${mark}Body=Hi`, await signTwilio(url, { Body: "Hi" }, token))).toBe(false)
  })

  it("covers the form when the address has no body hash: JSON without one is refused", async () => {
    const url = `${origin}/webhooks/twilio/a1`
    expect(await accepts(url, '{"a":1}', await signTwilio(url, {}, token))).toBe(false)
    expect(await accepts(`${url}?bodySHA256=`, '{"a":1}', await signTwilio(`${url}?bodySHA256=`, {}, token))).toBe(
      false,
    )
  })
})

describe("Twilio's webhooks", () => {
  const connection = twilio.connect(fixture.config, setting)
  const url = `${setting.publicUrl}/webhooks/twilio/acc-1?a=1&b=2`
  const body = "Body=Hi"
  const refused = { code: "unauthorised" }
  const receive = (request: RawRequest, where = connection) => where.receive(request, outsideWith(fixture.answer))

  it("are known by the deployment's own address, whatever host the request names", async () => {
    const signature = await signTwilio(url, { Body: "Hi" }, fixture.config.authToken ?? "")
    const inside = url.replace("https://pay.test", "http://10.0.0.1:8787")
    await expect(receive(post(inside, body, signature))).resolves.toHaveProperty("inbound")
    const spoofed = { host: "evil.test", "x-forwarded-host": "evil.test", "x-forwarded-proto": "http" }
    await expect(receive(post(inside, body, signature, spoofed))).resolves.toHaveProperty("inbound")
  })

  it("are refused when signed for another host, even one that the request names", async () => {
    const elsewhere = url.replace("pay.test", "evil.test")
    const signature = await signTwilio(elsewhere, { Body: "Hi" }, fixture.config.authToken ?? "")
    const spoofed = post(elsewhere, body, signature, { host: "evil.test", "x-forwarded-host": "evil.test" })
    await expect(receive(spoofed)).rejects.toMatchObject(refused)
  })

  it.each([
    ["another order of the query", url.replace("a=1&b=2", "b=2&a=1")],
    ["a slash at the end", url.replace("acc-1?", "acc-1/?")],
    ["another account", url.replace("acc-1", "acc-2")],
    ["another reference", `${url}&ref=o2`],
    ["no query", url.replace(/\?.*/, "")],
  ])("are refused under %s", async (_, changed) => {
    const signature = await signTwilio(url, { Body: "Hi" }, fixture.config.authToken ?? "")
    await expect(receive(post(changed, body, signature))).rejects.toMatchObject(refused)
  })

  it("may be signed with the token before while it changes, and no longer once that is taken out", async () => {
    const { previousAuthToken = "", ...rest } = fixture.config
    const request = post(url, body, await signTwilio(url, { Body: "Hi" }, previousAuthToken))
    await expect(receive(request)).resolves.toHaveProperty("inbound")
    await expect(receive(request, twilio.connect(rest, setting))).rejects.toMatchObject(refused)
  })
})

describe("Twilio's messages", () => {
  const contact = { phone: "+27821110001" }
  const message = { type: "free" as const, contact, message: { text: "Hi" }, echo: "o1" }
  const { apiKeySid: _sid, apiKeySecret: _secret, ...withoutKey } = fixture.config

  async function asked(config: Record<string, string>) {
    const outside = outsideWith(fixture.answer)
    await twilio.connect(config, setting).send(message, outside)
    return outside.asked[0]
  }

  it("are sent with the auth token when there is no API key", async () => {
    const expected = `Basic ${btoa(`${fixture.config.accountSid}:tw_auth_demo`)}`
    expect((await asked(withoutKey))?.headers.authorization).toBe(expected)
  })

  it("are sent through a messaging service when the sender is one", async () => {
    const from = "MG00000000000000000000000000000001"
    const form = new URLSearchParams((await asked({ ...withoutKey, from }))?.body)
    expect(form.get("MessagingServiceSid")).toBe(from)
    expect(form.has("From")).toBe(false)
  })

  it("go to phone numbers only", async () => {
    const connection = twilio.connect(fixture.config, setting)
    const sent = connection.send({ ...message, contact: { userId: "ZA.9" } }, outsideWith(fixture.answer))
    await expect(sent).rejects.toMatchObject({ code: "undeliverable", advice: "stop" })
  })

  it("are known to be refused while the account is suspended", async () => {
    const { check } = twilio.connect(fixture.config, setting)
    const suspended = outsideWith(() => ({ status: 200, headers: {}, body: '{"sid":"AC1","status":"suspended"}' }))
    await expect(check?.(suspended)).rejects.toMatchObject({ code: "suspended", advice: "hold" })
  })
})
