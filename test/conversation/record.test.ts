import { evictDurableObject, runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { OutboxRow } from "../../src/conversation/owed"
import { type Changes, type Kept, keep, Repeated, wake } from "../../src/conversation/record"
import { newState } from "../../src/conversation/state"
import type { Storage } from "../../src/conversation/storage"
import type { shop } from "../support/flows"
import { alarm, later } from "../support/payment"
import { type Stage, stage, textOf } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

const WHATSAPP = "https://graph.facebook.com/"

/** Storage that counts: rows written, statements and alarms. */
function counting(storage: Storage) {
  const counts = { rows: 0, statements: 0, selects: 0, transactions: 0 }
  const counted: Storage = {
    sql: {
      exec(query, ...bindings) {
        const cursor = storage.sql.exec(query, ...bindings)
        counts.statements += 1
        if (/^\s*select/i.test(query)) counts.selects += 1
        else counts.rows += cursor.rowsWritten
        return cursor as never
      },
    },
    transactionSync(closure) {
      counts.transactions += 1
      return storage.transactionSync(closure)
    },
    setAlarm(at) {
      counts.rows += 1
      return storage.setAlarm(at)
    },
  }
  return { counts, counted }
}

const state = newState("c1.record", "whatsapp", "wa", {})

const owed = (seq: number, text = `message ${seq}`): OutboxRow => ({
  ...{ seq, key: `key/${seq}`, effect: { type: "send", message: { text } }, status: "due" },
  ...{ attempts: 0, dueAt: 1, at: 1, reference: null, delivery: null, reason: null },
})

const changes = (kept: Kept, some: Partial<Changes>): Changes => ({
  ...{ state: kept.state, owed: kept.owed, alarm: kept.alarm },
  ...{ changed: new Set(), events: [], effects: [], removals: [] },
  ...some,
})

const message = (id: string) => ({ id: `m:${id}`, type: "message" as const, seq: 1, at: 1, entry: { text: id } })

async function inObject<Result>(name: string, deed: (storage: DurableObjectStorage) => Result): Promise<Result> {
  return runInDurableObject(env.CONVERSATION.getByName(name), (_, { storage }) => deed(storage)) as Promise<Result>
}

describe("the record of a conversation", () => {
  it("writes a turn with one answer as three rows, the last of them alone", async () => {
    await inObject("rows", (storage) => {
      const first = keep(storage, wake(storage), changes(wake(storage), { state }))
      const { counts, counted } = counting(storage)
      const taken = { state: { ...state, next: 3 }, owed: [owed(2)], changed: new Set([2]), events: [message("a")] }
      const kept = keep(counted, first, changes(first, taken))
      expect(counts).toEqual({ rows: 2, statements: 2, selects: 0, transactions: 1 })
      keep(counted, kept, changes(kept, { owed: [], effects: [{ ...owed(2), status: "done" }] }))
      expect(counts).toEqual({ rows: 3, statements: 3, selects: 0, transactions: 1 })
    })
  })

  it("wakes by one statement, and knows what was done since the state was written", async () => {
    await inObject("wakes", (storage) => {
      const fresh = wake(storage)
      const both = { state: { ...state, next: 3 }, owed: [owed(1), owed(2)], changed: new Set([1, 2]), alarm: 9 }
      const kept = keep(storage, fresh, changes(fresh, both))
      keep(storage, kept, changes(kept, { owed: [owed(2)], effects: [{ ...owed(1), status: "done" }] }))
      const { counts, counted } = counting(storage)
      expect(wake(counted)).toMatchObject({ state: { ...state, next: 3 }, owed: [owed(2)], alarm: 9 })
      expect(counts).toMatchObject({ statements: 1, selects: 1, rows: 0 })
    })
  })

  it("keeps nothing at all of what was taken before", async () => {
    await inObject("twice", (storage) => {
      const fresh = wake(storage)
      const kept = keep(storage, fresh, changes(fresh, { state, events: [message("a")] }))
      const again = changes(kept, { state: { ...state, next: 9 }, owed: [owed(8)], changed: new Set([8]) })
      expect(() => keep(storage, kept, { ...again, events: [message("b"), message("a")] })).toThrow(Repeated)
      expect(wake(storage)).toMatchObject({ state, owed: [] })
      expect(storage.sql.exec("select id from log").toArray()).toEqual([{ id: "m:a" }])
    })
  })

  it("has no tables until it keeps something", async () => {
    await inObject("nothing", (storage) => {
      const { counts, counted } = counting(storage)
      expect(wake(counted)).toMatchObject({ state: null, exists: false })
      expect(counts.rows).toBe(0)
      expect(storage.sql.exec("select name from sqlite_master where name in ('state', 'log')").toArray()).toEqual([])
    })
  })

  it("spills what the state has no room for, and wakes with all of it in order", async () => {
    await inObject("spills", (storage) => {
      const fresh = wake(storage)
      const all = Array.from({ length: 200 }, (_, index) => owed(index + 1, String(index).padEnd(4096, ".")))
      const changed = new Set(all.map(({ seq }) => seq))
      const kept = keep(storage, fresh, changes(fresh, { state: { ...state, next: 201 }, owed: all, changed }))
      const [{ size }] = storage.sql.exec<{ size: number }>("select length(state) as size from state").toArray() as [
        { size: number },
      ]
      expect(size).toBeLessThan(20_000)
      expect(wake(storage).owed).toEqual(all)
      // Done from the front, one row each, whether it stood in the state or not.
      let now = kept
      const { counts, counted } = counting(storage)
      for (const row of all.slice(0, 150))
        now = keep(counted, now, changes(now, { owed: now.owed.slice(1), effects: [{ ...row, status: "done" }] }))
      expect(counts).toMatchObject({ rows: 150, transactions: 0 })
      expect(wake(storage).owed).toEqual(all.slice(150))
      // What is owed next goes behind what is spilled, though the state has room again.
      const more = { state: { ...state, next: 202 }, owed: [...now.owed, owed(201)], changed: new Set([201]) }
      keep(storage, now, changes(now, more))
      expect(wake(storage).owed).toEqual([...all.slice(150), owed(201)])
    })
  })

  it("notes a try of what is spilled in its own row", async () => {
    await inObject("tries", (storage) => {
      const fresh = wake(storage)
      const all = Array.from({ length: 30 }, (_, index) => owed(index + 1))
      const changed = new Set(all.map(({ seq }) => seq))
      const kept = keep(storage, fresh, changes(fresh, { state: { ...state, next: 31 }, owed: all, changed }))
      const tried = all.map((row) => (row.seq === 25 ? { ...row, attempts: 2, dueAt: 77, reason: "busy" } : row))
      keep(storage, kept, changes(kept, { owed: tried, changed: new Set([25]) }))
      expect(wake(storage).owed).toEqual(tried)
    })
  })

  it("is not opened by code that is older than it", async () => {
    await inObject("later", (storage) => {
      keep(storage, wake(storage), changes(wake(storage), { state }))
      storage.sql.exec("update state set version = 99")
      expect(() => wake(storage)).toThrow("later release")
    })
  })
})

/** A flow that says so many messages of the longest kind in one turn. */
function talkative(count: number): ReturnType<typeof shop> {
  const nodes = Array.from({ length: count }, (_, index) => ({
    ...{ id: `n${index}`, name: `n${index}`, type: "message", config: { text: `${index} `.padEnd(4000, "x") } },
    exits: (index < count - 1 ? { next: `n${index + 1}` } : {}) as Record<string, string>,
  }))
  return { name: "Talk", triggers: { anyMessage: true }, start: "n0", nodes }
}

describe("a conversation that owes more than its state holds", () => {
  it("says all of it, in order and once, though it sleeps between", async () => {
    const play: Stage = await stage(talkative(40))
    play.answers[WHATSAPP] = () => Response.json({ error: { code: 131016, message: "Busy" } }, { status: 503 })
    await play.say("hi")
    const stub = await play.conversation()
    await runInDurableObject(stub, (_, { storage }) => {
      expect(wake(storage).owed.length).toBe(42)
      expect(wake(storage).spilled.size).toBeGreaterThan(20)
    })
    delete play.answers[WHATSAPP]
    await evictDurableObject(stub)
    later(60)
    await alarm(play)
    const said = play.sent.map((sent) => Number(textOf(sent).split(" ")[0]))
    expect(said).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })
})
