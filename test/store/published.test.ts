import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { clearFault, markFaulty, renewHealth } from "../../src/store/accounts/health"
import { registerConversation } from "../../src/store/conversations/directory"
import { forgetContact } from "../../src/store/conversations/retention"
import { database } from "../../src/store/database"
import { createFlow, publishFlow, removeFlow } from "../../src/store/flows/flows"
import { run } from "../../src/store/statement"
import { publishing } from "../../src/store/stream/publish"
import { readStream, trimStream } from "../../src/store/stream/stream"

const db = database(env.DB)
const PAGE = { limit: 100, cursor: null }

async function toldOf(subject: string) {
  const { items } = await readStream(db, PAGE, { subject })
  return items.map(({ type, at, data }) => ({ type, at, ...data }))
}

function failed(subject: string, seq: number, reason: string | null = null) {
  const data = { kind: "session", code: "refused", reason } as const
  return { type: "message.failed", key: `${subject}:${seq}`, at: seq, subject, conversation: subject, data } as const
}

describe("what D1 records beside money", () => {
  it("tells of an account once for each spell and fault, and once that it is well", async () => {
    const seen = (at: number) => ({ kind: "channel" as const, account: "told", at })
    const MINUTE = 60_000
    await clearFault(db, seen(1))
    await markFaulty(db, { ...seen(2), code: "unauthorised", reason: "No token for +27825550100" })
    await markFaulty(db, { ...seen(2 * MINUTE), code: "unauthorised", reason: "No token" })
    await clearFault(db, seen(3 * MINUTE))
    await clearFault(db, seen(4 * MINUTE))
    await markFaulty(db, { ...seen(5 * MINUTE), code: "unauthorised", reason: "No token" })
    await renewHealth(db, seen(6 * MINUTE))
    await renewHealth(db, seen(7 * MINUTE))
    const about = { kind: "channel", account: "told" }
    const faulty = { type: "account.faulty", ...about, fault: "unauthorised" }
    expect(await toldOf("told")).toEqual([
      { ...faulty, at: 2, reason: "No token for [masked]" },
      { type: "account.well", at: 3 * MINUTE, ...about },
      { ...faulty, at: 5 * MINUTE, reason: "No token" },
      { type: "account.well", at: 6 * MINUTE, ...about },
    ])
  })

  it("tells of a contact when they first wrote, and of nothing that changed later", async () => {
    const entry = { id: "c1.new", account: "shop", phone: "27825550100", userId: null, name: "Ana", at: 5 }
    await registerConversation(db, entry)
    await registerConversation(db, { ...entry, name: "Ana B", at: 9 })
    expect(await toldOf("c1.new")).toEqual([{ type: "contact.created", at: 5, account: "shop" }])
  })

  it("tells of each version of a flow, and of none that was not published", async () => {
    const document = { name: "Cakes" }
    await createFlow(db, { id: "told-flow", document, at: 1 })
    const route = { account: "*", keyword: "told" }
    const publication = { flow: "told-flow", document, note: "first", routes: [route], at: 2 }
    await publishFlow(db, publication)
    await createFlow(db, { id: "other-flow", document, at: 3 })
    expect(await publishFlow(db, { ...publication, flow: "other-flow" })).toHaveProperty("conflict")
    await publishFlow(db, { ...publication, note: "second", at: 4 })
    await removeFlow(db, "told-flow", 5)
    expect(await publishFlow(db, { ...publication, at: 6 })).toBeNull()
    const told = { type: "flow.published", name: "Cakes" }
    expect(await toldOf("told-flow")).toEqual([
      { ...told, at: 2, version: 1, note: "first" },
      { ...told, at: 4, version: 2, note: "second" },
    ])
    expect(await toldOf("other-flow")).toEqual([])
  })
})

describe("the stream", () => {
  it("is read forward from a cursor, by type and by what it is about", async () => {
    const of = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => failed("c1.many", from + index))
    const types = ["message.failed" as const]
    const wanted = { types, subject: "c1.many" }
    await run(publishing(db, of(0, 5)))
    const first = await readStream(db, { limit: 2, cursor: null }, wanted)
    expect(first.items.map(({ at }) => at)).toEqual([0, 1])
    expect(first.more).toBe(true)
    const second = await readStream(db, { limit: 3, cursor: first.next }, wanted)
    expect(second.items.map(({ at }) => at)).toEqual([2, 3, 4])
    const end = await readStream(db, { limit: 3, cursor: second.next }, wanted)
    expect(end).toEqual({ items: [], next: second.next, more: false })
    // What was published before is no other event, and what comes later is found from where one was.
    await run(publishing(db, of(3, 6)))
    expect((await readStream(db, { limit: 3, cursor: end.next }, wanted)).items.map(({ at }) => at)).toEqual([5])
    await expect(readStream(db, { limit: 3, cursor: "x" })).rejects.toMatchObject({ code: "invalid_cursor" })
  })

  it("looks through no more than a thousand events for one of a rare type", async () => {
    const { next: cursor } = await readStream(db, { limit: 1000, cursor: null })
    const common = Array.from({ length: 1200 }, (_, index) => failed("c1.common", index))
    const data = { keeper: "us" } as const
    const rare = { type: "contact.stopped", key: "rare", at: 1, subject: "c1.rare", data } as const
    await run(publishing(db, [...common, rare]))
    const types = ["contact.stopped" as const]
    const first = await readStream(db, { limit: 10, cursor }, { types })
    expect(first).toMatchObject({ items: [], more: true })
    expect(Number(first.next) - Number(cursor)).toBe(1000)
    const second = await readStream(db, { limit: 10, cursor: first.next }, { types })
    expect(second).toMatchObject({ items: [{ subject: "c1.rare" }], more: false })
  })

  it("keeps what is retained, and gives no number twice", async () => {
    const last = async () => (await env.DB.prepare("select max(seq) as seq from stream").first<number>("seq")) ?? 0
    const before = await last()
    const far = 10_000_000
    await run(publishing(db, [failed("c1.old", 1), failed("c1.old", far)]))
    for (let removed = 100; removed === 100; ) removed = await trimStream(db, far, 100)
    expect(await toldOf("c1.old")).toMatchObject([{ at: far }])
    expect(await trimStream(db, far + 1, 100)).toBe(1)
    await run(publishing(db, [failed("c1.old", 7)]))
    expect(await last()).toBe(before + 3)
  })

  it("forgets what was written about somebody who is erased, and that it happened it keeps", async () => {
    await registerConversation(db, {
      id: "c1.gone",
      account: "shop",
      phone: "27825550199",
      userId: null,
      name: null,
      at: 5,
    })
    await run(publishing(db, [failed("c1.gone", 1, "No such person as Ana"), failed("c1.stays", 1, "Well said")]))
    await forgetContact(db, { id: "c1.gone", account: "shop", keepAddresses: false })
    await forgetContact(db, { id: "c1.gone", account: "shop", keepAddresses: true })
    const told = { type: "message.failed", at: 1, kind: "session", code: "refused" }
    expect(await toldOf("c1.gone")).toEqual([
      { type: "contact.created", at: 5, account: "shop" },
      { ...told, reason: null },
    ])
    expect(await toldOf("c1.stays")).toEqual([{ ...told, reason: "Well said" }])
  })
})
