import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Failure } from "../../src/platform/failure"
import { seal, unseal } from "../../src/platform/seal"
import { toBase64 } from "../../src/platform/signature"

const keyOf = (fill: number) => toBase64(new Uint8Array(32).fill(fill))
const old = `2025:${keyOf(1)}`
const current = `2026:${keyOf(2)}`
const context = "channel_accounts/main"

const failure = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("should have failed"),
    (error) => error,
  )

describe("seal", () => {
  it("gives every text back, whatever is in it", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (text) => {
        const whole = text.toWellFormed()
        expect(await unseal(current, await seal(current, whole, context), context)).toBe(whole)
      }),
      { numRuns: 50 },
    ))

  it("keeps a byte order mark at the start", async () => {
    expect(await unseal(current, await seal(current, "\uFEFFtext", context), context)).toBe("\uFEFFtext")
  })

  it("never writes the same text the same way twice", async () => {
    expect(await seal(current, "secret", context)).not.toBe(await seal(current, "secret", context))
  })

  it("seals with the first key and opens with every key, so that keys can be rotated", async () => {
    const before = await seal(old, "secret", context)
    const both = `${current}, ${old}`
    expect(await unseal(both, before, context)).toBe("secret")
    expect(await seal(both, "secret", context)).toMatch(/^v1\.2026\.[\w-]{16}\.[\w-]+$/)
  })

  it("does not open in another row's place", async () => {
    const sealed = await seal(current, "secret", context)
    expect(await failure(unseal(current, sealed, "channel_accounts/other"))).toMatchObject({ code: "unsealable" })
  })

  it("names the key that is gone", async () => {
    const error = await failure(unseal(current, await seal(old, "secret", context), context))
    expect(error).toMatchObject({ code: "unsealable", advice: "hold", message: expect.stringContaining('"2025"') })
  })

  it("does not open with another key of the same name", async () => {
    const error = await failure(unseal(`2025:${keyOf(9)}`, await seal(old, "secret", context), context))
    expect(error).toMatchObject({ code: "unsealable" })
  })

  it("does not open when any one character was changed", async () => {
    const sealed = await seal(current, "secret", context)
    for (let place = 0; place < sealed.length; place++) {
      const changed = `${sealed.slice(0, place)}${sealed[place] === "A" ? "B" : "A"}${sealed.slice(place + 1)}`
      expect(await failure(unseal(current, changed, context)), `at ${place}`).toMatchObject({ code: "unsealable" })
    }
  })

  it.each([
    "",
    "v1",
    "v1.2026",
    "v1.2026..",
    "v2.2026.AAAAAAAAAAAAAAAA.AAAA",
    "secret",
    "v1.2026.AAAAAAAAAAAAAAAA.AA.AA",
  ])("does not open %j", async (sealed) => {
    expect(await failure(unseal(current, sealed, context))).toMatchObject({ code: "unsealable" })
  })

  it.each([
    ["nothing", ""],
    ["a key without a name", keyOf(1)],
    ["a short key", `a:${toBase64(new Uint8Array(16))}`],
    ["a long key", `a:${toBase64(new Uint8Array(33))}`],
    ["a key that is not Base64", `a:${"!".repeat(44)}`],
    ["a name with a dot", `a.b:${keyOf(1)}`],
    ["a broken second key", `${current},b:short`],
    ["one name for two keys", `${current},2026:${keyOf(3)}`],
  ])("refuses %s as keys, and repeats none of it", async (_, keys) => {
    for (const error of [
      await failure(seal(keys, "secret", context)),
      await failure(unseal(keys, "v1.a.b.c", context)),
    ]) {
      expect(error).toMatchObject({ name: "Failure", code: "not_configured", advice: "hold" })
      expect(error.message).not.toContain(keyOf(1))
      expect(error.message).not.toContain('secret"')
    }
  })
})
