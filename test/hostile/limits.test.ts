import { describe, expect, it } from "vitest"
import { decimal } from "../../src/core/money"
import { moneyOf } from "../../src/store/orders/orders"
import { publish } from "../support/deployment"
import { linkOf, textOf } from "../support/stage"
import { plantedStage, watch } from "./attack"
import { flowOf, last, question, say } from "./writing"

watch()

describe("a flow that would never end", () => {
  const set = { type: "set", config: { assignments: [{ name: "a", value: "{{ N0.a }}x" }] } }

  it.each([
    ["a circle of nodes", flowOf(set, { ...set, exits: { next: "n0" } })],
    [
      "a template that counts to a billion",
      flowOf(say("{% for i in (1..1000000000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}"), say("after")),
    ],
  ])("34 is contained: %s", async (_, document) => {
    const play = await plantedStage(document)
    const started = performance.now()
    expect(await play.say("hi")).toBe(200)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(play.sent.length).toBeLessThanOrEqual(2)
    expect((await (await play.conversation()).inspect())?.runs).toEqual([])
  })

  it("34 is contained when it hands over to itself", async () => {
    const play = await plantedStage(flowOf(say("Again"), { type: "goto", config: { flow: "self-caller" } }))
    await publish(
      "self-caller",
      "nobody",
      flowOf(say("Again"), { type: "goto", config: { flow: "self-caller", carry: true } }),
    )
    expect(await play.say("hi")).toBe(200)
    expect(play.sent.length).toBeGreaterThan(1)
    expect(play.sent.length).toBeLessThan(20)
    expect((await (await play.conversation()).inspect())?.runs).toEqual([])
  })

  it.each(["(a+)+$", "(a|aa)*$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
    "35 spends no time on the pattern %s, even published by hand",
    async (pattern) => {
      const play = await plantedStage(flowOf(question("pattern", { pattern, retries: 0 }), say("Matched")))
      await play.say("hi")
      const started = performance.now()
      expect(await play.say(`${"a".repeat(190)}!`)).toBe(200)
      expect(performance.now() - started).toBeLessThan(2000)
      expect(play.sent.map(textOf)).not.toContain("Matched")
    },
  )
})

describe("numbers", () => {
  it.each(["-1", "0", "1000000000", "0.1", "1e3", "٣٠٠", "0x10", "1,000", " ", "Infinity", "NaN", "1;2"])(
    "36 refuse the quantity %j",
    async (text) => {
      const play = await plantedStage(
        flowOf(question("integer", { minimum: 1, maximum: 100 }), say("Took {{ Ask.value }}")),
      )
      await play.say("hi")
      await play.say(text)
      expect(play.sent.map(textOf).join()).not.toContain("Took")
      await play.say("3")
      expect(last(play)).toBe("Took 3")
    },
  )

  it.each(["٣", "３", "3"])("36 take the quantity %j for what it says", async (text) => {
    const play = await plantedStage(
      flowOf(question("integer", { minimum: 1, maximum: 100 }), say("Took {{ Ask.value }}")),
    )
    await play.say("hi")
    await play.say(text)
    expect(last(play)).toBe("Took 3")
  })

  it.each([
    ["a third decimal that was computed", "ZAR", "{{ 1.001 | plus: 0.004 }}"],
    ["a third decimal", "ZAR", "1.005"],
    ["a fourth decimal in dinars", "KWD", "1.2345"],
    ["dinars that Stripe cannot take", "KWD", "1.234"],
    ["decimals of yen", "JPY", "100.5"],
    ["more than 2^53", "ZAR", "90071992547409.93"],
    ["an exponent", "ZAR", "1e3"],
    ["a negative", "ZAR", "-5"],
    ["nothing", "ZAR", "0.00"],
    ["other digits", "ZAR", "١٢٣"],
    ["what the customer wrote", "ZAR", "{{ message.text }}"],
    ["a currency that is not allowed", "USD", "5"],
  ] as const)("37 make no order of %s: it is never rounded", async (_, currency, amount) => {
    const play = await plantedStage(
      flowOf({ type: "chat2pay", name: "Payment", config: { amount, description: "x", currency } }),
      { currencies: ["KWD", "JPY"] },
    )
    expect(await play.say("hi")).toBe(200)
    expect(await play.orders()).toEqual([])
    expect(play.sent.map(linkOf).join("")).toBe("")
  })

  it.each([
    ["KWD", "1.230", "1.230"],
    ["JPY", "100", "100"],
    ["ZAR", "{{ 0.1 | plus: 0.2 }}", "0.30"],
    ["ZAR", "{{ 1.005 | round: 2 }}", "1.01"],
  ] as const)("37 are exact in %s: %s", async (currency, amount, stands) => {
    const play = await plantedStage(
      flowOf({ type: "chat2pay", name: "Payment", config: { amount, description: "x", currency } }),
      { currencies: ["KWD", "JPY"] },
    )
    await play.say("hi")
    const [order] = await play.orders()
    expect(order && decimal(moneyOf(order))).toBe(stands)
  })
})
