import { evictDurableObject, listDurableObjectIds, runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { erase } from "../../src/conversation/erasing"
import { Thread } from "../../src/conversation/thread"
import { worldOf } from "../../src/deployment/cloudflare"
import { findConversation, registerConversation } from "../../src/store/conversations/directory"
import { database } from "../../src/store/database"
import { totalOrders } from "../../src/store/lists/totals"
import { saveRetention } from "../../src/store/settings/retention"
import { call } from "../http/api-client"
import { eventsOf } from "../support/facts"
import { shop } from "../support/flows"
import { alarm, atPayment, later, stateOf, sweep, told } from "../support/payment"
import { recordOf, tablesOf } from "../support/record"
import { inbound, paid, type Stage, stage } from "../support/stage"
import { silence } from "./silence"

const db = database(env.DB)
const DAY = 86_400
const STRIPE = "https://api.stripe.com/"
const WHATSAPP = "https://graph.facebook.com/"

beforeEach(() => saveRetention(db, 30, Date.now()))

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe("a conversation that was quiet for as long as messages are kept", () => {
  it("is erased: its messages, its notes and whom it was with", async () => {
    const play = await paidFor()
    expect(await everything(play)).toContain("Thandi")
    await quiet(play, 31)
    const kept = await everything(play)
    expect(kept).not.toMatch(/Thandi|27821110001|two cakes|wamid/)
    expect(await entryOf(play)).toMatchObject({ phone: null, userId: null, name: null, reviewAt: null })
    expect(await addressesOf(play)).toEqual([])
    expect(await rowsOf(play)).toEqual({ effects: 1, events: 1, due: 0 })
  })

  it("is not erased a day too soon", async () => {
    const play = await paidFor()
    const before = await everything(play)
    await quiet(play, 29)
    expect(await everything(play)).toBe(before)
    expect(await entryOf(play)).toMatchObject({ phone: "+27821110001", name: "Thandi" })
    later(2 * DAY)
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null })
  })

  it("counts from the last word of either side", async () => {
    const play = await paidFor()
    later(20 * DAY)
    await (await play.conversation()).reply("by-hand", "Still there?")
    await play.settle()
    await quiet(play, 11)
    expect(await entryOf(play)).toMatchObject({ phone: "+27821110001" })
    later(20 * DAY)
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null })
  })

  it("keeps its order with every cent, and it can still be refunded", async () => {
    const play = await paidFor()
    const [before, events] = [await stateOf(play), await eventsOf(db, (await stateOf(play))?.id ?? "")]
    const totals = await totalOrders(db, { account: play.provider })
    await quiet(play, 31)
    expect(await stateOf(play)).toEqual(before)
    expect(await eventsOf(db, before?.id ?? "")).toEqual(events)
    expect(await totalOrders(db, { account: play.provider })).toEqual(totals)
    play.answers[STRIPE] = () =>
      Response.json({
        id: "re_1",
        object: "refund",
        status: "succeeded",
        charge: {
          id: "ch_1",
          payment_intent: `pi_${before?.id}`,
          amount_refunded: before?.minor,
          currency: "zar",
          livemode: false,
        },
      })
    expect(await call("POST", `/orders/${before?.id}/refund`)).toMatchObject({ status: 200 })
    expect(await stateOf(play)).toMatchObject({ status: "paid", refunded: before?.minor })
  })

  it("is shown without its words, and so is its order", async () => {
    const play = await paidFor()
    await quiet(play, 31)
    const order = await stateOf(play)
    const shown = await call("GET", `/conversations/${await nameOf(play)}`)
    expect(shown).toMatchObject({ status: 200, json: { contact: {}, runs: [], ended: [], lastInboundAt: null } })
    expect(shown.json.timeline.map((line: { type: string; text: string }) => [line.type, line.text])).toEqual([
      ["order", order?.number],
      ["duty", "erase the contact"],
    ])
    expect(await call("GET", `/orders/${order?.id}`)).toMatchObject({ status: 200, json: { number: order?.number } })
    expect((await call("GET", `/conversations?q=${order?.number}`)).json.items).toMatchObject([{ phone: null }])
    const { status, json } = await call("POST", `/conversations/${await nameOf(play)}/reply`, { text: "Hello?" })
    expect([status, json.code]).toEqual([409, "erased"])
  })

  it("is erased though it asked something that was never answered, which it may wait for without end", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await quiet(play, 31)
    expect(await entryOf(play)).toMatchObject({ phone: null })
    await play.say("Thandi")
    expect(told(play).at(-1)).toBe("What is your name?")
  })

  it("writes no more than it must when it is asked again", async () => {
    const play = await paidFor()
    await quiet(play, 31)
    const before = await everything(play)
    await env.DB.prepare("update conversations set review_at = 1 where id = ?")
      .bind(await nameOf(play))
      .run()
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null, reviewAt: null })
    // Its counter goes on, and may gain a digit.
    const shape = (text: string) => text.replaceAll(/\d+/g, "0")
    expect(shape(await everything(play)).length).toBe(shape(before).length)
  })
})

