import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { database } from "../../src/store/database"
import {
  createFlow,
  findFlow,
  findVersion,
  listFlows,
  listVersions,
  peekVersion,
  publishedVersion,
  publishFlow,
  removeFlow,
  restoreFlow,
  saveDraft,
} from "../../src/store/flows/flows"
import { routesFor } from "../../src/store/flows/routes"

const db = database(env.DB)
const document = (name: string) => ({ name, nodes: [{ id: "a", text: 'it\'s {{ "é" }}' }] })
const create = (id: string) => createFlow(db, { id, document: document(id), at: 1000 })
const publish = (flow: string, routes: { account: string; keyword: string }[] = [], name = flow) =>
  publishFlow(db, { flow, document: document(name), note: "n", routes, at: 2000 })

describe("drafts", () => {
  it("are stored as they are given", async () => {
    const summary = { id: "given", name: "given", revision: 1, published: null, updatedAt: 1000, deletedAt: null }
    expect(await create("given")).toEqual(summary)
    expect(await findFlow(db, "given")).toEqual({ ...summary, draft: document("given") })
    expect(await findFlow(db, "nowhere")).toBeNull()
  })

  it("do not replace a flow whose id is taken", async () => {
    await create("taken")
    expect(await createFlow(db, { id: "taken", document: document("other"), at: 1 })).toBeNull()
    expect((await findFlow(db, "taken"))?.name).toBe("taken")
  })

  it("get an id when none is given", async () => {
    expect((await createFlow(db, { document: document("x"), at: 1 }))?.id).toMatch(/^[a-z0-9]{1,40}$/)
  })

  it("are saved on the revision they are based on, and no other", async () => {
    await create("saved")
    const save = (revision: number, name: string) =>
      saveDraft(db, { flow: "saved", revision, document: document(name), at: 3000 })
    expect(await save(1, "second")).toEqual({
      saved: { id: "saved", name: "second", revision: 2, published: null, updatedAt: 3000, deletedAt: null },
    })
    expect(await save(1, "lost update")).toEqual({ conflict: 2 })
    expect(await save(3, "from the future")).toEqual({ conflict: 2 })
    expect((await findFlow(db, "saved"))?.draft).toEqual(document("second"))
  })

  it("are saved once when the very same save comes again", async () => {
    await create("again")
    const save = () => saveDraft(db, { flow: "again", revision: 1, document: document("second"), at: 3000 })
    expect(await save()).toEqual(await save())
    expect((await findFlow(db, "again"))?.revision).toBe(2)
  })

  it("are saved by one of two who save at once", async () => {
    await create("raced")
    const results = await Promise.all(
      ["a", "b"].map((name) => saveDraft(db, { flow: "raced", revision: 1, document: document(name), at: 1 })),
    )
    expect(results.filter((result) => result && "saved" in result)).toHaveLength(1)
    expect(results).toContainEqual({ conflict: 2 })
  })

  it("are not saved for a flow that does not exist", async () => {
    expect(await saveDraft(db, { flow: "nowhere", revision: 1, document: document("x"), at: 1 })).toBeNull()
  })

  it("are listed page by page", async () => {
    for (const id of ["list-1", "list-2", "list-3"]) await create(id)
    const { items } = await listFlows(db, { limit: 1000, cursor: null })
    const first = await listFlows(db, { limit: items.length - 1, cursor: null })
    expect(first.items).toEqual(items.slice(0, -1))
    expect(await listFlows(db, { limit: 100, cursor: first.next })).toEqual({ items: items.slice(-1), next: null })
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(["list-1", "list-2", "list-3"]))
  })
})

