import { describe, expect, it } from "vitest"
import * as z from "zod"
import type { Inbound, Outbound, Receipt } from "../../src/channels/channel"
import { channels, findChannel } from "../../src/channels/index"
import type { Advice } from "../../src/platform/failure"
import type { ChannelFixture } from "./fixture"
import { fixtureOf, members, outsideWith, unlessListed } from "./members"

it("asks for a fixture for every channel in the registry", async () => {
  await expect(fixtureOf("pigeon")).rejects.toThrow("add test/channels/pigeon/fixture.ts")
})

it("finds channels by their names and by nothing else", () => {
  for (const [name, channel] of Object.entries(channels)) {
    expect(channel.name).toBe(name)
    expect(findChannel(name)).toBe(channel)
  }
  for (const name of ["", "sms", "WhatsApp", "constructor", "toString", "__proto__"])
    expect(findChannel(name)).toBeNull()
})

describe.each(members)("channel $name", (member) => {
  const { channel, fixture, setting, secrets } = member
  const { capabilities } = channel
  const fields = Object.entries(channel.config.shape) as [string, z.ZodType][]
  const required = fields.filter(([, field]) => !field.safeParse(undefined).success).map(([field]) => field)
  const told = toldBy(fixture)

  it("has a fixture with a value in every field, and every field has a title", () => {
    expect(Object.keys(fixture.config).sort()).toEqual(fields.map(([field]) => field).sort())
    for (const [, field] of fields) expect(field.meta()?.title).toBeTypeOf("string")
  })

  it("says why it does otherwise, of nothing else", () => {
    for (const { why } of fixture.exceptions) expect(why.length).toBeGreaterThan(20)
    const known = /^(batch|malformed|meaning|same|body \w+|advice \w+|\w+ at (GET|POST|PUT) \S+)$/
    for (const { case: what } of fixture.exceptions) expect(what).toMatch(known)
  })

  it("is proven by a signature whose secret it needs, or by its address and no secret", () => {
    const { proof } = channel.webhooks
    expect(fixture.signedBy === null).toBe(proof === "address")
    if (fixture.signedBy === null) return
    expect(secrets).toContain(fixture.signedBy)
    expect(required).toContain(fixture.signedBy)
  })

  it.each(required)("is not connected without %s", (field) => {
    const { [field]: _, ...rest } = fixture.config
    for (const config of [rest, { ...rest, [field]: "" }, { ...rest, [field]: " " }, { ...rest, [field]: null }])
      expect(issuesOf(() => channel.connect(config, setting))).toEqual([field])
  })

  it("can do no more with an account than it claims", () => {
    const here = channel.connect(fixture.config, setting).capabilities
    const lengths = ["text", "segments"] as const
    for (const name of lengths) expect(here[name] ?? 0).toBeLessThanOrEqual(capabilities[name] ?? 0)
    const parts = ["media", "buttons", "list", "link", "templates"] as const
    for (const name of parts) if (capabilities[name] === null) expect(here[name]).toBeNull()
    if (!capabilities.inbound) expect(here.inbound).toBe(false)
  })

  it("tells every receipt that it claims, and no other", () => {
    const receipts = told.flatMap((item): Receipt[] => (item.type === "receipt" ? [item.status] : []))
    expect(new Set(receipts)).toEqual(new Set(capabilities.receipts))
  })

  it("brings messages where customers can write back, and only there", () => {
    expect(told.some(({ type }) => type === "message")).toBe(capabilities.inbound)
  })

  it("gives back what it was given along with a message, or does not claim to", () => {
    expect(told.some((item) => item.type === "receipt" && item.echo !== undefined)).toBe(capabilities.echoes)
    for (const item of told)
      if (item.type === "receipt") expect(item.echo !== undefined || item.contact !== undefined).toBe(true)
  })

  it("has people under several addresses, or does not claim to", () => {
    const contacts = told.flatMap((item) => (item.type === "message" ? [item.contact] : []))
    expect(contacts.some(({ phone, userId }) => phone !== undefined && userId !== undefined)).toBe(capabilities.aliases)
  })

  it("answers a wish for silence itself where it claims to keep it, and only there", () => {
    const seenTo = told.some((item) => item.type === "consent" || (item.type === "message" && item.taken))
    expect(seenTo).toBe(capabilities.consent.keeper === "carrier")
    for (const word of capabilities.consent.claimed) expect(word).toMatch(/^[A-Z ]+$/)
  })

  it("sends templates where it claims to, and only there", () => {
    const kinds = fixture.sendings.map(({ message }): Outbound["type"] => message.type)
    expect(kinds).toContain("free")
    expect(kinds.includes("template")).toBe(capabilities.templates !== null)
  })

  it.each<Advice>(["again", "hold", "switch", "stop"])("knows of a failure with the advice %s", (advice) =>
    unlessListed(member, `advice ${advice}`, () => {
      const failed = told.flatMap((item) => (item.type === "receipt" && item.failure ? [item.failure.advice] : []))
      expect([...failed, ...fixture.refusals.map((refusal) => refusal.advice)]).toContain(advice)
    }),
  )

  it("is checked where it can be, and says whose the account is", async () => {
    const connection = channel.connect(fixture.config, setting)
    if (!connection.check) return expect(fixture.holder).toBeNull()
    expect(await connection.check(outsideWith(fixture.answer))).toEqual({ holder: fixture.holder })
  })

  it("acknowledges with success, and never with a text that could be sent on", () => {
    const { status, body = "" } = channel.webhooks.answer
    expect(status).toBeGreaterThanOrEqual(200)
    expect(status).toBeLessThan(300)
    expect(body).toMatch(/^(OK|<Response\/>)?$/)
    expect(new Response(body || null, { status }).ok).toBe(true)
  })
})

function toldBy({ readings, batch }: ChannelFixture): Inbound[] {
  return [...readings, ...(batch ? [batch] : [])].flatMap(({ inbound }) => inbound)
}

function issuesOf(act: () => unknown): string[] {
  try {
    act()
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join("."))
    throw error
  }
  throw new Error("It was accepted.")
}
