import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  add,
  type Currency,
  currencies,
  decimal,
  formatMoney,
  isCurrency,
  type Money,
  money,
  parseMoney,
  places,
  writtenMoney,
} from "../../src/core/money"

const currency = fc.constantFrom(...currencies)
const amount = fc.record({ minor: fc.maxSafeNat(), currency })

describe("currencies", () => {
  it.each([
    ["ZAR", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["HUF", 2],
    ["IDR", 2],
    ["ISK", 0],
    ["UGX", 0],
    ["TND", 3],
    ["ZWG", 2],
    ["XCG", 2],
  ] as const)("gives %s its %i ISO decimals", (code, count) => {
    expect(places(code)).toBe(count)
  })

  it("knows the money in use and nothing else", () => {
    expect(currencies.length).toBe(new Set(currencies).size)
    expect(currencies.length).toBeGreaterThan(150)
    for (const code of ["HRK", "ZWL", "BGN", "ANG", "XAU", "XXX", "zar", "", "toString", "__proto__"])
      expect(isCurrency(code), code).toBe(false)
  })
})

describe("parsing", () => {
  it.each<[string, Currency, number]>([
    ["10.50", "ZAR", 1050],
    ["10.1", "ZAR", 1010],
    ["10", "ZAR", 1000],
    ["0", "ZAR", 0],
    ["0.01", "ZAR", 1],
    [" 99.90\n", "ZAR", 9990],
    ["1 234.50", "ZAR", 123450],
    ["1\u00a0234\u00a0567.5", "ZAR", 123456750],
    ["1,234.50", "ZAR", 123450],
    ["1,234,567", "ZAR", 123456700],
    ["1 234", "ZAR", 123400],
    ["99,90", "ZAR", 9990],
    ["1 234,50", "ZAR", 123450],
    ["1.234,50", "EUR", 123450],
    ["ZAR 99.90", "ZAR", 9990],
    ["99.90 ZAR", "ZAR", 9990],
    ["1500", "JPY", 1500],
    ["1,500", "JPY", 1500],
    ["1.234", "KWD", 1234],
    ["1.5", "KWD", 1500],
    ["149.9000", "ZAR", 14990],
    ["149.90000000", "ZAR", 14990],
    ["0.500", "ZAR", 50],
    ["1234.500", "ZAR", 123450],
    ["1,234.5600", "ZAR", 123456],
    ["1.23400", "KWD", 1234],
    ["1500.00", "JPY", 1500],
    ["90071992547409.91", "ZAR", Number.MAX_SAFE_INTEGER],
  ])("reads %j in %s", (text, code, minor) => {
    expect(parseMoney(text, code)).toEqual({ minor, currency: code })
  })

  it.each<[string, Currency]>([
    ["", "ZAR"],
    [" ", "ZAR"],
    ["ZAR", "ZAR"],
    ["NaN", "ZAR"],
    ["Infinity", "ZAR"],
    ["-1", "ZAR"],
    ["+1", "ZAR"],
    ["1e3", "ZAR"],
    ["0x10", "ZAR"],
    ["١٢", "ZAR"],
    ["１２", "ZAR"],
    ["R 99.90", "ZAR"],
    ["$5", "USD"],
    ["USD 5", "ZAR"],
    ["ZAR 5 ZAR", "ZAR"],
    ["1,5", "ZAR"],
    ["1,234", "ZAR"],
    ["1,234", "KWD"],
    ["1.234", "ZAR"],
    ["1.500", "ZAR"],
    ["149.900", "ZAR"],
    ["149.9050", "ZAR"],
    ["149,9000", "ZAR"],
    ["1.500", "JPY"],
    ["1500.50", "JPY"],
    ["1.2345", "KWD"],
    ["1.234", "JPY"],
    ["0.1", "JPY"],
    ["1.005", "ZAR"],
    ["0.30000000000000004", "ZAR"],
    ["1,23,456.00", "ZAR"],
    ["12,34.50", "ZAR"],
    ["1 234,567.00", "ZAR"],
    ["1,234 567.00", "ZAR"],
    ["0,123.00", "ZAR"],
    ["007", "ZAR"],
    ["1.", "ZAR"],
    [".5", "ZAR"],
    ["1..5", "ZAR"],
    ["1 2", "ZAR"],
    ["10.50.20", "ZAR"],
    ["10 or 20", "ZAR"],
    ["90071992547409.92", "ZAR"],
    ["9007199254740993", "JPY"],
    ["1".repeat(100), "JPY"],
  ])("refuses %j in %s", (text, code) => {
    expect(parseMoney(text, code)).toBeNull()
  })

  it("reads back every amount that it writes", () => {
    fc.assert(
      fc.property(amount, (given) => {
        expect(parseMoney(decimal(given), given.currency)).toEqual(given)
        expect(parseMoney(`${given.currency} ${decimal(given)}`, given.currency)).toEqual(given)
      }),
    )
  })

  it("never reads anything but the digits that are there", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789., e-"), maxLength: 12 })
    fc.assert(
      fc.property(text, currency, (given, code) => {
        const read = parseMoney(given, code)
        if (read) expect(significant(decimal(read))).toBe(significant(given))
      }),
      { numRuns: 2000 },
    )
  })
})

/** The digits without the zeros at the end, which say nothing behind a decimal sign. */
function significant(text: string): string {
  return text.replace(/\D/g, "").replace(/0+$/, "")
}

