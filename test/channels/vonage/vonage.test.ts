import { describe, expect, it } from "vitest"
import type { Said } from "../../../src/channels/emulator"
import { emulateVonage, signFields, signToken } from "../../../src/channels/vonage/emulator"
import { vonage } from "../../../src/channels/vonage/vonage"
import type { HttpRequest } from "../../../src/core/exchange"
import { hexOf, hmac } from "../../../src/platform/emulator"
import { toBase64Url } from "../../../src/platform/encoding"
import type { Outside } from "../../../src/platform/outside"
import type { RawRequest } from "../../../src/platform/request"
import { answer, NOW, rawRequest, settingOf, type Webhook } from "../fixture"
import { outsideWith } from "../members"
import { fixture } from "./fixture"

const setting = settingOf("vonage")

/** Signed by Vonage's own packages (@vonage/jwt 1.14.0; nexmo 2.9.1), apart from any code of ours. */
const VECTOR = {
  secret: "vonage-signature-secret-demo-32bytes",
  at: 1_795_000_000_000,
  body: '{"channel":"sms","message_uuid":"11111111-2222-4333-8444-555555555555","to":"27870000001","from":"27821110001","timestamp":"2026-11-20T10:00:00Z","text":"hi","message_type":"text"}',
  authorization:
    "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3OTUwMDAwMDAsImp0aSI6ImRlbW8tanRpLTEiLCJpc3MiOiJWb25hZ2UiLCJwYXlsb2FkX2hhc2giOiIyNWU4N2RkNmNmMTY1OWNjODZhMjdjNGQ3MjhmMjFhMDI2ZDgzZTVhYWJiMDk4MDEzOGNkNzM0M2I2YWNhOTQ3IiwiYXBpX2tleSI6ImFiY2QxMjM0IiwiYXBwbGljYXRpb25faWQiOiJhYWFhYWFhYS1iYmJiLTRjY2MtOGRkZC0wMDAwMDAwMDAwMDEifQ.m1hOvYEK_1bhMJQCSJluI5IfuEqueE4DjARURuSFiQ8",
}

const SMS_VECTOR = {
  secret: "sigsecret",
  fields: {
    ...{ msisdn: "27821110001", to: "27870000001", messageId: "0A0000000123ABCD1", text: "a&b=c", type: "text" },
    ...{ keyword: "A", "message-timestamp": "2026-11-20 10:00:00", timestamp: "1795000000", nonce: "n-1" },
  },
  sig: "6a589fc31ddd0cd0237c81907ec9fd64d162ff80015642a162eb4ba8cdf27988",
}

const connected = (config: object = {}) => vonage.connect({ ...fixture.config, ...config }, setting)
const at = (moment: number) => outsideWith(fixture.answer, moment)
const bySms = (fields: Record<string, string>) =>
  rawRequest(
    "vonage",
    { body: new URLSearchParams(fields).toString(), contentType: "application/x-www-form-urlencoded" },
    {},
  )

