import { env } from "cloudflare:workers"
import { beforeEach, expect, it, vi } from "vitest"
import { conversationsOf, findConversation, registerConversation } from "../../src/store/conversations/directory"
import { dueConversations, forgetContact, reviewLater } from "../../src/store/conversations/retention"
import { database } from "../../src/store/database"
import { settings } from "../../src/store/schema"
import { saveRetention } from "../../src/store/settings/retention"

const DAY = 86_400_000
const db = database(env.DB)
const register = (id: string, contact: { phone?: string; userId?: string; name?: string }, at: number) =>
  registerConversation(db, { id, account: "main", phone: null, userId: null, name: null, ...contact, at })

beforeEach(() => saveRetention(db, 30, 1))

it("finds the conversations that are due, the most overdue first and no more than asked for", async () => {
  await register("c1.second", {}, 2000)
  await register("c1.first", {}, 1000)
  await register("c1.third", {}, 3000)
  expect(await dueConversations(db, 999 + DAY, 10)).toEqual([])
  expect(await dueConversations(db, 3000 + DAY, 2)).toEqual([
    { id: "c1.first", account: "main", reviewAt: 1000 + DAY, days: 30 },
    { id: "c1.second", account: "main", reviewAt: 2000 + DAY, days: 30 },
  ])
})

it("finds them without reading the others", async () => {
  const prepare = vi.spyOn(env.DB, "prepare")
  await dueConversations(db, 0, 10)
  const text = prepare.mock.calls[0]?.[0] ?? ""
  prepare.mockRestore()
  const plan = await env.DB.prepare(`explain query plan ${text}`).bind("retention", 0, 10).all<{ detail: string }>()
  expect(plan.results.map(({ detail }) => detail)).toEqual([
    expect.stringContaining("SEARCH settings"),
    expect.stringContaining("SEARCH conversations USING INDEX conversations_review"),
  ])
})

it.each([null, 0, -1, "1", 1.5, true])("finds none while the setting is %j", async (retentionDays) => {
  await register("c1.kept", {}, 1000)
  await db.update(settings).set({ value: { retentionDays } })
  expect(await dueConversations(db, 9000 + DAY, 10)).toEqual([])
})

it("finds none while there is no setting", async () => {
  await db.delete(settings)
  expect(await dueConversations(db, 9000 + DAY, 10)).toEqual([])
})

it("looks again when it was told to, unless that was set anew meanwhile", async () => {
  await register("c1.again", {}, 5000)
  await register("c1.meanwhile", {}, 5000)
  const due = (id: string) => ({ id, account: "main", reviewAt: 5000 + DAY, days: 30 })
  await reviewLater(db, [{ due: due("c1.meanwhile"), again: 7 * DAY }])
  await reviewLater(
    db,
    ["c1.again", "c1.meanwhile"].map((id) => ({ due: due(id), again: 9 * DAY })),
  )
  await reviewLater(db, [])
  expect(await findConversation(db, "c1.again")).toMatchObject({ reviewAt: 9 * DAY })
  expect(await findConversation(db, "c1.meanwhile")).toMatchObject({ reviewAt: 7 * DAY })
})

it("forgets whom a conversation was with, and nobody else", async () => {
  await register("c1.gone", { phone: "+27820000001", userId: "ZA.1", name: "Ann" }, 1000)
  await register("c1.stays", { phone: "+27820000002", name: "Ben" }, 1000)
  await forgetContact(db, { id: "c1.gone", account: "main", keepAddresses: false })
  await forgetContact(db, { id: "c1.gone", account: "main", keepAddresses: false })
  expect(await findConversation(db, "c1.gone")).toEqual({
    id: "c1.gone",
    account: "main",
    phone: null,
    userId: null,
    name: null,
    createdAt: 1000,
    reviewAt: null,
  })
  expect(await conversationsOf(db, "main", ["+27820000001", "ZA.1", "+27820000002"])).toEqual(
    new Map([["+27820000002", "c1.stays"]]),
  )
})

it("keeps the addresses of who must be known again", async () => {
  await register("c1.silent", { phone: "+27820000003", userId: "ZA.3" }, 1000)
  await forgetContact(db, { id: "c1.silent", account: "main", keepAddresses: true })
  expect(await findConversation(db, "c1.silent")).toMatchObject({ phone: null, userId: null })
  expect((await conversationsOf(db, "main", ["+27820000003", "ZA.3"])).size).toBe(2)
})

it("looks after a conversation anew whose customer came back", async () => {
  await register("c1.back", { phone: "+27820000004", name: "Ann" }, 1000)
  await forgetContact(db, { id: "c1.back", account: "main", keepAddresses: false })
  await register("c1.back", { phone: "+27820000004" }, 50 * DAY)
  expect(await findConversation(db, "c1.back")).toMatchObject({
    phone: "+27820000004",
    name: null,
    createdAt: 1000,
    reviewAt: 51 * DAY,
  })
})
