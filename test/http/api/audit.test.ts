import { env, exports } from "cloudflare:workers"
import { Hono } from "hono"
import { afterEach, describe, expect, it } from "vitest"
import { rights } from "../../../src/core/right"
import { routes } from "../../../src/http/api"
import { answer } from "../../../src/http/api/routing/route"
import { call } from "../api-client"
import { paidFor } from "../api-shop"

const told = async (subject: string) =>
  (await call("GET", `/events?types=operator.did&limit=100&subject=${subject}`)).json.items

it("tells who gave money back, of which order and how much", async () => {
  const { order } = await paidFor()
  const { json: made } = await call("POST", "/tokens", { title: "the till" })
  const response = await exports.default.fetch(`https://pay.test/api/orders/${order.id}/refund`, {
    method: "POST",
    headers: { authorization: `Bearer ${made.token}`, "idempotency-key": "k" },
    body: JSON.stringify({ amount: "10.00" }),
  })
  expect(response.status).toBe(200)
  expect(await told(order.id)).toMatchObject([
    {
      order: order.id,
      data: { who: `token:${made.id}`, what: "orders.refund", before: null, after: { amount: "10.00" } },
    },
  ])
  expect(await told(made.id)).toMatchObject([
    { data: { who: "token:deployment", what: "tokens.create", after: { title: "the till" } } },
  ])
  expect(JSON.stringify(await env.DB.prepare("select * from stream").all())).not.toContain(made.token)
})

it("tells how a setting stood before and after", async () => {
  await call("PUT", "/settings", { retentionDays: 30 })
  await call("PUT", "/settings", { retentionDays: 60 })
  const data = (await told("settings")).map((item: { data: object }) => item.data)
  expect(data).toMatchObject([
    { what: "settings.save", before: { retentionDays: null }, after: { retentionDays: 30 } },
    { what: "settings.save", before: { retentionDays: 30 }, after: { retentionDays: 60 } },
  ])
})

it("tells nothing of what was only looked at, or refused", async () => {
  await call("GET", "/settings")
  await call("PUT", "/settings", { retentionDays: 0 })
  await call("DELETE", "/tokens/nobody")
  expect(await told("nobody")).toEqual([])
  const { order } = await paidFor()
  expect((await call("POST", `/orders/${order.id}/refund`, { amount: "99999.00" })).status).toBe(409)
  expect(await told(order.id)).toEqual([])
  const { json } = await call("GET", "/events?types=operator.did&limit=100")
  expect(json.items.filter(({ data }: { data: { what: string } }) => data.what === "settings.show")).toEqual([])
})

const changing = routes.filter(({ needs }) => !needs.endsWith(".read"))

it("lets nothing that changes pass as something to read", () => {
  expect(routes.filter(({ method, needs }) => method === "get" && !needs.endsWith(".read"))).toEqual([])
  const reading = routes.filter(({ method, needs }) => method !== "get" && needs.endsWith(".read"))
  expect(reading.map(({ name }) => name).sort()).toEqual(["flows.check", "paymentConfiguration.preview"])
  expect(changing.length).toBeGreaterThan(20)
})

it.each(changing.map((route) => [route.name, route] as const))(
  "tells of %s, whatever its handler tells",
  async (name, route) => {
    const app = new Hono<{ Bindings: Env }>()
    const visitor = { id: "walker", name: "", kind: "token", by: "token", rights, csrf: null, expiresAt: null } as const
    const silent = { ...route, respond: async () => new Response(null, { status: 204 }) }
    app.on(route.method, route.path, (c) => {
      c.set("visitor", visitor)
      return answer(c, silent)
    })
    const path = route.path.replace(/:\w+/g, `walked-${name}`)
    expect((await app.request(path, { method: route.method.toUpperCase() }, env)).status).toBe(204)
    const { results } = await env.DB.prepare(
      "select data from stream where data ->> '$.what' = ? and data ->> '$.who' = 'token:walker'",
    )
      .bind(name)
      .all<{ data: string }>()
    expect(results.map(({ data }) => JSON.parse(data))).toEqual([
      { who: "token:walker", what: name, before: null, after: null },
    ])
  },
)

