import { afterEach, describe, expect, it, vi } from "vitest"
import type * as z from "zod"
import { languageCodes, phrases } from "../../src/core/languages"
import type { flowDocument } from "../../src/flow/flow"
import { shop } from "../support/flows"
import { sms } from "../support/sms"
import { inbound, paid, type Stage, stage, textOf } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

type Document = z.input<typeof flowDocument>

const english = phrases("en")

/** Asks for money at any message. */
function till(language: Document["language"] = "en"): Document {
  return {
    name: "Till",
    language,
    triggers: { anyMessage: true },
    start: "pay",
    nodes: [
      {
        id: "pay",
        name: "Payment",
        type: "chat2pay",
        config: { amount: "149.90", description: "two cakes", expirySeconds: 3600 },
        exits: { paid: "thanks", failed: "thanks" },
      },
      { id: "thanks", name: "Thanks", type: "message", config: { text: "Thanks." }, exits: {} },
    ],
  }
}

/** One question, and what it was answered with. */
function asking(
  config: Record<string, z.core.util.JSONType>,
  type = "question",
  more: Partial<Document> = {},
): Document {
  return {
    name: "Asking",
    triggers: { anyMessage: true },
    start: "ask",
    nodes: [
      {
        id: "ask",
        name: "Ask",
        type,
        config: { text: "Well?", ...config },
        exits: { answered: "said", invalid: "wrong", other: "wrong", "option:it": "said" },
      },
      {
        id: "said",
        name: "Said",
        type: "message",
        config: { text: "got [{{ Ask.value }}{{ Ask.choice }}]" },
        exits: {},
      },
      { id: "wrong", name: "Wrong", type: "message", config: { text: "wrong" }, exits: {} },
    ],
    ...more,
  }
}

const texts = (play: Stage) => play.sent.map(textOf)

async function optedOutAt(play: Pick<Stage, "conversation">) {
  return (await (await play.conversation()).inspect())?.optedOutAt
}

/** A webhook around one message of the usual customer's. */
function message(play: Stage, content: object, at = Date.now()): string {
  const number = /\/(\d+)\/messages/.exec(play.asked[0]?.url ?? "")?.[1] ?? ""
  const id = `wamid.${crypto.randomUUID()}`
  const timestamp = String(Math.floor(at / 1000))
  return inbound(number, { messages: [{ from: "27821110001", id, timestamp, ...content }] })
}

const unsubscribe = { type: "button", button: { payload: "Unsubscribe", text: "Unsubscribe" } }
const text = (body: string) => ({ type: "text", text: { body } })

describe("on WhatsApp, who asks for silence while an order is open", () => {
  it.each<[string, object]>([
    ["K08a STOP", text("STOP")],
    ["Unsubscribe", text("unsubscribe.")],
    ["K08a END, which no carrier claims here", text("END")],
    ["N18 opt out", text("opt out")],
    ["N18 Stop texting me", text("Stop texting me")],
    ["a sentence in another language than the flow's", text("no me escriban más")],
    ["DW1 a template's button", unsubscribe],
  ])("by %s is told so once, then nothing until START", async (_, content) => {
    const play = await stage(till())
    await play.say("hi")
    play.sent.length = 0
    await play.webhook(message(play, content))
    await play.settle()
    expect(texts(play)).toEqual([english.optedOutOwing])
    expect(await optedOutAt(play)).toBeTypeOf("number")

    play.sent.length = 0
    for (const said of ["hello?", "STOP", "paid", "HELP", "yes"]) await play.say(said)
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    expect(order.status).toBe("open")
    await play.callback(paid(order))
    await play.settle()
    expect(play.sent).toEqual([])
    expect((await play.orders())[0]).toMatchObject({ status: "paid", told: "paid" })

    await play.say("Start")
    expect(texts(play)).toEqual([english.optedIn])
    await play.say("hi")
    expect(texts(play)).toHaveLength(2)
  })

  it.each(languageCodes)("is told so in the flow's language, %s", async (language) => {
    const play = await stage(till(language))
    await play.say("hi")
    await play.say("STOP")
    expect(texts(play).slice(1)).toEqual([phrases(language).optedOutOwing])
    await play.say("START")
    expect(texts(play).slice(2)).toEqual([phrases(language).optedIn])
  })

  it("keeps the order: it can be paid for, cancelled by word again once silence ends", async () => {
    const play = await stage(till())
    await play.say("hi")
    await play.say("STOP")
    await play.say("START")
    play.sent.length = 0
    await play.say("cancel")
    expect(texts(play)[0]).toContain("cancel your payment")
    expect(await optedOutAt(play)).toBeNull()
  })
})

