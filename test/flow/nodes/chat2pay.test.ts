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

describe("an order with a deposit", () => {
  const config = { amount: "35", description: "a loaf", deposit: "10" }
  const rand = (minor: number) => ({ minor, currency: "ZAR" as const })
  const standing = (received: number, part: Partial<NonNullable<OrderNews["part"]>> = {}) => ({
    ...{ received: rand(received), next: rand(received < 1000 ? 1000 - received : 3500 - received) },
    ...{ rest: rand(3500 - received), enough: received >= 1000, ended: null, ...part },
  })
  const opened = () => {
    const flow = single("chat2pay", config)
    const entered = enter(flow).run
    const key = entered.wait?.key ?? ""
    const told = { ...news({}), part: standing(0) }
    return { flow, key, ...advance(flow, entered, { type: "order", at: 2000, key, news: told }) }
  }
  const heard = (part: NonNullable<OrderNews["part"]>) => {
    const { flow, key, run } = opened()
    const told = { ...news({}), status: "part_paid" as const, part }
    return advance(flow, run, { type: "order", at: 3000, key, news: told })
  }

  it("asks for the deposit", () => {
    expect(textsOf(opened())).toEqual(["Please pay a deposit of ZAR 10.00 for a loaf. It is ZAR 35.00 in all."])
  })

  it("goes on once the deposit came, and says how to pay the rest", () => {
    const { run, ...turn } = heard(standing(1000))
    expect(run.status).not.toBe("waiting")
    const sentence = "Thank you! We have received ZAR 10.00 of your payment of ZAR 35.00."
    expect(textsOf({ run, ...turn })).toEqual([`${sentence} You can pay the other ZAR 25.00 by the same link.`])
  })

  it("waits for the rest of the deposit where less than that came", () => {
    expect(heard(standing(400)).run.status).toBe("waiting")
  })

  it("says that the time is over where no more than a part came", () => {
    const turn = heard(standing(400, { next: null, ended: "expired" }))
    expect(turn.run.status).not.toBe("waiting")
    expect(textsOf(turn)).toEqual([expect.stringMatching(/^The time to pay is over. We have received ZAR 4.00 of/)])
  })
})

describe("what is asked to be ordered", () => {
  it("has its items, each with the amounts that a run fills in", () => {
    const items = [{ name: "Tea", quantity: "2", price: "{{ contact.name }}" }]
    const { effects } = enter(single("chat2pay", { items, tax: "1.50", description: "x" }))
    const order = effects.flatMap((effect) => (effect.type === "order" ? [effect.order] : []))[0]
    expect(order).toMatchObject({ amount: "", literal: true, tax: { amount: "1.50", literal: true } })
    expect(order?.items).toMatchObject([{ name: "Tea", quantity: { amount: "2" }, price: { literal: false } }])
  })

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
