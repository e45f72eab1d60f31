import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { languageCodes } from "../../src/core/languages"
import { cancelForm } from "../support/cancelling"
import { app, HOUR, SECRET, type Shop, shop } from "./shop"

afterEach(() => {
  vi.restoreAllMocks()
})

const LARGEST = 15_000

/** A payment of all that is due. */
const captured = (payment: string, at = Date.now()) =>
  ({ type: "captured", attempt: null, payment, money: { minor: 129_900, currency: "ZAR" }, at }) as const

describe("the page of an order", () => {
  it("says who asks for what until when, and offers to pay or to cancel", async () => {
    const { visit, path, order } = await shop()
    const text = await (await visit(path)).text()
    expect(text).toMatch(/^<!doctype html><html lang="en-ZA">/)
    for (const part of [
      "Kasi Shoes",
      "R\u00a01\u00a0299,00",
      "Trail running shoes",
      order.number,
      "in 23 hours",
      "UTC",
    ])
      expect(text).toContain(part)
    expect(text).toContain(`method="post" action="${path}/checkout"`)
    expect(text).toContain(`href="${path}/cancel"`)
    expect(text).toContain("You can close this page and go back to your chat.")
  })

  it.each([
    ["pending", ({ stands }) => stands("pending"), "Your payment is on its way"],
    ["paid", ({ hears }) => hears(captured("pi_1", Date.UTC(2026, 10, 22, 15, 4))), "22 November 2026 at 15:04 UTC"],
    ["paid late", ({ stands }) => stands("expired", "paid"), "after the time was up"],
    [
      "paid twice",
      async ({ hears }) => {
        await hears(captured("pi_1"))
        await hears(captured("pi_2"))
      },
      "paid twice",
    ],
    [
      "refunded",
      async ({ hears }) => {
        await hears(captured("pi_1"))
        const money = { minor: 5000, currency: "ZAR" } as const
        await hears({ type: "refunded", refund: "re_1", payment: "pi_1", money, reason: null })
      },
      "R 50,00",
    ],
    ["failed", ({ stands }) => stands("failed"), "mailto:help@kasishoes.example"],
    ["expired", ({ stands }) => stands("expired"), "has expired"],
    ["past its time", ({ change }) => change({ expiresAt: Date.now() - 1 }), "has expired"],
    ["cancelled", ({ stands }) => stands("cancelled"), "was cancelled"],
    ["mismatch", ({ stands }) => stands("mismatch"), "We are looking into your payment"],
  ] satisfies [string, (shop: Shop) => Promise<void>, string][])(
    "says how it stands and offers nothing more: %s",
    async (name, come, said) => {
      const opened = await shop()
      const { visit, path } = opened
      await come(opened)
      for (const page of [path, `${path}/cancel`, `${path}/return?n=99`]) {
        const response = await visit(page)
        const text = await response.text()
        expect(response.status).toBe(200)
        if (name !== "past its time") expect(text).toContain(said)
        expect(text).not.toContain("<form")
      }
      expect(await (await visit(path)).text()).toContain(said)
    },
  )

  it.each([
    ["test", true],
    ["live", false],
  ] as const)("says that no money moves: %s", async (mode, shown) => {
    const { visit, path } = await shop({ mode })
    expect((await (await visit(path)).text()).includes("no real money moves")).toBe(shown)
  })

  it("is the same for its order alone: each order has its own link", async () => {
    const [first, second] = [await shop({ description: "the first" }), await shop({ description: "the second" })]
    expect(await (await first.visit(first.path)).text()).toContain("the first")
    expect(await (await first.visit(second.path)).text()).toContain("the second")
  })

  it("escapes whatever people wrote", async () => {
    const evil = `"><img src=x onerror=alert(1)>`
    const { visit, path, change, stands } = await shop({ description: evil }, { merchant: evil, contact: evil })
    await change({ number: evil })
    await stands("failed")
    const text = await (await visit(path)).text()
    expect(text).not.toContain("<img")
    expect(text.split("&lt;img src=x onerror=alert(1)&gt;").length).toBeGreaterThan(4)
  })

  it.each(languageCodes)(`is small in every state, in %s`, async (language) => {
    const description = "x".repeat(300)
    const { visit, path, stands, hears } = await shop({ language, description }, { merchant: "M".repeat(60) })
    const states = [
      async () => {},
      () => stands("pending"),
      async () => {
        for (const payment of ["pi_1", "pi_2"]) await hears(captured(payment, 1))
      },
    ]
    for (const come of states) {
      await come()
      for (const page of [path, `${path}/cancel`, `${path}/return`])
        expect((await (await visit(page)).arrayBuffer()).byteLength).toBeLessThan(LARGEST)
    }
  })

  it("lets nothing run but its own, load, frame or remember it", async () => {
    const { visit, path } = await shop()
    for (const page of [path, `${path}/cancel`, `${path}/return`, "/p/unknown"]) {
      const { headers } = await visit(page)
      const policy = headers.get("content-security-policy")
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; connect-src 'self'; form-action 'self' https: https:\/\/pay.test;/,
      )
      expect(policy).toMatch(/frame-ancestors 'none'$/)
      expect(headers.get("cache-control")).toBe("no-store")
      expect(headers.get("referrer-policy")).toBe("no-referrer")
      expect(headers.get("x-robots-tag")).toContain("noindex")
      expect(headers.get("x-frame-options")).toBe("DENY")
      expect(headers.get("set-cookie")).toBeNull()
    }
  })
})

