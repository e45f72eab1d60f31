import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import * as z from "zod"
import { toBase64 } from "../../src/platform/signature"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"
import { orders, paymentConfiguration } from "../../src/store/schema"

const db = database(env.DB)
const keys = `one:${toBase64(new Uint8Array(32).fill(1))}`
const schema = z.object({
  number: z.string().trim().min(1),
  token: z.string().min(1).meta({ secret: true }),
  previous: z.string().meta({ secret: true }).optional(),
  hidden: z.string().trim().meta({ secret: true }).default("").optional(),
  version: z.string().default("v1"),
})

describe.each(["channel", "payment"] as const)("%s accounts", (kind) => {
  const store = accounts(db, kind, keys)
  const create = (id: string, config: Record<string, unknown> = { number: "1", token: "t0ken" }) =>
    store.create({ id, service: "whatsapp", title: "Main", config }, schema, 1000)

  it("show everything but the secrets, and open with them", async () => {
    const config = { number: " 1 ", token: "t0ken", previous: "0ld", hidden: "h1dden" }
    const created = await create("shown", config)
    expect(created).toEqual({
      id: "shown",
      service: "whatsapp",
      title: "Main",
      config: { number: "1", version: "v1" },
      secrets: ["token", "previous", "hidden"],
      revision: 1,
      createdAt: 1000,
      updatedAt: 1000,
    })
    expect(await store.find("shown")).toEqual(created)
    expect(await store.open("shown", 0)).toEqual({
      id: "shown",
      service: "whatsapp",
      title: "Main",
      config: { ...config, number: "1", version: "v1" },
      revision: 1,
      version: expect.any(String),
    })
  })

  it("keep no secret in the clear", async () => {
    await create("sealed", { number: "1", token: "t0ken", previous: "0ldvalue", hidden: "h1dden" })
    const row = await env.DB.prepare(`select * from ${kind}_accounts where id = 'sealed'`).first()
    expect(JSON.stringify(row)).not.toMatch(/t0ken|0ldvalue|h1dden/)
  })

  it("do not open in another account's place", async () => {
    await create("mine")
    await create("theirs", { number: "2", token: "other" })
    await env.DB.prepare(
      `update ${kind}_accounts set secrets = (select secrets from ${kind}_accounts where id = 'theirs') where id = 'mine'`,
    ).run()
    await expect(store.open("mine", 0)).rejects.toMatchObject({ code: "unsealable" })
  })

  it("refuse fields that do not fit, naming them", async () => {
    await expect(create("wrong", { number: "" })).rejects.toMatchObject({
      issues: [{ path: ["number"] }, { path: ["token"] }],
    })
    expect(await store.find("wrong")).toBeNull()
  })

  it("do not replace an account whose id is taken", async () => {
    await create("taken")
    expect(await create("taken", { number: "2", token: "other" })).toBeNull()
    expect((await store.open("taken", 0))?.config).toMatchObject({ number: "1", token: "t0ken" })
  })

  it("make an id when none is given", async () => {
    const created = await store.create({ service: "sms", title: "", config: { number: "1", token: "t" } }, schema, 1)
    expect(created?.id).toMatch(/^[a-z0-9]{1,40}$/)
  })

  it("keep a secret that is left out of an update, and take the new settings whole", async () => {
    await create("kept", { number: "1", token: "t0ken", previous: "0ld", version: "v9" })
    const updated = await store.update(
      "kept",
      { title: "New", config: { number: "2", previous: "newer" } },
      schema,
      2000,
    )
    expect(updated).toMatchObject({
      title: "New",
      config: { number: "2", version: "v1" },
      createdAt: 1000,
      updatedAt: 2000,
    })
    expect((await store.open("kept", 0))?.config).toEqual({
      number: "2",
      version: "v1",
      token: "t0ken",
      previous: "newer",
    })
  })

  it.each([null, ""])("take away a secret given as %j where it is optional, and only there", async (empty) => {
    const id = `emptied-${empty === null ? "null" : "text"}`
    await create(id, { number: "1", token: "t0ken", previous: "0ld" })
    const updated = await store.update(id, { title: "", config: { number: "1", previous: empty } }, schema, 2000)
    expect(updated?.secrets).toEqual(["token"])
    await expect(
      store.update(id, { title: "", config: { number: "1", token: empty } }, schema, 3000),
    ).rejects.toMatchObject({
      issues: [{ path: ["token"] }],
    })
  })

  it("lose no secret when two operators save at once", async () => {
    await create("raced", { number: "1", token: "t0ken" })
    await Promise.all([
      store.update("raced", { title: "A", config: { number: "1", token: "newer" } }, schema, 2000),
      store.update("raced", { title: "B", config: { number: "1", previous: "0ld" } }, schema, 2000),
    ])
    expect((await store.open("raced", 0))?.config).toMatchObject({ token: "newer", previous: "0ld" })
  })

  it("lose no secret when another save is finished between reading and writing", async () => {
    await create("between", { number: "1", token: "t0ken" })
    const batch = env.DB.batch.bind(env.DB)
    vi.spyOn(env.DB, "batch").mockImplementationOnce(async (statements) => {
      await store.update("between", { title: "A", config: { number: "1", token: "newer" } }, schema, 2000)
      return batch(statements)
    })
    await store.update("between", { title: "B", config: { number: "1", previous: "0ld" } }, schema, 2000)
    expect(await store.open("between", 0)).toMatchObject({ title: "B", config: { token: "newer", previous: "0ld" } })
  })

  it("are seen changed at once where they were changed, and within half a minute elsewhere", async () => {
    await create("changed")
    await store.open("changed", 0)
    await store.update("changed", { title: "Here", config: { number: "1" } }, schema, 1)
    expect((await store.open("changed", 0))?.title).toBe("Here")
    await env.DB.prepare(`update ${kind}_accounts set title = 'Elsewhere' where id = 'changed'`).run()
    expect((await store.open("changed", 29_999))?.title).toBe("Here")
    expect((await store.open("changed", 30_000))?.title).toBe("Elsewhere")
  })

  it("are found as soon as they are there, though they were missed before", async () => {
    expect(await store.open("missed", 0)).toBeNull()
    await create("missed")
    expect(await store.open("missed", 0)).not.toBeNull()
  })

  it("can be shown, listed and entered anew when the key is lost", async () => {
    await create("lost")
    const other = accounts(db, kind, `two:${toBase64(new Uint8Array(32).fill(2))}`)
    expect((await other.find("lost"))?.secrets).toEqual(["token"])
    await expect(other.open("lost", 0)).rejects.toMatchObject({ code: "unsealable" })
    await expect(other.update("lost", { title: "", config: { number: "1" } }, schema, 1)).rejects.toMatchObject({
      code: "unsealable",
    })
    await other.update("lost", { title: "", config: { number: "1", token: "again" } }, schema, 1)
    expect((await other.open("lost", 0))?.config).toMatchObject({ token: "again" })
  })

  it("are removed, and missing afterwards", async () => {
    await create("removed")
    await store.open("removed", 0)
    expect(await store.remove("removed")).toBe("removed")
    expect(await store.remove("removed")).toBe("missing")
    expect(await store.open("removed", 0)).toBeNull()
    expect(await store.update("removed", { title: "", config: {} }, schema, 1)).toBeNull()
  })

  it("are listed page by page, each once", async () => {
    for (const id of ["page-1", "page-2", "page-3", "page-4"]) await create(id)
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const { items, next } = await store.list({ limit: 2, cursor })
      expect(items.length).toBeLessThanOrEqual(2)
      ids.push(...items.map((account) => account.id))
      cursor = next
    } while (cursor !== null)
    expect(ids.filter((id) => id.startsWith("page-"))).toEqual(["page-1", "page-2", "page-3", "page-4"])
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it("end the list where there is no more", async () => {
    const all = await store.list({ limit: 100, cursor: null })
    expect(all.next).toBeNull()
    expect((await store.list({ limit: all.items.length, cursor: null })).next).toBeNull()
    const { next } = await store.list({ limit: all.items.length - 1, cursor: null })
    expect(await store.list({ limit: 2, cursor: next })).toEqual({ items: all.items.slice(-1), next: null })
    await expect(
      accounts(db, kind === "channel" ? "payment" : "channel", keys).list({ limit: 2, cursor: next }),
    ).rejects.toMatchObject({ code: "invalid_cursor" })
  })
})

describe("payment accounts", () => {
  const store = accounts(db, "payment", keys)
  const create = (id: string) =>
    store.create({ id, service: "stripe", title: "", config: { number: "1", token: "t" } }, schema, 1)

  it("are not removed while new payments go to them", async () => {
    await create("configured")
    await create("other")
    await db.insert(paymentConfiguration).values({ id: "payments", settings: { account: "configured" }, updatedAt: 1 })
    expect(await store.remove("configured")).toBe("used")
    expect(await store.open("configured", 0)).not.toBeNull()
    expect(await store.remove("other")).toBe("removed")
  })

  it("are not removed while the outcome of a payment is awaited", async () => {
    await create("awaited")
    const order = {
      key: "run/1/1",
      number: "1",
      link: "hash",
      conversation: "c1.x",
      flow: "flow",
      flowVersion: 1,
      node: "pay",
      paymentAccount: "awaited",
      mode: "test" as const,
      currency: "EUR",
      minor: 100,
      description: "",
      language: "en",
      status: "open" as const,
      createdAt: 1,
      expiresAt: 2,
    }
    await db.insert(orders).values({ ...order, id: "awaited", sweepAt: 2 })
    expect(await store.remove("awaited")).toBe("used")
    await env.DB.prepare("update orders set sweep_at = null").run()
    expect(await store.remove("awaited")).toBe("removed")
  })
})
