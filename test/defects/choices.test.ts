import { describe, expect, it } from "vitest"
import { sms } from "../support/sms"
import { stage } from "../support/stage"
import { asking, choosing, read } from "./flows"

describe("a written answer to a list", () => {
  it.each([
    ["N05", ["2", "4", "6"], "a. 2\nb. 4\nc. 6", { "2": "o1", b: "o2", B: "o2", "C.": "o3" }],
    ["N05", ["1 loaf", "2 loaves"], "1. 1 loaf\n2. 2 loaves", { "2": "o2", "1": "o1" }],
    ["N05", ["2 kg", "1 kg"], "a. 2 kg\nb. 1 kg", { "1": "o2", "2 kg": "o1", a: "o1" }],
    ["N05", ["٣", "Tea", "Cake"], "a. ٣\nb. Tea\nc. Cake", { "3": "o1", c: "o3" }],
    ["N05", ["Coffee", "Tea"], "1. Coffee\n2. Tea", { "2": "o2", o1: "o1" }],
    ["N07", ["Coffee", "Tea"], "1. Coffee\n2. Tea", { "٢": "o2", "۲": "o2", "२": "o2", "２": "o2", "2️⃣": "o2" }],
  ])("%s means what was shown: %j as %j", async (_, titles, shown, expected) => {
    for (const [said, option] of Object.entries(expected)) {
      const phone = await sms(choosing(titles))
      await phone.say("start")
      expect(phone.sent.at(-1)).toBe(`How many?\n${shown}`)
      await phone.say(said)
      expect(phone.sent.at(-1), said).toBe(`chose [${option}]`)
    }
  })

  it("N05 is asked for again where two lines could be meant", async () => {
    const phone = await sms(choosing(["2", "a"]))
    await phone.say("start")
    await phone.say("a")
    expect(phone.sent.at(-1)).toBe("chose []")
  })
})

describe("a keyword", () => {
  it.each([
    ["N06", "दाल", ["दिल", "दोल"]],
    ["N06", "ข้าว", ["ขาว", "ข่าว"]],
    ["N06", "कमल", ["कमाल", "कमली"]],
  ])("%s %s is started by itself alone", async (_, keyword, others) => {
    const flow = { ...asking({}), triggers: { keywords: [keyword] } }
    const play = await stage(flow)
    for (const other of others) await play.say(other)
    expect(read(play)).toEqual([])
    await play.say(` ${keyword}! `)
    expect(read(play)).toEqual(["Well?"])
  })

  it("N06 is the same with or without accents where they are no letters", async () => {
    const play = await stage({ ...asking({}), triggers: { keywords: ["café"] } })
    await play.say("CAFE")
    expect(read(play)).toEqual(["Well?"])
  })
})

describe("an answer as people give it", () => {
  it.each([
    ["N20", { answer: "yesno" }, { "👍": "true", "👍🏽": "true", "✅": "true", "👌": "true", "✔️": "true" }],
    ["N20", { answer: "yesno" }, { "👎": "false", "❌": "false", "👍👎": null, "🍵": null }],
    ["N20", { answer: "email" }, { "ann@example.com.": "ann@example.com", "<ann@example.com>,": "ann@example.com" }],
    ["N20", { answer: "email" }, { "my mail is ann@example.com": "ann@example.com", "a@b.co or c@d.co": null }],
    ["N20", { answer: "integer" }, { "3.": "3", "3 please": "3", "3️⃣": "3", "I want 12!": "12" }],
    ["N20", { answer: "integer" }, { "3 or 4": null, "3 dozen": null, "not 3": null, "3.5 kg": null, "3,5": null }],
    ["N07", { answer: "integer" }, { "٢": "2", "۱۲": "12", "१२": "12" }],
    ["N07", { answer: "phone", country: "ZA" }, { "٠٨٢١٢٣٤٥٦٧": "+27821234567" }],
    ["N07", { answer: "amount", currency: "ZAR" }, { "١٤٩": "149.00", "١٤٩٫٩٠": null }],
    [
      "N23",
      { answer: "phone", country: "MX" },
      { "+52 1 55 1234 5678": "+525512345678", "55 1234 5678": "+525512345678" },
    ],
    [
      "N23",
      { answer: "phone", country: "MX" },
      { "5215587654321": "+525587654321", "0052 1 (55) 1234-5678": "+525512345678" },
    ],
    ["N23", { answer: "phone", country: "ZA" }, { "+5215512345678": "+525512345678", "5215512345678": null }],
  ])("%s to %j", async (_, config, expected) => {
    const play = await stage(asking(config))
    for (const [said, value] of Object.entries(expected)) {
      await play.say("start")
      await play.say(said)
      expect(read(play).at(-1), said).toBe(value === null ? "refused" : `got [${value}]`)
    }
  })
})
