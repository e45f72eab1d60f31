import { describe, expect, it } from "vitest"
import type { Json } from "../../src/core/json"
import { languageCodes } from "../../src/core/languages"
import { answerTypes, dateFormats, type Expected, readAnswer, refusalPhrase } from "../../src/flow/values/answers"

const expected = (more: Partial<Expected>): Expected => ({
  answer: "text",
  pattern: "",
  dateFormat: "YYYY-MM-DD",
  ...more,
})
const read = (more: Partial<Expected>, text: string, language = "en") => readAnswer(expected(more), { text }, language)

const accepted: [Partial<Expected>, string, Json][] = [
  [{ answer: "text" }, " Ada ", "Ada"],
  [{ answer: "text", minimum: 1, maximum: 1 }, "😀", "😀"],
  [{ answer: "number" }, "0.1", 0.1],
  [{ answer: "number" }, "1,5", 1.5],
  [{ answer: "number" }, "-0", 0],
  [{ answer: "integer" }, "007", 7],
  [{ answer: "integer", minimum: 1, maximum: 10 }, "10", 10],
  [{ answer: "amount", currency: "ZAR" }, "10", "10.00"],
  [{ answer: "amount", currency: "KWD" }, "0.125", "0.125"],
  [{ answer: "email" }, "ada.l+x@mail.example.com", "ada.l+x@mail.example.com"],
  [{ answer: "phone", country: "ZA" }, "082 123 4567", "+27821234567"],
  [{ answer: "phone" }, "+27 82 123 4567", "+27821234567"],
  [{ answer: "date" }, "2028-2-29", "2028-02-29"],
  [{ answer: "date", dateFormat: "DD/MM/YYYY" }, "01/12/2026", "2026-12-01"],
  [{ answer: "date", dateFormat: "DD.MM.YYYY" }, "1. 12. 2026", "2026-12-01"],
  [{ answer: "yesno" }, "YES!", true],
  [{ answer: "pattern", pattern: "[A-Z]{2}\\d{4}" }, "ZA1234", "ZA1234"],
  [{ answer: "any" }, "", ""],
]

const refused: [Partial<Expected>, string][] = [
  [{ answer: "text" }, "   "],
  [{ answer: "text", maximum: 3 }, "long"],
  [{ answer: "number" }, "1e3"],
  [{ answer: "number" }, "1,234"],
  [{ answer: "number" }, "NaN"],
  [{ answer: "number" }, "Infinity"],
  [{ answer: "number" }, "0x10"],
  [{ answer: "integer" }, "1.5"],
  [{ answer: "integer", minimum: 1 }, "-1"],
  [{ answer: "integer" }, "9007199254740993"],
  [{ answer: "amount", currency: "ZAR" }, "10.001"],
  [{ answer: "amount", currency: "ZAR" }, "0"],
  [{ answer: "amount", currency: "ZAR", maximum: 100 }, "100.01"],
  [{ answer: "amount" }, "10"],
  [{ answer: "email" }, "ada@localhost"],
  [{ answer: "email" }, "a@b.c d"],
  [{ answer: "phone" }, "0821234567"],
  [{ answer: "date" }, "2026-02-29"],
  [{ answer: "date" }, "2026-13-01"],
  [{ answer: "date" }, "01/12/2026"],
  [{ answer: "date", dateFormat: "DD/MM/YYYY" }, "12/31/2026"],
  [{ answer: "date", dateFormat: "DD.MM.YYYY" }, "12.31.2026"],
  [{ answer: "yesno" }, "maybe"],
  [{ answer: "pattern", pattern: "\\d+" }, "12a"],
  [{ answer: "pattern", pattern: "a|b" }, "ab"],
]

describe("an answer", () => {
  it.each(accepted)("of %j may be %j", (more, text, value) => {
    expect(read(more, text)).toStrictEqual(value)
  })

  it.each(refused)("of %j may not be %j", (more, text) => {
    expect(read(more, text)).toBeNull()
  })

  it("of yes or no is understood in the flow's language", () => {
    expect(read({ answer: "yesno" }, "sim", "pt-BR")).toBe(true)
    expect(read({ answer: "yesno" }, "não", "pt")).toBe(false)
    expect(read({ answer: "yesno" }, "Ja, bitte.", "de-AT")).toBe(true)
  })
})

it.each<[string, string, number | null]>([
  ["en", "1.500", 1.5],
  ["de", "1.500", null],
  ["es-MX", "1.500", null],
  ["de", "1,5", 1.5],
  ["de", "1.5", 1.5],
  ["de", "1,500", null],
])("a number in %s that could be two is neither: %s is %j", (language, text, value) => {
  expect(read({ answer: "number" }, text, language)).toBe(value)
})

describe("a wrong answer", () => {
  it.each([
    ["en", "YYYY-MM-DD", "That is not a date we can read. Please write it like 2026-12-31."],
    ["en", "DD/MM/YYYY", "That is not a date we can read. Please write it like 31/12/2026."],
    ["es", "DD/MM/YYYY", "Eso no es una fecha que podamos leer. Escríbela así: 31/12/2026."],
    ["pt-BR", "DD/MM/YYYY", "Essa não é uma data que conseguimos ler. Escreva assim: 31/12/2026."],
    ["fr", "YYYY-MM-DD", "Ce n'est pas une date que nous savons lire. Écrivez-la ainsi : 2026-12-31."],
    ["de", "DD.MM.YYYY", "Dieses Datum können wir nicht lesen. Bitte schreiben Sie es so: 31.12.2026."],
    ["af", "DD/MM/YYYY", "Dit is nie 'n datum wat ons kan lees nie. Skryf dit asseblief soos 31/12/2026."],
  ] as const)("in %s for a date as %s is told %j", (language, dateFormat, said) => {
    expect(refusalPhrase(expected({ answer: "date", dateFormat }), language)).toBe(said)
  })

  it("for a date is told an example that would be right", () => {
    for (const dateFormat of dateFormats)
      for (const language of languageCodes) {
        const said = refusalPhrase(expected({ answer: "date", dateFormat }), language)
        const example = /[0-9]+[-/.][0-9]+[-/.][0-9]+/.exec(said)?.[0] ?? ""
        expect(read({ answer: "date", dateFormat }, example)).toBe("2026-12-31")
      }
  })

  it("is told something of every kind of answer", () => {
    for (const answer of answerTypes) expect(refusalPhrase(expected({ answer }), "en")).toMatch(/^[A-Z].*[.]$/)
  })
})
