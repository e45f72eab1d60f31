import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { database } from "../../src/store/database"
import { createFlow } from "../../src/store/flows/flows"
import { routesFor } from "../../src/store/flows/routes"
import { call, callWith, faultsOf } from "./api-client"

/** A flow that says one thing. */
const hello = (change: object = {}) => ({
  name: "Hello",
  triggers: { keywords: [], anyMessage: false, accounts: [] },
  start: "say",
  nodes: [{ id: "say", name: "Say", type: "message", config: { text: "Hello!" }, exits: {} }],
  ...change,
})

const triggers = (keywords: string[], change: object = {}) =>
  hello({ triggers: { keywords, anyMessage: false, accounts: [], ...change } })

const create = (id: string, document: object = hello()) => call("POST", "/flows", { id, document })
const publish = (id: string, body?: object) => call("POST", `/flows/${id}/publish`, body)

describe("flows", () => {
  it("are added, listed and shown with their draft", async () => {
    const added = await create("hello")
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({ id: "hello", name: "Hello", revision: 1, published: null })
    expect((await call("GET", "/flows")).json.items).toContainEqual({
      ...added.json,
      status: "draft",
      channels: [],
      paidToday: [],
    })
    const { json } = await call("GET", "/flows/hello")
    expect(json).toMatchObject({ ...added.json, draft: hello() })
    expect((await create("hello")).status).toBe(409)
    expect((await call("POST", "/flows", { document: hello() })).json.id).toMatch(/^[a-z0-9]{16}$/)
  })

  it("may be unfinished as drafts", async () => {
    const unfinished = { name: "New", nodes: [{ id: "a", name: "", type: "chat2pay" }] }
    expect((await create("unfinished", unfinished)).status).toBe(201)
    expect((await create("empty", { name: "Nothing yet" })).status).toBe(201)
    const faults = (await call("POST", "/flows/unfinished/check")).json.faults
    expect(faults.length).toBeGreaterThan(0)
    expect((await publish("unfinished")).status).toBe(422)
  })

  it.each([
    ["without a name", { nodes: [] }, "document.name: It is required."],
    ["whose nodes are no list", hello({ nodes: {} }), "document.nodes: It must be a list."],
    ["with a field of its own", hello({ published: 3 }), "document.published: There is no such field."],
    [
      "with a node's field of its own",
      hello({ nodes: [{ ...hello().nodes[0], admin: true }] }),
      "document.nodes.0.admin: There is no such field.",
    ],
    ["in a list", [], "document: It must be an object."],
  ])("%s are refused", async (_, document, fault) => {
    const refused = await call("POST", "/flows", { document })
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)).toEqual([fault])
  })

  it("nested a hundred thousand deep are refused, not fallen over", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
    const body = JSON.stringify({ document: hello() }).replace('"Hello!"', deep)
    const refused = await call("POST", "/flows", body)
    expect([refused.status, faultsOf(refused)]).toEqual([422, ["document: The flow is nested more than 50 deep."]])
  })

  it("are saved on top of the revision that was read, never on a newer one", async () => {
    await create("edited")
    const saved = await call("PUT", "/flows/edited", { document: hello({ name: "Mine" }), revision: 1 })
    expect([saved.status, saved.json.revision, saved.json.name]).toEqual([200, 2, "Mine"])
    const stale = await call("PUT", "/flows/edited", { document: hello({ name: "Theirs" }), revision: 1 })
    expect([stale.status, stale.json.code, stale.json.revision]).toEqual([409, "conflict", 2])
    expect((await call("GET", "/flows/edited")).json.draft.name).toBe("Mine")
    const ahead = await call("PUT", "/flows/edited", { document: hello(), revision: 9 })
    expect(ahead.status).toBe(409)
  })

  it.each([
    ["GET", "/flows/nowhere"],
    ["PUT", "/flows/nowhere", { document: hello(), revision: 1 }],
    ["DELETE", "/flows/nowhere"],
    ["POST", "/flows/nowhere/check"],
    ["POST", "/flows/nowhere/publish"],
    ["GET", "/flows/nowhere/versions"],
    ["GET", "/flows/nowhere/versions/1"],
    ["GET", "/flows/hello/versions/0"],
    ["GET", "/flows/hello/versions/one"],
  ])("that are not there are not found (%s %s)", async (method, path, body?: object) => {
    const answer = await call(method, path, body)
    expect([answer.status, answer.json.code]).toEqual([404, "not_found"])
  })
})

