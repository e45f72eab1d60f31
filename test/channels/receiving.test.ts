import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import type { Received } from "../../src/channels/channel"
import type { RawRequest } from "../../src/platform/request"
import { NOW, type Reading, rawRequest } from "./fixture"
import { failureOf, type Member, members, outsideWith, unlessListed } from "./members"

/** How a webhook is refused: forged, to be sent again signed, or past understanding. */
const REFUSED = ["unauthorised", "unproven", "unreadable"]

const forged = ["unauthorised", "unproven"]

describe.each(members)("what channel $name tells", (member) => {
  const { name, channel, fixture, setting, secret, secrets } = member
  const isSigned = channel.webhooks.proof === "signature"
  const readings = [...fixture.readings, ...(fixture.batch ? [fixture.batch] : [])]
  const [first] = readings as [Reading]

  it.each(readings)("is read exactly, and as often as it comes: $title", async ({ webhook, inbound, ignored = [] }) => {
    const request = await fixture.sign(webhook, secret)
    expect(channel.webhooks.methods).toContain(request.method)
    for (const _ of [1, 2]) expect(await receive(member, request)).toStrictEqual({ inbound, ignored })
  })

  it("is read item by item: a broken one costs none of the others", () =>
    unlessListed(member, "batch", () => {
      expect(fixture.batch?.inbound.length).toBeGreaterThanOrEqual(2)
      expect(fixture.batch?.ignored?.length).toBeGreaterThanOrEqual(1)
    }))

  it("has a time that can be", () => {
    for (const { inbound } of readings)
      for (const { at } of inbound) {
        expect(Number.isSafeInteger(at)).toBe(true)
        expect(at).toBeLessThanOrEqual(NOW + 86_400_000)
      }
  })

  it.each(fixture.notUnderstood)("is left out and named where it is not known: $body", async (webhook) => {
    const { inbound, ignored } = await receive(member, await fixture.sign(webhook, secret))
    expect(inbound).toEqual([])
    expect(ignored.length).toBeGreaterThan(0)
    for (const word of ignored) expect(word).toMatch(/^[\w .-]{1,80}$/)
  })

  it("is said to be unreadable where it is, and not repeated", () =>
    unlessListed(member, "malformed", async () => {
      const { malformed } = fixture
      if (!malformed) throw new Error("There is nothing malformed.")
      const request = await fixture.sign(malformed, secret)
      const failure = await failureOf(member, () => receive(member, request))
      expect(failure).toMatchObject({ code: "unreadable", advice: "stop" })
      expect(failure.message).not.toContain(malformed.body.slice(0, 5))
    }))

  it("is never more than a refusal, whatever bytes come", () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "binary" }), fc.json()), async (body) => {
        const request = await fixture.sign({ ...first.webhook, body }, secret)
        const read = await receive(member, request).catch((error: unknown) => error)
        if (isReceived(read)) expect(read.inbound).toEqual([])
        else expect(read).toMatchObject({ name: "Failure", code: expect.toBeOneOf(REFUSED) })
      }),
      { numRuns: 60 },
    ))

  it.each(fixture.answered ?? [])("is answered otherwise: $title", async ({ request, answer }) => {
    expect(await receive(member, request)).toMatchObject({ inbound: [], answer })
  })

  it.runIf(isSigned)("is refused, or says the same, with any byte changed, added or taken away", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...readings),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("change", "add", "take"),
        async ({ webhook, inbound, ignored = [] }, place, mask, kind) => {
          const request = await fixture.sign(webhook, secret)
          fc.pre(request.body.length > 0)
          const body = altered(request.body, place % request.body.length, mask, kind)
          fc.pre(meaningOf(member, body) !== meaningOf(member, request.body))
          await refusedOrSame(member, { ...request, body }, { inbound, ignored })
        },
      ),
      { numRuns: 200 },
    ),
  )

  it.runIf(isSigned)("is refused, or says the same, with any character of its query changed, or one added", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...readings), fc.nat(), async ({ webhook, inbound, ignored = [] }, place) => {
        const request = await fixture.sign(webhook, secret)
        const [address, query = ""] = request.url.split("?")
        const at = place % (query.length + 1)
        const changed = `${query.slice(0, at)}${query[at] === "x" ? "y" : "x"}${query.slice(at + 1)}`
        await refusedOrSame(member, { ...request, url: `${address}?${changed}` }, { inbound, ignored })
      }),
    ),
  )

  it("says why one signature can stand for two bodies, where it can", () => {
    const isListed = fixture.exceptions.some((exception) => exception.case === "meaning")
    expect(isListed).toBe(fixture.meaning !== undefined)
  })

  it.runIf(isSigned).each(readings)("is refused unsigned, or signed by someone else: $title", async ({ webhook }) => {
    const unsigned = rawRequest(name, webhook, {})
    expect(forged).toContain((await failureOf(member, () => receive(member, unsigned))).code)
    for (const other of ["another-tenants-secret", `${secret} `, secret.slice(1), swapped(secret)]) {
      const request = await fixture.sign(webhook, other)
      expect(forged).toContain((await failureOf(member, () => receive(member, request))).code)
    }
  })

  it.runIf(isSigned)(
    "is refused, or says the same, with a header dropped, emptied, doubled or dressed up",
    async () => {
      const { inbound, ignored = [] } = first
      const signed = await fixture.sign(first.webhook, secret)
      const bare = rawRequest(name, first.webhook, {})
      for (const header of [...signed.headers.keys()].filter((key) => !bare.headers.has(key))) {
        const value = signed.headers.get(header) ?? ""
        const dressed = ["", "sha256=", `${value}, ${value}`, `${value},`, `x${value}`, value.slice(0, -1)]
        const more = [`sha256=${value}`, `"${value}"`, value.toUpperCase(), value.toLowerCase(), swapped(value)]
        for (const text of [null, ...dressed, ...more].filter((text) => text !== value)) {
          const headers = new Headers(signed.headers)
          if (text === null) headers.delete(header)
          else headers.set(header, text)
          await refusedOrSame(member, { ...signed, headers }, { inbound, ignored })
        }
      }
    },
  )

  it.runIf(isSigned)("is never signed by an empty secret", async () => {
    // HMAC pads keys with NUL, so this signs as an empty key would.
    const request = await fixture.sign(first.webhook, "\0")
    for (const field of secrets) {
      const config = { ...fixture.config, [field]: "" }
      if (!channel.config.safeParse(config).success) expect(() => channel.connect(config, setting)).toThrow(z.ZodError)
      else {
        const connection = channel.connect(config, setting)
        const act = () => connection.receive(request, outsideWith(fixture.answer))
        expect(forged).toContain((await failureOf(member, act)).code)
      }
    }
  })
})

function receive({ connection, fixture }: Member, request: RawRequest): Promise<Received> {
  return connection.receive(request, outsideWith(fixture.answer))
}

async function refusedOrSame(member: Member, request: RawRequest, expected: Received): Promise<void> {
  const read = await receive(member, request).catch((error: unknown) => error)
  if (isReceived(read)) return expect(read).toStrictEqual(expected)
  const failure = await failureOf(member, () => Promise.reject(read))
  expect(REFUSED).toContain(failure.code)
}

function isReceived(value: unknown): value is Received {
  return typeof value === "object" && value !== null && "inbound" in value
}

function altered(bytes: Uint8Array, at: number, mask: number, kind: string): Uint8Array {
  const there = bytes[at] ?? 0
  const changed = kind === "change" ? [there ^ mask] : kind === "add" ? [mask, there] : []
  return Uint8Array.of(...bytes.slice(0, at), ...changed, ...bytes.slice(at + 1))
}

function meaningOf({ fixture }: Member, body: Uint8Array): string | Uint8Array {
  return fixture.meaning ? fixture.meaning(new TextDecoder().decode(body)) : body
}

/** The same length, and another text. */
function swapped(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join("")
}