describe("a webhook of the Messages API", () => {
  const genuine = rawRequest("vonage", { body: VECTOR.body }, { authorization: VECTOR.authorization })

  it("is taken as Vonage's own package signs it", async () => {
    const { inbound } = await connected().receive(genuine, at(VECTOR.at))
    expect(inbound).toMatchObject([{ type: "message", contact: { phone: "+27821110001" }, reply: { text: "hi" } }])
  })

  it.each([
    ["a day later, when Vonage gives up repeating it", 24, true],
    ["another day later", 48, false],
    ["before it was signed", -1, false],
  ])("%s is taken: %i hours, %j", async (_, hours, isTaken) => {
    const read = connected().receive(genuine, at(VECTOR.at + hours * 3_600_000))
    if (isTaken) expect((await read).inbound).toHaveLength(1)
    else await expect(read).rejects.toMatchObject({ code: "unauthorised" })
  })

  it("is refused with a body that its token does not name", async () => {
    const other = rawRequest(
      "vonage",
      { body: VECTOR.body.replace("hi", "ho") },
      { authorization: VECTOR.authorization },
    )
    await expect(connected().receive(other, at(VECTOR.at))).rejects.toMatchObject({ code: "unauthorised" })
  })

  it.each<[string, object, object]>([
    ["no algorithm", { alg: "none" }, {}],
    ["an algorithm whose key is public", { alg: "RS256" }, {}],
    ["another algorithm of the same family", { alg: "HS512" }, {}],
    ["another issuer", { alg: "HS256" }, { iss: "Nexmo" }],
    ["another account", { alg: "HS256" }, { api_key: "other123" }],
    ["no time", { alg: "HS256" }, { iat: undefined }],
    ["no digest of the body", { alg: "HS256" }, { payload_hash: undefined }],
  ])("is refused with a token of %s, though the right secret signed it", async (_, head, claims) => {
    const [, , theirs = ""] = VECTOR.authorization.split(/[ .]/)
    const said = { ...JSON.parse(atob(theirs)), ...claims }
    const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)))
    const signed = `${part({ typ: "JWT", ...head })}.${part(said)}`
    const signature = toBase64Url(await hmac("SHA-256", VECTOR.secret, signed))
    const forged = rawRequest("vonage", { body: VECTOR.body }, { authorization: `Bearer ${signed}.${signature}` })
    await expect(connected().receive(forged, at(VECTOR.at))).rejects.toMatchObject({ code: "unauthorised" })
  })

  it("is taken by the secret before the present one, while there is one", async () => {
    const config = { signatureSecret: "another-secret-of-thirty-two-bytes", previousSignatureSecret: VECTOR.secret }
    expect((await connected(config).receive(genuine, at(VECTOR.at))).inbound).toHaveLength(1)
    const after = connected({ ...config, previousSignatureSecret: "" })
    await expect(after.receive(genuine, at(VECTOR.at))).rejects.toMatchObject({ code: "unauthorised" })
  })

  it("that Vonage could not sign is asked for again", async () => {
    for (const request of [rawRequest("vonage", { body: VECTOR.body }, {}), bySms(SMS_VECTOR.fields)])
      await expect(connected().receive(request, at(VECTOR.at))).rejects.toMatchObject({
        ...{ code: "unproven", advice: "again" },
      })
  })
})

describe("a webhook of the SMS API", () => {
  const { fields, sig, secret } = SMS_VECTOR
  const connection = connected({ signatureSecret: secret })

  it.each([
    ["as its documentation signs it", sig],
    ["in capitals", sig.toUpperCase()],
  ])("is taken %s", async (_, signature) => {
    const { inbound } = await connection.receive(bySms({ ...fields, sig: signature }), at(VECTOR.at))
    expect(inbound).toMatchObject([{ type: "message", reply: { text: "a&b=c" }, at: VECTOR.at }])
  })

  it("is taken by the longer digest, which an account may choose", async () => {
    const signed = Object.entries(fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `&${name}=${value.replace(/[&=]/g, "_")}`)
    const long = hexOf(await hmac("SHA-512", secret, signed.join("")))
    expect((await connection.receive(bySms({ ...fields, sig: long }), at(VECTOR.at))).inbound).toHaveLength(1)
  })

  it.each([
    ["the digest that an account has by default", { ...fields, sig: "d5cd3251d826011cc94d35a0bb3412e0" }],
    ["a field more", { ...fields, sig, extra: "1" }],
    ["a part of another message", { ...fields, sig, concat: "true", "concat-ref": "1" }],
    ["nothing for a signature", { ...fields, sig: "" }],
  ])("is refused with %s", async (_, forged) => {
    await expect(connection.receive(bySms(forged), at(VECTOR.at))).rejects.toMatchObject({ code: "unauthorised" })
  })

  it("is refused when a name comes twice", async () => {
    const twice = bySms({ ...fields, sig })
    const body = new TextEncoder().encode(`${new TextDecoder().decode(twice.body)}&text=more`)
    await expect(connection.receive({ ...twice, body }, at(VECTOR.at))).rejects.toMatchObject({ code: "unproven" })
  })

  it("is refused two days old", async () => {
    const late = connection.receive(bySms({ ...fields, sig }), at(VECTOR.at + 172_800_000))
    await expect(late).rejects.toMatchObject({ code: "unauthorised" })
  })
})

describe("the application's key", () => {
  const message = { type: "free", contact: { phone: "+27821110001" }, echo: "1", message: { text: "Hi" } } as const

  it.each([
    ["in one line, as a form makes it", (pem: string) => pem.replaceAll("\n", "")],
    ["with its line breaks written out", (pem: string) => pem.replaceAll("\n", "\\n")],
  ])("may come %s", async (_, written) => {
    const outside = at(NOW)
    await connected({ privateKey: written(fixture.config.privateKey ?? "") }).send(message, outside)
    expect(outside.asked[0]?.headers).toEqual(fixture.sendings[0]?.requests[0]?.headers)
  })

  it("that is none holds what is owed until somebody mends it", async () => {
    const broken = connected({ privateKey: "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----" })
    await expect(broken.send(message, at(NOW))).rejects.toMatchObject({ code: "unauthorised", advice: "hold" })
  })
})

