import { describe, expect, it } from "vitest"
import type { Json } from "../../src/core/json"
import { limitsOf } from "../../src/core/order/terms"
import { say as tell } from "../../src/core/text/sentences"
import { checkFlow, type FlowWorld } from "../../src/flow/checks/check"
import type { Flow } from "../../src/flow/flow"
import { unreachable } from "../../src/platform/hosts"
import { flow, node } from "./story"

const limits = limitsOf({ currency: "ZAR", currencies: ["USD"] })
const world: FlowWorld = { payments: "ready", limits, flows: ["other"], channels: ["phone"] }

/** Codes with the node and place of each fault. */
function faults(document: unknown, more: Partial<FlowWorld> = {}): string[] {
  return checkFlow(document, { ...world, ...more }).faults.map(({ code, node, path }) => `${code} ${node} ${path}`)
}

const say = (name: string, text: string, next?: string) => node(name, "message", { text }, next ? { next } : {})
const ask = (name: string, next?: string) => node(name, "question", { text: "?" }, next ? { answered: next } : {})
const pay = (exits: Record<string, string>, config = {}) =>
  node("Pay", "chat2pay", { amount: "1", description: "x", ...config }, exits)
const fetch = (name: string, exits: Record<string, string>) =>
  node(name, "request", { url: "https://api.test/", values: [{ name: "n", path: "$.n" }] }, exits)

describe("a flow", () => {
  it("without faults is read and may be published", () => {
    const checked = checkFlow(flow([ask("Ask", "Say"), say("Say", "Hi {{ Ask.value }}")]), world)
    expect(checked.faults).toEqual([])
    expect(checked.flow?.nodes).toHaveLength(2)
  })

  it.each<[string, unknown, string[]]>([
    ["no node to start at", { ...flow([say("A", "a")]), start: "Z" }, ["start null start"]],
    ["two nodes of one id", flow([say("A", "a"), { ...say("A", "b"), name: "B" }]), ["duplicate_id A id"]],
    ["two nodes of one name", flow([say("A", "a", "B"), { ...say("B", "b"), name: "A" }]), ["duplicate_name B name"]],
    ["an unknown node type", flow([node("A", "telepathy", {})]), ["type A type"]],
    ["a node type out of a prototype", flow([node("A", "constructor", {})]), ["type A type"]],
    [
      "a faulty setting",
      flow([node("A", "question", { text: "", retries: 99 })]),
      ["config A config.text", "config A config.retries"],
    ],
    [
      "settings that do not fit together",
      flow([node("A", "question", { text: "?", answer: "amount" })]),
      ["settings A config"],
    ],
    ["a broken template", flow([say("A", "{{ contact.name")]), ["template A config.text"]],
    [
      "an exit that the node does not have",
      flow([node("A", "message", { text: "a" }, { nxt: "A" })]),
      ["exit A exits.nxt"],
    ],
    ["an exit to nowhere", flow([say("A", "a", "Z")]), ["target A exits.next"]],
    [
      "money without an exit for failure",
      flow([pay({ paid: "A" }), say("A", "a")]),
      ["not_connected Pay exits.failed"],
    ],
    ["money without any exit", flow([pay({})]), ["not_connected Pay exits.paid", "not_connected Pay exits.failed"]],
    ["a node that nothing leads to", flow([say("A", "a"), say("B", "b", "A")]), ["unreachable B "]],
    ["a flow that is not published", flow([node("A", "goto", { flow: "gone" })]), ["flow A config.flow"]],
    [
      "an account that is gone",
      flow([say("A", "a")], { triggers: { accounts: ["phone", "gone"] } }),
      ["account null triggers.accounts.1"],
    ],
    [
      "a keyword twice",
      flow([say("A", "a")], { triggers: { keywords: ["Café", "cafe!"] } }),
      ["keyword null triggers.keywords.1"],
    ],
    [
      "a keyword of signs only",
      flow([say("A", "a")], { triggers: { keywords: ["!?"] } }),
      ["keyword null triggers.keywords.0"],
    ],
  ])("with %s is faulty", (_, document, expected) => {
    expect(faults(document)).toEqual(expected)
  })

  it("that takes money says what the payment configuration lacks", () => {
    const document = flow([pay({ paid: "A", failed: "A" }), say("A", "a")])
    const { faults } = checkFlow(document, { ...world, payments: tell("paymentsOff") })
    expect(faults).toEqual([{ code: "payments", node: "Pay", path: "", ...tell("paymentsOff") }])
  })

  it("has all of its faults told at once", () => {
    const document = flow([pay({}), say("B", "{{ nobody }}", "Z"), node("C", "telepathy", {})], { start: "Pay" })
    expect(faults(document).sort()).toEqual([
      "not_connected Pay exits.failed",
      "not_connected Pay exits.paid",
      "target B exits.next",
      "type C type",
      "unreachable B ",
      "unreachable C ",
      "variable B config.text",
    ])
  })
})