describe("publishing", () => {
  it("makes the next version and the one that runs start on", async () => {
    await create("published")
    expect(await publishedVersion(db, "published", 0)).toBeNull()
    expect(await publish("published")).toEqual({ version: 1 })
    expect(await publish("published", [], "changed")).toEqual({ version: 2 })
    expect(await publishedVersion(db, "published", 0)).toBe(2)
    expect(await findVersion(db, "published", 1, Date.now())).toEqual({
      version: 1,
      note: "n",
      publishedAt: 2000,
      document: document("published"),
    })
    expect((await findVersion(db, "published", 2, Date.now()))?.document).toEqual(document("changed"))
    expect(await findFlow(db, "published")).toMatchObject({ published: 2, revision: 1, draft: document("published") })
  })

  it("gives each of many at once its own version", async () => {
    await create("many")
    const results = await Promise.all(Array.from({ length: 5 }, () => publish("many")))
    const numbers = results.map((result) => (result && "version" in result ? result.version : null))
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5])
  })

  it("leaves nothing behind for a flow that does not exist", async () => {
    expect(await publish("nowhere", [{ account: "nowhere", keyword: "hi" }])).toBeNull()
    expect(await findVersion(db, "nowhere", 1, Date.now())).toBeNull()
    expect(await routesFor(db, "nowhere", 0)).toEqual([])
  })

  it("lists versions newest first, page by page", async () => {
    await create("history")
    for (let version = 1; version <= 3; version++) await publish("history")
    const first = await listVersions(db, "history", { limit: 2, cursor: null })
    expect(first.items).toEqual([
      { version: 3, note: "n", publishedAt: 2000 },
      { version: 2, note: "n", publishedAt: 2000 },
    ])
    const second = await listVersions(db, "history", { limit: 2, cursor: first.next })
    expect(second.items.map((version) => version.version)).toEqual([1])
    expect(second.next).toBeNull()
    await expect(listVersions(db, "history", { limit: 2, cursor: "x' or 1" })).rejects.toMatchObject({
      code: "invalid_cursor",
    })
  })

  it("keeps a version in memory for ever, as the same object", async () => {
    await create("kept")
    await publish("kept")
    const version = await findVersion(db, "kept", 1, 0)
    expect(version).not.toBeNull()
    expect(await findVersion(db, "kept", 1, 10 ** 12)).toBe(version)
    expect(peekVersion("kept", 1, 10 ** 12)).toBe(version)
  })

  it("keeps that a version is missing for a moment only, and not once it is published here", async () => {
    await create("missed")
    await publish("missed")
    expect(peekVersion("missed", 2, 0)).toBeUndefined()
    expect(await findVersion(db, "missed", 2, 0)).toBeNull()
    expect(peekVersion("missed", 2, 0)).toBeNull()
    await env.DB.prepare("insert into flow_versions values ('missed', 2, '{}', '', 1)").run()
    expect(await findVersion(db, "missed", 2, 1000)).not.toBeNull()
    expect(await findVersion(db, "missed", 3, 1000)).toBeNull()
    await publish("missed")
    expect(await findVersion(db, "missed", 3, 1000)).not.toBeNull()
  })

  it("is seen within half a minute elsewhere", async () => {
    await create("elsewhere")
    await publish("elsewhere")
    expect(await publishedVersion(db, "elsewhere", 0)).toBe(1)
    await env.DB.prepare("update flows set published = 7 where id = 'elsewhere'").run()
    expect(await publishedVersion(db, "elsewhere", 29_999)).toBe(1)
    expect(await publishedVersion(db, "elsewhere", 30_000)).toBe(7)
  })
})

