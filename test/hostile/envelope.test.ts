import { describe, expect, it, vi } from "vitest"
import { shop } from "../support/flows"
import { inbound, textOf } from "../support/stage"
import { ask, harmless, logged, numberOf, plantedStage, post, signed, watch } from "./attack"

import { FROM, genuine, inspected, text } from "./writing"

watch()

describe("a genuine webhook", () => {
  it.each([
    ["1 minute", 60],
    ["8 days", 8 * 86_400],
  ])("10 replayed %s later changes nothing", async (_, seconds) => {
    const play = await plantedStage(shop())
    const body = genuine(play)
    await signed(play, body)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
    expect((await harmless(play, () => signed(play, body))).status).toBe(200)
  })

  it("11 in gzip is acknowledged unread: the bytes that were signed are no JSON", async () => {
    const play = await plantedStage(shop())
    const squeezed = new Blob([genuine(play)]).stream().pipeThrough(new CompressionStream("gzip"))
    const bytes = new Uint8Array(await new Response(squeezed).arrayBuffer())
    const answer = await harmless(play, () => signed(play, bytes, { "content-encoding": "gzip" }))
    expect(answer.status).toBe(200)
    expect(logged().join()).toContain("webhook.unreadable")
  })

  it.each(["text/plain; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data"])(
    "11 is read as what it is, whatever content type it claims: %s",
    async (type) => {
      const play = await plantedStage(shop())
      expect((await signed(play, genuine(play), { "content-type": type })).status).toBe(200)
      await play.settle()
      expect(play.sent.map(textOf)).toEqual(["What is your name?"])
    },
  )

  it.each([
    ["truncated", (body: string) => body.slice(0, -5)],
    ["with trailing bytes", (body: string) => `${body}{}`],
    ["with a NUL behind it", (body: string) => `${body}\0`],
    ["empty", () => ""],
  ])("12 %s is acknowledged and says nothing", async (_, change) => {
    const play = await plantedStage(shop())
    expect((await harmless(play, () => signed(play, change(genuine(play))))).status).toBe(200)
  })

  it("12 with a byte order mark, or with a key twice, is one message of one customer", async () => {
    const play = await plantedStage(shop())
    const twice = genuine(play).replace(`"from":"${FROM}"`, `"from":"27829990009","from":"${FROM}"`)
    expect((await signed(play, `\ufeff${twice}`)).status).toBe(200)
    await play.settle()
    expect(play.sent.map(({ to }) => to)).toEqual([`+${FROM}`])
    expect(await inspected(play, "27829990009")).toBeNull()
  })

  it.each([
    ["told", () => new Uint8Array(3 * 1024 * 1024 + 1)],
    ["in chunks without a length", () => new Blob([new Uint8Array(3 * 1024 * 1024 + 1)]).stream()],
  ])("13 of 3 MB and a byte, its length %s: 413, also for callbacks", async (_, body) => {
    const play = await plantedStage(shop())
    expect((await harmless(play, () => post(play, body()))).status).toBe(413)
    const callback = () => ask(`/callbacks/stripe/${play.provider}`, { method: "POST", body: body() })
    expect((await harmless(play, callback)).status).toBe(413)
  })

  it("14 nested 10,000 deep, where nothing is read and where a text is: 200, and nothing happens", async () => {
    const play = await plantedStage(shop())
    const deep = `${'{"a":['.repeat(5000)}1${"]}".repeat(5000)}`
    for (const place of ['"hi"', '"messages":[', `"object":"whatsapp_business_account"`]) {
      const body = genuine(play).replace(
        place,
        place === '"hi"' ? deep : place.replace(/"([a-z]+)":/, `"x":${deep},"$1":`),
      )
      expect((await signed(play, body)).status).toBe(200)
    }
    const entry = `{"object":"whatsapp_business_account","entry":${deep}}`
    expect((await harmless(play, () => signed(play, entry))).status).toBe(200)
    await play.settle()
    expect(play.sent.length).toBeGreaterThan(0)
  })

  it("15 with __proto__ and constructor.prototype everywhere pollutes nothing and says what it says", async () => {
    const play = await plantedStage(shop())
    const poison = '"__proto__":{"polluted":"yes","type":"x"},"constructor":{"prototype":{"polluted":"yes"}},'
    expect((await signed(play, genuine(play).replaceAll("{", `{${poison}`))).status).toBe(200)
    await play.settle()
    expect(Reflect.get({}, "polluted")).toBeUndefined()
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
    for (const id of ["__proto__", "constructor", "toString"]) {
      const reply = { type: "button_reply", button_reply: { id, title: id } }
      const message = text("", { type: "interactive", interactive: reply })
      expect((await signed(play, inbound(numberOf(play), { messages: [message] }))).status).toBe(200)
      await play.settle()
    }
    expect((await inspected(play))?.ended.filter(({ status }) => status === "failed")).toEqual([])
  })

  it.each([
    ["an id of 2^53+1", '"id":9007199254740993'],
    ["an id of 1e400", '"id":1e400'],
    ["an id of -0.5", '"id":-0.5'],
    ["an id that is a list", '"id":["wamid.x"]'],
    ["no id", '"x":1'],
  ])("16 with %s has no message in it", async (_, id) => {
    const play = await plantedStage(shop())
    const body = genuine(play).replace(/"id":"wamid[^"]*"/, id)
    expect((await harmless(play, () => signed(play, body))).status).toBe(200)
  })

  it("16 with numbers as texts and texts as numbers is read where it is exact", async () => {
    const play = await plantedStage(shop())
    const body = genuine(play)
      .replace(`"phone_number_id":"${numberOf(play)}"`, `"phone_number_id":${numberOf(play)}`)
      .replace(/"timestamp":"\d+"/, '"timestamp":1e400')
    expect((await signed(play, body)).status).toBe(200)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
    const numeric = genuine(play).replaceAll(`"${FROM}"`, FROM)
    expect((await harmless(play, () => signed(play, numeric))).status).toBe(200)
  })
})
