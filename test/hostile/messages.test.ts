import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import { inbound, textOf } from "../support/stage"
import { harmless, numberOf, plantedStage, signed, watch } from "./attack"

import { FROM, genuine, inspected, text } from "./writing"

watch()

describe("a genuine message", () => {
  it("17 with NUL, half a pair, right-to-left marks and zero width is stored and sent as well-formed text", async () => {
    const play = await plantedStage(echo)
    await play.say("hi")
    await signed(play, genuine(play, "wamid.odd", "ODD").replace('"ODD"', '"a\\u0000b\\ud800c\\u202ed\\u200be\\udfff"'))
    await play.settle()
    expect(textOf(play.sent.at(-1))).toBe("You said a" + "b\ufffdc\u202ed\u200be\ufffd")
    for (const { body } of play.asked) expect(body.isWellFormed() && !body.includes("\\u0000")).toBe(true)
    expect(JSON.stringify(await inspected(play)).isWellFormed()).toBe(true)
  })

  it.each([
    ["an unknown type", { type: "hologram", hologram: {} }],
    ["a reaction", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "x" } }],
    ["a deletion", { type: "revoke", revoke: { original_message_id: "wamid.x" } }],
    ["an edit", { type: "edit", edit: { original_message_id: "wamid.x" } }],
    ["a notice of the system", { type: "system", system: { type: "customer_identity_changed" } }],
    ["a move to nowhere", { type: "system", system: { type: "user_changed_number", wa_id: "nowhere" } }],
    ["a group's message", { group_id: "g1" }],
    ["a type that is a list", { type: ["text"] }],
  ])("18 with %s changes nothing", async (_, change) => {
    const play = await plantedStage(shop())
    const body = inbound(numberOf(play), { messages: [text("hi", change)] })
    expect((await harmless(play, () => signed(play, body))).status).toBe(200)
  })

  it("18 with errors alone changes nothing; with what WhatsApp cannot show gets an answer and no more", async () => {
    const play = await plantedStage(shop())
    const errors = inbound(numberOf(play), { errors: [{ code: 131051, title: "Unsupported", href: "javascript:1" }] })
    expect((await harmless(play, () => signed(play, errors))).status).toBe(200)
    const unsupported = text("", { type: "unsupported", errors: [{ code: 131051 }] })
    expect((await signed(play, inbound(numberOf(play), { messages: [unsupported] }))).status).toBe(200)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
  })

  it.each([
    ["no messages", (number: string) => inbound(number, { messages: [] })],
    ["no value", (number: string) => inbound(number, {}).replace(/"value":\{.*\}\}\]\}\]\}$/, '"value":null}]}]}')],
    ["messages that are no list", (number: string) => inbound(number, { messages: { 0: text("hi"), length: 1 } })],
    [
      "another field",
      (number: string) => inbound(number, { messages: [text("hi")] }).replace('"messages",', '"statuses",'),
    ],
    [
      "another object",
      (number: string) => inbound(number, { messages: [text("hi")] }).replace("whatsapp_business_account", "page"),
    ],
    ["a list for the whole", (number: string) => `[${inbound(number, { messages: [text("hi")] })}]`],
  ])("19 with %s changes nothing", async (_, body) => {
    const play = await plantedStage(shop())
    expect((await harmless(play, () => signed(play, body(numberOf(play))))).status).toBe(200)
  })

  it("20 for another account's number changes nothing in either", async () => {
    const victim = await plantedStage(shop())
    const play = await plantedStage(shop())
    expect((await harmless(play, () => signed(play, genuine(victim)))).status).toBe(200)
    expect(await inspected(victim)).toBeNull()
  })

  it.each(["0821110001", "+", "1234567890".repeat(4), "abc", "", "ZA.", "ZA.a b", "../../x", "27 82 111 0001"])(
    "21 from %j, who cannot be written to, changes nothing",
    async (from) => {
      const play = await plantedStage(shop())
      const body = inbound(numberOf(play), { messages: [text("hi", { from })] })
      expect((await harmless(play, () => signed(play, body))).status).toBe(200)
    },
  )

  it("21 from a business-scoped user id is that user's own conversation", async () => {
    const play = await plantedStage(shop())
    const body = inbound(numberOf(play), { messages: [text("hi", { from: "ZA.1A2b3C" })] })
    expect((await signed(play, body)).status).toBe(200)
    expect(await inspected(play)).toBeNull()
  })

  it.each([
    ["1970", "0"],
    ["the year 3000", "32503680000"],
    ["before 1970", "-1"],
    ["no time", "NaN"],
    ["ages", "99999999999999999999"],
  ])("22 from %s opens no window beyond now", async (_, timestamp) => {
    const play = await plantedStage(shop())
    const body = inbound(numberOf(play), { messages: [text("hi", { timestamp })] })
    expect((await signed(play, body)).status).toBe(200)
    const at = (await inspected(play))?.lastInboundAt ?? 0
    expect(at).toBeLessThanOrEqual(Date.now())
    expect(at).toBeGreaterThan(Date.now() - 60_000)
  })

  it("24 with a status of a message nobody sent changes nothing; failed after read is not failed", async () => {
    const play = await plantedStage(shop())
    await play.say("hi")
    const status = (id: string, name: string, change: object = {}) =>
      inbound(numberOf(play), {
        statuses: [{ id, status: name, timestamp: "1795000001", recipient_id: FROM, ...change }],
      })
    const errors = [{ code: 131047, title: "Re-engagement message" }]
    for (const reference of [undefined, "1", "999", "1e3", "-1", "__proto__"]) {
      const change = { errors, ...(reference !== undefined && { biz_opaque_callback_data: reference }) }
      const unknown = status("wamid.unknown", "failed", change)
      expect((await harmless(play, () => signed(play, unknown))).status).toBe(200)
    }
    const stranger = status("wamid.unknown", "read", { recipient_id: "27829990001" })
    expect((await signed(play, stranger)).status).toBe(200)
    expect(await inspected(play, "27829990001")).toBeNull()
    const sent = `wamid.out1.${numberOf(play)}`
    await signed(play, status(sent, "read"))
    expect((await harmless(play, () => signed(play, status(sent, "failed", { errors })))).status).toBe(200)
    expect((await inspected(play))?.timeline.map((line) => line.status)).not.toContain("failed")
  })
})