describe("the language", () => {
  it.each([
    ["the order's own first", "fr", "es", "fr", "Montant à payer"],
    ["with its region", "pt_BR", undefined, "pt-BR", "Valor a pagar"],
    ["the browser's where the order's is none of ours", "zu", "xx, es-MX;q=0.7, af;q=0.9", "af", "Bedrag om te betaal"],
    ["the browser's where the order has none", "und", "es-MX,en;q=0.5", "es-MX", "Importe a pagar"],
    ["none that the browser refuses", "und", "fr;q=0, xx", "en", "Amount to pay"],
    ["English where nothing fits", "zu", "xx", "en", "Amount to pay"],
    ["English for nonsense", "en-<script>", ";;;,q=", "en", "Amount to pay"],
  ])("is %s", async (_, language, accepted, lang, said) => {
    const { visit, path } = await shop({ language })
    const text = await (await visit(path, accepted ? { headers: { "accept-language": accepted } } : {})).text()
    expect(text).toContain(`<html lang="${lang}">`)
    expect(text).toContain(said)
  })
})

describe("a link", () => {
  it("changes nothing and asks nobody by being looked at, and costs one round trip", async () => {
    const { visit, path, asked, stored } = await shop()
    await visit(path)
    const before = await stored()
    const statements = vi.spyOn(env.DB, "prepare")
    const batches = vi.spyOn(env.DB, "batch")
    for (const method of ["GET", "HEAD"]) {
      statements.mockClear()
      batches.mockClear()
      const response = await visit(path, { method })
      expect(response.status).toBe(200)
      expect([statements.mock.calls.length, batches.mock.calls.length]).toEqual([3, 1])
      for (const [text] of statements.mock.calls) expect(text).toMatch(/^select /)
      expect((await response.text()) === "").toBe(method === "HEAD")
    }
    await visit(`${path}/cancel`)
    await visit(`${path}/return`)
    for (const [text] of statements.mock.calls) expect(text).toMatch(/^select /)
    expect(asked).toEqual([])
    expect(await stored()).toEqual(before)
  })

  it("teaches nothing by being wrong: the answer is the same whatever is wrong", async () => {
    const { visit, path } = await shop()
    const statements = vi.spyOn(env.DB, "prepare")
    const batches = vi.spyOn(env.DB, "batch")
    const answers = []
    for (const link of ["0".repeat(20), "short", `${path.slice(3)}x`, "%00", "a/b/c", ""]) {
      for (const suffix of ["", "/cancel", "/return", "/checkout"]) {
        const response = await visit(`/p/${link}${suffix}`, { method: suffix === "/checkout" ? "POST" : "GET" })
        const headers = [...response.headers].filter(([name]) => name !== "date")
        answers.push(JSON.stringify([response.status, headers, await response.text()]))
      }
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^\[404,.*This link does not work/)
    // Only the one that could be a link was looked for, in one trip each time, beside the configuration and its account.
    expect(batches.mock.calls.length).toBe(4)
    expect(statements.mock.calls.length).toBeLessThanOrEqual(15)
  })
})

describe("paying", () => {
  it("leads to the provider's page", async () => {
    const { post, path, now } = await shop()
    const response = await post(`${path}/checkout`)
    expect(response.status).toBe(303)
    expect(response.headers.get("location")).toMatch(/^https:\/\/pay\.test\/sandbox\/pay\/ses_[0-9a-f]{32}$/)
    expect((await now()).attempts).toBe(1)
  })

  it("makes one checkout of two clicks at once, and of a third one later", async () => {
    const { post, path, now } = await shop()
    const clicks = [post(`${path}/checkout`), post(`${path}/checkout`)]
    const places = (await Promise.all(clicks)).map(({ headers }) => headers.get("location"))
    places.push((await post(`${path}/checkout`)).headers.get("location"))
    expect(new Set(places).size).toBe(1)
    expect((await now()).attempts).toBe(1)
  })

  it.each([
    ["paid", ({ stands }) => stands("paid")],
    ["cancelled", ({ stands }) => stands("cancelled")],
    ["past its time", ({ change }) => change({ expiresAt: Date.now() - 1 })],
  ] satisfies [string, (shop: Shop) => Promise<void>][])(
    "leads back when it cannot be paid any more: %s",
    async (_, come) => {
      const opened = await shop()
      const { post, path, asked } = opened
      await come(opened)
      const response = await post(`${path}/checkout`)
      expect([response.status, response.headers.get("location")]).toEqual([303, path])
      expect(asked).toEqual([])
    },
  )

  it.each([
    ["is down", () => new Response(`boom ${SECRET}`, { status: 500 }), 502],
    ["is hidden by a proxy that refuses", () => new Response(`<html>${SECRET}</html>`, { status: 400 }), 502],
    ["is too busy", () => new Response(null, { status: 429, headers: { "retry-after": "7" } }), 503],
    [
      "cannot be reached",
      () => {
        throw new TypeError(SECRET)
      },
      502,
    ],
  ])("offers to try again when the provider %s", async (name, outside, status) => {
    const stage = await shop({ language: "es" })
    stage.outside = outside
    const response = await stage.post(`${stage.path}/checkout`)
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(response.headers.get("retry-after")).toBe(name === "is too busy" ? "7" : null)
    expect(text).toContain("Inténtalo de nuevo en un momento")
    expect(text).toContain(`method="post" action="${stage.path}/checkout"`)
    expect(text).not.toContain(SECRET)

    stage.outside = null
    expect((await stage.post(`${stage.path}/checkout`)).status).toBe(303)
  })

  it.each([
    ["does not accept the key", () => new Response(null, { status: 401 })],
    ["does not let the key do it", () => Response.json({ error: { message: SECRET } }, { status: 403 })],
  ])("says that paying is not possible when the provider %s, and leads there once it is", async (_, outside) => {
    const stage = await shop({ language: "es" })
    stage.outside = outside
    const response = await stage.post(`${stage.path}/checkout`)
    const text = await response.text()
    expect(response.status).toBe(503)
    expect(text).toContain("Ahora mismo no se puede pagar")
    expect(text).not.toContain(SECRET)
    expect(await stage.now()).toMatchObject({ status: "open" })

    stage.outside = null
    expect((await stage.post(`${stage.path}/checkout`)).headers.get("location")).toContain("/sandbox/pay/")
  })

  it.each([
    ["too small", 400, "amount_too_small"],
    ["refused by the network", 402, "card_declined"],
    ["nothing that it understands", 400, "parameter_unknown"],
    ["in a currency that it does not take", 400, "invalid_currency"],
  ])("ends an order whose charge is refused for good: %s", async (_, status, code) => {
    const stage = await shop()
    stage.outside = () => Response.json({ error: { code, message: "The amount must be higher." } }, { status })
    const response = await stage.post(`${stage.path}/checkout`)
    expect([response.status, response.headers.get("location")]).toEqual([303, stage.path])
    const text = await (await stage.visit(stage.path)).text()
    expect(text).toContain("It can no longer be paid.")
    expect(text).not.toContain("<form")
    const { order, events } = await stage.stored()
    expect(order).toMatchObject({ status: "failed", told: "failed", reason: expect.stringContaining("must be higher") })
    expect(events.at(-1)).toMatchObject({ status: "failed", reason: expect.stringContaining("must be higher") })
    const asked = stage.asked.length
    await stage.post(`${stage.path}/checkout`)
    expect(stage.asked.length).toBe(asked)
  })

  it("does not end an order that was paid by an earlier checkout when a later one is refused", async () => {
    const stage = await shop()
    const place = (await stage.post(`${stage.path}/checkout`)).headers.get("location") ?? ""
    const pretend = new URL(place).pathname
    // Its checkout is about to end, so that the next press asks for another one, while it is being paid.
    await env.DB.prepare("update attempts set usable_until = ?1, payable_until = ?1 where order_id = ?2")
      .bind(Date.now() + 5000, stage.order.id)
      .run()
    stage.outside = ({ url }) => (url.includes("/callbacks/") ? new Response(null, { status: 500 }) : null)
    await stage.post(`${pretend}/pay`)
    stage.outside = ({ url, method }) => {
      if (url.includes("/callbacks/")) return new Response(null, { status: 500 })
      const opens = method === "POST" && url.endsWith("/sessions")
      return opens ? Response.json({ error: { code: "amount_too_small", message: "No." } }, { status: 400 }) : null
    }
    await stage.post(`${stage.path}/checkout`)
    expect(await stage.now()).toMatchObject({ status: "paid", late: false, told: "paid" })
  })
})

describe("coming back", () => {
  it("shows that it is paid though no callback came, and tells the conversation", async () => {
    const stage = await shop()
    const { visit, post, path, now } = stage
    const place = (await post(`${path}/checkout`)).headers.get("location") ?? ""
    stage.outside = ({ url }) => (url.includes("/callbacks/") ? new Response(null, { status: 500 }) : null)
    await post(`${new URL(place).pathname}/pay`)
    expect((await now()).status).toBe("open")
    const response = await visit(`${path}/return`)
    expect(await response.text()).toContain("We have received your payment.")
    expect(response.headers.get("refresh")).toBeNull()
    expect(await now()).toMatchObject({ status: "paid", told: "paid" })
  })

  it("asks once for many who come at once, and again a little later", async () => {
    const { visit, post, path, asked } = await shop()
    await post(`${path}/checkout`)
    asked.length = 0
    for (let count = 0; count < 20; count++) await visit(`${path}/return`)
    expect(asked).toHaveLength(1)
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2500 })
    await visit(`${path}/return?n=1`)
    vi.useRealTimers()
    expect(asked).toHaveLength(2)
  })

  it("proves nothing: an unpaid order is being checked, a few times and no more", async () => {
    const { visit, post, path, now } = await shop()
    await post(`${path}/checkout`)
    let next: string | null = `${path}/return`
    let looks = 0
    let text = ""
    while (next !== null && looks < 50) {
      const response: Response = await visit(next)
      text = await response.text()
      next = /^\d+; url=(.+)$/.exec(response.headers.get("refresh") ?? "")?.[1] ?? null
      looks += 1
      if (next) expect(text).toContain("We are checking your payment")
    }
    expect(looks).toBe(7)
    expect(text).toContain("We have not seen your payment yet")
    expect((await now()).status).toBe("open")
  })

  it.each(["-1", "abc", "1e9", "99999999999", ""])("is checked once for a count that is none: %s", async (count) => {
    const { visit, post, path } = await shop()
    await post(`${path}/checkout`)
    expect((await visit(`${path}/return?n=${count}`)).headers.get("refresh")).toBeNull()
  })

  it.each([
    ["for a HEAD", "HEAD", ({ post, path }) => post(`${path}/checkout`)],
    ["for an order that nobody went to pay", "GET", async () => {}],
    ["for an order that is settled", "GET", ({ stands }) => stands("failed")],
  ] satisfies [string, string, (shop: Shop) => Promise<unknown>][])("asks nobody %s", async (_, method, come) => {
    const opened = await shop()
    const { visit, path, asked } = opened
    await come(opened)
    asked.splice(0)
    await visit(`${path}/return`, { method })
    expect(asked).toEqual([])
  })

  it("does not alarm anybody because the provider cannot be asked", async () => {
    const stage = await shop()
    await stage.post(`${stage.path}/checkout`)
    stage.outside = () => new Response(null, { status: 503 })
    const response = await stage.visit(`${stage.path}/return`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain("We are checking your payment")
  })
})

