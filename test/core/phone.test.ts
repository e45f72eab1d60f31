import { expect, it } from "vitest"
import { countryOf, fromDigits, isUserId, maskPhone, parsePhone } from "../../src/core/phone"

it.each<[string, string | undefined, string | null]>([
  ["+27 82 111 0001", undefined, "+27821110001"],
  ["082 111 0001", "ZA", "+27821110001"],
  ["(082) 111-0001", "ZA", "+27821110001"],
  ["+44 7400 123456", "ZA", "+447400123456"],
  ["082 111 0001", undefined, null],
  ["082 111 0001", "XX", null],
  ["+1 212 555", undefined, null],
  ["call +27 82 111 0001", undefined, null],
  ["+27 82 111 0001 ext. 5", undefined, null],
  ["", "ZA", null],
  ["ZA.5550123", "ZA", null],
  ["4".repeat(40), "ZA", null],
])("reads %j from %s as %j", (text, country, phone) => {
  expect(parsePhone(text, country)).toBe(phone)
})

it.each<[string, string | null]>([
  ["27821110001", "+27821110001"],
  ["+27821110001", "+27821110001"],
  // WhatsApp's own test numbers are not assigned to anyone.
  ["15550783881", "+15550783881"],
  ["0821110001", null],
  ["++27821110001", null],
  ["whatsapp:+27821110001", null],
  ["27821110001\n", null],
  ["2782111000１", null],
  ["1".repeat(16), null],
  ["123456", null],
  ["", null],
])("takes a provider's %j as %j", (text, phone) => {
  expect(fromDigits(text)).toBe(phone)
})

it.each<[string, boolean]>([
  ["ZA.55501234567890", true],
  ["ZA.ENT.777abc", true],
  [`ZA.${"a".repeat(128)}`, true],
  [`ZA.${"a".repeat(129)}`, false],
  ["za.555", false],
  ["ZA.", false],
  ["ZA.ENT.", false],
  ["ZA.555\n", false],
  ["+27821110001", false],
])("tells of %j whether it is a user id: %s", (text, expected) => {
  expect(isUserId(text)).toBe(expected)
})

it("names the country of a number", () => {
  expect(countryOf("+27821110001")).toBe("ZA")
  expect(countryOf("+12125550123")).toBe("US")
  expect(countryOf("not a number")).toBeNull()
})

it("shows no more than the end of a number", () => {
  expect(maskPhone("+27821110001")).toBe("•••0001")
  expect(maskPhone("12345")).toBe("•••")
})