it("23 a thousand messages in one POST, one of them poison: 200, and every other one is durable, once", async () => {
  const play = await plantedStage(shop())
  const customers = Array.from({ length: 27 }, (_, index) => `2783${String(index).padStart(7, "0")}`)
  const messages: unknown[] = Array.from({ length: 999 }, (_, index) => text("STOP", { from: customers[index % 27] }))
  messages.splice(500, 0, { from: { __proto__: 1 }, id: {}, type: [], text: null, timestamp: [] })
  const body = inbound(numberOf(play), { messages })
  const started = performance.now()
  expect((await signed(play, body)).status).toBe(200)
  expect((await signed(play, body)).status).toBe(200)
  expect(performance.now() - started).toBeLessThan(20_000)
  const views = await Promise.all(customers.map((from) => inspected(play, from)))
  const received = views.map((view) => view?.timeline.filter(({ type }) => type === "received").length)
  expect(received).toEqual(customers.map(() => 37))
}, 30_000)

const echo = {
  name: "Echo",
  triggers: { keywords: [], anyMessage: true, accounts: [] },
  start: "ask",
  nodes: [
    {
      id: "ask",
      name: "Name",
      type: "question",
      config: { text: "Name?", answer: "any" },
      exits: { answered: "said" },
    },
    { id: "said", name: "Said", type: "message", config: { text: "You said {{ Name.value }}" }, exits: {} },
  ],
}