it("erases whom the directory knows only by hearsay: nobody ever wrote in that conversation", async () => {
  const id = `c1.${crypto.randomUUID()}`
  await registerConversation(db, { id, account: "hearsay", phone: "+27821110009", userId: null, name: null, at: 1000 })
  await sweep()
  expect(await findConversation(db, id)).toMatchObject({ phone: null, reviewAt: null })
})

describe("a conversation that is not over", () => {
  it("is kept while its order is open", async () => {
    const { play } = await atPayment()
    const record = async () => runInDurableObject(await play.conversation(), (_, { storage }) => recordOf(storage))
    const before = await record()
    later(60 * DAY)
    expect(await (await play.conversation()).erase(30)).toBeGreaterThan(Date.now())
    expect(await record()).toEqual(before)
  })

  it("is kept while a run waits until some time", async () => {
    const document = shop()
    const [ask, ...others] = document.nodes
    const patient = { ...ask, config: { ...ask?.config, timeoutSeconds: 20 * DAY } } as (typeof document.nodes)[number]
    const play = await stage({ ...document, nodes: [patient, ...others] })
    await play.say("hi")
    later(10 * DAY)
    expect(await (await play.conversation()).erase(1)).toBeGreaterThan(Date.now())
    expect(await everything(play)).toContain("Thandi")
  })

  it("is kept while an outcome was not told, or something is still owed", async () => {
    const play = await paidFor()
    await env.DB.prepare("update orders set told = 'open' where payment_account = ?").bind(play.provider).run()
    later(31 * DAY)
    expect(await (await play.conversation()).erase(30)).toBeGreaterThan(Date.now())
    await env.DB.prepare("update orders set told = worth where payment_account = ?").bind(play.provider).run()
    play.answers[WHATSAPP] = () => Response.json({ error: { code: 131016, message: "Busy" } }, { status: 503 })
    await play.say("Hello?")
    later(31 * DAY)
    expect(await (await play.conversation()).erase(30)).toBeGreaterThan(Date.now())
    expect(await everything(play)).toContain("Thandi")
  })
})