describe("a field that a node does not have", () => {
  const odd = (config: object) => hello({ nodes: [{ ...hello().nodes[0], config: { text: "Hello!", ...config } }] })

  it.each<[string, object, string]>([
    ["misspelt", { txet: "x", lnik: {} }, 'document.nodes.0.config.txet: There is no field "txet": remove it.'],
    [
      "like one that is free",
      { meda: { kind: "image" } },
      'document.nodes.0.config.meda: There is no field "meda": did you mean "media"?',
    ],
    [
      "within another",
      { media: { kind: "image", url: "https://a.co/b", caption: "c" } },
      'document.nodes.0.config.media.caption: There is no field "caption": remove it.',
    ],
  ])("is refused when saved: %s", async (_, config, fault) => {
    const refused = await call("POST", "/flows", { document: odd(config) })
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)[0]).toBe(fault)
    expect(refused.json.faults[0]).toMatchObject({ code: "field", node: "say" })
    await create("strict")
    expect((await call("PUT", "/flows/strict", { document: odd(config), revision: 1 })).status).toBe(422)
    expect((await call("GET", "/flows/strict")).json.draft).toMatchObject(hello())
  })

  it("that an older release stored is shown, refused at publishing, and does nothing in a version", async () => {
    const flow = { id: "older", document: odd({ colour: "red" }), at: 1 }
    await createFlow(database(env.DB), flow)
    expect((await call("GET", "/flows/older")).json.draft.nodes[0].config.colour).toBe("red")
    const checked = (await call("POST", "/flows/older/check")).json.faults
    const said = { key: "strayField", values: { field: "colour" }, message: 'There is no field "colour": remove it.' }
    expect(checked).toEqual([{ code: "field", node: "say", path: "config.colour", ...said }])
    expect((await publish("older")).status).toBe(422)
    expect((await call("POST", "/flows/older/duplicate")).status).toBe(201)
  })
})

