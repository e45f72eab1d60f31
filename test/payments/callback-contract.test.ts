import { describe, expect, it } from "vitest"
import { everyProvider, fixtures } from "./fixtures"
import { failureOf, NOW, received } from "./fixtures/fixture"

const SECONDS = NOW / 1000

describe.each(everyProvider)("a callback of %s", (name, provider) => {
  const fixture = fixtures[name]
  if (!fixture) return
  const { fields, setting, signature } = fixture
  const connection = provider.connect(fields, setting)
  const genuine = fixture.callbacks[0]?.body ?? ""

  const sign = (body: string, secret = signature.secret, seconds = SECONDS) => signature.sign(body, secret, seconds)
  const verify = (body: string | Uint8Array, header: string) =>
    connection.verify(received(body, { [signature.header]: header }))

  it.each(fixture.callbacks)("is accepted when genuine: $name", async ({ body }) => {
    await expect(verify(body, await sign(body))).resolves.toBeUndefined()
  })

  it.each(fixture.vectors)("is accepted as the provider's own library signs it: $header", async (vector) => {
    const { body, header, secret, seconds } = vector
    expect(await signature.sign(body, secret, seconds)).toBe(header)
    await expect(verify(body, header)).resolves.toBeUndefined()
  })

  it("is accepted by the real clock when no other is given", async () => {
    const { now: _, ...real } = setting
    const header = await sign(genuine, signature.secret, Math.floor(Date.now() / 1000))
    const request = received(genuine, { [signature.header]: header })
    await expect(provider.connect(fields, real).verify(request)).resolves.toBeUndefined()
  })

  it("is refused with any byte of it changed, dropped or added", async () => {
    const header = await sign(genuine)
    const bytes = new TextEncoder().encode(genuine)
    const forged: Uint8Array[] = [...bytes.keys()].map((index) => bytes.with(index, (bytes[index] ?? 0) ^ 1))
    forged.push(bytes.slice(1), bytes.slice(0, -1), new TextEncoder().encode(`${genuine}\n`), new Uint8Array())
    for (const body of forged)
      await expect(verify(body, header)).rejects.toMatchObject({ code: "unauthorised", advice: "stop" })
  })

  it("is refused with any digit of its signature changed", async () => {
    const header = await sign(genuine)
    const start = header.indexOf("v1=") + 3
    for (let index = start; index < header.length; index++) {
      const forged = header.slice(0, index) + (header[index] === "0" ? "1" : "0") + header.slice(index + 1)
      await expect(verify(genuine, forged)).rejects.toMatchObject({ code: "unauthorised" })
    }
  })

  it("is refused unsigned, half signed, or signed by somebody else", async () => {
    const header = await sign(genuine)
    const [time = "", digest = ""] = header.split(",")
    const others = ["", time, digest, `${time},v1=`, `${time},v0=${digest.slice(3)}`, `t=,${digest}`, `t=x,${digest}`]
    others.push(
      `${time},v1=${digest.slice(3).toUpperCase()}`,
      `${time},V${digest.slice(1)}`,
      `${time},${digest.slice(0, -2)}`,
      await sign(genuine, "other-secret"),
    )
    for (const forged of others)
      await expect(verify(genuine, forged)).rejects.toMatchObject({ code: "unauthorised", advice: "stop" })
    await expect(connection.verify(received(genuine))).rejects.toMatchObject({ code: "unauthorised" })
  })

  it.each([
    [-301, false],
    [-300, true],
    [0, true],
    [300, true],
    [301, false],
  ])("signed %d seconds from now is accepted: %s", async (seconds, accepted) => {
    const verified = verify(genuine, await sign(genuine, signature.secret, SECONDS + seconds))
    await (accepted
      ? expect(verified).resolves.toBeUndefined()
      : expect(verified).rejects.toMatchObject({ code: "unauthorised" }))
  })

  it.each(fixture.callbacks)("is read exactly: $name", ({ body, reads, foreign = [], hints = [], ignored }) => {
    expect(connection.events(received(body))).toEqual({ events: reads, foreign, hints, ignored })
  })

  it.each(fixture.found)("is believed once it was looked up: $name", ({ hint, response, reads }) => {
    expect(connection.found?.(response, hint, NOW)).toEqual(reads)
  })

  const deep = `{"data":${"[".repeat(10_000)}${"]".repeat(10_000)}}`
  const broken = ["", "{", "null", "[]", '"x"', `${genuine}}`, deep, deep.slice(0, -2), ...fixture.broken]
  it.each(broken.map((body, index) => [index, body.slice(0, 40), body]))(
    "is unreadable when broken: %d, %s",
    (_, __, body) => {
      expect(failureOf(() => connection.events(received(String(body))))).toMatchObject({
        code: "unreadable",
        advice: "stop",
      })
    },
  )

  it("is unreadable when it is no UTF-8", () => {
    const body = new TextEncoder().encode(genuine).with(genuine.indexOf("evt_1"), 0xff)
    expect(failureOf(() => connection.events(received(body))).code).toBe("unreadable")
  })
})
