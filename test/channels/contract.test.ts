import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import * as z from "zod"
import type { Channel } from "../../src/channels/channel"
import { channels, findChannel } from "../../src/channels/index"
import { Failure } from "../../src/platform/failure"
import { fixtureOf, NOW, rawRequest, setting } from "./contract"

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

it("asks for a fixture for every channel in the registry", async () => {
  await expect(fixtureOf("sms")).rejects.toThrow("add test/channels/fixtures/sms.ts")
})

it("finds channels by their names and by nothing else", () => {
  for (const [name, channel] of Object.entries(channels)) {
    expect(channel.name).toBe(name)
    expect(findChannel(name)).toBe(channel)
  }
  for (const name of ["", "sms", "WhatsApp", "constructor", "toString", "__proto__"])
    expect(findChannel(name)).toBeNull()
})

const members = await Promise.all(
  Object.values(channels).map(async (channel: Channel) => ({
    name: channel.name,
    channel,
    fixture: await fixtureOf(channel.name),
  })),
)

describe.each(members)("channel $name", ({ name, channel, fixture }) => {
  const fields = Object.entries(channel.config.shape) as [string, z.ZodType][]
  const secrets = fields.filter(([, field]) => field.meta()?.secret === true).map(([field]) => field)
  const required = fields.filter(([, field]) => !field.safeParse(undefined).success).map(([field]) => field)
  const secret = fixture.config[fixture.signedBy] ?? ""
  const connection = channel.connect(fixture.config, setting)
  const refused = { name: "Failure", code: "unauthorised", advice: "stop" }

  it("has a fixture with a value in every field, and every field has a title", () => {
    expect(Object.keys(fixture.config).sort()).toEqual(fields.map(([field]) => field).sort())
    for (const [, field] of fields) expect(field.meta()?.title).toBeTypeOf("string")
    expect(secrets).toContain(fixture.signedBy)
    expect(required).toContain(fixture.signedBy)
  })

  it.each(required)("is not connected without %s", (field) => {
    const { [field]: _, ...rest } = fixture.config
    for (const config of [rest, { ...rest, [field]: "" }, { ...rest, [field]: " " }, { ...rest, [field]: null }]) {
      expect(issuesOf(() => channel.connect(config, setting))).toEqual([field])
    }
  })

  it.each(fixture.readings)("accepts what is signed: $title", async ({ webhook }) => {
    await expect(connection.verify(await fixture.sign(webhook, secret))).resolves.toBeUndefined()
  })

  it("refuses a body with any byte changed, added or taken away", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixture.readings.filter(({ webhook }) => webhook.body !== "")),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("change", "add", "take"),
        async ({ webhook }, place, mask, kind) => {
          const request = await fixture.sign(webhook, secret)
          const at = place % request.body.length
          const changed =
            kind === "change" ? [(request.body[at] ?? 0) ^ mask] : kind === "add" ? [mask, request.body[at] ?? 0] : []
          const body = Uint8Array.of(...request.body.slice(0, at), ...changed, ...request.body.slice(at + 1))
          const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
          fc.pre(!fixture.meaning || fixture.meaning(decode(body)) !== fixture.meaning(webhook.body))
          await expect(connection.verify({ ...request, body })).rejects.toMatchObject(refused)
        },
      ),
      { numRuns: 200 },
    ))

  it.each(fixture.readings)("refuses what is unsigned or signed by someone else: $title", async ({ webhook }) => {
    await expect(connection.verify(rawRequest(name, webhook, {}))).rejects.toMatchObject(refused)
    for (const other of ["another-tenants-secret", `${secret} `, secret.slice(1), secret.toUpperCase()]) {
      await expect(connection.verify(await fixture.sign(webhook, other))).rejects.toMatchObject(refused)
    }
  })

  it("refuses a signature that is empty, doubled or dressed up", async () => {
    const [{ webhook }] = fixture.readings as [(typeof fixture.readings)[0]]
    const signed = await fixture.sign(webhook, secret)
    const header = [...signed.headers.keys()].find((key) => key.includes("signature")) ?? ""
    const value = signed.headers.get(header) ?? ""
    const dressed = [
      "",
      "sha256=",
      `${value}, ${value}`,
      `${value},`,
      `x${value}`,
      value.slice(0, -1),
      `sha256=${value}`,
      `"${value}"`,
    ]
    for (const text of [...dressed, value.toUpperCase(), value.toLowerCase()].filter((text) => text !== value)) {
      const headers = new Headers(signed.headers)
      headers.set(header, text)
      await expect(connection.verify({ ...signed, headers })).rejects.toMatchObject(refused)
    }
  })

  it("never takes an empty secret for a key", async () => {
    const [{ webhook }] = fixture.readings as [(typeof fixture.readings)[0]]
    // HMAC pads keys with NUL, so this signs as an empty key would.
    const forged = await fixture.sign(webhook, "\0")
    for (const field of secrets) {
      const config = { ...fixture.config, [field]: "" }
      if (required.includes(field)) expect(() => channel.connect(config, setting)).toThrow(z.ZodError)
      else await expect(channel.connect(config, setting).verify(forged)).rejects.toMatchObject(refused)
    }
  })

  it.each(fixture.readings)("reads exactly: $title", async ({ webhook, inbound, ignored = [] }) => {
    const request = await fixture.sign(webhook, secret)
    expect(connection.receive(request)).toStrictEqual({ inbound, ignored })
    expect(connection.receive(request)).toStrictEqual({ inbound, ignored })
  })

  it.each(fixture.notUnderstood)("leaves out and names what it does not understand: $body", async (webhook) => {
    const request = await fixture.sign(webhook, secret)
    await expect(connection.verify(request)).resolves.toBeUndefined()
    const { inbound, ignored } = connection.receive(request)
    expect(inbound).toEqual([])
    expect(ignored.length).toBeGreaterThan(0)
    for (const word of ignored) expect(word).toMatch(/^[\w .-]{1,80}$/)
  })

  it("says of a body that cannot be read only that it cannot", async () => {
    const request = await fixture.sign(fixture.malformed, secret)
    await expect(connection.verify(request)).resolves.toBeUndefined()
    const failure = failureOf(() => connection.receive(request))
    expect(failure).toMatchObject({ code: "unreadable", advice: "stop" })
    expect(failure.message).not.toContain(fixture.malformed.body.slice(0, 5))
  })

  it("reads any bytes, or says that they cannot be read", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => new TextEncoder().encode(json)),
        ),
        (body) => {
          const request = { ...rawRequest(name, fixture.malformed, {}), body }
          try {
            expect(connection.receive(request).inbound).toEqual([])
          } catch (error) {
            expect(error).toMatchObject({ name: "Failure", code: "unreadable" })
          }
        },
      ),
    ))

  it.each(fixture.sendings)("writes $title", ({ message, request }) => {
    expect(connection.send(message)).toStrictEqual(request)
  })

  it("sends to the address that replaces the service's own", () => {
    const emulated = channel.connect(fixture.config, { ...setting, apiBase: "http://127.0.0.1:9/emulator" })
    for (const { message } of fixture.sendings)
      expect(emulated.send(message).url).toMatch(/^http:\/\/127\.0\.0\.1:9\/emulator\//)
  })

  it("finds the id of an accepted message", () => {
    expect(connection.sent(fixture.accepted.response)).toBe(fixture.accepted.id)
  })

  it.each(fixture.refusals)("knows what to do about a refusal: $title", (refusal) => {
    const { code, advice, ambiguous = false, retryAfterSeconds = null, to = null, repeats = null } = refusal
    expect(failureOf(() => connection.sent(refusal.response))).toMatchObject({
      code,
      advice,
      ambiguous,
      retryAfterSeconds,
      to,
      repeats,
    })
  })

  it.each([
    ["a gateway's page", 502, "<html>Bad gateway</html>", "unavailable", "again", true],
    ["an empty 503", 503, "", "unavailable", "again", true],
    ["a page instead of an id", 200, "<html>Welcome</html>", "unreadable", "again", true],
    ["an acceptance without an id", 200, "{}", "unreadable", "again", true],
    ["a bare 429", 429, "", "rate_limited", "again", false],
    ["a bare 401", 401, "null", "unauthorised", "hold", false],
    ["a bare 403", 403, "<html>Forbidden</html>", "unauthorised", "hold", false],
    ["a bare 404", 404, "[]", "unclear", "again", false],
    ["a page for a 404", 404, "<html>Not found</html>", "unclear", "again", false],
    ["a page for a 400", 400, "<html>Bad request</html>", "unclear", "again", false],
    ["a redirect", 302, "", "unclear", "again", false],
    ["a 413", 413, "", "unclear", "again", false],
    ["a 423", 423, "", "unclear", "again", false],
  ])("knows what to do about %s", (_, status, body, code, advice, ambiguous) => {
    const response = { status, headers: {}, body }
    expect(failureOf(() => connection.sent(response))).toMatchObject({ code, advice, ambiguous })
  })

  it("lets no secret into an address, a body or an error", async () => {
    const values = secrets.map((field) => fixture.config[field] ?? "")
    for (const { message } of fixture.sendings) {
      const { url, body } = connection.send(message)
      for (const value of values) expect(`${url}\n${body}`).not.toContain(value)
    }
    const failures = [
      ...fixture.refusals.map(({ response }) => failureOf(() => connection.sent(response))),
      ...values.map((value) =>
        failureOf(() => connection.sent(fixture.error(`Malformed token ${value} of +27821110001`))),
      ),
      failureOf(() => connection.receive(rawRequest(name, { ...fixture.malformed, body: values.join() }, {}))),
      await rejection(connection.verify(rawRequest(name, fixture.malformed, { "x-hub-signature-256": values.join() }))),
    ]
    for (const failure of failures) {
      const everything = `${failure}\n${failure.stack}\n${JSON.stringify(failure)}`
      for (const value of [...values, "27821110001"]) expect(everything).not.toContain(value)
    }
  })

  it("answers with success and never with a text that could be sent on", async () => {
    const response = connection.answer()
    expect(response.ok).toBe(true)
    expect(await response.text()).toBe("")
  })
})

function issuesOf(act: () => unknown): string[] {
  try {
    act()
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join("."))
    throw error
  }
  throw new Error("It was accepted.")
}

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error("It was accepted.")
}

async function rejection(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error("It was accepted."),
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw error
}