describe("publishing", () => {
  it("goes on with ways that end in silence, and lists them", async () => {
    const node = { id: "stock", name: "Stock", type: "request", config: { url: "https://api.example.com/" } }
    await create("quiet", hello({ start: "stock", nodes: [{ ...node, exits: { ok: "say" } }, hello().nodes[0]] }))
    const message = "Stock / Failed: the customer hears nothing."
    const said = { key: "silentExit", values: { name: "Stock", exit: "Failed" }, message }
    const warnings = [{ code: "silent", node: "stock", path: "exits.failed", ...said }]
    expect((await call("POST", "/flows/quiet/check")).json).toEqual({ faults: [], warnings })
    expect((await publish("quiet")).json).toEqual({ version: 1, warnings })
  })

  it.each([
    "https://2130706433/",
    "https://169.254.169.254/latest",
    "https://localhost/",
    "http://localhost:9/orders",
    "https://db.internal/",
    "https://shop.test/",
    "https://api.shop.co:8443/",
    "https://pay.test/api/orders",
  ])("refuses to call %s, which no run can reach", async (url) => {
    const id = url
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 40)
      .replace(/-$/, "")
    const node = { id: "stock", name: "Stock", type: "request", config: { url }, exits: { ok: "say", failed: "say" } }
    await create(id, hello({ start: "stock", nodes: [node, hello().nodes[0]] }))
    const refused = await callWith({ ENVIRONMENT: "production" }, "POST", `/flows/${id}/publish`)
    expect(refused.json.faults).toMatchObject([{ code: "address", node: "stock", path: "config.url" }])
    const locally = await publish(id)
    const here = [
      "https://2130706433/",
      "http://localhost:9/orders",
      "https://localhost/",
      "https://shop.test/",
    ].includes(url)
    expect(locally.status, locally.text).toBe(here ? 200 : 422)
  })

  it("gives version after version, each as it was published", async () => {
    await create("grown", triggers(["Héllo!"]))
    expect((await publish("grown", { note: "First" })).json).toEqual({ version: 1, warnings: [] })
    await call("PUT", "/flows/grown", { document: { ...triggers(["hello"]), name: "Grown" }, revision: 1 })
    expect((await publish("grown")).json).toEqual({ version: 2, warnings: [] })
    const { json } = await call("GET", "/flows/grown/versions")
    expect(json).toMatchObject({
      items: [
        { version: 2, note: "" },
        { version: 1, note: "First" },
      ],
      next: null,
    })
    expect((await call("GET", "/flows/grown/versions/1")).json.document.name).toBe("Hello")
    expect((await call("GET", "/flows/grown/versions/2")).json.document.name).toBe("Grown")
    expect((await call("GET", "/flows/grown")).json.published).toBe(2)
  })

  it("makes keywords start the flow, as they are compared, on the accounts it is for", async () => {
    const config = { secret: "s3cret" }
    await call("POST", "/channel-accounts", { id: "phone", channel: "sandbox", title: "Phone", config })
    await create("routed", triggers(["  Café! "], { accounts: ["phone"], anyMessage: true }))
    expect((await publish("routed")).status).toBe(200)
    const routes = await routesFor(database(env.DB), "phone", Date.now())
    expect(routes.filter(({ flow }) => flow === "routed")).toEqual([
      { flow: "routed", keyword: null },
      { flow: "routed", keyword: "cafe" },
    ])
    expect(await routesFor(database(env.DB), "elsewhere", Date.now())).not.toContainEqual(
      expect.objectContaining({ flow: "routed" }),
    )
    await call("PUT", "/flows/routed", { document: triggers([]), revision: 1 })
    await publish("routed")
    const later = await routesFor(database(env.DB), "phone", Date.now())
    expect(later.filter(({ flow }) => flow === "routed")).toEqual([])
  })

  it("names every fault with its node and changes nothing", async () => {
    const [say] = hello().nodes
    const broken = hello({
      start: "nowhere",
      triggers: { keywords: ["👍", "go", "GO"], anyMessage: false, accounts: ["unplugged"] },
      nodes: [say, { ...say, id: "lost" }, { ...say, id: "odd", name: "Odd", type: "teleport" }],
    })
    await create("broken", broken)
    const refused = await publish("broken")
    expect(refused.status).toBe(422)
    const { faults } = refused.json
    const found = faults.map(({ code, node }: { code: string; node?: string }) => [code, node])
    expect(found).toEqual(
      expect.arrayContaining([
        ["start", undefined],
        ["keyword", undefined],
        ["account", undefined],
        ["duplicate_name", "lost"],
        ["type", "odd"],
      ]),
    )
    const check = await call("POST", "/flows/broken/check")
    expect(check.status).toBe(200)
    expect(check.json.faults.map(({ message }: { message: string }) => message)).toEqual(
      faults.map(({ message }: { message: string }) => message),
    )
    expect((await call("GET", "/flows/broken")).json.published).toBeNull()
    expect((await call("GET", "/flows/broken/versions")).json.items).toEqual([])
  })

  it("refuses a keyword that starts another flow, and says which", async () => {
    await create("owner", triggers(["taken"]))
    await publish("owner")
    await create("late", triggers(["TAKEN"]))
    const said =
      'On every channel account, the keyword "taken" already starts the flow "Hello" (owner): change one of the two.'
    const checked = (await call("POST", "/flows/late/check")).json.faults
    expect(checked).toMatchObject([{ code: "route", node: null, path: "triggers.keywords", message: said }])
    const refused = await publish("late")
    expect([refused.status, refused.json.detail]).toEqual([409, said])
    expect((await call("GET", "/flows/late")).json.published).toBeNull()
    await call("DELETE", "/flows/owner")
    expect((await publish("late")).status).toBe(200)
  })

  it("never takes a keyword of signs alone for any message", async () => {
    await create("thumb", triggers(["👍"]))
    expect((await publish("thumb")).status).toBe(422)
    const routes = await routesFor(database(env.DB), "any", Date.now())
    expect(routes.filter(({ flow }) => flow === "thumb")).toEqual([])
  })

  it("lets a flow hand over to flows that are published, and to itself", async () => {
    const goto = (flow: string) =>
      hello({ nodes: [{ id: "say", name: "Go", type: "goto", config: { flow }, exits: {} }] })
    await create("target")
    await create("from", goto("target"))
    expect((await publish("from")).status).toBe(422)
    await publish("target")
    expect((await publish("from")).status).toBe(200)
  })

  it("leaves the versions of a removed flow to the runs that are on them", async () => {
    await create("removed")
    await publish("removed")
    expect((await call("DELETE", "/flows/removed")).status).toBe(204)
    expect((await call("GET", "/flows/removed")).status).toBe(404)
    expect((await call("GET", "/flows/removed/versions/1")).status).toBe(200)
    expect((await call("POST", "/flows/removed/publish")).status).toBe(404)
    expect((await call("GET", "/flows?deleted=true")).text).toContain('"removed"')
    expect((await call("GET", "/flows?deleted=false")).text).not.toContain('"removed"')
    expect((await call("POST", "/flows/removed/restore")).json).toMatchObject({ published: null, deletedAt: null })
    expect((await publish("removed")).json).toMatchObject({ version: 2 })
  })
})