describe("routes", () => {
  it("start flows by an account's own keywords before those for all accounts", async () => {
    await create("general")
    await create("special")
    await publish("general", [
      { account: "*", keyword: "menu" },
      { account: "*", keyword: "" },
    ])
    await publish("special", [
      { account: "own", keyword: "menu" },
      { account: "other", keyword: "pay" },
    ])
    expect(await routesFor(db, "own", 0)).toEqual([
      { flow: "special", keyword: "menu" },
      { flow: "general", keyword: null },
      { flow: "general", keyword: "menu" },
    ])
    await removeFlow(db, "general", 1)
  })

  it("are replaced by those of the new version, at once", async () => {
    await create("replaced")
    await publish("replaced", [{ account: "replaced", keyword: "old" }])
    expect(await routesFor(db, "replaced", 0)).toEqual([{ flow: "replaced", keyword: "old" }])
    await publish("replaced", [{ account: "replaced", keyword: "new" }])
    expect(await routesFor(db, "replaced", 0)).toEqual([{ flow: "replaced", keyword: "new" }])
  })

  it("belong to one flow: a conflict is named, and nothing at all is published", async () => {
    await create("first")
    await create("second")
    await publish("first", [{ account: "shop", keyword: "buy" }])
    await publish("second", [{ account: "shop", keyword: "sell" }])
    const conflict = { account: "shop", keyword: "buy", flow: "first", name: "first" }
    const wanted = [
      { account: "shop", keyword: "rent" },
      { account: "shop", keyword: "buy" },
    ]
    expect(await publish("second", wanted)).toEqual({ conflict })
    expect(await publishedVersion(db, "second", 0)).toBe(1)
    expect(await findVersion(db, "second", 2, Date.now())).toBeNull()
    expect(await routesFor(db, "shop", 0)).toEqual([
      { flow: "first", keyword: "buy" },
      { flow: "second", keyword: "sell" },
    ])
  })

  it("are won by one of two flows that want the same at once", async () => {
    const ids = ["race-1", "race-2", "race-3"]
    for (const id of ids) await create(id)
    const results = await Promise.all(ids.map((id) => publish(id, [{ account: "race", keyword: "go" }])))
    expect(results.filter((result) => result && "version" in result)).toHaveLength(1)
    expect(await routesFor(db, "race", 0)).toHaveLength(1)
  })

  it("may be as many as a flow can have, and named twice", async () => {
    await create("large")
    const routes = Array.from({ length: 2500 }, (_, index) => ({
      account: `large-${index % 50}`,
      keyword: `k'${index}`,
    }))
    expect(await publish("large", [...routes, ...routes])).toEqual({ version: 1 })
    expect(await routesFor(db, "large-7", 0)).toHaveLength(50)
  })

  it("end with their flow, while its versions stay for the runs that are on them", async () => {
    await create("removed")
    await publish("removed", [{ account: "removed", keyword: "hi" }])
    expect(await publishedVersion(db, "removed", 0)).toBe(1)
    expect(await removeFlow(db, "removed", 5000)).toBe(true)
    expect(await removeFlow(db, "removed", 5000)).toBe(false)
    expect(await publish("removed", [{ account: "removed", keyword: "hi" }])).toBeNull()
    expect(await saveDraft(db, { flow: "removed", revision: 1, document: document("x"), at: 1 })).toBeNull()
    expect(await routesFor(db, "removed", 0)).toEqual([])
    expect(await publishedVersion(db, "removed", 0)).toBeNull()
    expect(await findVersion(db, "removed", 1, Date.now())).not.toBeNull()
    expect(await findFlow(db, "removed")).toBeNull()
    const bin = await listFlows(db, { limit: 100, cursor: null }, true)
    expect(bin.items).toContainEqual(expect.objectContaining({ id: "removed", deletedAt: 5000 }))
    expect(await restoreFlow(db, "removed")).toMatchObject({ published: null, deletedAt: null })
    expect(await publish("removed")).toEqual({ version: 2 })
  })

  it("are read anew within half a minute of a change elsewhere", async () => {
    await create("stale")
    await publish("stale", [{ account: "stale", keyword: "hi" }])
    expect(await routesFor(db, "stale", 0)).toHaveLength(1)
    await env.DB.prepare("delete from routes where account = 'stale'").run()
    expect(await routesFor(db, "stale", 29_999)).toHaveLength(1)
    expect(await routesFor(db, "stale", 30_000)).toHaveLength(0)
  })
})
