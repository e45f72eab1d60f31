import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { app, SECRET, type Shop, shop } from "./shop"

afterEach(() => {
  vi.restoreAllMocks()
})

/** Opens the order's checkout; the path of its page. */
async function checkout({ post, path }: Shop): Promise<string> {
  return new URL((await post(`${path}/checkout`)).headers.get("location") ?? "").pathname
}

/** A request to the pretend provider's API, as JSON. */
async function ask({ visit }: Shop, path: string, secret = SECRET, body?: unknown, key?: string) {
  const headers: Record<string, string> = { authorization: `Bearer ${secret}` }
  if (key) headers["idempotency-key"] = key
  const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) }
  const response = await visit(`/sandbox${path}`, init)
  return { status: response.status, body: await response.json<Record<string, unknown>>() }
}

describe("the pretend page", () => {
  it("says that no money moves, and offers every way that a payment can go", async () => {
    const stage = await shop({ description: "<img src=x onerror=alert(1)>" })
    const place = await checkout(stage)
    const response = await stage.visit(place)
    const text = await response.text()
    expect(text).toContain("no money moves")
    expect(text).not.toContain("<img")
    for (const action of ["pay", "decline", "cancel", "late", "twice", "disorder"])
      expect(text).toContain(`method="post" action="${place}/${action}"`)
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'")
  })

  it.each([
    ["pay", "paid", { status: "paid", late: false, surplus: [] }, ["paid"]],
    ["decline", "failed", { status: "failed", reason: "The card was declined." }, ["failed"]],
    ["cancel", "cancelled", { status: "cancelled" }, ["cancelled"]],
    ["late", "paid", { status: "paid", late: true, surplus: [] }, ["expired", "paid"]],
    ["twice", "paid", { status: "paid", late: false, surplus: [] }, ["paid"]],
    ["disorder", "paid", { status: "paid", late: false, surplus: [] }, ["paid", "pending", "expired"]],
  ])("does %s, tells of it by signed callbacks and leads back", async (action, standing, order, recorded) => {
    const stage = await shop()
    const place = await checkout(stage)
    stage.asked.splice(0)
    const response = await stage.post(`${place}/${action}`)
    expect([response.status, response.headers.get("location")]).toEqual([303, `https://pay.test${stage.path}/return`])
    const calls = { late: 2, twice: 2, disorder: 3 }[action] ?? 1
    expect(stage.asked).toEqual(Array(calls).fill(`POST /callbacks/sandbox/${stage.account}`))
    expect(await stage.now()).toMatchObject({ ...order, told: order.status })
    const { events } = await stage.stored()
    const heard = events.filter(({ cause }) => cause === "callback").map(({ status }) => status)
    expect(heard.toSorted()).toEqual(recorded.toSorted())
    const session = place.replace("/sandbox/pay/", "")
    expect((await ask(stage, `/sessions/${session}`)).body).toMatchObject({ status: standing, order: stage.order.id })
  })

  it("does one thing of two clicks at once, and nothing once it is decided", async () => {
    const stage = await shop()
    const place = await checkout(stage)
    stage.asked.splice(0)
    const clicks = [stage.post(`${place}/pay`), stage.post(`${place}/decline`)]
    for (const response of await Promise.all(clicks)) expect(response.status).toBe(303)
    await stage.post(`${place}/cancel`)
    expect(stage.asked).toHaveLength(1)
    expect(["paid", "failed"]).toContain((await stage.now()).status)
    expect(await (await stage.visit(place)).text()).not.toContain(`${place}/pay"`)
  })

  it("takes money even after the order was cancelled, as late money does come", async () => {
    const stage = await shop()
    const place = await checkout(stage)
    await stage.cancel()
    await stage.post(`${place}/late`)
    expect(await stage.now()).toMatchObject({ status: "paid", late: true, told: "paid" })
  })

  it("leads back though nobody hears the callback", async () => {
    const stage = await shop()
    const place = await checkout(stage)
    stage.outside = () => {
      throw new TypeError("connection refused")
    }
    expect((await stage.post(`${place}/pay`)).status).toBe(303)
    expect((await stage.now()).status).toBe("open")
  })

  it.each(["/sandbox/pay/ses_none", "/sandbox/pay/ses_none/pay"])("knows no %s", async (path) => {
    const stage = await shop()
    const response = await stage.visit(path, { method: path.endsWith("/pay") ? "POST" : "GET" })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain("no such session")
  })

  it.each(["steal", "constructor"])("knows no way to %s", async (action) => {
    const stage = await shop()
    const place = await checkout(stage)
    expect((await stage.post(`${place}/${action}`)).status).toBe(404)
    expect((await stage.now()).status).toBe("open")
  })
})