describe("money that cannot be asked for", () => {
  const priced = (config: Record<string, Json>, more: Partial<FlowWorld> = {}) =>
    faults(flow([pay({ paid: "A", failed: "A" }, config), say("A", "a")]), more)

  it.each<[string, Record<string, Json>, string[]]>([
    ["a plain amount", { amount: "35.00" }, []],
    ["a number", { amount: 35.5 }, []],
    ["a sign and a decimal comma", { amount: "R35,00" }, []],
    ["the sign of the currency that is named", { amount: "$35", currency: "USD" }, []],
    ["zeros behind the decimals", { amount: "149.9000" }, []],
    ["a value with its code", { amount: "{{ message.text }} ZAR" }, []],
    ["words", { amount: "thirty" }, ["amount Pay config.amount"]],
    ["words for money", { amount: "ten rand" }, ["amount Pay config.amount"]],
    ["another sign", { amount: "$35" }, ["amount Pay config.amount"]],
    ["a doubtful comma", { amount: "R1,234" }, ["amount Pay config.amount"]],
    ["too many decimals", { amount: "1.2345" }, ["amount Pay config.amount"]],
    ["zero", { amount: "0" }, ["amount Pay config.amount"]],
    ["less than nothing", { amount: "-35" }, ["amount Pay config.amount"]],
    ["a float's slip", { amount: 0.1 + 0.2 }, ["amount Pay config.amount"]],
    ["a currency that is not taken", { amount: "35", currency: "EUR" }, ["currency Pay config.currency"]],
    ["a currency that is none", { amount: "35", currency: "QQQ" }, ["currency Pay config.currency"]],
    [
      "a value in a currency that is not taken",
      { amount: "{{ message.text }}", currency: "EUR" },
      ["currency Pay config.currency"],
    ],
    ["a sign before a value", { amount: "R{{ message.text }}" }, ["settings Pay config.amount"]],
    ["words behind a value", { amount: "{{ message.text }} rand" }, ["settings Pay config.amount"]],
  ])("such as %s", (_, config, expected) => {
    expect(priced(config)).toEqual(expected)
  })

  it("is told in the provider's words", () => {
    const coins = tell("told", { reason: "The till takes no coins." })
    const limits = limitsOf({ currency: "KWD", currencies: [] }, { refuses: () => coins, holds: false })
    const { faults } = checkFlow(flow([pay({ paid: "A", failed: "A" }), say("A", "a")]), { ...world, limits })
    expect(faults).toEqual([{ code: "charge", node: "Pay", path: "config.amount", ...coins }])
  })

  it("is not looked for where nobody knows what may be ordered", () => {
    expect(priced({ amount: "thirty", currency: "QQQ" }, { limits: null })).toEqual([])
  })
})