describe("an account", () => {
  it.each([
    ["+27870000001", true],
    ["27870000001", true],
    ["40404", true],
    ["Rose Bakery", false],
  ])("that sends as %s can be written to: %j", (from, inbound) => {
    expect(connected({ from }).capabilities.inbound).toBe(inbound)
  })

  it("sends texts as long as it may", () => {
    expect(connected({ longestText: "" }).capabilities.text).toBe(1000)
    expect(connected({ longestText: "640" }).capabilities.text).toBe(640)
  })
})

describe("the emulator", () => {
  /** A connection and the emulated service behind it. */
  function paired() {
    const said: Said[] = []
    let drawn = 0
    const random = () => (drawn++ % 97) / 97
    const emulated = emulateVonage({ base: "", callTo: () => setting.webhookUrl, now: () => NOW, random }, (one) =>
      said.push(one),
    )
    const connection = vonage.connect(emulated.config, { ...setting, apiBase: "https://vonage.test" })
    const ask = async ({ method, url, headers, body = "" }: HttpRequest) => {
      const { pathname, searchParams } = new URL(url)
      const answered = await emulated.service({ at: NOW, method, path: pathname, query: searchParams, headers, body })
      return answered ? answer(answered.status, answered.body) : answer(404, "")
    }
    const outside: Outside = { at: NOW, ask, keep: async (_, make) => (await make()).value, forget: async () => {} }
    return { emulated, connection, outside, said }
  }

  const raw = ({ method, url, headers, body }: { method: string; url: string; headers: object; body: string }) =>
    ({ method, url, headers: new Headers({ ...headers }), body: new TextEncoder().encode(body) }) satisfies RawRequest

  it("takes what the channel sends, and tells how far it came", async () => {
    const { emulated, connection, outside, said } = paired()
    const message = { type: "free", contact: { phone: "+27821110001" }, echo: "7.c1", message: { text: "Hi" } } as const
    const { id } = await connection.send(message, outside)
    expect(said).toMatchObject([{ id, to: "+27821110001", text: "Hi", reference: "7.c1" }])
    for (const status of ["sent", "delivered", "failed"] as const)
      for (const call of await emulated.report(said[0] as Said, status)) {
        const { inbound } = await connection.receive(raw(call), outside)
        expect(inbound).toMatchObject([{ type: "receipt", message: id, echo: "7.c1", status }])
      }
  })

  it("refuses another application's key", async () => {
    const { emulated, outside } = paired()
    const message = { type: "free", contact: { phone: "+27821110001" }, echo: "1", message: { text: "Hi" } } as const
    const strange = vonage.connect(
      { ...emulated.config, applicationId: "bbbbbbbb-bbbb-4ccc-8ddd-000000000001" },
      setting,
    )
    await expect(strange.send(message, outside)).rejects.toMatchObject({ code: "unauthorised", advice: "hold" })
  })

  it("writes a long text in parts, the last one first, and all of it is there", async () => {
    const { emulated, connection, outside } = paired()
    const text = "All of this is one message. ".repeat(20)
    const calls = await emulated.write(text, { phone: "+27821110001", name: "Sam" })
    expect(calls.length).toBe(4)
    const parts = (await Promise.all(calls.map((call) => connection.receive(raw(call), outside)))).flatMap(
      ({ inbound }) => inbound.flatMap((item) => (item.type === "message" && item.part ? [item] : [])),
    )
    expect(parts.map(({ part }) => part?.index)).toEqual([4, 3, 2, 1])
    expect(new Set(parts.map(({ part }) => part?.set)).size).toBe(1)
    expect(
      parts
        .reverse()
        .map(({ reply }) => reply.text)
        .join(""),
    ).toBe(text)
  })
})

it("signs as the emulator does", async () => {
  const webhook: Webhook = { body: VECTOR.body }
  const claims = { iat: 1_795_000_000, jti: "demo-jti-1" }
  expect(await signToken(webhook.body, claims, VECTOR.secret)).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/)
  expect(await signFields(SMS_VECTOR.fields, SMS_VECTOR.secret)).toBe(SMS_VECTOR.sig)
})