describe("the pretend service", () => {
  it("gives one session for one idempotency key, however often and at once", async () => {
    const stage = await shop()
    const id = (await checkout(stage)).replace("/sandbox/pay/", "")
    const { body } = await ask(stage, `/sessions/${id}`)
    const again = () => ask(stage, "/sessions", SECRET, body, `${stage.order.id}-1`)
    for (const { status, body } of await Promise.all([again(), again()])) {
      expect(status).toBe(201)
      expect(body.id).toBe(id)
    }
    expect((await ask(stage, "/sessions", SECRET, body, `${stage.order.id}-2`)).body.id).not.toBe(id)
  })

  it("serves only who knows the account's secret", async () => {
    const stage = await shop()
    const id = (await checkout(stage)).replace("/sandbox/pay/", "")
    const { body } = await ask(stage, `/sessions/${id}`)
    const wrong = "another-secret-0123456789"
    const refused = [
      await ask(stage, `/sessions/${id}`, wrong),
      await ask(stage, "/sessions", wrong, body),
      await ask(stage, "/sessions", SECRET, { ...body, account: "nobody" }),
      await ask(stage, `/sessions/${id}/close`, wrong, {}),
      await ask(stage, `/sessions/${id}/refunds`, wrong, { amount: 1, currency: "ZAR" }),
    ]
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "unauthorised" } } })
  })

  it.each([
    ["no amount", { amount: undefined }],
    ["a part of a cent", { amount: 1.5 }],
    ["no money at all", { amount: 0 }],
    ["a currency that is none", { currency: "XXX" }],
    ["a way back that runs something", { returnUrl: "javascript:alert(1)" }],
  ])("refuses a session with %s, naming the field", async (_, change) => {
    const stage = await shop()
    const { body } = await ask(stage, `/sessions/${(await checkout(stage)).replace("/sandbox/pay/", "")}`)
    const answer = await ask(stage, "/sessions", SECRET, { ...body, ...change })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_request" } } })
    expect(JSON.stringify(answer.body)).toContain(Object.keys(change)[0])
  })

  it.each(["{", "", "x".repeat(200_000)])("refuses a body that it cannot read", async (body) => {
    const { visit } = await shop()
    expect((await visit("/sandbox/sessions", { method: "POST", body })).status).toBe(400)
  })

  it("closes a session, but not a paid one", async () => {
    const stage = await shop()
    const place = await checkout(stage)
    const id = place.replace("/sandbox/pay/", "")
    expect(await ask(stage, `/sessions/${id}/close`, SECRET, {})).toMatchObject({
      status: 200,
      body: { status: "expired" },
    })
    await stage.post(`${place}/pay`)
    expect((await stage.now()).status).toBe("open")

    const other = await shop()
    const paid = await checkout(other)
    await other.post(`${paid}/pay`)
    const answer = await ask(other, `/sessions/${paid.replace("/sandbox/pay/", "")}/close`, SECRET, {})
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "already_paid" } } })
  })

  it("gives money back once for each key, and never more than came", async () => {
    const stage = await shop()
    const place = await checkout(stage)
    const id = place.replace("/sandbox/pay/", "")
    const give = (amount: number, key: string, currency = "ZAR") =>
      ask(stage, `/sessions/${id}/refunds`, SECRET, { amount, currency }, key)
    expect((await give(100, "early")).status).toBe(409)
    await stage.post(`${place}/pay`)
    expect((await give(100_000, "one")).body.refunded).toBe(100_000)
    expect((await give(100_000, "one")).body.refunded).toBe(100_000)
    expect((await give(29_901, "two")).status).toBe(409)
    expect((await give(29_900, "two", "EUR")).status).toBe(409)
    const both = await Promise.all([give(20_000, "three"), give(20_000, "four")])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await give(9_900, "five")).body.refunded).toBe(129_900)
  })

  it("takes every message and keeps none", async () => {
    const { visit } = await shop()
    const response = await visit("/sandbox/messages", { method: "POST", body: "{}" })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ id: expect.stringMatching(/^sandbox-.{36}$/) })
  })

  it.each(["production", "", "Local", "staging"])("exists nowhere but on somebody's own machine: %s", async (name) => {
    const stage = await shop()
    const place = await checkout(stage)
    const elsewhere = { ...env, ENVIRONMENT: name }
    const requests: [string, string][] = [
      [place, "GET"],
      [`${place}/pay`, "POST"],
      ["/sandbox/messages", "POST"],
      ["/sandbox/sessions", "POST"],
    ]
    for (const [path, method] of requests) expect((await app.request(path, { method }, elsewhere)).status).toBe(404)
    expect((await stage.now()).status).toBe("open")
  })
})
