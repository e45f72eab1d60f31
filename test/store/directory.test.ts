import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import {
  conversationsOf,
  findConversation,
  holdersOf,
  listConversations,
  registerConversation,
} from "../../src/store/conversations/directory"
import { database } from "../../src/store/database"

const db = database(env.DB)
const register = (
  id: string,
  contact: { phone?: string; userId?: string; name?: string },
  at = 1000,
  more: { left?: string[]; closed?: boolean } = {},
) => registerConversation(db, { id, account: "main", phone: null, userId: null, name: null, ...contact, at, ...more })

describe("the directory", () => {
  it("finds a conversation by every address of its contact", async () => {
    await register("c1.ann", { phone: "+27820000001", userId: "ZA.1", name: "Ann" })
    expect(await conversationsOf(db, "main", ["ZA.1", "+27820000001", "+27829999999"])).toEqual(
      new Map([
        ["ZA.1", "c1.ann"],
        ["+27820000001", "c1.ann"],
      ]),
    )
    expect(await findConversation(db, "c1.ann")).toEqual({
      id: "c1.ann",
      account: "main",
      phone: "+27820000001",
      userId: "ZA.1",
      name: "Ann",
      createdAt: 1000,
      reviewAt: 1000 + 86_400_000,
    })
  })

  it("keeps accounts apart", async () => {
    await register("c1.apart", { phone: "+27820000002" })
    expect(await conversationsOf(db, "other", ["+27820000002"])).toEqual(new Map())
  })

  it("has each contact as it is now, and lets go of the addresses that are its own no more", async () => {
    await register("c1.new", { phone: "+27820000003", name: "Old" }, 1000)
    await register("c1.new", { phone: "+27820000003", userId: "ZA.3", name: "New" }, 2000)
    expect(await findConversation(db, "c1.new")).toMatchObject({ phone: "+27820000003", userId: "ZA.3", name: "New" })
    await register("c1.new", { userId: "ZA.3", name: "New" }, 3000, { left: ["+27820000003"] })
    expect(await findConversation(db, "c1.new")).toMatchObject({ phone: null, userId: "ZA.3", createdAt: 1000 })
    expect([...(await conversationsOf(db, "main", ["+27820000003", "ZA.3"]))]).toEqual([["ZA.3", "c1.new"]])
  })

  it("lets go of no address that leads to another conversation by now", async () => {
    await register("c1.before", { phone: "+27820000007" })
    await register("c1.after", { phone: "+27820000007" })
    await register("c1.before", {}, 2000, { left: ["+27820000007"] })
    expect(await holdersOf(db, "main", ["+27820000007"])).toEqual(["c1.after"])
  })

  it("leads nobody to a closed conversation, and still finds it by its phone", async () => {
    await register("c1.open", { phone: "+27820000008" })
    await register("c1.closed", { phone: "+27820000008", userId: "ZA.8" })
    await register("c1.closed", { phone: "+27820000008", userId: "ZA.8" }, 2000, { closed: true })
    await register("c1.open", { phone: "+27820000008" })
    expect([...(await conversationsOf(db, "main", ["+27820000008", "ZA.8"]))]).toEqual([["+27820000008", "c1.open"]])
    expect(await holdersOf(db, "main", ["ZA.8", "+27820000008"])).toEqual(["c1.open", "c1.closed"])
  })

  it("finds who holds an address without reading the others", async () => {
    const prepare = vi.spyOn(env.DB, "prepare")
    await holdersOf(db, "main", ["+27820000008"])
    const texts = prepare.mock.calls.map(([text]) => text)
    prepare.mockRestore()
    for (const text of texts) {
      const plan = await env.DB.prepare(`explain query plan ${text}`)
        .bind(...(text.includes('"addresses"') ? ["main", "[]"] : ["[]", "main"]))
        .all<{ detail: string }>()
      expect(plan.results.map(({ detail }) => detail).join("\n")).not.toMatch(/SCAN (addresses|conversations)/)
    }
    expect(texts).toHaveLength(2)
  })

  it("writes nothing when nothing is new", async () => {
    const batch = vi.spyOn(env.DB, "batch")
    await register("c1.same", { phone: "+27820000004", name: "Ann" })
    await register("c1.same", { phone: "+27820000004", name: "Ann" })
    await register("c1.same", { phone: "+27820000004", name: "Ann" }, 2000, { left: ["+27820000044"] })
    const written = await Promise.all(batch.mock.results.map(async ({ value }) => rowsWritten(await value)))
    expect(written[0]).toBeGreaterThan(0)
    expect(written.slice(1)).toEqual([0, 0])
    batch.mockRestore()
  })

  it("leads an address to the conversation that was entered with it last", async () => {
    await register("c1.former", { phone: "+27820000005" })
    expect((await conversationsOf(db, "main", ["+27820000005"])).get("+27820000005")).toBe("c1.former")
    await register("c1.present", { phone: "+27820000005", userId: "ZA.5" })
    expect(await conversationsOf(db, "main", ["+27820000005", "ZA.5"])).toEqual(
      new Map([
        ["+27820000005", "c1.present"],
        ["ZA.5", "c1.present"],
      ]),
    )
  })

  it("finds an address as soon as it is entered, though it was missed before", async () => {
    expect(await conversationsOf(db, "main", ["+27820000006"])).toEqual(new Map())
    await register("c1.missed", { phone: "+27820000006" })
    expect((await conversationsOf(db, "main", ["+27820000006"])).size).toBe(1)
  })

  it("asks the database once for a thousand contacts", async () => {
    const prepare = vi.spyOn(env.DB, "prepare")
    const wanted = Array.from({ length: 1000 }, (_, index) => `+2783${String(index).padStart(7, "0")}`)
    await env.DB.batch(
      wanted.map((address) => env.DB.prepare("insert into addresses values ('bulk', ?, 'c1.' || ?1)").bind(address)),
    )
    prepare.mockClear()
    const found = await conversationsOf(db, "bulk", [...wanted, "+27840000000"])
    expect(found.size).toBe(1000)
    expect(found.get("+27830000999")).toBe("c1.+27830000999")
    expect(prepare).toHaveBeenCalledOnce()
    prepare.mockRestore()
  })

  it("lists conversations newest first, page by page, each once though many began at once", async () => {
    const ids = ["c1.a", "c1.b", "c1.c", "c1.d", "c1.e"]
    for (const [index, id] of ids.entries()) await register(id, {}, index < 3 ? 900_000 : 900_001)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await listConversations(db, { limit: 2, cursor })
      seen.push(...page.items.map((entry) => entry.id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen.slice(0, 5)).toEqual(["c1.e", "c1.d", "c1.c", "c1.b", "c1.a"])
    expect(new Set(seen).size).toBe(seen.length)
  })

  it.each(["", "x", "1", ".a", "1' or 1=1"])("refuses %j as a cursor", async (cursor) => {
    await expect(listConversations(db, { limit: 2, cursor })).rejects.toMatchObject({ code: "invalid_cursor" })
  })

  it("knows what is not there", async () => {
    expect(await findConversation(db, "c1.nobody")).toBeNull()
    expect(await conversationsOf(db, "main", [])).toEqual(new Map())
  })
})

function rowsWritten(results: D1Result[]): number {
  return results.reduce((sum, result) => sum + result.meta.rows_written, 0)
}
