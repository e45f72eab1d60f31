import { describe, expect, it } from "vitest"
import { sms } from "../support/sms"
import { inbound, type Stage, stage } from "../support/stage"
import { flowP, nowSeconds, numberOf, read } from "./flows"

/** A message from one form of a number, beside the form by which WhatsApp knows who wrote it. */
const writes = (play: Stage, from: string, body: string, wa_id = from) =>
  play.webhook(
    inbound(numberOf(play), {
      contacts: [{ profile: { name: "Pat" }, wa_id }],
      messages: [{ from, id: `wamid.${crypto.randomUUID()}`, timestamp: nowSeconds(), type: "text", text: { body } }],
    }),
  )

describe("a status by SMS", () => {
  it.each([
    ["no number at all", {}],
    ["a messaging service's name", { To: "CORNER" }],
    ["a number of another form", { To: "whatsapp:+15550000802" }],
  ])("K07b is of the message whose reference it carries, beside %s", async (_, to) => {
    const phone = await sms(flowP())
    await phone.say("hi")
    await phone.status("undelivered", "30006", { To: "", ...to })
    const view = await (await phone.conversation()).inspect()
    expect(view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toEqual(["failed"])
  })

  it("K12 is asked for again where we could not take it, and is signed without that", async () => {
    const phone = await sms(flowP())
    await phone.say("hi")
    expect(phone.callback()).toMatch(/^https:\/\/pay\.test\/webhooks\/twilio\/[\w-]+\?ref=[^#]+#rc=3&rp=all$/)
    await phone.status("undelivered", "30006")
    const view = await (await phone.conversation()).inspect()
    expect(view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toEqual(["failed"])
  })
})

describe("one person under two forms of a number", () => {
  it.each([
    ["N11 Brazil", "5511987654321", "551187654321"],
    ["N11 Mexico", "5215512345678", "525512345678"],
    ["N11 Argentina", "5491123456789", "541123456789"],
  ])("%s has one conversation and one order", async (_, known, other) => {
    const play = await stage(flowP())
    await writes(play, known, "hi")
    await play.settle(known)
    await writes(play, other, "paid", known)
    await play.settle(known)
    expect(await play.orders()).toHaveLength(1)
    expect(read(play)).toHaveLength(2)
    expect(read(play).filter((text) => text.startsWith("Please pay"))).toHaveLength(1)
  })

  it.each([
    ["another area", "5511987654321", "552187654321"],
    ["another country", "5215512345678", "15512345678"],
    ["another digit than the mark", "5511887654321", "551187654321"],
  ])("N11 are two people with %s", async (_, known, other) => {
    const play = await stage(flowP())
    await writes(play, known, "hi")
    await play.settle(known)
    await writes(play, other, "hi", known)
    await play.settle(other)
    expect(await play.orders()).toHaveLength(2)
  })
})
