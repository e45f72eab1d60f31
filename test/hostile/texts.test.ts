import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import { linkOf, paid } from "../support/stage"
import { ask, harmless, plantedStage, signed, watch } from "./attack"
import { flowOf, message, question } from "./writing"

watch()

describe("what people write for other readers", () => {
  it("41 is text on the page of an order, whatever tags it has", async () => {
    const play = await plantedStage(
      flowOf(question("any"), {
        type: "chat2pay",
        name: "Payment",
        config: { amount: "10", description: "{{ Ask.value }}" },
      }),
    )
    await play.say("hi")
    await play.say(`<img src=x onerror=alert(1)>"'><script>`)
    const page = await ask(new URL(linkOf(play.sent.at(-1))).pathname)
    expect(page.status).toBe(200)
    expect(page.text).toContain("&lt;img")
    expect(page.text).not.toMatch(/<img|<script/i)
  })

  it("42 is text in the database, whatever SQL it has", async () => {
    const sql = `'); DROP TABLE orders;-- " OR 1=1 %_\\`
    const play = await plantedStage(
      flowOf(question("any"), {
        type: "chat2pay",
        name: "Payment",
        config: { amount: "10", description: "{{ Ask.value }}" },
      }),
    )
    await signed(play, message(play, { id: `wamid.${sql}`, type: "text", text: { body: sql } }, sql))
    await play.settle()
    await play.say(sql)
    expect((await play.orders())[0]?.description).toBe(sql)
    const headers = { authorization: `Bearer ${env.API_TOKEN}` }
    const query = encodeURIComponent(sql)
    for (const path of [
      `/api/orders?number=${query}`,
      `/api/orders?conversation=${query}`,
      `/api/orders?cursor=${query}`,
      `/api/orders/${query}`,
      `/api/flows/${query}`,
      `/p/${query}`,
    ])
      expect((await harmless(play, () => ask(path, { headers }))).status).toBeLessThan(500)
    const none = await ask(`/api/orders?conversation=${query}`, { headers })
    expect(JSON.parse(none.text).items).toEqual([])
    const callback = { ...paid({ id: sql, minor: 1, currency: "ZAR" }), id: `evt_${sql}` }
    expect(await play.callback(callback)).toBe(200)
    expect((await play.orders())[0]?.status).toBe("open")
  })

  const headers = { authorization: `Bearer ${env.API_TOKEN}`, "content-type": "application/json" }
  const create = (document: unknown) =>
    ask("/api/flows", { method: "POST", headers, body: JSON.stringify({ document }) })

  it("43 is refused as a flow when it is 50 MB, nested endlessly or of another shape; nothing is kept of it", async () => {
    const play = await plantedStage(shop())
    const big = () => ask("/api/flows", { method: "POST", headers, body: new Uint8Array(50 * 1024 * 1024) })
    expect((await harmless(play, big)).status).toBe(413)
    for (const document of [null, [], "flow", { version: 0 }, { ...shop(), role: "owner" }, { ...shop(), nodes: "x" }])
      expect((await harmless(play, () => create(document))).status).toBe(422)
    const deep = `{"document":{"name":"x","nodes":[{"id":"a","name":"A","type":"message","config":{"text":${"[".repeat(20_000)}${"]".repeat(20_000)}}}]}}`
    expect((await harmless(play, () => ask("/api/flows", { method: "POST", headers, body: deep }))).status).toBe(422)
  })

  it.each([
    ["an unknown node", [{ id: "a", name: "A", type: "telepathy", config: {}, exits: {} }]],
    ["a node called constructor", [{ id: "a", name: "A", type: "constructor", config: {}, exits: {} }]],
    [
      "a circle that never waits",
      [{ id: "a", name: "A", type: "message", config: { text: "x" }, exits: { next: "a" } }],
    ],
    [
      "two nodes of one id",
      ["A", "B"].map((name) => ({ id: "a", name, type: "message", config: { text: "x" }, exits: {} })),
    ],
    ["an exit to nowhere", [{ id: "a", name: "A", type: "message", config: { text: "x" }, exits: { next: "gone" } }]],
  ])("43 may be a draft but is never published with %s", async (_, nodes) => {
    const play = await plantedStage(shop())
    const triggers = { keywords: [`k${crypto.randomUUID()}`], anyMessage: false, accounts: [] }
    const drafted = await create({ name: "Odd", language: "en", triggers, start: "a", nodes })
    expect(drafted.status).toBe(201)
    const { id } = JSON.parse(drafted.text)
    const publication = () => ask(`/api/flows/${id}/publish`, { method: "POST", headers, body: "{}" })
    expect((await harmless(play, publication)).status).toBe(422)
  })
})
