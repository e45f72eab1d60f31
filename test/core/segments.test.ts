import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { segments, splitText } from "../../src/core/message/segments"

describe("counting segments", () => {
  it.each<[string, string, "GSM-7" | "UCS-2", number, number]>([
    ["nothing", "", "GSM-7", 0, 0],
    ["the most of one", "a".repeat(160), "GSM-7", 160, 1],
    ["one more", "a".repeat(161), "GSM-7", 161, 2],
    ["two full ones", "a".repeat(306), "GSM-7", 306, 2],
    ["three", "a".repeat(307), "GSM-7", 307, 3],
    ["an escape that costs two", "€".repeat(80), "GSM-7", 160, 1],
    ["escapes that leave a gap at each end", "€".repeat(153), "GSM-7", 306, 3],
    ["an escape across the edge", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 306, 3],
    ["every basic letter", "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", "GSM-7", 42, 1],
    ["a small cedilla", "ç", "UCS-2", 1, 1],
    ["a backtick", "`", "UCS-2", 1, 1],
    ["a curly quote", `${"a".repeat(69)}’`, "UCS-2", 70, 1],
    ["one more with it", `${"a".repeat(70)}’`, "UCS-2", 71, 2],
    ["emoji", "😀".repeat(35), "UCS-2", 70, 1],
    ["emoji that leave a gap at each end", "😀".repeat(67), "UCS-2", 134, 3],
  ])("of %s", (_, text, encoding, units, count) => {
    expect(segments(text)).toEqual({ encoding, units, count })
  })

  it("never takes fewer for a longer text", () => {
    fc.assert(
      fc.property(anyText(400), fc.nat(400), (text, cut) => {
        expect(segments(text.slice(0, cut)).count).toBeLessThanOrEqual(segments(text).count)
      }),
    )
  })
})

describe("splitting", () => {
  const split = (text: string, characters: number) => splitText(text, { characters, segments: null })

  it.each<[string, string, number, string[]]>([
    ["nothing that fits", "one two", 10, ["one two"]],
    ["between paragraphs", "first one.\n\nsecond one. third", 25, ["first one.", "second one. third"]],
    ["between sentences", "It is here. It is there. And so on", 26, ["It is here. It is there.", "And so on"]],
    ["between lines", "1. Apples\n2. Pears\n3. Plums", 20, ["1. Apples\n2. Pears", "3. Plums"]],
    ["between words", "one two three four", 9, ["one two", "three", "four"]],
    ["at a word that ends at the limit", "one two three", 7, ["one two", "three"]],
    ["no number at its point", "it is 1234.56 now", 13, ["it is 1234.56", "now"]],
    ["inside a word only when it must", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["no pair of units", "😀😀😀", 3, ["😀", "😀", "😀"]],
    ["no family", "ab👨‍👩‍👧cd", 9, ["ab", "👨‍👩‍👧c", "d"]],
    ["no letter from its accent", "abe\u0301", 3, ["ab", "e\u0301"]],
    ["a character that is longer than the limit, but no pair", "👨‍👩‍👧", 4, ["👨\u200d", "👩\u200d", "👧"]],
  ])("cuts %s", (_, text, characters, parts) => {
    expect(split(text, characters)).toEqual(parts)
  })

  it.each(["", " ", "\n\t "])("makes nothing of %j", (text) => {
    expect(split(text, 10)).toEqual([])
  })

  it("keeps an address whole", () => {
    const address = "https://pay.test/p/abcdefghijklmnop?a=1.2.3"
    const text = `${"word ".repeat(20)}${address}\n${"word ".repeat(20)}`
    for (let limit = address.length; limit < text.length; limit++)
      expect(split(text, limit).filter((part) => part.includes(address))).toHaveLength(1)
  })

  it("counts segments, not characters, where there are some", () => {
    const parts = splitText("€".repeat(200), { characters: 1600, segments: 1 })
    expect(parts.map((part) => part.length)).toEqual([80, 80, 40])
  })

  it("is quick with a long text", () => {
    const parts = splitText("word ".repeat(40_000), { characters: 1600, segments: 10 })
    expect(parts.length).toBeLessThan(140)
  })

  it("keeps every part within the limits and every character that is not a space", () => {
    fc.assert(
      fc.property(
        anyText(600),
        fc.integer({ min: 2, max: 200 }),
        fc.option(fc.integer({ min: 1, max: 3 })),
        (text, characters, count) => {
          const parts = splitText(text, { characters, segments: count })
          for (const part of parts) {
            expect(part.trim()).not.toBe("")
            expect(part.length).toBeLessThanOrEqual(characters)
            if (count !== null) expect(segments(part).count).toBeLessThanOrEqual(count)
          }
          expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""))
        },
      ),
      { numRuns: 500 },
    )
  })

  it("never cuts what people see as one character", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" })
    const seen = (text: string) =>
      Array.from(segmenter.segment(text), ({ segment }) => segment).filter((one) => one.trim())
    fc.assert(
      fc.property(anyText(300), fc.integer({ min: 24, max: 80 }), (text, limit) => {
        expect(split(text, limit).flatMap(seen)).toEqual(seen(text))
      }),
      { numRuns: 500 },
    )
  })
})

/** Words and characters that cost one or two, combine or join. */
function anyText(maxLength: number) {
  const unit = fc.constantFrom(
    ..."ab cd. ef! \n\n gh€^{}ñçé’",
    "😀",
    "👍🏽",
    "👨‍👩‍👧",
    "e\u0301",
    "🇿🇦",
    " word",
    " longer-word",
    "1234.50",
    "\u00a0",
    "नि",
  )
  return fc.array(unit, { maxLength }).map((units) => units.join(""))
}
