import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import { effectOf } from "../../src/conversation/effects"
import type { Owed } from "../../src/conversation/owed"
import { newState } from "../../src/conversation/state"
import { phrases } from "../../src/core/languages"
import { worldOf } from "../../src/deployment/cloudflare"
import { healthOf } from "../../src/store/accounts/health"
import { database } from "../../src/store/database"
import { shop, triple } from "../support/flows"
import { recordOf } from "../support/record"
import { inbound, paid, type Stage, stage, textOf } from "../support/stage"

const WHATSAPP = "https://graph.facebook.com/"

afterEach(() => {
  vi.useRealTimers()
})

const ok = () => Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })
const busy = () => Response.json({ error: { code: 131016, message: "Service unavailable" } }, { status: 503 })
const lost = () => {
  throw new TypeError("Network connection lost.")
}

/** Lets time pass and the alarm ring until nothing is owed any more. */
async function rest(play: Stage, rounds = 20, milliseconds = 3_700_000) {
  const stub = await play.conversation()
  for (let round = 0; round < rounds; round++) {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds })
    if (!(await runDurableObjectAlarm(stub))) return
    await stub.drain()
  }
}

async function consent(play: Stage, consent: "stop" | "start", at = Date.now()) {
  const stub = await play.conversation()
  const item = {
    type: "message" as const,
    id: crypto.randomUUID(),
    contact: { phone: "+27821110001" },
    at,
    reply: { text: consent },
    consent,
  }
  await stub.receive({ id: stub.name ?? "", channel: "whatsapp", account: play.account, inbound: [item] })
  await stub.drain()
}

describe("the outbox", () => {
  it("keeps the order and loses nothing, whatever the pattern of failures", async () => {
    const answers = fc.constantFrom(ok, busy, lost)
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { maxLength: 8 }), async (pattern) => {
        vi.useRealTimers()
        const play = await stage(triple())
        const tried: string[] = []
        const done: string[] = []
        play.answers[WHATSAPP] = ({ body }) => {
          const text = textOf(JSON.parse(body))
          tried.push(text)
          const response = (pattern.shift() ?? ok)()
          if (response.ok) done.push(text)
          return response
        }
        await play.say("hi")
        await rest(play)
        expect(done).toEqual(["message one", "message two", "message three"])
        expect([...tried].sort((a, b) => done.indexOf(a) - done.indexOf(b))).toEqual(tried)
      }),
      { numRuns: 15 },
    )
  })

  it("gives up what is refused for good, shows why, and goes on", async () => {
    const play = await stage(triple())
    let sends = 0
    play.answers[WHATSAPP] = () =>
      sends++ === 0 ? Response.json({ error: { code: 100, message: "Invalid parameter" } }, { status: 400 }) : ok()
    await play.say("hi")
    expect(play.sent.map(textOf)).toEqual(["message two", "message three"])
    const view = await (await play.conversation()).inspect()
    expect(view?.timeline.find(({ text }) => text === "message one")).toMatchObject({ status: "failed" })
    expect(view?.timeline.find(({ text }) => text === "message one")?.reason).not.toBe("")
  })

  it("holds what a channel does not take for hours, shows it, and sends it once the channel works", async () => {
    const play = await stage(triple())
    play.answers[WHATSAPP] = busy
    await play.say("hi")
    await rest(play, 16)
    const view = await (await play.conversation()).inspect()
    const standing = view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)
    expect(standing).toEqual(["held", "held", "held"])
    expect(await healthOf(database(env.DB), "channel", [play.account])).toEqual(
      new Map([[play.account, expect.objectContaining({ fault: "unanswered" })]]),
    )
    play.answers[WHATSAPP] = ok
    await rest(play)
    expect(play.sent.map(textOf)).toEqual(["message one", "message two", "message three"])
  })

  it("does not send again what a status tells was sent though nobody answered", async () => {
    const play = await stage(triple())
    let first = ""
    play.answers[WHATSAPP] = ({ body }) => {
      if (first !== "") return ok()
      first = body
      return lost()
    }
    await play.say("hi")
    const number = /\/(\d+)\/messages/.exec(play.asked[0]?.url ?? "")?.[1] ?? ""
    const reference: unknown = JSON.parse(first).biz_opaque_callback_data
    const timestamp = String(Math.floor(Date.now() / 1000))
    const status = { id: "wamid.sent", status: "delivered", timestamp, recipient_id: "27821110001" }
    await play.webhook(inbound(number, { statuses: [{ ...status, biz_opaque_callback_data: reference }] }))
    await rest(play, 20, 10_000)
    expect(play.asked.filter(({ body }) => textOf(JSON.parse(body)) === "message one")).toHaveLength(1)
    expect(play.sent.map(textOf)).toEqual(["message two", "message three"])
  })
})