describe("cancelling", () => {
  it("is asked about first, by a page that does nothing", async () => {
    const { visit, path, stored } = await shop()
    const before = await stored()
    const text = await (await visit(`${path}/cancel`)).text()
    expect(text).toContain(`method="post" action="${path}/cancel"`)
    expect(text).toContain("Cancel this payment?")
    expect(await stored()).toEqual(before)
  })

  it("ends the order and its checkout, and tells the conversation; once more changes nothing", async () => {
    const { visit, post, cancel, path, now, stored } = await shop()
    const place = (await post(`${path}/checkout`)).headers.get("location") ?? ""
    const response = await cancel()
    expect([response.status, response.headers.get("location")]).toEqual([303, path])
    expect(await now()).toMatchObject({ status: "cancelled", told: "cancelled" })
    expect(await (await visit(new URL(place).pathname)).text()).toContain("expired")
    const before = await stored()
    expect((await cancel()).status).toBe(303)
    expect(await stored()).toEqual(before)
  })

  it("does not end an order that turns out to be paid", async () => {
    const stage = await shop()
    const { visit, post, path, now } = stage
    const place = (await post(`${path}/checkout`)).headers.get("location") ?? ""
    stage.outside = ({ url }) => (url.includes("/callbacks/") ? new Response(null, { status: 500 }) : null)
    await post(`${new URL(place).pathname}/pay`)
    await stage.cancel()
    expect(await now()).toMatchObject({ status: "paid", told: "paid" })
    expect(await (await visit(path)).text()).toContain("We have received your payment.")
  })

  it("stands though the conversation cannot be told: the sweep will", async () => {
    const { path, now } = await shop()
    const away = {
      ...env,
      CONVERSATION: { getByName: () => ({ hear: () => Promise.reject(new Error("overloaded")) }) },
    }
    const response = await app.request(`${path}/cancel`, await cancelForm(env.HASH_KEY, path), away)
    expect(response.status).toBe(303)
    const order = await now()
    expect(order).toMatchObject({ status: "cancelled", told: "open" })
    expect(order.sweepAt).toBeLessThan(Date.now() + HOUR)
  })
})
