import { describe, expect, it } from "vitest"
import { languageCodes, matches, phrases } from "../../src/core/languages"
import { references, render } from "../../src/core/template"

const variables = [
  "amount",
  "orderNumber",
  "description",
  "link",
  "reason",
  "merchant",
  "contact",
  "example",
  "part",
  "received",
  "rest",
]

describe.each(languageCodes)("in %s", (language) => {
  const { words, details: _, ...sentences } = phrases(language)

  it.each(Object.entries(sentences))(
    "%s can be said with everything known and with nothing but the amount",
    (_, template) => {
      for (const [name] of references(template)) expect(variables).toContain(name)
      const whole = {
        amount: "R 10.00",
        orderNumber: "A-17",
        description: "Shoes",
        link: "https://x",
        reason: "",
        merchant: "M",
        contact: "help@shop.test",
        example: "31/12/2026",
        ...{ part: "R 3.00", received: "R 3.00", rest: "R 7.00" },
      }
      const { amount, example } = whole
      for (const known of [whole, { amount, example, orderNumber: "", description: "" }, { amount, example }]) {
        const said = render(template, known)
        expect(said).toEqual({ ok: true, text: expect.stringMatching(/^\S(?!.*( {2}| \.)).*\S$/s) })
      }
    },
  )

  it("has titles that fit a WhatsApp button", () => {
    for (const title of [sentences.payButton, sentences.choicesTitle, sentences.yesButton, sentences.noButton])
      expect(title.length).toBeLessThanOrEqual(20)
  })

  it("understands the words that it tells people to write", () => {
    const quoted = [...sentences.waiting.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "")
    expect(quoted).toHaveLength(3)
    const lists = [words.paid, words.resend, words.cancel]
    quoted.forEach((word, index) => {
      expect(matches(word, lists[index] ?? []), word).toBe(true)
    })
    expect(matches(sentences.yesButton, words.yes)).toBe(true)
    expect(matches(sentences.noButton, words.no)).toBe(true)
  })

  it("has no word that means two things", () => {
    const commands = [words.paid, words.resend, words.cancel]
    for (const list of [...commands, words.yes])
      for (const other of [...commands, words.yes, words.no])
        if (list !== other) for (const word of list) expect(matches(word, other), word).toBe(false)
  })

  it("understands English too", () => {
    expect(matches("paid", words.paid)).toBe(true)
    expect(matches("yes", words.yes)).toBe(true)
    expect(matches("cancel payment", words.cancel)).toBe(true)
  })
})

it("says everything in a language of its own", () => {
  const said = languageCodes.map((language) => phrases(language).paymentRequest)
  expect(new Set(said).size).toBe(languageCodes.length)
})

it.each([
  ["pt-BR", "pt"],
  ["ES_mx", "es"],
  ["zu", "en"],
  ["", "en"],
  ["constructor", "en"],
  ["__proto__", "en"],
])("falls back from %j to %s", (language, spoken) => {
  expect(phrases(language)).toBe(phrases(spoken))
})

it.each<[string, string[], boolean]>([
  ["  PAID!! ", ["paid"], true],
  ["Sim.", ["sim"], true],
  ["nao", ["não"], true],
  ["J’ai payé 👍", ["j'ai payé"], true],
  ["¡Sí!", ["sí"], true],
  ["i  have\npaid", ["i have paid"], true],
  ["unpaid", ["paid"], false],
  ["not paid", ["paid"], false],
  ["paid?no", ["paid"], false],
  ["!!!", ["paid"], false],
  ["", ["paid"], false],
  ["", ["", "?"], false],
])("finds %j among %j: %s", (text, words, expected) => {
  expect(matches(text, words)).toBe(expected)
})
