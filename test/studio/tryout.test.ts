import { describe, expect, it } from "vitest"
import demo from "../../examples/demo.json"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { checkFlow } from "../../src/flow/checks/check"
import { type Flow, flowDocument } from "../../src/flow/flow"
import { variablesAt } from "../../src/studio/canvas/panel/variables"
import { type Outcome, Tryout } from "../../src/studio/tryit/tryout"
import { tryit as phone } from "../../src/studio/words/english/tryit"

const configuration = paymentConfiguration.parse({ account: "x", merchant: "Shop", currency: "ZAR" })
const NOW = Date.UTC(2026, 10, 24)

function begin(flow: Flow, policy: "tell" | "refund" = "tell", body = '{"number":"A-1"}'): Tryout {
  const sample = () => ({ status: 200, body })
  const setting = { ...configuration, latePayment: policy }
  return new Tryout(
    {
      id: "f",
      flow,
      others: new Map(),
      configuration: setting,
      channel: { name: "whatsapp", capabilities: null },
      sample,
      words: phone,
    },
    NOW,
  )
}

/** What a check before publishing finds. */
function faults(flow: Flow): string[] {
  const world = { payments: "ready" as const, limits: null, unreachable: () => null, flows: [], channels: [] }
  return checkFlow(flow, world).faults.map(({ message }) => message)
}

/** A flow that asks for money and says how it went. */
function paying(config: object): Flow {
  const pay = { id: "p", name: "P", type: "chat2pay", config: { description: "x", ...config } }
  const end = { id: "e", name: "E", type: "end", config: {} }
  return flowDocument.parse({ name: "x", start: "p", nodes: [{ ...pay, exits: { paid: "e", failed: "e" } }, end] })
}

function ordered(policy?: "tell" | "refund") {
  const run = begin(flowDocument.parse(demo), policy)
  run.write("order")
  run.write("Ann")
  const [order] = run.orders
  if (!order) throw new Error("no order was opened")
  return { run, order, said: () => run.lines.map(({ message }) => message.text).join("\n") }
}

describe("trying a draft out", () => {
  it("asks, opens an order with the number that the service gave, and sends the link", () => {
    const { run, order, said } = ordered()
    expect(order).toMatchObject({ number: "A-1", status: "open", money: { minor: 14_990, currency: "ZAR" } })
    expect(said()).toContain("Thanks, Ann. Please pay")
    expect(run.current).toBe("pay")
    expect([...run.edges]).toEqual(["ask/answered", "number/ok"])
  })

  it("knows in the first node whatever the panel offers there, and the check lets it through", () => {
    const own = variablesAt({ ...demo, nodes: [] }, "s")
    expect(own).toEqual(["contact.name", "contact.phone", "contact.userId", "message.text", "channel"])
    const text = own.map((name) => `${name}={{ ${name} }}`).join("\n")
    const say = { id: "s", name: "S", type: "message", config: { text } }
    const flow = flowDocument.parse({ name: "x", start: "s", triggers: { anyMessage: true }, nodes: [say] })
    expect(faults(flow)).toEqual([])
    const run = begin(flow)
    run.write("Hello there")
    const said = run.lines.map(({ message }) => message.text).join("\n")
    for (const name of own) expect(said).toMatch(new RegExp(`^${name}=.+$`, "m"))
    expect(said).toContain("message.text=Hello there")
  })

  it.each<[Outcome, string, RegExp]>([
    ["paid", "paid", /has arrived[\s\S]*packing order A-1/],
    ["declined", "open", /declined/],
    ["expired", "expired", /back on the shelf/],
    ["cancelled", "cancelled", /./],
    ["late", "paid", /back on the shelf[\s\S]*149[.,]90/],
    ["twice", "paid", /has arrived[\s\S]*second payment[\s\S]*you paid twice/],
  ])("shows how it goes on when it is %s", (outcome, status, words) => {
    const { run, order, said } = ordered()
    run.settle(order, outcome)
    expect(order.status).toBe(status)
    expect(said()).toMatch(words)
  })

  it("says what happens to late money under each policy", () => {
    const { run, order, said } = ordered("refund")
    run.settle(order, "late")
    expect(said()).toContain(phone.refunded)
    expect(said()).toContain("came too late, so we are refunding it")
  })

  it("tells who paid twice what the policy does with the second payment", () => {
    const { run, order, said } = ordered("refund")
    run.settle(order, "twice")
    expect(said()).toMatch(/refunding the second payment of ZAR.149[.,]90/)
  })

  it("expires by itself when its time is jumped over", () => {
    const { run, order } = ordered()
    expect(run.nextTimer).toBe(NOW + 3_600_000)
    run.jump(3_600_000)
    expect(order.status).toBe("expired")
    expect(run.now).toBe(NOW + 3_600_000)
  })

  it("takes taps on choices", () => {
    const node = { id: "m", name: "M", type: "menu", config: { text: "?", options: [{ id: "a", title: "A" }] } }
    const end = { id: "e", name: "E", type: "end", config: {} }
    const nodes = [{ ...node, exits: { "option:a": "e" } }, end]
    const run = begin(flowDocument.parse({ name: "x", start: "m", nodes }))
    run.write("hello")
    const [choice] = run.lines.at(-1)?.message.choices ?? []
    run.write("A", choice?.id)
    expect([...run.edges]).toEqual(["m/option:a"])
  })

  it.each<[string, object, string]>([
    ["what its author wrote with a sign and a comma", { amount: "R35,00" }, "35"],
    ["a value with zeros behind it", { amount: "{{ message.text }}" }, "149.9000"],
  ])("opens an order for %s", (_, config, words) => {
    const run = begin(paying(config))
    run.write(words)
    expect(run.orders.map(({ money }) => money.minor)).toEqual([words === "35" ? 3500 : 14_990])
  })

  it.each<[string, object, RegExp]>([
    ["words", { amount: "thirty" }, /is not an amount/],
    ["a value with a sign", { amount: "{{ message.text }}" }, /"R35,00" is not an amount in ZAR/],
    ["a currency that is not taken", { amount: "35", currency: "EUR" }, /EUR is not among the currencies/],
    ["a currency that is none", { amount: "35", currency: "QQQ" }, /no currency QQQ/],
  ])("refuses %s as the deployment would", (_, config, reason) => {
    const run = begin(paying(config))
    run.write("R35,00")
    expect(run.orders).toEqual([])
    expect(run.lines.map(({ message }) => message.text).join("\n")).toMatch(reason)
  })

  it("never throws over a flow that is broken", () => {
    const nodes = [{ id: "a", name: "A", type: "nothing", config: {} }]
    const run = begin(flowDocument.parse({ name: "x", start: "a", nodes }))
    run.write("hello")
    expect(run.lines.at(-1)?.message.text).toContain("there is no node of type nothing")
  })
})