describe("an amount that somebody wrote", () => {
  it.each<[string, Currency, string]>([
    ["R35,00", "ZAR", "35.00"],
    ["R 35", "ZAR", "35.00"],
    ["r35.50", "ZAR", "35.50"],
    ["R35,5", "ZAR", "35.50"],
    ["R 1 234,56", "ZAR", "1234.56"],
    ["R1\u00a0234,56", "ZAR", "1234.56"],
    ["1,234.56", "ZAR", "1234.56"],
    ["1.234,56", "ZAR", "1234.56"],
    ["R1.234,5", "ZAR", "1234.50"],
    ["R12,345,678", "ZAR", "12345678.00"],
    ["35", "ZAR", "35.00"],
    ["35.5", "ZAR", "35.50"],
    ["0,50", "ZAR", "0.50"],
    ["ZAR 35,00", "ZAR", "35.00"],
    ["35 zar", "ZAR", "35.00"],
    ["149.9000", "ZAR", "149.90"],
    ["$35", "USD", "35.00"],
    ["US$ 35.00", "USD", "35.00"],
    ["$1,234.50", "MXN", "1234.50"],
    ["35 €", "EUR", "35.00"],
    ["€35,50", "EUR", "35.50"],
    ["R$ 1.234,50", "BRL", "1234.50"],
    ["£5", "GBP", "5.00"],
    ["¥1,500", "JPY", "1500"],
    ["¥1500,00", "JPY", "1500"],
    ["₹ 500", "INR", "500.00"],
    ["Rs. 500", "INR", "500.00"],
    ["KSh 1,000.00", "KES", "1000.00"],
    ["GH₵20", "GHS", "20.00"],
    ["99,50 zł", "PLN", "99.50"],
    ["149 kr.", "SEK", "149.00"],
    ["K35", "ZMW", "35.00"],
    ["1.234", "KWD", "1.234"],
    ["1,5", "KWD", "1.500"],
  ])("%j in %s is %s", (text, code, read) => {
    const money = writtenMoney(text, code)
    expect(money && decimal(money)).toBe(read)
  })

  it.each<[string, Currency]>([
    ["thirty", "ZAR"],
    ["ten rand", "ZAR"],
    ["35 rand", "ZAR"],
    ["", "ZAR"],
    ["R", "ZAR"],
    ["$35", "ZAR"],
    ["R$35", "ZAR"],
    ["R35", "BRL"],
    ["R35", "USD"],
    ["USD 35", "ZAR"],
    ["ZAR R35", "ZAR"],
    ["R35 R", "ZAR"],
    ["35R", "ZAR"],
    ["35K", "ZMW"],
    ["-35", "ZAR"],
    ["R-35", "ZAR"],
    ["1,234", "ZAR"],
    ["R1.234", "ZAR"],
    ["KSh 1,000", "KES"],
    ["R1.500", "ZAR"],
    ["R35,000", "ZAR"],
    ["35,00,00", "ZAR"],
    ["1,234", "KWD"],
    ["1.2345", "KWD"],
    ["35,55", "JPY"],
    ["٣٥", "ZAR"],
    ["３５", "ZAR"],
    ["35.-", "ZAR"],
    ["35-40", "ZAR"],
    ["1e3", "ZAR"],
    ["35%", "ZAR"],
    ["90071992547409.92", "ZAR"],
    [`R${"1".repeat(100)}`, "ZAR"],
  ])("%j in %s is none", (text, code) => {
    expect(writtenMoney(text, code)).toBeNull()
  })

  it("is never another than the strict reading, where there is one", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789., R"), maxLength: 12 })
    fc.assert(
      fc.property(text, currency, (given, code) => {
        const strict = parseMoney(given, code)
        if (strict) expect(writtenMoney(given, code)).toEqual(strict)
      }),
      { numRuns: 2000 },
    )
  })
})

describe("writing", () => {
  it.each<[Money, string]>([
    [money(1050, "ZAR"), "10.50"],
    [money(5, "ZAR"), "0.05"],
    [money(5, "KWD"), "0.005"],
    [money(5, "JPY"), "5"],
    [money(-5, "ZAR"), "-0.05"],
  ])("writes %j as %s", (given, text) => {
    expect(decimal(given)).toBe(text)
  })

  it.each<[Money, string, string]>([
    [money(123450, "USD"), "en", "$1,234.50"],
    [money(9990, "ZAR"), "en", "ZAR 99.90"],
    [money(123450, "EUR"), "fr", "1 234,50 €"],
    [money(123450, "BRL"), "pt-BR", "R$ 1.234,50"],
    [money(1050, "HUF"), "en", "HUF 10.50"],
    [money(1050, "JPY"), "en", "¥1,050"],
    [money(1050, "KWD"), "en", "KWD 1.050"],
    [money(Number.MAX_SAFE_INTEGER, "USD"), "en", "$90,071,992,547,409.91"],
    [money(100, "USD"), "not a language!", "$1.00"],
    [money(100, "USD"), "", "$1.00"],
  ])("tells people of %j in %j as %j", (given, language, text) => {
    expect(formatMoney(given, language)).toBe(text)
  })

  it("shows every digit of every amount", () => {
    fc.assert(
      fc.property(amount, (given) => {
        const shown = formatMoney(given, "en").replace(/\D/g, "")
        expect(BigInt(shown)).toBe(BigInt(given.minor))
      }),
    )
  })
})

it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses to make money of %d minor units", (minor) => {
  expect(() => money(minor, "ZAR")).toThrow(RangeError)
})

it("adds only what is of one currency and stays exact", () => {
  expect(add(money(10, "ZAR"), money(20, "ZAR"))).toEqual(money(30, "ZAR"))
  expect(add(money(10, "ZAR"), money(20, "USD"))).toBeNull()
  expect(add(money(Number.MAX_SAFE_INTEGER, "ZAR"), money(1, "ZAR"))).toBeNull()
})