describe("on WhatsApp, a wish for silence", () => {
  it("that is a customer's first word begins no flow", async () => {
    const play = await stage(till())
    await play.say("STOP")
    expect(texts(play)).toEqual([english.optedOut])
    expect(await play.orders()).toEqual([])
  })

  it("delivered twice is answered once", async () => {
    const play = await stage(till())
    for (let time = 0; time < 3; time++) await play.say("STOP", { id: "wamid.twice" })
    expect(texts(play)).toEqual([english.optedOut])
  })

  it("answered once even where its answer is still owed when it comes again", async () => {
    const play = await stage(till())
    await play.say("STOP", { settle: false })
    await play.say("please stop", { settle: false })
    await play.settle()
    expect(texts(play)).toEqual([english.optedOut])
  })

  it("older than a START that overtook it is over", async () => {
    const play = await stage(till())
    await play.say("hi")
    await play.say("STOP")
    await play.say("START")
    play.sent.length = 0
    await play.webhook(message(play, text("Stop it"), Date.now() - 600_000))
    await play.settle()
    expect(play.sent).toEqual([])
    expect(await optedOutAt(play)).toBeNull()
  })

  it("counts in doubt: a moment older than the START that overtook it", async () => {
    const play = await stage(till())
    await play.say("hi")
    await play.say("STOP")
    await play.say("START")
    await play.webhook(message(play, text("Stop it"), Date.now() - 30_000))
    expect(await optedOutAt(play)).toBeTypeOf("number")
  })

  it.each(["stop at the corner shop", "one stop ticket", "Don't stop", "cancel my order", "START"])(
    "is not read into the answer %j",
    async (answer) => {
      const play = await stage(asking({}))
      await play.say("hi")
      await play.say(answer)
      expect(texts(play).slice(1)).toEqual([`got [${answer}]`])
    },
  )

  it("is not a menu's own option, tapped or written", async () => {
    const options = [
      { id: "on", title: "Go on" },
      { id: "it", title: "Stop" },
    ]
    const tapped = await stage(asking({ options }, "menu"))
    await tapped.say("hi")
    const button = { type: "button_reply", button_reply: { id: "ask:it", title: "Stop" } }
    await tapped.webhook(message(tapped, { type: "interactive", interactive: button }))
    await tapped.settle()
    expect(texts(tapped).slice(1)).toEqual(["got [it]"])

    const written = await stage(asking({ options }, "menu"))
    await written.say("hi")
    await written.say("stop")
    expect(texts(written).slice(1)).toEqual(["got [it]"])
    await written.say("hi")
    await written.say("please stop")
    expect(texts(written).at(-1)).toBe(english.optedOut)
  })
})

describe("who asks for HELP", () => {
  const help =
    "This is Corner Shop. For help, reach us at help@corner.test. Write STOP to get no more messages from us."

  it.each(["HELP", "info", "Ayuda", "aide !"])(
    "by %j is told who writes, and the question stays as it was",
    async (word) => {
      const play = await stage(asking({ answer: "integer", retries: 0 }), { contact: "help@corner.test" })
      await play.say("hi")
      await play.say(word)
      await play.say(word)
      await play.say("5")
      expect(texts(play)).toEqual(["Well?", help, help, "got [5]"])
    },
  )

  it("in the middle of a payment hears that and no reminder", async () => {
    const play = await stage(till("es"), { contact: "" })
    await play.say("hi")
    await play.say("help")
    expect(texts(play)[1]).toBe("Somos Corner Shop. Escribe STOP para no recibir más mensajes nuestros.")
    expect(texts(play)).toHaveLength(2)
  })

  it("first of all begins no flow", async () => {
    const play = await stage(till(), { contact: "help@corner.test" })
    await play.say("HELP")
    expect(texts(play)).toEqual([help])
    expect(await play.orders()).toEqual([])
  })

  it("is answered by the flow that has the keyword", async () => {
    const triggers = { keywords: ["Help"], anyMessage: true }
    const play = await stage(asking({}, "question", { triggers }))
    await play.say("help!")
    expect(texts(play)).toEqual(["Well?"])
  })

  it("is answered by the option on offer, and by no other", async () => {
    const options = [
      { id: "on", title: "Go on" },
      { id: "it", title: "Help" },
    ]
    const play = await stage(asking({ options }, "menu"), { contact: "help@corner.test" })
    await play.say("hi")
    await play.say("info")
    await play.say("help")
    expect(texts(play)).toEqual(["Well?", help, "got [it]"])
  })
})