describe("a customer who opts out", () => {
  it("hears nothing more, not even the outcome of a payment, which is taken all the same", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await play.say("Thandi")
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    await consent(play, "stop")
    play.sent.length = 0
    await play.callback(paid(order))
    await play.say("hello?")
    await play.settle()
    expect(play.sent).toEqual([])
    expect((await play.orders())[0]).toMatchObject({ status: "paid", told: "paid" })
  })

  it("is not sent what was already owed", async () => {
    const play = await stage(triple())
    play.answers[WHATSAPP] = busy
    await play.say("hi")
    await consent(play, "stop")
    play.answers[WHATSAPP] = ok
    await rest(play)
    expect(play.sent.map(textOf)).toEqual([phrases("en").optedOut])
  })

  it("is heard again after START", async () => {
    const play = await stage(triple())
    await consent(play, "stop")
    await play.say("hi")
    expect(play.sent.map(textOf)).toEqual([phrases("en").optedOut])
    await consent(play, "start")
    await play.say("hi")
    expect(play.sent.slice(1).map(textOf)).toEqual([
      phrases("en").optedIn,
      ...["message one", "message two", "message three"],
    ])
  })
})

describe("STOP and START that overtake each other", () => {
  it("end in silence when STOP was written last", async () => {
    const play = await stage(triple())
    const at = Date.now()
    await consent(play, "stop", at - 1000)
    await consent(play, "start", at - 2000)
    await play.say("hi")
    expect(play.sent.map(textOf)).toEqual([phrases("en").optedOut])
  })
})

describe("what a conversation keeps", () => {
  it("hides the answer to a sensitive question from the timeline and from the run's variables", async () => {
    const document = shop()
    const [ask] = document.nodes
    if (ask) ask.config = { ...ask.config, sensitive: true }
    const play = await stage(document)
    await play.say("hi")
    await play.say("my secret word")
    expect(JSON.stringify(await (await play.conversation()).inspect())).not.toContain("secret word")
  })

  it("hides card numbers from the timeline and from the flow", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await play.say("4111 1111 1111 1111")
    const view = JSON.stringify(await (await play.conversation()).inspect())
    expect(view).not.toContain("4111 1111")
    expect(view).toContain("1111")
  })

  it("says which flow an order is of, though the run that asked for it is gone when it is opened", async () => {
    const play = await stage(shop())
    const id = `c1.${"A".repeat(43)}`
    const order = {
      ...{ amount: "99.50", currency: null, description: "two cakes", number: null, expirySeconds: 3600 },
      ...{ language: "en", node: "pay", name: "Payment" },
    }
    const owed: Owed = { type: "order", order }
    const effect = effectOf(owed).asked(owed, { flow: "shop", version: 7 })
    const row = { seq: 1, key: `${id}.0/1/1`, effect, status: "due", attempts: 0, dueAt: 0, at: 0 } as const
    const present = () => newState(id, "whatsapp", play.account, {})
    const door = { world: worldOf(env), present, row: { ...row, reference: null, delivery: null, reason: null } }
    await effectOf(effect).perform(door, effect)
    expect(await play.orders()).toMatchObject([{ flow: "shop", flowVersion: 7 }])
  })

  it("notes with an order that is owed what asked for it", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await play.say("Thandi")
    const [order] = await play.orders()
    const { effects } = await runInDurableObject(await play.conversation(), (_, { storage }) => recordOf(storage))
    expect(effects.filter(({ key }) => key === order?.key)).toMatchObject([
      { effect: { type: "order", run: { flow: order?.flow, version: 1 } } },
    ])
  })
})
