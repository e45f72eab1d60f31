import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { MAX_ORDER_NUMBER, orderNumber, orderNumberFault, toBase32, usesSequence } from "../../src/core/order/number"

const RANDOM = "7Q2X9AB0CDEFGHJKMNPQRSTVWXYZ"

describe("orderNumber", () => {
  it("gives the UTC day that a calendar gives, from 1970 to the year 9999", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(10_000, 0, 1) - 1 }), (at) => {
        expect(orderNumber("{YYYY}-{MM}-{DD}", at, 1, RANDOM)).toBe(new Date(at).toISOString().slice(0, 10))
      }),
      { numRuns: 1000 },
    ))

  it("knows every day of a leap cycle", () => {
    for (let day = 0; day < 146_097; day += 1) {
      const at = Date.UTC(2000, 0, 1) + day * 86_400_000
      if (orderNumber("{YYYY}-{MM}-{DD}", at, 1, RANDOM) !== new Date(at).toISOString().slice(0, 10))
        expect.unreachable(new Date(at).toISOString())
    }
    expect(orderNumber("{YYYY}-{MM}-{DD}", Date.UTC(2400, 1, 29), 1, RANDOM)).toBe("2400-02-29")
  })

  it.each([
    ["2026-11-02T00:00:00.000Z", "261102"],
    ["2026-11-01T23:59:59.999Z", "261101"],
    ["2000-02-29T12:00:00.000Z", "000229"],
    ["2099-12-31T23:59:59.999Z", "991231"],
    ["2100-03-01T00:00:00.000Z", "000301"],
  ])("writes %s as %s", (time, text) => {
    expect(orderNumber("{YY}{MM}{DD}", Date.parse(time), 1, RANDOM)).toBe(text)
  })

  it.each([
    ["INV-{seq:5}", "INV-00042"],
    ["{seq}", "42"],
    ["{seq:1}", "42"],
    ["{random}", "7Q2X9A"],
    ["{random:8}.{seq:2}_x", "7Q2X9AB0.42_x"],
    ["{YYYY}{YYYY}", "20262026"],
  ])("writes %s as %s", (pattern, text) => {
    expect(orderNumber(pattern, Date.parse("2026-11-02T00:00:00Z"), 42, RANDOM)).toBe(text)
  })

  it("never makes two numbers of one day alike while the sequence moves on", () =>
    fc.assert(
      fc.property(
        fc.constantFrom("{seq}", "{seq:5}", "{YY}{seq:3}", "A{seq}-{DD}"),
        fc.uniqueArray(fc.nat(10_000_000), { minLength: 2, maxLength: 50 }),
        (pattern, sequences) => {
          const numbers = sequences.map((sequence) => orderNumber(pattern, 0, sequence, RANDOM))
          expect(new Set(numbers).size).toBe(sequences.length)
        },
      ),
    ))

  it("takes over the whole random part it was promised", () =>
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 20 }), fc.uint8Array({ minLength: 13, maxLength: 13 }), (size, bytes) => {
        const random = toBase32(bytes)
        expect(orderNumber(`{random:${size}}`, 0, 1, random)).toBe(random.slice(0, size))
      }),
    ))
})

describe("orderNumberFault", () => {
  it.each([
    "{YY}{MM}{DD}-{random:6}",
    "{seq}",
    "INV-{seq:8}",
    "{random:5}",
    "{random}",
    "{seq}{random:1}",
    "a.b_c-{seq}",
  ])("has nothing against %s", (pattern) => {
    expect(orderNumberFault(pattern)).toBeNull()
  })

  it.each([
    ["", "two orders would have one number"],
    ["INV", "two orders would have one number"],
    ["{YYYY}{MM}{DD}", "two orders would have one number"],
    ["{seq} ", "use letters"],
    ["{seq}/1", "use letters"],
    ["{seq}é", "use letters"],
    ["{seq}\n", "use letters"],
    ["{hour}{seq}", "use letters"],
    ["{SEQ}", "use letters"],
    ["{seq:100}", "use letters"],
    ["{seq:x}", "use letters"],
    ["{{seq}}", "use letters"],
    ["{random:4}", "at least {random:5}"],
    ["{random:0}", "at least {random:5}"],
    [`${"A".repeat(34)}{random:5}`, "35 characters"],
    ["{random:36}", "35 characters"],
    ["{seq:36}", "35 characters"],
    [`${"A".repeat(30)}{seq}`, "35 characters"],
  ])("finds the fault of %j", (pattern, fault) => {
    expect(orderNumberFault(pattern)?.message.toLowerCase()).toContain(fault)
  })

  it("passes no pattern that makes a number longer than any provider takes", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "{YYYY}",
            "{YY}",
            "{MM}",
            "{DD}",
            "{seq}",
            "{seq:9}",
            "{random:6}",
            "{random}",
            "{random:12}",
            "AB-",
          ),
          { minLength: 1, maxLength: 8 },
        ),
        (parts) => {
          const pattern = parts.join("")
          fc.pre(orderNumberFault(pattern) === null)
          const number = orderNumber(pattern, 0, 999_999, RANDOM)
          expect(number.length).toBeLessThanOrEqual(MAX_ORDER_NUMBER)
          expect(number).toMatch(/^[A-Za-z0-9_.-]+$/)
          expect(usesSequence(pattern) || pattern.includes("{random")).toBe(true)
        },
      ),
    ))
})

describe("toBase32", () => {
  it("keeps every bit: 5 a character, so that no two random parts run together", () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
        const text = toBase32(bytes)
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
        const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        const value = Array.from(text).reduce((sum, character) => sum * 32n + BigInt(alphabet.indexOf(character)), 0n)
        expect(value).toBe(bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n))
      }),
    ))
})