describe("by SMS, where Twilio answers STOP and START itself", () => {
  it.each(["STOP", "Unsubscribe", "cancel", "QUIT"])("%s is silence without a word, until START", async (word) => {
    const phone = await sms(till())
    await phone.say("hi")
    phone.sent.length = 0
    await phone.say(word)
    await phone.say("hello?")
    expect(phone.sent).toEqual([])
    expect(await optedOutAt(phone)).toBeTypeOf("number")
    await phone.say("START")
    expect(phone.sent).toEqual([])
    await phone.say("hello?")
    expect(phone.sent).toHaveLength(1)
  })

  it.each(["opt out", "Stop texting me", "arrêtez de m'écrire"])(
    "N18 %j, which it does not know, is answered once",
    async (word) => {
      const phone = await sms(till())
      await phone.say("hi")
      phone.sent.length = 0
      await phone.say(word)
      await phone.say("hello?")
      expect(phone.sent).toEqual([english.optedOutOwing])
      await phone.say("START")
      expect(phone.sent.slice(1)).toEqual([english.optedIn])
    },
  )

  it("K08b HELP is answered with who writes, and the wait is left as it is", async () => {
    const phone = await sms(till())
    await phone.say("hi")
    phone.sent.length = 0
    await phone.say("HELP")
    expect(phone.sent).toEqual([
      "This is Corner Shop. For help, reach us at help@corner.test. Write STOP to get no more messages from us.",
    ])
    expect((await (await phone.conversation()).inspect())?.runs).toMatchObject([{ waitsFor: ["order", "reply"] }])
  })

  it.each([
    ["HELP", "help", false],
    ["HELP", "hilfe", false],
    ["START", "START", false],
    ["STOP", "enough", true],
  ])("DT1 OptOutType %s of %j begins no flow and is answered with nothing", async (type, body, silent) => {
    const phone = await sms(till())
    await phone.say(body, { OptOutType: type })
    expect(phone.sent).toEqual([])
    const view = await (await phone.conversation()).inspect()
    expect(view).toMatchObject({ runs: [], ended: [] })
    expect(view?.optedOutAt !== null).toBe(silent)
    await phone.say("START", { OptOutType: "START" })
    await phone.say("hi")
    expect(phone.sent).toHaveLength(1)
  })

  it.each(["YES", "start"])("%j is an answer while nobody asked for silence", async (answer) => {
    const phone = await sms(asking({}))
    await phone.say("hi")
    await phone.say(answer)
    expect(phone.sent).toEqual(["Well?", `got [${answer}]`])
  })
})

describe("K08c Twilio's refusal for a wish for silence", () => {
  const refused = { status: 400, body: { code: 21610, message: "Attempt to send to unsubscribed recipient" } }

  it("is such a wish, seen by the operator, until START", async () => {
    const phone = await sms(till())
    phone.answers.push(refused)
    await phone.say("hi")
    const view = await (await phone.conversation()).inspect()
    expect(view?.optedOutAt).toBeTypeOf("number")
    expect(view?.timeline.find(({ type }) => type === "sent")).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("21610"),
    })
    await phone.say("hello?")
    expect(phone.sent).toEqual([])
    await phone.say("START")
    expect(await optedOutAt(phone)).toBeNull()
    await phone.say("hello?")
    expect(phone.sent).toHaveLength(1)
  })

  it("drops what was owed behind it", async () => {
    const document = asking({})
    document.start = "said"
    for (const node of document.nodes) if (node.id === "said") node.exits = { next: "wrong" }
    const phone = await sms(document)
    phone.answers.push(refused)
    await phone.say("hi")
    expect(phone.sent).toEqual([])
  })

  it("counts when it comes with a status, and not when silence ended since", async () => {
    const phone = await sms(asking({}))
    await phone.say("hi")
    await phone.status("failed", "21610")
    expect(await optedOutAt(phone)).toBeTypeOf("number")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1000 })
    await phone.say("START")
    await phone.status("undelivered", "21610")
    expect(await optedOutAt(phone)).toBeNull()
  })
})

it("erases a quiet conversation without forgetting when silence ended", async () => {
  const play = await stage(shop())
  await play.say("hi")
  await play.say("STOP")
  await play.say("START")
  const late = message(play, text("STOP"), Date.now() - 600_000)
  const stub = await play.conversation()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31 * 86_400_000 })
  expect(await stub.erase(30)).toBe("erased")
  await stub.drain()
  await play.webhook(late)
  await play.settle()
  expect(await optedOutAt(play)).toBeNull()
})