describe("an address that no run can reach", () => {
  const calling = (url: string, local = false) => {
    const reach = { local, ownHosts: ["pay.example.com"] }
    return faults(flow([node("Api", "request", { url })]), { unreachable: (address) => unreachable(address, reach) })
  }

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/orders",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://localhost/",
    "http://localhost:8080/orders",
    "http://127.0.0.1/",
    "https://db.internal/",
    "https://printer.local/",
    "https://shop.test/",
    "https://shop.example/{{ message.text }}",
    "https://shop.invalid/",
    "https://api.example.com:8443/",
    "https://pay.example.com/api/orders",
    "https://PAY.example.com/{{ message.text }}",
  ])("is a fault: %s", (url) => {
    expect(calling(url)).toEqual(["address Api config.url"])
  })

  it.each(["https://[::1]/", "https://user@api.example.com/", "http://api.example.com/"])(
    "is a fault of its form already: %s",
    (url) => {
      expect(calling(url)).toEqual(["settings Api config.url"])
    },
  )

  it.each(["https://api.example.com/orders", "https://api.example.com/{{ message.text }}?x={{ contact.name }}"])(
    "is not %s",
    (url) => {
      expect(calling(url)).toEqual([])
    },
  )

  it.each(["http://localhost:8080/orders", "https://shop.test/", "http://127.0.0.1:9000/merchant/orders"])(
    "is not %s while it runs locally",
    (url) => {
      expect(calling(url, true)).toEqual([])
    },
  )

  it.each<[string, Record<string, Json>, string[]]>([
    ["a link", { link: { title: "Go", url: "http://shop.co.za" } }, ["settings A config.link.url"]],
    ["a file", { media: { kind: "image", url: "shop.co.za/a.png" } }, ["settings A config.media.url"]],
    ["a link that a run fills in", { link: { title: "Go", url: "{{ message.text }}" } }, []],
    ["a link to open", { link: { title: "Go", url: "https://shop.co.za" } }, []],
  ])("is looked for in %s", (_, config, expected) => {
    expect(faults(flow([node("A", "message", { text: "a", ...config })]))).toEqual(expected)
  })
})

describe("a field that its node does not have", () => {
  it("is a fault beside all others", () => {
    const config = { amount: "thirty", messages: { payed: "x" }, expirySecond: 60 }
    expect(faults(flow([pay({ paid: "A", failed: "A" }, config), say("A", "a")]))).toEqual([
      "field Pay config.messages.payed",
      "field Pay config.expirySecond",
      "amount Pay config.amount",
    ])
  })

  it("is a fault of an unfinished node too", () => {
    expect(faults(flow([node("A", "question", { txt: "?" })]))).toEqual(["field A config.txt", "config A config.text"])
  })
})

describe("a loop", () => {
  it.each<[string, Flow["nodes"]]>([
    ["of messages", [say("A", "a", "B"), say("B", "b", "A")]],
    ["of one message", [say("A", "a", "A")]],
    ["of requests, which answer at once", [fetch("A", { ok: "A", failed: "A" })]],
    ["of a question that nobody answers", [node("A", "question", { text: "?", timeoutSeconds: 5 }, { timeout: "A" })]],
    ["of a payment that cannot be opened", [pay({ paid: "B", failed: "B", error: "Pay" }), say("B", "b")]],
    ["of a payment whose error falls to failed", [pay({ paid: "B", failed: "Pay" }), say("B", "b")]],
    [
      "of a link that expires and is sent again",
      [pay({ paid: "B", failed: "B", expired: "Pay", error: "B" }), say("B", "b")],
    ],
  ])("%s is faulty", (_, nodes) => {
    const found = checkFlow(flow(nodes), world).faults
    expect(found.map(({ code }) => code)).toEqual(["loop"])
  })

  it.each<[string, Flow["nodes"]]>([
    ["through a question", [say("A", "a", "B"), ask("B", "A")]],
    ["through a question after a failed payment", [pay({ paid: "B", failed: "Q" }), ask("Q", "Pay"), say("B", "b")]],
    [
      "through a question that times out elsewhere",
      [node("A", "question", { text: "?", timeoutSeconds: 5 }, { answered: "A", timeout: "B" }), say("B", "b")],
    ],
  ])("%s is none", (_, nodes) => {
    expect(faults(flow(nodes))).toEqual([])
  })

  it("is told once, by all its nodes' names", () => {
    const found = checkFlow(flow([say("A", "a", "B"), say("B", "b", "C"), say("C", "c", "B")]), world).faults
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toMatch(/^B, C can go round/)
  })
})

