import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import type { OrderTold } from "../../src/core/order/news"
import { recordOf } from "../support/record"
import { type Stage, stage, textOf } from "../support/stage"
import stored from "./fixtures/lastrelease.json"
import { PARCELS, type Stored, scenes, THEN } from "./fixtures/scenes"

/*
 * The fixture is what the objects of the release before had stored, table by table, after its code (commit 46dbe33) had
 * taken real turns of the scenes: it is never made again. Whatever changes, the new code has to open it.
 */

type Scene = keyof typeof scenes

const plays = {} as { [scene in Scene]: Stage }

const clock = (at: number) => vi.useFakeTimers({ toFake: ["Date"], now: at })

beforeAll(async () => {
  // In the order in which they were played: accounts and flows have the names that the stored conversations know.
  clock(THEN)
  for (const scene of Object.keys(scenes) as Scene[]) plays[scene] = await stage(scenes[scene])
})

afterEach(() => {
  vi.useRealTimers()
})

/** The objects of a scene as the release before left them, asleep, some seconds later. */
async function asleep(scene: Scene) {
  clock(THEN + 200_000)
  const all = (stored as Stored[]).filter((one) => one.scene === scene)
  for (const { name, tables, alarm } of all) {
    const stub = env.CONVERSATION.getByName(name)
    await runInDurableObject(stub, async (_, { storage }) => {
      for (const table of storage.sql.exec<{ name: string }>(
        "select name from sqlite_master where type = 'table' and name in ('state', 'log')",
      ))
        storage.sql.exec(`drop table ${table.name}`)
      for (const statement of OLD) storage.sql.exec(statement)
      for (const [table, rows] of Object.entries(tables))
        for (const row of rows) {
          const columns = Object.keys(row)
          const marks = columns.map(() => "?").join(", ")
          storage.sql.exec(`insert into ${table} (${columns.join(", ")}) values (${marks})`, ...Object.values(row))
        }
      if (alarm !== null) await storage.setAlarm(alarm)
    })
    await evictDurableObject(stub)
  }
  const play = plays[scene]
  play.sent.length = 0
  play.asked.length = 0
  const name = all.at(-1)?.name ?? ""
  return { play, name, stub: env.CONVERSATION.getByName(name), old: all.at(-1)?.tables ?? {} }
}

const OLD = [
  `CREATE TABLE migrations (version INTEGER PRIMARY KEY)`,
  `CREATE TABLE conversation (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE outbox (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, effect TEXT NOT NULL, status TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL, at INTEGER NOT NULL, reference TEXT, delivery TEXT,
     reason TEXT)`,
]

/** News that the order was paid which the conversation's run waits for. */
function paidFor(tables: Stored["tables"]): OrderTold {
  const { stack } = JSON.parse(String(tables.conversation?.[0]?.state))
  const news: OrderTold["news"] = {
    ...{
      cause: "settled",
      status: "paid",
      number: "261126-ABCDEF",
      link: "https://pay.test/p/x",
      description: "two cakes",
    },
    ...{ money: { minor: 9950, currency: "ZAR" }, reference: "cs_1", paidAt: THEN, expiresAt: THEN, reason: null },
    ...{ messages: {}, merchant: "Corner Shop" },
  }
  const order = { order: "o1", key: stack.runs[0].wait.key, conversation: stack.id, language: "en", attempts: 1 }
  return { ...order, news, late: false, surplus: [], worth: "paid", policy: "tell", sweepAt: null }
}

describe("a conversation stored by the release before", () => {
  it("sends what it still owed, in order and once, and keeps what was done", async () => {
    const { play, stub } = await asleep("owed")
    await runDurableObjectAlarm(stub)
    await stub.drain()
    expect(play.sent.map(textOf)).toEqual(["message one", "message two", "message three"])
    const { effects, events } = await runInDurableObject(stub, (_, { storage }) => recordOf(storage))
    expect(effects.map(({ effect, status }) => [effect.type, status])).toEqual([
      ["send", "done"],
      ["send", "done"],
      ["send", "done"],
      ["register", "done"],
    ])
    expect(events).toEqual(["m:wamid.1"])
  })

  it("hears that its open order is paid, and its run goes on", async () => {
    const { play, stub, old } = await asleep("money")
    const told = paidFor(old)
    await stub.hear(told)
    await stub.hear(told)
    await stub.drain()
    expect(play.sent.map(textOf)).toEqual([
      expect.stringContaining("261126-ABCDEF"),
      "Enjoy, Thandi! Your order is 261126-ABCDEF.",
    ])
    expect((await stub.inspect())?.runs).toEqual([])
  })

  it("takes the reply that its run waits for, and no message twice", async () => {
    const { play, stub } = await asleep("reply")
    await play.say("hi", { id: "wamid.1" })
    expect(play.sent).toEqual([])
    await play.say("Thandi", { id: "wamid.2" })
    expect(play.sent.map(textOf)).toEqual(["Please pay ZAR 99.50 for two cakes."])
    expect((await stub.inspect())?.runs).toMatchObject([
      { name: "Payment", waitsFor: expect.arrayContaining(["order"]) },
    ])
  })

  it("says what was held once its account works", async () => {
    const { play, stub } = await asleep("held")
    expect((await stub.inspect())?.timeline.find(({ type }) => type === "sent")).toMatchObject({ status: "held" })
    await stub.rouse()
    await stub.drain()
    expect(play.sent.map(textOf)).toEqual(["message one"])
  })

  it("knows where its contact moved to, with the order that is open", async () => {
    const { play, stub, old } = await asleep("moved")
    await stub.hear(paidFor(old))
    await stub.drain()
    expect(new Set(play.sent.map(({ to }) => to))).toEqual(new Set(["+27821110002"]))
    expect((await stub.inspect())?.contact).toEqual({ name: "Thandi", phone: "+27821110002" })
  })

  it("keeps the silence that was asked for", async () => {
    const { play, stub, old } = await asleep("silent")
    await stub.hear(paidFor(old))
    await play.say("hello?", { id: "wamid.4" })
    await stub.drain()
    expect(play.sent).toEqual([])
  })

  it("is called at the address that a wait gave away, once", async () => {
    const { play, stub, old } = await asleep("hook")
    const address = /https:\/\/pay\.test\/hooks\/[^"\\]+/.exec(JSON.stringify(old.conversation))?.[0] ?? ""
    play.answers[PARCELS] = () => Response.json({})
    for (const _ of [1, 2])
      expect((await exports.default.fetch(address, { method: "POST", body: '"packed"' })).status).toBe(200)
    await stub.drain()
    expect(play.sent.map(textOf)).toEqual(['It says "packed".'])
  })

  it("rings when its timers are due, and shows those that were", async () => {
    const { play, stub } = await asleep("timers")
    await runDurableObjectAlarm(stub)
    await stub.drain()
    expect(play.sent.map(textOf)).toEqual(["Three minutes later."])
    const lines = (await stub.inspect())?.timeline.filter(({ type }) => type !== "duty") ?? []
    expect(lines.map(({ type, text }) => [type, text])).toEqual([
      ["received", "hi"],
      ["passed", "First"],
      ["timer", ""],
      ["passed", "First"],
      ["passed", "Said"],
      ["passed", "Second"],
      ["sent", "A minute later."],
      ["timer", ""],
      ["passed", "Second"],
      ["passed", "Again"],
      ["sent", "Three minutes later."],
      ["ended", "flow-8"],
    ])
  })
})