describe("an erased conversation", () => {
  it("still hears no more than its customer wanted, until the customer wants to", async () => {
    const play = await paidFor()
    await silence(play)
    await quiet(play, 31)
    expect(await entryOf(play)).toMatchObject({ phone: null })
    expect(await addressesOf(play)).toEqual(["+27821110001"])
    play.sent.length = 0
    await play.say("hi")
    expect(told(play)).toEqual([])
    expect((await call("POST", `/conversations/${await nameOf(play)}/reply`, { text: "Hello" })).status).toBe(409)
  })

  it("records money that comes late, once, and tells nobody", async () => {
    const { play, order } = await expired()
    await quiet(play, 31)
    play.sent.length = 0
    const event = paid(order)
    expect([await play.callback(event), await play.callback(event)]).toEqual([200, 200])
    await play.settle()
    await sweep()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
    expect((await eventsOf(db, order.id)).filter(({ status }) => status === "paid")).toHaveLength(1)
    expect(told(play)).toEqual([])
    // The note for the operator, and that it was erased: a message to nobody is not even tried.
    expect(await rowsOf(play)).toMatchObject({ effects: 2, due: 0 })
    expect((await call("GET", `/conversations/${await nameOf(play)}`)).status).toBe(200)
  })

  it("gives late money back where that is the policy", async () => {
    const { play, order } = await expired({ latePayment: "refund" })
    await quiet(play, 31)
    play.sent.length = 0
    const charge = {
      id: "ch_1",
      payment_intent: `pi_${order.id}`,
      amount_refunded: 9950,
      currency: "zar",
      livemode: false,
    }
    play.answers[STRIPE] = () => Response.json({ id: "re_1", object: "refund", status: "succeeded", charge })
    await play.callback(paid(order))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, refunded: 9950 })
    expect(told(play)).toEqual([])
  })

  it("tells of late money once its customer has come back", async () => {
    const { play, order } = await expired()
    await quiet(play, 31)
    await play.say("hi")
    play.sent.length = 0
    await play.callback(paid(order))
    await play.settle()
    expect(told(play)).toEqual([expect.stringContaining("after all")])
  })

  it("starts anew with a customer who comes back, with an order of its own", async () => {
    const play = await paidFor()
    await quiet(play, 31)
    play.sent.length = 0
    await play.say("hi")
    expect(told(play)).toEqual(["What is your name?"])
    expect(await entryOf(play)).toMatchObject({ phone: "+27821110001", name: "Thandi", reviewAt: expect.any(Number) })
    expect(await addressesOf(play)).toEqual(["+27821110001"])
    await play.say("Thandi")
    const orders = await play.orders()
    expect(orders.map(({ status }) => status).sort()).toEqual(["open", "paid"])
    const open = orders.find(({ status }) => status === "open")
    if (!open) throw new Error("no second order was opened")
    await play.callback(paid(open))
    await play.settle()
    expect(told(play).at(-1)).toBe(`Enjoy, Thandi! Your order is ${open.number}.`)
    await quiet(play, 31)
    expect(await everything(play)).not.toContain("Thandi")
  })

  it("takes a webhook that is repeated after it was erased for what it is", async () => {
    const play = await stage(shop())
    const sent = Math.floor(Date.now() / 1000)
    const contact = { phone: "+27821110001" }
    const item = { type: "message" as const, id: "wamid.again", contact, at: sent * 1000, reply: { text: "hi" } }
    const stub = await play.conversation()
    const delivery = { id: await nameOf(play), channel: "whatsapp", account: play.account, inbound: [item] }
    await stub.receive(delivery)
    await play.settle()
    await saveRetention(db, 1, Date.now())
    await quiet(play, 2)
    expect(await entryOf(play)).toMatchObject({ phone: null })
    play.sent.length = 0
    await stub.receive(delivery)
    await play.settle()
    expect(told(play)).toEqual([])
    await stub.receive({ ...delivery, inbound: [{ ...item, id: "wamid.new", at: Date.now() }] })
    await play.settle()
    expect(told(play)).toEqual(["What is your name?"])
  })
})

describe("a conversation that was moved to another number and erased", () => {
  it("is not the next one's who has the old number: late money is not told to them", async () => {
    const { play, order } = await expired()
    await moved(play)
    await quiet(play, 31)
    play.sent.length = 0
    await play.say("hi", { settle: false })
    await play.callback(paid(order))
    await settleAll()
    expect(told(play)).toEqual(["What is your name?"])
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true })
  })

  it("knows by the new number who wanted to hear no more, and does not take the next one for them", async () => {
    const play = await paidFor()
    await silence(play)
    await moved(play)
    await quiet(play, 31)
    expect(await entryOf(play)).toMatchObject({ phone: null })
    play.sent.length = 0
    await play.say("hi", { from: "27821110002", settle: false })
    await settleAll()
    expect(told(play)).toEqual([])
    await play.say("hi", { settle: false })
    await settleAll()
    expect(told(play)).toEqual(["What is your name?"])
  })
})

describe("the setting", () => {
  it("keeps everything while it is not set, and finds what is old once it is", async () => {
    await saveRetention(db, null, Date.now())
    const play = await paidFor()
    const before = await everything(play)
    await quiet(play, 400)
    expect(await everything(play)).toBe(before)
    await saveRetention(db, 90, Date.now())
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null, reviewAt: null })
    expect(await everything(play)).not.toContain("Thandi")
  })
})

