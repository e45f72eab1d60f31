import { env, exports } from "cloudflare:workers"
import { expect, it } from "vitest"
import { database } from "../../../src/store/database"
import { forgetAnswers } from "../../../src/store/settings/idempotency"
import { shop } from "../../support/flows"
import { call } from "../api-client"
import { paidFor, refundsAsked } from "../api-shop"

async function post(path: string, key: string, body: unknown, token = "test-token") {
  const response = await exports.default.fetch(`https://pay.test/api${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const [replayed, retryAfter] = ["idempotency-replayed", "retry-after"].map((name) => response.headers.get(name))
  return { status: response.status, replayed, retryAfter, text, json: text === "" ? null : JSON.parse(text) }
}

const named = async (title: string) => {
  const { json } = await call("GET", "/tokens?limit=100")
  return json.items.filter((token: { title: string }) => token.title === title).length
}

const age = (milliseconds: number) => env.DB.prepare("update idempotency set at = at - ?").bind(milliseconds).run()

it("answers a request that is sent again as the first time, does it once, and keeps no secret in the clear", async () => {
  const first = await post("/tokens", "k-once", { title: "once" })
  const again = await post("/tokens", '"k-once"', { title: "once" })
  expect([first.status, first.replayed, again.status, again.replayed]).toEqual([201, null, 201, "true"])
  expect(again.text).toBe(first.text)
  expect(await named("once")).toBe(1)
  const rows = JSON.stringify(await env.DB.prepare("select * from idempotency").all())
  expect(rows).not.toContain(first.json.token)
  expect(rows).not.toContain("k-once")
})

it("keeps a refusal too", async () => {
  const refused = await post("/tokens", "k-refused", {})
  const again = await post("/tokens", "k-refused", {})
  expect([refused.status, again.status, again.replayed]).toEqual([422, 422, "true"])
  expect(again.text).toBe(refused.text)
})

it("refuses another request under a known key, and takes the same key of another caller", async () => {
  expect((await post("/tokens", "k-other", { title: "other" })).status).toBe(201)
  for (const [path, body] of [
    ["/tokens", { title: "another" }],
    ["/flows/a/check", { title: "other" }],
  ] as const)
    expect(await post(path, "k-other", body)).toMatchObject({ status: 422, json: { code: "key_reused" } })
  const { json } = await call("POST", "/tokens", { title: "caller" })
  expect(await post("/tokens", "k-other", { title: "of the caller" }, json.token)).toMatchObject({ status: 201 })
})

it("does it once, however many ask at once", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => post("/tokens", "k-race", { title: "race" })))
  expect(await named("race")).toBe(1)
  for (const { status } of answers) expect([201, 409]).toContain(status)
  expect(answers.filter(({ replayed, status }) => status === 201 && replayed === null)).toHaveLength(1)
})

it("says that a request is under way, and begins it again once who began it is gone", async () => {
  const { play, order } = await paidFor()
  const refund = () => post(`/orders/${order.id}/refund`, "k-lost", { amount: "10.00" })
  expect((await refund()).json.refunded).toBe("10.00")
  // It died right before it could keep its answer.
  await env.DB.prepare("update idempotency set answer = null").run()
  expect(await refund()).toMatchObject({ status: 409, retryAfter: "2", json: { code: "in_flight" } })
  await age(121_000)
  expect(await refund()).toMatchObject({ status: 200, replayed: null, json: { refunded: "10.00" } })
  expect(refundsAsked(play)).toHaveLength(1)
  expect((await refund()).replayed).toBe("true")
})

it("makes no second flow where the first try died once that was made", async () => {
  const document = { ...shop(), name: "made once" }
  const first = await post("/flows", "k-flow", { document })
  expect(first.status).toBe(201)
  const copied = await post(`/flows/${first.json.id}/duplicate`, "k-copy", {})
  for (const [path, key, body, id] of [
    ["/flows", "k-flow", { document }, first.json.id],
    [`/flows/${first.json.id}/duplicate`, "k-copy", {}, copied.json.id],
  ] as const) {
    await env.DB.prepare("update idempotency set answer = null").run()
    await age(121_000)
    const again = await post(path, key, body)
    expect([again.status, again.replayed, again.json.id]).toEqual([201, null, id])
    expect(again.json).not.toHaveProperty("draft")
  }
  const { json } = await call("GET", "/flows?limit=100")
  expect(json.items.filter(({ name }: { name: string }) => name.startsWith("made once"))).toHaveLength(2)
})

it("forgets after a day", async () => {
  expect((await post("/tokens", "k-day", { title: "day" })).status).toBe(201)
  await age(86_400_001)
  expect(await post("/tokens", "k-day", { title: "a day later" })).toMatchObject({ status: 201, replayed: null })
  await age(86_400_001)
  await forgetAnswers(database(env.DB), Date.now(), 1000)
  expect((await env.DB.prepare("select * from idempotency").all()).results).toEqual([])
})

it("gives money back once for a key and what it asks for, also when its answer is forgotten", async () => {
  const { play, order } = await paidFor()
  const refund = (amount: string) => post(`/orders/${order.id}/refund`, "k-old", { amount })
  expect((await refund("10.00")).json.refunded).toBe("10.00")
  await age(86_400_001)
  expect(await refund("10.00")).toMatchObject({ status: 200, replayed: null, json: { refunded: "10.00" } })
  expect(refundsAsked(play)).toHaveLength(1)
  await age(86_400_001)
  expect(await refund("2.00")).toMatchObject({ status: 200, json: { refunded: "12.00" } })
})

it("gives money back once, however many ask at once and whatever dies between", async () => {
  const { play, order, refunds } = await paidFor()
  const refund = () => post(`/orders/${order.id}/refund`, "k-storm", { amount: "3.00" })
  for (let round = 0; round < 3; round++) {
    const statuses = (await Promise.all([refund(), refund(), refund()])).map(({ status }) => status)
    for (const status of statuses) expect([200, 409]).toContain(status)
    await env.DB.prepare("update idempotency set answer = null").run()
    await age(121_000)
  }
  expect(new Set(refundsAsked(play).map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1)
  expect(refunds.given.map(({ amount }) => amount)).toEqual([300])
  expect((await call("GET", `/orders/${order.id}`)).json.refunded).toBe("3.00")
})

it("is declared by every POST of the description but signing in", async () => {
  const { json } = await call("GET", "/openapi.json")
  const posts = Object.entries<{ post?: { parameters?: { name: string }[] } }>(json.paths).flatMap(
    ([path, { post }]) =>
      post && path !== "/session" ? [[path, (post.parameters ?? []).map(({ name }) => name)] as const] : [],
  )
  expect(posts.length).toBeGreaterThan(15)
  for (const [path, names] of posts) expect([path, ...names]).toContain("idempotency-key")
})

it.each(["", "a b", '"', "x".repeat(256)])("refuses the key %j", async (key) => {
  expect((await post("/tokens", key, { title: "bad" })).status).toBe(400)
})

it("is done again where the first try failed by no fault of the request's", async () => {
  const { play, order } = await paidFor()
  const answers = play.answers
  play.answers = { ...answers, "https://api.stripe.com/v1/refunds": () => new Response("", { status: 500 }) }
  expect((await post(`/orders/${order.id}/refund`, "k-failed", { amount: "5.00" })).status).toBe(502)
  play.answers = answers
  expect((await post(`/orders/${order.id}/refund`, "k-failed", { amount: "5.00" })).json.refunded).toBe("5.00")
})

it("keeps no answer of a service that could not be reached: its account is tried again under the same key", async () => {
  const { play } = await paidFor()
  const answers = play.answers
  play.answers = { "https://api.stripe.com/": () => new Response("", { status: 500 }) }
  expect((await post(`/payment-accounts/${play.provider}/test`, "k-tried", {})).status).toBe(502)
  const found = () => Response.json({ id: "acct_1", object: "account", livemode: false, charges_enabled: true })
  play.answers = { ...answers, "https://api.stripe.com/": found }
  const again = await post(`/payment-accounts/${play.provider}/test`, "k-tried", {})
  expect([again.status, again.replayed]).toEqual([200, null])
})
