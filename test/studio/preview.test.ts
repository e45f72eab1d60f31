import { describe, expect, it } from "vitest"
import { paymentConfiguration } from "../../src/core/order/configuration"
import type { DraftNode } from "../../src/studio/canvas/draft/draft"
import { saidBy } from "../../src/studio/canvas/panel/messages"

const NOW = Date.UTC(2026, 10, 24)

const shop = (more: object = {}) =>
  paymentConfiguration.parse({ account: "till", merchant: "Corner Shop", currency: "ZAR", ...more })

const pay = (config: DraftNode["config"]): DraftNode => ({
  ...{ id: "p", name: "Pay", type: "chat2pay", exits: {} },
  config: { description: "two bags of coffee", ...config },
})

/** The words and the button that a customer would see. */
function seen(node: DraftNode, configuration = shop(), language = "en"): string[] {
  const { messages } = saidBy(node, language, configuration, NOW)
  return messages.map(({ text, link }) => `${text} [${link?.title}]`)
}

describe("the preview of a payment", () => {
  it.each<[string, DraftNode["config"], string]>([
    ["its amount", { amount: "149.90" }, "Please pay ZAR 149.90 for two bags of coffee. [Pay now]"],
    ["its amount as it is read", { amount: "R35,00" }, "Please pay ZAR 35.00 for two bags of coffee. [Pay now]"],
    [
      "a sample of what only a run knows",
      { amount: "{{ Cart.total }}" },
      "Please pay ZAR 149.90 for two bags of coffee. [Pay now]",
    ],
    [
      "variables by their names",
      { amount: "35", description: "{{ Cart.title }}" },
      "Please pay ZAR 35.00 for «Cart.title». [Pay now]",
    ],
    [
      "its own words",
      { amount: "35", messages: { request: "{{ Ask.value }}, {{ merchant }} asks for {{ amount }}: {{ Pay.link }}" } },
      "«Ask.value», Corner Shop asks for ZAR 35.00: https://pay.example.com/p/abcdefghjkmnpqrstvwx [Pay now]",
    ],
    [
      "its own order number",
      {
        amount: "35",
        orderNumber: { from: "custom", template: "{{ Api.body.number }}" },
        messages: { request: "{{ orderNumber }}" },
      },
      "«Api.body.number» [Pay now]",
    ],
  ])("shows %s", (_, config, words) => {
    expect(seen(pay(config))).toEqual([words])
  })

  it("speaks the words of the payment configuration and the language of the flow", () => {
    const configured = shop({ messages: { request: "Pay {{ amount }}, {{ contact.name }}" }, orderNumber: "A-{seq}" })
    expect(seen(pay({ amount: "35" }), configured)).toEqual(["Pay ZAR 35.00, «contact.name» [Pay now]"])
    expect(seen(pay({ amount: "35", messages: { request: "No. {{ orderNumber }}" } }), configured)).toEqual([
      "No. A-42 [Pay now]",
    ])
    expect(seen(pay({ amount: "35" }), shop({ currency: "EUR" }), "es")).toEqual([
      expect.stringMatching(/35,00 €.*\[Pagar ahora\]/),
    ])
  })

  it("says where the amount is a sample", () => {
    expect(saidBy(pay({ amount: "{{ x }}" }), "en", shop(), NOW).sample).toBe(true)
    expect(saidBy(pay({ amount: "35" }), "en", shop(), NOW).sample).toBe(false)
  })

  it.each<DraftNode["config"]>([
    { amount: "thirty" },
    { amount: "0" },
    { amount: "35", currency: "EUR" },
    { amount: "{{ x }}", currency: "QQQ" },
    {},
  ])("shows nothing of what cannot be asked for: %j", (config) => {
    expect(saidBy(pay(config), "en", shop(), NOW).messages).toEqual([])
  })

  it("shows other nodes with the names of their variables", () => {
    const hello = { id: "h", name: "H", type: "message", exits: {}, config: { text: "Hi {{ contact.name | upcase }}" } }
    expect(saidBy(hello, "en", shop(), NOW).messages).toEqual([{ text: "Hi «contact.name»" }])
  })
})