describe("a variable", () => {
  const following = (template: string) =>
    flow([
      ask("Ask", "Set"),
      node("Set", "set", { assignments: [{ name: "kept", value: "1" }] }, { next: "Get" }),
      fetch("Get", { ok: "Say" }),
      say("Say", template),
    ])

  it.each([
    "{{ Ask.value }} {{ Ask }} {{ kept }} {{ kept.x.y }}",
    "{{ Get.body.anything.at[0].all }} {{ Get.status }} {{ Get.n }}",
    "{{ contact.name }} {{ contact.phone }} {{ message.text }} {{ channel }} {{ carried.anything }}",
    "{% assign own = 1 %}{{ own }}{% for item in Get.body.list %}{{ item.x }}{% endfor %}",
  ])("is known in %j", (template) => {
    expect(faults(following(template))).toEqual([])
  })

  it.each([
    ["{{ ask.value }}"],
    ["{{ Ask.answer }}"],
    ["{{ Get.m }}"],
    ["{{ contact.email }}"],
    ["{% if nobody %}x{% endif %}"],
    ["{{ Say.x }}"],
    ["{{ __proto__ }}"],
    ["{{ constructor.name }}"],
  ])("is not known in %j", (template) => {
    expect(faults(following(template))).toEqual(["variable Say config.text"])
  })

  it("is told once for a template that names it twice", () => {
    expect(faults(following("{{ nobody }}{{ nobody }}"))).toHaveLength(1)
  })

  it("is not there before its node, nor on another path", () => {
    const branch = node(
      "If",
      "condition",
      { cases: [{ name: "a", left: "{{ B.value }}", operator: "is empty" }] },
      { a: "A", else: "B" },
    )
    expect(
      faults(flow([branch, ask("A", "C"), ask("B", "D"), say("C", "{{ B.value }}"), say("D", "{{ B.value }}")])),
    ).toEqual(["variable If config.cases.0.left", "variable C config.text"])
  })

  it("is there when a loop comes back with it", () => {
    expect(faults(flow([say("A", "{{ B.value }}", "B"), ask("B", "A")]))).toEqual([])
  })

  it("may be named by a payment's messages without the node's name", () => {
    const messages = { paid: "{{ amount }} {{ orderNumber }} {{ Pay.link }}" }
    expect(faults(flow([pay({ paid: "A", failed: "A" }, { messages }), say("A", "a")]))).toEqual([])
    expect(
      faults(flow([pay({ paid: "A", failed: "A" }, { messages: { paid: "{{ amonut }}" } }), say("A", "a")])),
    ).toEqual(["variable Pay config.messages.paid"])
    expect(faults(flow([pay({ paid: "A", failed: "A" }, { description: "{{ amount }}" }), say("A", "a")]))).toEqual([
      "variable Pay config.description",
    ])
  })

  it("cannot have the name of a node", () => {
    const set = node("Set", "set", {
      assignments: [
        { name: "Ask", value: "1" },
        { name: "contact", value: "1" },
      ],
    })
    expect(faults(flow([ask("Ask", "Set"), set]))).toEqual(["name Set config", "name Set config"])
  })
})

describe("an import", () => {
  const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)
  const cyclic: Record<string, unknown> = { ...flow([say("A", "a")]) }
  cyclic.self = cyclic

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "flow"],
    ["a list", []],
    ["fifty megabytes", { ...flow([say("A", "a")]), name: "x".repeat(50_000_000) }],
    ["a million values", { nodes: Array.from({ length: 1_000_000 }, () => 0) }],
    ["ten thousand levels", { ...flow([]), nodes: nested(10_000) }],
    ["ten thousand levels within a setting", { ...flow([]), nodes: [{ id: "A", config: { json: nested(10_000) } }] }],
    ["a circle", cyclic],
    ["a prototype", JSON.parse('{"__proto__":{"name":"x"}}')],
    ["a prototype within", { ...flow([]), nodes: [JSON.parse('{"id":"A","config":{"__proto__":{"text":"x"}}}')] }],
    ["a function", { ...flow([]), name: () => "x" }],
    ["no number", { ...flow([]), nodes: [{ position: { x: Number.NaN } }] }],
  ])("of %s is refused", (_, document) => {
    const checked = checkFlow(document, world)
    expect(checked.flow).toBeNull()
    expect(checked.faults).toMatchObject([{ code: "document", node: null, path: "", message: expect.any(String) }])
  })

  it("lists every fault of the document with its place", () => {
    const nodes = [
      { id: "A", name: "contact", type: "message", config: {} },
      { id: "B b", name: "B", type: "message", config: { text: "" }, exits: { next: 1 } },
    ]
    expect(faults({ name: "", language: "xx", start: "A", nodes, triggers: { keywords: [""] } }).sort()).toEqual([
      "schema A name",
      "schema B b exits.next",
      "schema B b id",
      "schema null language",
      "schema null name",
      "schema null triggers.keywords.0",
    ])
  })
})
