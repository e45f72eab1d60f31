import { describe, expect, it } from "vitest"
import { silence } from "../../conversation/silence"
import { textOf } from "../../support/stage"
import { call } from "../api-client"
import { ordered, paidFor } from "../api-shop"

async function found(q: string): Promise<string[]> {
  const { json } = await call("GET", `/conversations?q=${encodeURIComponent(q)}`)
  return json.items.map(({ id }: { id: string }) => id)
}

describe("a search of conversations", () => {
  it("finds by number of an order, phone number, name and id", async () => {
    const { order, play } = await ordered()
    await play.say("hi", { from: "27835550123" })
    const id = (await play.conversation("27835550123")).name
    expect(await found(order.number)).toEqual([order.conversation])
    for (const q of ["+27835550123", "27835550123", "083 555 0123", "(083) 555-01", id ?? ""])
      expect([q, await found(q)]).toEqual([q, [id]])
    expect(await found("thand")).toContain(id)
    for (const q of ["%", "+1", "nobody", order.number.slice(1)]) expect([q, await found(q)]).toEqual([q, []])
  })
})

describe("the timeline", () => {
  it("names the nodes passed, in their order among what was said", async () => {
    const { order } = await paidFor()
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    const lines = json.timeline
      .filter(({ type }: { type: string }) => type === "passed" || type === "ended")
      .map(({ type, text, status, exit }: Record<string, string>) => `${type} ${text} ${status} ${exit}`.trim())
    expect(lines).toEqual([
      "passed Name entered",
      "passed Name left answered",
      "passed Payment entered",
      "passed Payment left paid",
      "passed Thanks left next",
      expect.stringMatching(/^ended flow-\d+ ended$/),
    ])
  })

  it("shows the timer that a run waits for, last", async () => {
    const { order } = await ordered()
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    expect(json.timeline.at(-1)).toMatchObject({
      type: "timer",
      status: "waiting",
      text: "Payment",
      at: order.expiresAt,
    })
    expect(json.runs).toMatchObject([{ node: "pay", name: "Payment" }])
  })
})

describe("a reply by hand", () => {
  it("is sent as it stands, once for an id, and shown as such", async () => {
    const { play, order } = await ordered()
    play.sent.length = 0
    const path = `/conversations/${order.conversation}/reply`
    for (let time = 0; time < 2; time++)
      expect((await call("POST", path, { text: " {{ Name.value }} & <b>you</b> ", id: "r1" })).status).toBe(204)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["{{ Name.value }} & <b>you</b>"])
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    expect(json.timeline).toContainEqual(
      expect.objectContaining({ type: "sent", text: "{{ Name.value }} & <b>you</b>", byHand: true, status: "done" }),
    )
  })

  it("is refused where the customer asked for silence, in words", async () => {
    const { play, order } = await ordered()
    await silence(play)
    play.sent.length = 0
    const { status, json } = await call("POST", `/conversations/${order.conversation}/reply`, { text: "Hello?" })
    expect([status, json.code]).toEqual([409, "opted_out"])
    await play.settle()
    expect(play.sent).toEqual([])
  })

  it.each([
    ["an empty text", { text: "" }],
    ["blanks", { text: "  " }],
    ["a text that is too long", { text: "x".repeat(4097) }],
    ["an id with a blank", { text: "hi", id: "a b" }],
    ["no text", {}],
  ])("refuses %s", async (_, body) => {
    const { order } = await ordered()
    expect((await call("POST", `/conversations/${order.conversation}/reply`, body)).status).toBe(422)
  })

  it("to nobody is not found", async () => {
    expect((await call("POST", "/conversations/c1.nobody/reply", { text: "hi" })).status).toBe(404)
    expect((await call("POST", "/conversations/c1.nobody/runs/x/stop")).status).toBe(404)
  })
})

describe("stopping a run", () => {
  it("answers alike the second time, and does not know a run that never was", async () => {
    const { play, order } = await ordered()
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    const path = `/conversations/${order.conversation}/runs`
    const run = encodeURIComponent(json.runs[0].run)
    expect((await call("POST", `${path}/${run}/stop`)).status).toBe(204)
    expect((await call("POST", `${path}/${run}/stop`)).status).toBe(204)
    expect((await call("POST", `${path}/${run}1/stop`)).status).toBe(404)
    await play.settle()
    expect((await play.orders())[0]).toMatchObject({ status: "cancelled" })
    expect((await call("GET", `/conversations/${order.conversation}`)).json).toMatchObject({
      runs: [],
      ended: [{ status: "ended", reason: "stopped by the operator" }],
    })
  })
})
