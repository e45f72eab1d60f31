import { createHash, createHmac } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  equal,
  fromBase64,
  fromHex,
  type HmacAlgorithm,
  hmac,
  isSigned,
  sha256Hex,
  toBase64,
  toHex,
} from "../../src/platform/signature"

const bytes = fc.uint8Array({ maxLength: 300 })
const key = fc.string({ minLength: 1, unit: "binary" })
const algorithms: [HmacAlgorithm, string][] = [
  ["SHA-1", "sha1"],
  ["SHA-256", "sha256"],
  ["SHA-512", "sha512"],
]

describe.each(algorithms)("HMAC with %s", (algorithm, oracle) => {
  it("is what Node's crypto makes", () =>
    fc.assert(
      fc.asyncProperty(key, bytes, async (secret, data) => {
        const expected = createHmac(oracle, new TextEncoder().encode(secret)).update(data).digest("hex")
        expect(toHex(await hmac(algorithm, secret, data))).toBe(expected)
      }),
    ))

  it("verifies its own signature and no other bytes, key or signature", () =>
    fc.assert(
      fc.asyncProperty(key, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), async (secret, data, at, mask) => {
        const signature = await hmac(algorithm, secret, data)
        expect(await isSigned(algorithm, secret, data, signature)).toBe(true)
        expect(await isSigned(algorithm, secret, data, flipped(signature, at, mask))).toBe(false)
        expect(await isSigned(algorithm, secret, data, signature.slice(0, at % signature.length))).toBe(false)
        expect(await isSigned(algorithm, secret, Uint8Array.of(...data, mask), signature)).toBe(false)
        expect(await isSigned(algorithm, `${secret}x`, data, signature)).toBe(false)
        if (data.length > 0) expect(await isSigned(algorithm, secret, flipped(data, at, mask), signature)).toBe(false)
      }),
      { numRuns: 30 },
    ))

  it("refuses to work with an empty key", async () => {
    const refused = { name: "Failure", code: "not_configured" }
    await expect(hmac(algorithm, "", "data")).rejects.toMatchObject(refused)
    await expect(isSigned(algorithm, "", "data", new Uint8Array(20))).rejects.toMatchObject(refused)
  })
})

it("takes text as UTF-8", async () => {
  const text = "Möller 😀"
  expect(await hmac("SHA-256", "key", text)).toEqual(await hmac("SHA-256", "key", new TextEncoder().encode(text)))
  expect(await sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"))
})

it("reads back the hex and Base64 it writes", () =>
  fc.assert(
    fc.property(bytes, (data) => {
      expect(toHex(data)).toBe(Buffer.from(data).toString("hex"))
      expect(toBase64(data)).toBe(Buffer.from(data).toString("base64"))
      expect(fromHex(toHex(data))).toEqual(data)
      expect(fromBase64(toBase64(data))).toEqual(data)
    }),
  ))

it.each(["0", "0g", "AB", "0x12", " ab", "ab ", "ab\n", "é0"])("does not read %j as hex", (text) => {
  expect(fromHex(text)).toBeNull()
})

// The last two spell the same bytes as "TQ==" and "TWE=": one signature must not have two spellings.
it.each(["TQ", "TQ=", "TQ===", "T Q==", "TQ==\n", "TQ-_", "=", "====", "T", "é===", "TR==", "TWF="])(
  "does not read %j as Base64",
  (text) => {
    expect(fromBase64(text)).toBeNull()
  },
)

it("finds two texts equal only when they are", () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), async (a, b) => {
      expect(await equal(a, b)).toBe(a === b)
      expect(await equal(a, `${a}`)).toBe(true)
      expect(await equal(a, `${a}${b}x`)).toBe(false)
    }),
  ))

function flipped(data: Uint8Array, at: number, mask: number): Uint8Array {
  return data.map((byte, index) => (index === at % data.length ? byte ^ mask : byte))
}
