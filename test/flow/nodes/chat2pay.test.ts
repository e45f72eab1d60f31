import { describe, expect, it } from "vitest"
import type { OrderMessages } from "../../../src/core/order/configuration"
import type { OrderNews } from "../../../src/core/order/news"
import { advance } from "../../../src/flow/engine"
import { enter, faultsOf, single, textsOf } from "../single"

const news = (messages: OrderMessages): OrderNews => ({
  cause: "opened",
  status: "open",
  number: "N-1",
  link: "https://pay.test/p/L",
  money: { minor: 3500, currency: "ZAR" },
  description: "a loaf",
  reference: null,
  paidAt: null,
  expiresAt: 60_000,
  reason: null,
  messages,
  merchant: "Bakery",
})

describe("the payment request", () => {
  it.each<[string, Record<string, string>, OrderMessages, string]>([
    ["the product's words", {}, {}, "Please pay ZAR 35.00 for a loaf."],
    ["the configuration's words", {}, { request: "{{ merchant }}: {{ amount }}" }, "Bakery: ZAR 35.00"],
    ["its own words before them", { request: "Own {{ amount }}" }, { request: "Theirs" }, "Own ZAR 35.00"],
  ])("is said in %s, when the order is opened and again", (_, own, configured, words) => {
    const flow = single("chat2pay", { amount: "35", description: "a loaf", messages: own })
    const entered = enter(flow).run
    const key = entered.wait?.key ?? ""
    const opened = advance(flow, entered, { type: "order", at: 2000, key, news: news(configured) })
    expect(textsOf(opened)).toEqual([words])
    expect(textsOf(advance(flow, opened.run, { type: "focus", at: 3000 }))).toEqual([words])
  })
})

describe("what is asked to be ordered", () => {
  it.each([
    ["35", true],
    ["R35,00", true],
    ["{{ contact.name }}", false],
    ["{% if contact %}35{% endif %}", false],
  ])("%j says whether its author wrote it", (amount, literal) => {
    const { effects } = enter(single("chat2pay", { amount, description: "x" }))
    expect(effects.map((effect) => effect.type === "order" && effect.order.literal)).toEqual([literal])
  })
})

it.each([
  ["R{{ a }}", 1],
  ["{{ a }} rand", 1],
  ["€ {{ a }}", 1],
  ["ZAR {{ a }}", 0],
  ["{{ a }}.50", 0],
  ['{{ a | default: "ten" }}', 0],
  ["{% if a %}R{% endif %}{{ a }}", 0],
  ["R35", 0],
])("an amount with words around a value has that said: %s", (amount, count) => {
  expect(faultsOf("chat2pay", { amount, description: "x" })).toHaveLength(count)
})
