import fc from "fast-check"
import { expect, it } from "vitest"
import { consentOf } from "../../src/channels/consent"

const words = [
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "ARRET",
  "ALTO",
  "BAJA",
  "PARAR",
]

it.each(words)("takes %s for a stop", (word) => {
  expect(consentOf(word)).toBe("stop")
})

it.each(["START", "YES", "UNSTOP"])("takes %s for a start", (word) => {
  expect(consentOf(word)).toBe("start")
})

it.each([
  "stop",
  " Stop \n",
  "STOP!!!",
  "«stop»",
  "🛑 stop 🛑",
  "Stop ✋🏽",
  "❤️stop❤️",
  "S\u200bT\u200dO\ufeffP",
  "\u202estop\u202c",
  "ＳＴＯＰ",
  "Stop\u0301",
  "arrêt",
  "*stop*",
  "/stop",
])("sees the stop in %j", (text) => {
  expect(consentOf(text)).toBe("stop")
})

it.each([
  "",
  " ",
  "!",
  "🛑",
  "Stop texting me",
  "bus stop",
  "stop1",
  "STOP ALL",
  "st op",
  "nonstop",
  "I want to cancel",
  "ends",
  "constructor",
  "\ud800",
  `${"!".repeat(100)}stop`,
])("sees no wish in %j", (text) => {
  expect(consentOf(text)).toBeNull()
})

it("sees the word through whatever stands around it that is no letter or digit", () =>
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.stringMatching(/^[^\p{L}\p{N}\p{M}]{0,8}$/u), (word, around) => {
      fc.pre(!/[\p{L}\p{N}]/u.test(around.normalize("NFKD")))
      expect(consentOf(around + word.toLowerCase() + around)).toBe("stop")
    }),
  ))
