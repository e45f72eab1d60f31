import type { Json } from "../../../src/core/json"
import type { NodeType } from "../../../src/flow/node"

type Config = Record<string, Json>

/** Configurations of each node type that its golden file inspects: the least that it takes, and all that it can have. */
export const inspected: Readonly<Record<string, readonly Config[]>> = {
  message: [
    { text: "Hello {{ contact.name }}" },
    {
      text: "Hello",
      media: { kind: "document", url: "https://files.test/{{ Ask.value }}", filename: "{{ Ask.value }}.pdf" },
      link: { title: "Open", url: "https://shop.test" },
    },
  ],
  question: [
    { text: "Your name?" },
    {
      text: "Your PIN, {{ contact.name }}?",
      answer: "pattern",
      pattern: "\\d{4}",
      invalid: "Four digits.",
      timeoutSeconds: 60,
      cancelWords: ["stop"],
      sensitive: true,
    },
  ],
  menu: [
    { text: "Tea or coffee?", options: [{ id: "tea", title: "Tea" }] },
    {
      text: "Well, {{ contact.name }}?",
      options: [
        { id: "tea", title: "Tea" },
        { id: "coffee", title: "Coffee" },
      ],
      invalid: "One of {{ count }}",
      timeoutSeconds: 60,
    },
  ],
  condition: [
    { cases: [{ name: "adult", left: "{{ Age.value }}", operator: "at least", right: "{{ Least.value }}" }] },
  ],
  set: [{ assignments: [{ name: "total", value: "{{ Ask.value | times: 2 }}", as: "number" }] }],
  request: [
    { url: "https://api.test/orders" },
    {
      method: "POST",
      url: "https://api.test/{{ Ask.value }}",
      query: [{ name: "q", value: "{{ Ask.text }}" }],
      headers: [{ name: "x-key", value: "{{ key }}" }],
      body: { as: "json", json: { name: "{{ Ask.value }}" } },
      values: [{ name: "number", path: "$.number" }],
      success: { statuses: "200", path: "$.ok", equals: "{{ wanted }}" },
    },
  ],
  orderstatus: [{ order: "A-1" }, { order: "{{ Ask.value }}", ask: false }],
  captureorder: [{ order: "{{ Pay.orderNumber }}" }, { order: "A-1", amount: "{{ Amount.value }}", last: false }],
  voidorder: [{ order: "{{ Pay.orderNumber }}" }],
  refundorder: [{ order: "{{ Pay.orderNumber }}" }, { order: "{{ Ask.value }}", amount: "{{ Amount.value }}" }],
  chat2pay: [
    { amount: "10.00", description: "Tea" },
    {
      description: "Tea",
      items: [{ name: "Tea", quantity: "2", price: "{{ Ask.value }}" }],
      ...{ tax: "1.00", discount: "0.50", shipping: "3.00", deposit: "5.00", capture: "later" },
    },
    {
      amount: "{{ Ask.value }}",
      currency: "USD",
      description: "For {{ contact.name }}",
      orderNumber: { from: "custom", template: "{{ Order.number }}" },
      expirySeconds: 600,
      messages: { request: "Pay {{ amount }}", paid: "" },
    },
  ],
  goto: [{ flow: "other" }, { flow: "other", carry: true }],
  delay: [
    {},
    { until: { as: "time", time: "08:30", zone: "Africa/Johannesburg" }, meanwhile: "leave" },
    { until: { as: "date", date: "{{ Ask.value }}", time: "09:00", zone: "Europe/Berlin" }, meanwhile: "nothing" },
    { until: { as: "date", date: "2026-02-30", time: "09:00", zone: "Europe/Atlantis" } },
  ],
  waitcallback: [{}, { timeoutSeconds: 600, meanwhile: "leave" }],
  picklist: [
    { text: "Which, {{ contact.name }}?", list: "Products.body.items" },
    {
      text: "Which?",
      list: "Products.body",
      title: "{{ item.name }}",
      description: "{{ item.price }}",
      value: "{{ item.id }}",
      pageSize: 3,
      invalid: "One of {{ count }}",
      timeoutSeconds: 60,
    },
  ],
  end: [{}, { text: "Bye {{ contact.name }}" }],
}

/** All that a node type says of a configuration before anybody runs it. */
export function inspect(type: NodeType, config: Config): Record<string, unknown> {
  return {
    config,
    summary: type.summary(config),
    exits: type.exits(config),
    templates: type.templates(config),
    results: type.results(config),
    hooked: type.hooked,
    refers: type.refers(config),
    calls: type.calls(config),
    wants: type.wants(config),
    hears: type.hears(config),
    sensitive: type.sensitive(config),
    endsSilently: type.endsSilently(config),
    faults: type.faults(config),
  }
}
