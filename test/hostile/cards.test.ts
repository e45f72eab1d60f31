import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { signTwilio } from "../../src/channels/twilio/emulator"
import { conversationName } from "../../src/platform/identity"
import { addChannel, publish } from "../support/deployment"
import { shop } from "../support/flows"
import { paid, type Stage } from "../support/stage"
import { ask, logged, plantedStage, signed, stored, watch } from "./attack"
import { flowOf, message, question, say } from "./writing"

watch()

const CARD = "4111 1111 1111 1111"

describe("SMS", () => {
  const sid = `AC${"0".repeat(32)}`

  async function phone(document: Parameters<typeof plantedStage>[0]) {
    const play = await plantedStage(document)
    const account = `tw-${play.account}`
    await addChannel(account, "twilio", { accountSid: sid, authToken: "twilio-token", from: "+27870000009" })
    await publish(`flow-${account}`, account, document)
    play.answers["https://api.twilio.com/"] = () => Response.json({ sid: `SM${crypto.randomUUID()}` }, { status: 201 })
    const path = `/webhooks/twilio/${account}`
    const text = async (body: string, from = "+27821110001") => {
      const fields = {
        AccountSid: sid,
        MessageSid: `SM${crypto.randomUUID()}`,
        SmsStatus: "received",
        From: from,
        Body: body,
      }
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": await signTwilio(`https://pay.test${path}`, fields, "twilio-token"),
      }
      const answer = await ask(path, { method: "POST", body: new URLSearchParams(fields).toString(), headers })
      await env.CONVERSATION.getByName(await conversationName(env.HASH_KEY, "twilio", account, from)).drain()
      return answer
    }
    const sent = () => play.asked.filter(({ url }) => url.startsWith("https://api.twilio.com/")).length
    return { play, text, sent }
  }

  it.each([
    "STOP",
    "stop",
    " Stop. ",
    "BAJA",
    "¡Baja!",
    "ARRÊT",
    "🛑 STOP 🛑",
    "s\u200btop",
    "ＳＴＯＰ",
    "Unsubscribe",
    "StopAll",
  ])("38 falls silent at %j while a payment is open, and takes the money all the same", async (word) => {
    // Words that carriers take for themselves they answer themselves; what else asks for silence gets one last word of ours.
    const lastWords = /^(stop|unsubscribe|stopall)$/i.test(word) ? 0 : 1
    const { play, text, sent } = await phone(shop())
    await text("hi")
    await text("Thandi")
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    const before = sent()
    expect((await text(word)).status).toBe(204)
    expect(sent()).toBe(before + lastWords)
    await play.callback(paid(order))
    await text("hello?")
    expect(sent()).toBe(before + lastWords)
    expect((await play.orders())[0]).toMatchObject({ status: "paid" })
  })
})

describe("a card number", () => {
  /** Where the number is to be found, however it is spaced. */
  async function traces(play: Stage): Promise<string[]> {
    const view = await (await play.conversation()).inspect()
    const places = { stored: await stored(), view, asked: play.asked, logged: logged() }
    const holds = (value: unknown) => JSON.stringify(value).replace(/[\s-]/g, "").includes(CARD.replaceAll(" ", ""))
    return Object.entries(places).flatMap(([place, value]) => (holds(value) ? [place] : []))
  }

  it.each([
    ["in a text", { type: "text", text: { body: `my card ${CARD} ok` } }],
    ["without spaces", { type: "text", text: { body: CARD.replaceAll(" ", "") } }],
    ["with dashes", { type: "text", text: { body: CARD.replaceAll(" ", "-") } }],
    ["in a caption", { type: "image", image: { id: "m1", mime_type: "image/png", caption: `card ${CARD}` } }],
    ["on a button", { type: "button", button: { payload: "x", text: CARD } }],
    ["as what a button stands for", { type: "button", button: { payload: CARD, text: "x" } }],
    ["as the name of a place", { type: "location", location: { latitude: 1, longitude: 1, name: CARD } }],
    ["in a shared contact", { type: "contacts", contacts: [{ name: { formatted_name: CARD } }] }],
    [
      "in a basket",
      { type: "order", order: { text: CARD, product_items: [{ product_retailer_id: CARD, quantity: 1 }] } },
    ],
  ])("39 %s is kept nowhere, sent nowhere and logged nowhere", async (_, change) => {
    const play = await plantedStage(
      flowOf(question("any"), say("You said {{ Ask.value }} {{ Ask.location.name }}"), question("any")),
    )
    await play.say("hi")
    await signed(play, message(play, change))
    await play.settle()
    expect(await traces(play)).toEqual([])
  })

  it("39 as the name of the writer is kept nowhere", async () => {
    const play = await plantedStage(flowOf(say("Hello {{ contact.name }}")))
    await signed(play, message(play, { type: "text", text: { body: "hi" } }, CARD))
    await play.settle()
    expect(play.sent).toHaveLength(1)
    expect(await traces(play)).toEqual([])
  })
})