describe("a try-out of a flow that waits for the outside", () => {
  const node = (id: string, type: string, config: object, exits: object = {}) => ({ id, name: id, type, config, exits })
  const flow = (...nodes: object[]) => flowDocument.parse({ name: "x", start: "Tell", nodes })
  const said = (run: Tryout) => run.lines.flatMap(({ from, message }) => (from === "flow" ? [message.text] : []))
  const tell = node("Tell", "request", { url: "https://api.test/{{ Wait.hook }}" }, { ok: "Wait" })
  const waits = flow(
    tell,
    node("Wait", "waitcallback", {}, { answered: "Said", timeout: "Late" }),
    node("Said", "end", { text: "It is {{ Wait.body.state }}." }),
    node("Late", "end", { text: "Nobody called." }),
  )

  it("is called where the flow said, once", () => {
    const run = begin(waits)
    expect(run.isCallable("Wait")).toBe(false)
    run.write("hi")
    expect(run.asked[0]?.request.url).toContain("Wait.0")
    expect(run.isCallable("Wait")).toBe(true)
    run.call("Wait", { state: "packed" })
    run.call("Wait", { state: "lost" })
    expect(said(run)).toEqual(["It is packed."])
    expect(run.isCallable("Wait")).toBe(false)
  })

  it("says its standing answer once, and goes on when the clock is put forward", () => {
    const run = begin(waits)
    run.write("hi")
    run.write("and?")
    run.write("hello?")
    run.jump(86_400_000)
    expect(said(run)).toEqual(["Thank you for your message. We will go on here as soon as we can.", "Nobody called."])
  })

  it("offers the list that its service is said to answer with", () => {
    const list = node("Pick", "picklist", { text: "Which?", list: "Tell.body.items" }, { chosen: "Said" })
    const run = begin(
      flow(
        node("Tell", "request", { url: "https://api.test" }, { ok: "Pick", failed: "Said" }),
        list,
        node("Said", "end", { text: "{{ Pick.value }} it is." }),
      ),
      "tell",
      '{"items":["Tea","Cake"]}',
    )
    run.write("hi")
    run.write("cake")
    expect(said(run).at(-1)).toBe("Cake it is.")
  })
})
