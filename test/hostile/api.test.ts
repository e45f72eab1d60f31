import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import { shop } from "../support/flows"
import { textOf } from "../support/stage"
import { ask, atPayment, costs, harmless, planted, plantedStage, watch } from "./attack"

watch()

const token = { authorization: `Bearer ${env.API_TOKEN}` }

const call = (method: string, path: string, body?: unknown, headers: HeadersInit = token) =>
  ask(`/api${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })

describe("the API", () => {
  it("69 answers for an id that is not there, or belongs to something else, as for any other", async () => {
    const play = await plantedStage(shop())
    const order = await atPayment(play)
    const foreign = [
      order.number,
      order.link,
      order.conversation,
      play.account,
      play.provider,
      "../orders",
      "%00",
      "__proto__",
    ]
    for (const id of foreign)
      for (const path of [`/orders/${encodeURIComponent(id)}`, `/flows/${encodeURIComponent(id)}/versions/1`])
        expect((await harmless(play, () => call("GET", path))).status).toBe(404)
    for (const id of [order.id, play.account, "c1.nobody"])
      expect((await harmless(play, () => call("GET", `/conversations/${id}`))).status).toBe(404)
  })

  it("69 takes no field that is not the caller's to set", async () => {
    const play = await plantedStage(shop())
    const order = await atPayment(play)
    const more = {
      role: "owner",
      tenantId: "other",
      status: "paid",
      minor: 1,
      createdAt: 0,
      secretNames: [],
      service: "x",
    }
    for (const [name, value] of Object.entries(more)) {
      const bodies: [string, string, object][] = [
        ["POST", `/orders/${order.id}/refund`, { amount: "1" }],
        ["POST", "/flows", { document: shop() }],
        ["PUT", `/channel-accounts/${play.account}`, { title: "x", config: {} }],
        ["POST", "/payment-accounts", { provider: "stripe", title: "x", config: {} }],
        ["PUT", "/payment-configuration", { account: play.provider, currency: "ZAR", merchant: "x" }],
      ]
      for (const [method, path, body] of bodies)
        expect((await harmless(play, () => call(method, path, { ...body, [name]: value }))).status).toBe(422)
    }
    for (const method of ["PUT", "PATCH", "DELETE", "POST"])
      expect((await harmless(play, () => call(method, `/orders/${order.id}`, { status: "paid" }))).status).toBe(404)
  })

  it("70 lets no guess of the token in, and asks nothing of the database for any", async () => {
    const play = await plantedStage(shop())
    const guesses = [
      "",
      "Bearer",
      "Bearer ",
      "bearer test-token",
      "Bearer test-toke",
      "Bearer test-token2",
      "Basic dGVzdC10b2tlbg==",
      "Bearer test-token test-token",
    ]
    const many = [...guesses, ...Array.from({ length: 500 }, (_, index) => `Bearer ${index}`)]
    const statuses = new Set<number>()
    const cost = await costs(async () => {
      for (const authorization of many)
        statuses.add((await call("GET", "/orders", undefined, { authorization })).status)
      statuses.add((await call("GET", "/orders?token=test-token", undefined, { cookie: "token=test-token" })).status)
    })
    expect([...statuses]).toEqual([401])
    expect(cost).toEqual({ statements: 0, conversations: 0 })
    expect(play.asked).toEqual([])
  })

  it("71 gives out no secret in any answer, and takes none back in a query", async () => {
    const play = await plantedStage(shop())
    const order = await atPayment(play)
    const [{ conversation }] = [order]
    const paths = [
      "/channel-accounts",
      `/channel-accounts/${play.account}`,
      "/payment-accounts",
      `/payment-accounts/${play.provider}`,
      "/payment-configuration",
      "/flows",
      `/orders/${order.id}`,
      `/conversations/${conversation}`,
      "/openapi.json",
      "/docs",
    ]
    for (const path of paths) {
      const answer = await call("GET", path)
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(/v1\.test-1\./)
    }
    const refused = await call("PUT", `/channel-accounts/${play.account}`, {
      title: "x",
      config: { appSecret: "a b", accessToken: planted.accessToken },
    })
    expect(refused.status).toBe(422)
    const broken = await call("POST", "/channel-accounts", undefined)
    expect(broken.status).toBe(400)
    const cut = await ask("/api/channel-accounts", {
      method: "POST",
      headers: token,
      body: `{"config":{"appSecret":"${planted.verifyToken}"`,
    })
    expect(cut.status).toBe(400)
  })

  it("71 says nothing of what broke inside, where the message could hold anything", async () => {
    const play = await plantedStage(shop())
    const order = await atPayment(play)
    const broken = vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error(`D1_ERROR at line 7`)
    })
    const answers = [await call("GET", `/orders/${order.id}`), await ask(`/p/${"0".repeat(20)}`)]
    broken.mockRestore()
    for (const { status, text } of answers) {
      expect(status).toBe(500)
      expect(text).not.toMatch(/D1_ERROR|line 7|at .*\.ts/)
    }
  })

  it("71 lets a service that repeats what it was sent see no secret of an account", async () => {
    const flow = {
      name: "Echo",
      triggers: { keywords: [], anyMessage: true, accounts: [] },
      start: "a",
      nodes: [
        {
          id: "a",
          name: "Api",
          type: "request",
          config: { url: "https://echo.example.com/", method: "POST" },
          exits: { ok: "b" },
        },
        { id: "b", name: "Said", type: "message", config: { text: "{{ Api.body }}" }, exits: {} },
      ],
    }
    const play = await plantedStage(flow)
    play.answers["https://echo.example.com/"] = ({ headers }) => Response.json([...headers])
    await play.say("hi")
    expect(textOf(play.sent[0])).toContain("idempotency-key")
    expect(textOf(play.sent[0])).not.toMatch(/authorization|Bearer|cookie/i)
  })

  it("71 has no map of its source and no way to test's doings", async () => {
    for (const path of ["/index.js.map", "/index.js", "/.dev.vars", "/.env", "/wrangler.toml", "/api/env"])
      expect((await ask(path, { headers: token })).status).toBe(404)
    // Any other address may be one of the studio's screens: then it gets the page that each of them gets.
    const screen = await ask("/orders")
    for (const path of ["/debug", "/test", "/__proto__", "/constructor"]) {
      const answer = await ask(path, { headers: token })
      expect(answer.status).toBe(screen.status)
      expect(answer.text.replace(path, "/orders")).toBe(screen.text)
    }
  })
})
