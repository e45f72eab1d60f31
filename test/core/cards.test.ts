import fc from "fast-check"
import { expect, it } from "vitest"
import { maskCards } from "../../src/core/text/cards"

it.each([
  ["4111111111111111", "•••• 1111"],
  ["my card: 4111 1111 1111 1111, thanks", "my card: •••• 1111, thanks"],
  ["4111-1111-1111-1234 no, 5555-5555-5555-4444", "4111-1111-1111-1234 no, •••• 4444"],
  ["3782 822463 10005", "•••• 0005"],
  ["4222222222222", "•••• 2222"],
  ["card4111111111111111exp", "card•••• 1111exp"],
  ["4111\u00a01111\u00a01111\u00a01111", "•••• 1111"],
  ["4111 - 1111 - 1111 - 1111", "•••• 1111"],
  ["4111 1111 1111 1111 12/26 123", "•••• 1111 12/26 123"],
  ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "•••• 1111"],
  ["4111111111111111, 5555555555554444", "•••• 1111, •••• 4444"],
])("masks %j as %j", (text, masked) => {
  expect(maskCards(text)).toBe(masked)
})

it.each([
  "",
  "4111111111111112",
  "+27821110001",
  "082 111 0001",
  // These pass Luhn: a telephone number behind its plus, and numbers too short and too long for a card.
  "+4915112345678",
  "79927398713",
  "41111111111111111115",
  "order 2026-0001-0042",
  "R 1 234.50",
])("leaves %j alone", (text) => {
  expect(maskCards(text)).toBe(text)
})

const withCheckDigit = (digits: string) => {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return digits + ((10 - (sum % 10)) % 10)
}
const card = fc.stringMatching(/^[2-6][0-9]{11,17}$/).map(withCheckDigit)
const digits = (text: string) => text.replace(/\D/g, "")

it("shows at most four digits of any card number, whatever numbers stand beside it", () => {
  const beside = fc.stringMatching(/^[0-9]{0,10}$/)
  fc.assert(
    fc.property(beside, card, beside, (before, number, after) => {
      const masked = maskCards(`${before} ${number.replace(/(.{4})(?=.)/g, "$1 ")} ${after}`)
      expect(masked).toContain("••••")
      expect(digits(masked).length).toBeLessThanOrEqual(before.length + 4 + after.length)
    }),
    { numRuns: 1000 },
  )
})
