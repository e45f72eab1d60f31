import { describe, expect, it } from "vitest"
import { consentOf } from "../../src/channels/consent"
import { matches } from "../../src/core/languages"
import { folded, normal } from "../../src/core/text/normal"
import { keywordRoute } from "../../src/flow/routes"
import { enter, exitOf, single } from "../flow/single"

/** What a customer wrote, and the form in which it is compared. */
const WRITTEN: [what: string, text: string, normal: string][] = [
  ["case", "MENU", "menu"],
  ["spaces around and between", "  my \t order\n", "my order"],
  ["marks around", "¡¡Menú!!", "menu"],
  ["accents", "São João", "sao joao"],
  ["accents typed as characters of their own", "Sa\u0303o", "sao"],
  ["a straight apostrophe", "i'm", "im"],
  ["the apostrophe of a telephone", "I’m", "im"],
  ["an acute accent for an apostrophe", "I´m", "im"],
  ["a grave accent for an apostrophe", "I`m", "im"],
  ["no apostrophe", "im", "im"],
  ["an article in one character", "ŉ Brood", "n brood"],
  ["a hyphen within", "check-in", "check in"],
  ["a space for the hyphen", "check in", "check in"],
  ["a slash and a dot within", "size 8.5/9", "size 8 5 9"],
  ["another width", "ＯＫ１", "ok1"],
  ["an invisible character", "st\u200bop", "stop"],
  ["a soft hyphen", "sto\u00adp", "stop"],
  ["a direction", "\u202Estop", "stop"],
  ["a ligature", "ﬁsh", "fish"],
  ["a sharp s", "Straße", "strasse"],
  ["the last sigma", "ΟΔΟΣ", "οδοσ"],
  ["Cyrillic", "ЙОГУРТ", "иогурт"],
  ["Hebrew with its points", "שָׁלוֹם", "שלום"],
  ["Arabic with its points", "مُحَمَّد", "محمد"],
  ["Hindi, whose vowels are marks", "दिन", "दिन"],
  ["another word with the same letters", "दान", "दान"],
  ["Japanese, where a mark makes another letter", "が", "が"],
  ["Korean", "한국어", "한국어"],
  ["emoji alone", "👍🏽", ""],
  ["marks alone", "?!", ""],
  ["nothing", "", ""],
]

it.each(WRITTEN)("compares %s: %j", (_, text, expected) => {
  expect(normal(text)).toBe(expected)
  expect(normal(expected), "normal is normal").toBe(expected)
})

describe.each(WRITTEN.filter(([, , expected]) => expected !== ""))("%s", (_, text, expected) => {
  it("starts the same flow", () => {
    expect(keywordRoute([{ flow: "it", keyword: expected }], text)).toBe("it")
  })

  it("is the same command", () => {
    expect(matches(text, [expected])).toBe(true)
    expect(matches(expected, [text])).toBe(true)
  })
})

it.each([
  ["STOP", "stop"],
  ["‘Stop’", "stop"],
  ["st\u200bop", "stop"],
  ["ＳＴＯＰ", "stop"],
  ["Don’t text me", "stop"],
  ["dont text me", "stop"],
])("is the same wish: %j", (text, wish) => {
  expect(consentOf(text)).toBe(wish)
})

describe("a comparison of a flow", () => {
  const holds = (left: string, operator: string, right: string) =>
    exitOf(enter(single("condition", { cases: [{ name: "Held", left, operator, right }] }))) === "Held"

  it.each([
    ["Sí", "equals", "SI", true],
    ["Straße", "equals", "STRASSE", true],
    ["São Paulo", "contains", "sao", true],
    ["-5", "equals", "5", false],
    ["1.5", "equals", "15", false],
    ["a@b.test", "contains", "@", true],
    ["ab.test", "contains", "@", false],
    ["check-in", "equals", "check in", false],
  ])("of %j %s %j", (left, operator, right, expected) => {
    expect(holds(left, operator, right)).toBe(expected)
  })

  it("leaves signs and spaces where they are", () => {
    expect(folded("  A-B.C  ")).toBe("  a-b.c  ")
  })
})