describe("a change to what D1 stores", () => {
  const account = {
    provider: "stripe",
    title: "Till",
    config: { secretKey: "sk_test_planted1", webhookSecret: "whsec_planted1" },
  }
  const document = { name: "Audited" }
  afterEach(() => env.DB.prepare("drop trigger if exists mute").run())

  async function prepared() {
    await call("POST", "/payment-accounts", { id: "audited", ...account })
    await call("POST", "/payment-accounts", { id: "spare", ...account })
    await call("POST", "/flows", { id: "audited", document })
    await call("POST", "/flows", { id: "binned", document })
    await call("DELETE", "/flows/binned")
    return (await call("POST", "/tokens", { title: "audited" })).json.id as string
  }

  const deeds = (token: string): [string, string, unknown?][] => [
    ["POST", "/payment-accounts", { id: "another", ...account }],
    ["PUT", "/payment-accounts/audited", { title: "Other", config: {} }],
    ["DELETE", "/payment-accounts/spare"],
    ["PUT", "/payment-configuration", { account: "audited", merchant: "Shop", currency: "ZAR" }],
    ["PUT", "/settings", { retentionDays: 77 }],
    ["POST", "/tokens", { title: "another" }],
    ["DELETE", `/tokens/${token}`],
    ["POST", "/flows", { id: "another", document }],
    ["PUT", "/flows/audited", { document: { name: "Renamed" }, revision: 1 }],
    ["POST", "/flows/audited/duplicate", {}],
    ["POST", "/flows/binned/restore"],
    ["DELETE", "/flows/audited"],
  ]

  const tables = ["payment_accounts", "payment_configuration", "settings", "tokens", "flows"]
  const stored = () =>
    Promise.all(tables.map(async (table) => (await env.DB.prepare(`select * from ${table}`).all()).results))

  it("is not made when it cannot be told, and told once when it is", async () => {
    const token = await prepared()
    const before = await stored()
    await env.DB.prepare("create trigger mute before insert on stream begin select raise(abort, 'mute'); end").run()
    for (const [method, path, body] of deeds(token))
      expect([method, path, (await call(method, path, body)).status]).toEqual([method, path, 500])
    expect(await stored()).toEqual(before)
    await env.DB.prepare("drop trigger mute").run()
    const { next } = (await call("GET", "/events?limit=100")).json
    for (const [method, path, body] of deeds(token)) expect((await call(method, path, body)).status).toBeLessThan(300)
    const { items } = (await call("GET", `/events?types=operator.did&limit=100&cursor=${next}`)).json
    expect(items.map(({ data }: { data: { what: string } }) => data.what)).toEqual([
      ...["paymentAccounts.create", "paymentAccounts.save", "paymentAccounts.remove", "paymentConfiguration.save"],
      ...["settings.save", "tokens.create", "tokens.revoke"],
      ...["flows.create", "flows.save", "flows.duplicate", "flows.restore", "flows.remove"],
    ])
    expect(items[0].data.after).toMatchObject({
      provider: "stripe",
      title: "Till",
      secrets: ["secretKey", "webhookSecret"],
    })
    expect(items[1].data).toMatchObject({ before: { title: "Till" }, after: { title: "Other" } })
    expect(JSON.stringify(items)).not.toContain("planted1")
  })
})

it("tells who signed in and out", async () => {
  const headers = { "content-type": "application/json" }
  const body = JSON.stringify({ token: "test-token" })
  const signed = await exports.default.fetch("https://pay.test/api/session", { method: "POST", headers, body })
  const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? ""
  await exports.default.fetch("https://pay.test/api/session", { method: "DELETE", headers: { cookie } })
  const whats = (await told("deployment")).map(({ data }: { data: { who: string; what: string } }) => [
    data.who,
    data.what,
  ])
  expect(whats).toEqual([
    ["session:deployment", "session.begin"],
    ["session:deployment", "session.end"],
  ])
})
