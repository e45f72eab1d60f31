import { describe, expect, it } from "vitest"
import type { Json } from "../../src/core/json"
import { type Expected, readAnswer } from "../../src/flow/answers"

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
  [{ answer: "yesno" }, "YES!", true],
  [{ answer: "pattern", pattern: "[A-Z]{2}\\d{4}" }, "ZA1234", "ZA1234"],
  [{ answer: "any" }, "", ""],
]

const refused: [Partial<Expected>, string][] = [
  [{ answer: "text" }, "   "],
  [{ answer: "text", maximum: 3 }, "long"],
  [{ answer: "number" }, "1e3"],
  [{ answer: "number" }, "1,234"],
  [{ answer: "number" }, "٣"],
  [{ answer: "number" }, "NaN"],
  [{ answer: "number" }, "Infinity"],
  [{ answer: "number" }, "0x10"],
  [{ answer: "integer" }, "1.5"],
  [{ answer: "integer" }, "９"],
  [{ answer: "integer", minimum: 1 }, "-1"],
  [{ answer: "integer" }, "9007199254740993"],
  [{ answer: "amount", currency: "ZAR" }, "10.001"],
  [{ answer: "amount", currency: "ZAR" }, "0"],
  [{ answer: "amount", currency: "ZAR", maximum: 100 }, "100.01"],
  [{ answer: "amount" }, "10"],
  [{ answer: "email" }, "ada@localhost"],
  [{ answer: "email" }, "a@b.c d"],
  [{ answer: "email" }, "<a@b.com>"],
  [{ answer: "phone" }, "0821234567"],
  [{ answer: "date" }, "2026-02-29"],
  [{ answer: "date" }, "2026-13-01"],
  [{ answer: "date" }, "01/12/2026"],
  [{ answer: "date", dateFormat: "DD/MM/YYYY" }, "12/31/2026"],
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
  })
})