describe("a sweep in trouble", () => {
  it("finishes what a crash left between the object and the directory", async () => {
    const play = await paidFor()
    later(31 * DAY)
    await runInDurableObject(await play.conversation(), async (_, { storage }) => {
      const thread = new Thread(storage, worldOf(env))
      await thread.obey((turn) => {
        erase(turn, 30, false)
        return null
      })
    })
    await evictDurableObject(await play.conversation())
    expect(await entryOf(play)).toMatchObject({ phone: "+27821110001" })
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null, reviewAt: null })
  })

  it("asks the object again when the directory could not be written at all", async () => {
    const play = await paidFor()
    await quiet(play, 31)
    const again = "update conversations set phone = '+27821110001', review_at = 1 where id = ?"
    await env.DB.prepare(again)
      .bind(await nameOf(play))
      .run()
    await sweepAll(play)
    expect(await entryOf(play)).toMatchObject({ phone: null, reviewAt: null })
  })

  it("goes on with the others when one conversation fails, and logs no number", async () => {
    const [broken, whole] = [await paidFor(), await paidFor()]
    await runInDurableObject(await broken.conversation(), (_, { storage }) => {
      storage.sql.exec("alter table log rename to gone")
    })
    const logged = vi.spyOn(console, "log")
    await quiet(broken, 31)
    await whole.settle()
    expect(await entryOf(whole)).toMatchObject({ phone: null })
    const entry = await entryOf(broken)
    expect(entry).toMatchObject({ phone: "+27821110001" })
    expect(entry?.reviewAt).toBeGreaterThan(Date.now())
    const lines = logged.mock.calls.flat().join("\n")
    expect(lines).toContain("conversation.notErased")
    expect(lines).not.toMatch(/27821110001|Thandi/)
  })
})

/** The channel's word that the customer's number is another one. */
async function moved(play: Stage): Promise<void> {
  const system = { type: "user_changed_number", wa_id: "27821110002" }
  const timestamp = String(Math.ceil(Date.now() / 1000))
  const message = { from: "27821110001", id: `wamid.${crypto.randomUUID()}`, timestamp, type: "system", system }
  const body = inbound(`7008${play.account.slice("wa-".length)}`, { messages: [message] })
  expect((await play.webhook(body)).status).toBe(200)
  await play.settle()
}

async function settleAll(): Promise<void> {
  for (const id of await listDurableObjectIds(env.CONVERSATION)) await env.CONVERSATION.get(id).drain()
}

async function paidFor(): Promise<Stage> {
  const { play, order } = await atPayment()
  await play.callback(paid(order))
  await play.settle()
  return play
}

async function expired(settings: Parameters<typeof atPayment>[0] = {}) {
  const reached = await atPayment(settings)
  later(3601)
  await alarm(reached.play)
  expect(await stateOf(reached.play)).toMatchObject({ status: "expired", told: "expired" })
  return reached
}

/** So many days go by without a word. */
async function quiet(play: Stage, days: number): Promise<void> {
  later(days * DAY)
  await sweepAll(play)
}

/** Everything that is due, whatever other tests left. */
async function sweepAll(play: Stage): Promise<void> {
  await sweep()
  await play.settle()
}

async function nameOf(play: Stage): Promise<string> {
  return (await play.conversation()).name ?? ""
}

async function entryOf(play: Stage) {
  return findConversation(db, await nameOf(play))
}

async function addressesOf(play: Stage): Promise<string[]> {
  const found = env.DB.prepare("select address from addresses where account = ?").bind(play.account)
  return (await found.all<{ address: string }>()).results.map(({ address }) => address)
}

/** All that the object has stored, as text. */
async function everything(play: Stage): Promise<string> {
  return runInDurableObject(await play.conversation(), (_, { storage }) => JSON.stringify(tablesOf(storage)))
}

async function rowsOf(play: Stage) {
  const { effects, events } = await runInDurableObject(await play.conversation(), (_, { storage }) => recordOf(storage))
  const due = effects.filter(({ status }) => status === "due")
  return { effects: effects.length, events: events.length, due: due.length }
}