describe("publishing a flow that takes money", () => {
  const missing = async () => {
    const { json } = await call("POST", "/flows/paying/check")
    return json.faults.map(({ node, message }: { node: string; message: string }) => [node, message])
  }

  it("says what is missing until payments are set up", async () => {
    const [say] = hello().nodes
    const pay = { id: "pay", name: "Pay", type: "chat2pay", config: { amount: "9.50", description: "cake" } }
    await create("paying", hello({ start: "pay", nodes: [{ ...pay, exits: { paid: "say", failed: "say" } }, say] }))
    expect(await missing()).toEqual([["pay", "No payments can be taken yet: set them up under Payments."]])
    expect((await publish("paying")).status).toBe(422)
    const config = { secret: "pretend-pretend-1" }
    await call("POST", "/payment-accounts", { id: "till", provider: "sandbox", title: "Till", config })
    const configuration = { account: "till", merchant: "Shop", currency: "ZAR" }
    await call("PUT", "/payment-configuration", { ...configuration, enabled: false })
    expect(await missing()).toEqual([["pay", expect.stringContaining("switched off")]])
    await call("PUT", "/payment-configuration", configuration)
    expect(await missing()).toEqual([])
    const elsewhere = await callWith({ ENVIRONMENT: "production" }, "POST", "/flows/paying/publish")
    expect([elsewhere.status, faultsOf(elsewhere)[0]]).toEqual([422, expect.stringContaining("refused in production")])
    expect((await publish("paying")).json).toEqual({ version: 1, warnings: [] })
  })

  const pay = (config: object) => {
    const [say] = hello().nodes
    const node = {
      id: "pay",
      name: "Pay",
      type: "chat2pay",
      config: { amount: "9.50", description: "cake", ...config },
    }
    return hello({ start: "pay", nodes: [{ ...node, exits: { paid: "say", failed: "say" } }, say] })
  }

  it.each<[string, object, string]>([
    ["an amount in words", { amount: "thirty" }, "amount config.amount"],
    ["another currency's sign", { amount: "$35" }, "amount config.amount"],
    ["an amount of nothing", { amount: "0,00" }, "amount config.amount"],
    ["a currency that is not taken", { currency: "EUR" }, "currency config.currency"],
    ["a currency that is none", { currency: "QQQ" }, "currency config.currency"],
  ])("refuses %s", async (what, config, expected) => {
    const id = `refused-${what.replaceAll(/[^a-z]/g, "-")}`.slice(0, 40)
    await create(id, pay(config))
    const { faults } = (await call("POST", `/flows/${id}/check`)).json
    expect(faults.map(({ code, path }: { code: string; path: string }) => `${code} ${path}`)).toEqual([expected])
    const refused = await publish(id)
    expect([refused.status, refused.json.faults[0]]).toEqual([422, expect.objectContaining({ node: "pay" })])
  })

  it("reads what an author writes for money", async () => {
    await create("comma", pay({ amount: "R35,00" }))
    expect((await call("POST", "/flows/comma/check")).json).toEqual({ faults: [], warnings: [] })
    expect((await publish("comma")).status).toBe(200)
  })
})
