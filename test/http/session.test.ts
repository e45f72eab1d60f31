import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it, vi } from "vitest"
import { api } from "../../src/http/api"
import { fromBase64Url, toBase64Url } from "../../src/platform/encoding"
import { call } from "./api-client"

type Sent = { method?: string; headers?: Record<string, string>; body?: string }

/** A request as a browser at the studio sends it. */
function send(path: string, { headers = {}, ...init }: Sent = {}, change: Partial<Env> = {}) {
  return api.request(`https://pay.test${path}`, { ...init, headers }, { ...env, ...change })
}

function signIn(token: string, change: Partial<Env> = {}) {
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" }
  return send("/session", { method: "POST", headers, body: JSON.stringify({ token }) }, change)
}

async function session(token = "test-token", change: Partial<Env> = {}) {
  const response = await signIn(token, change)
  const { csrf } = (await response.json()) as { csrf: string }
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";")
  return { cookie, csrf }
}

const change = { method: "POST", body: JSON.stringify({ title: "from a browser" }) }

describe("signing in", () => {
  it("gives a cookie that no script reads and no other site sends", async () => {
    const local = (await signIn("test-token")).headers.get("set-cookie")
    expect(local).toMatch(/^paythread=.*; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
    const production = { ENVIRONMENT: "production" } as unknown as Partial<Env>
    const secure = (await signIn("test-token", production)).headers.get("set-cookie")
    expect(secure).toMatch(/^__Host-paythread=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  })

  it("says who is signed in, and never the token", async () => {
    const { cookie, csrf } = await session()
    const response = await send("/session", { headers: { cookie } })
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ name: "API_TOKEN", kind: "token", environment: "local", csrf })
    expect(text + cookie).not.toContain("test-token")
  })

  it.each(["wrong", "test-toke", "pt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])("refuses %s", async (token) => {
    const response = await signIn(token)
    expect(response.status).toBe(401)
    expect(response.headers.get("set-cookie")).toBeNull()
  })

  it("is refused to other sites, and to forms", async () => {
    const body = JSON.stringify({ token: "test-token" })
    const json = { "content-type": "application/json" }
    const from = (headers: Record<string, string>) => send("/session", { method: "POST", headers, body })
    expect((await from({ ...json, "sec-fetch-site": "cross-site" })).status).toBe(403)
    expect((await from({ ...json, origin: "https://evil.test" })).status).toBe(403)
    expect((await from({ "content-type": "text/plain" })).status).toBe(400)
  })

  it("is over after ten tries of one address within a minute, whoever is right, and says so in the log", async () => {
    const lines: string[] = []
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)))
    const production = { ENVIRONMENT: "production" } as unknown as Partial<Env>
    const from = (address: string, token: string) => {
      const headers = { "content-type": "application/json", "cf-connecting-ip": address }
      return send("/session", { method: "POST", headers, body: JSON.stringify({ token }) }, production)
    }
    for (let tries = 0; tries < 10; tries++) expect((await from("198.51.100.1", "wrong")).status).toBe(401)
    const refused = await from("198.51.100.1", "test-token")
    expect(refused.status).toBe(429)
    expect(refused.headers.get("retry-after")).toBe("60")
    expect((await from("198.51.100.2", "test-token")).status).toBe(200)
    const told = lines.filter((line) => line.includes("signin.refused")).map((line) => JSON.parse(line))
    expect(told.map(({ code }) => code)).toEqual([...Array(10).fill("unknown_token"), "too_many_tries"])
    expect(lines.join()).not.toContain("198.51.100.1")
  })

  it("ends for a copy of the cookie too", async () => {
    const [one, other] = [await session(), await session()]
    const reads = async ({ cookie }: { cookie: string }) => (await send("/flows", { headers: { cookie } })).status
    expect(await reads(one)).toBe(200)
    await send("/session", { method: "DELETE", headers: { cookie: one.cookie } })
    expect(await reads(one)).toBe(401)
    expect(await reads(other)).toBe(200)
  })

  it("ends everywhere at once, and can be begun anew", async () => {
    const [one, other] = [await session(), await session()]
    await send("/session?everywhere=true", { method: "DELETE", headers: { cookie: one.cookie } })
    for (const { cookie } of [one, other]) expect((await send("/flows", { headers: { cookie } })).status).toBe(401)
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1 })
    const { cookie } = await session()
    expect((await send("/flows", { headers: { cookie } })).status).toBe(200)
    vi.useRealTimers()
  })

  it("does not end all sessions for who has none", async () => {
    const one = await session()
    await send("/session?everywhere=true", { method: "DELETE", headers: { cookie: "paythread=x.y" } })
    expect((await send("/flows", { headers: { cookie: one.cookie } })).status).toBe(200)
  })

  it("ends by signing out", async () => {
    const response = await send("/session", { method: "DELETE" })
    expect(response.status).toBe(204)
    expect(response.headers.get("set-cookie")).toMatch(/^paythread=; Max-Age=0/)
  })
})

describe("a session", () => {
  it("reads with the cookie alone and changes only with its other half", async () => {
    const { cookie, csrf } = await session()
    expect((await send("/flows", { headers: { cookie } })).status).toBe(200)
    expect((await send("/tokens", { ...change, headers: { cookie } })).status).toBe(403)
    expect((await send("/tokens", { ...change, headers: { cookie, "x-csrf-token": "x" } })).status).toBe(403)
    const crossing = { cookie, "x-csrf-token": csrf, "sec-fetch-site": "same-site" }
    expect((await send("/tokens", { ...change, headers: crossing })).status).toBe(403)
    expect((await send("/tokens", { ...change, headers: { cookie, "x-csrf-token": csrf } })).status).toBe(201)
  })

  it("cannot be made up or made longer", async () => {
    const { cookie } = await session()
    const [text = "", signature = ""] = cookie.slice("paythread=".length).split(".")
    const claims = JSON.parse(new TextDecoder().decode(fromBase64Url(text) ?? undefined))
    const longer = toBase64Url(new TextEncoder().encode(JSON.stringify({ ...claims, expiresAt: 9e15 })))
    for (const forged of [`${longer}.${signature}`, `${text}.`, `${text}.AAAA`, text, "", "a.b.c", "%00"])
      expect((await send("/flows", { headers: { cookie: `paythread=${forged}` } })).status).toBe(401)
  })

  it("ends after twelve hours", async () => {
    const { cookie } = await session()
    vi.useFakeTimers({ now: Date.now() + 12 * 3_600_000, toFake: ["Date"] })
    try {
      expect((await send("/flows", { headers: { cookie } })).status).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })

  it("ends when the deployment's token changes", async () => {
    const { cookie } = await session()
    expect((await send("/flows", { headers: { cookie } }, { API_TOKEN: "another" })).status).toBe(401)
  })

  it("ends with the token it was begun with", async () => {
    const made = (await call("POST", "/tokens", { title: "of Ann" })).json
    const { cookie } = await session(made.token)
    expect((await send("/flows", { headers: { cookie } })).status).toBe(200)
    expect((await call("DELETE", `/tokens/${made.id}`)).status).toBe(204)
    expect((await send("/flows", { headers: { cookie } })).status).toBe(401)
    expect((await send("/flows", { headers: { authorization: `Bearer ${made.token}` } })).status).toBe(401)
  })
})

describe("tokens", () => {
  it("are shown once and open the API until they are revoked", async () => {
    const { json: made, status } = await call("POST", "/tokens", { title: "the till's system" })
    expect(status).toBe(201)
    expect(made.token).toMatch(/^pt_[a-z0-9]{40}$/)
    expect((await send("/flows", { headers: { authorization: `Bearer ${made.token}` } })).status).toBe(200)
    const { text } = await call("GET", "/tokens")
    expect(text).toContain("the till's system")
    expect(text).not.toContain(made.token)
    expect(JSON.stringify(await env.DB.prepare("select * from tokens").all())).not.toContain(made.token)
    await call("DELETE", `/tokens/${made.id}`)
    expect((await call("GET", "/tokens")).text).toMatch(/"revokedAt":\d/)
    expect((await call("DELETE", "/tokens/nothing")).status).toBe(404)
  })
})

describe("a token with fewer rights", () => {
  const limited = async (rights: string[]) => (await call("POST", "/tokens", { title: "limited", rights })).json.token
  const by = (token: string) => ({ authorization: `Bearer ${token}` })

  it("does what it may, and is told the right that it lacks", async () => {
    const headers = by(await limited(["orders.read"]))
    expect((await send("/orders", { headers })).status).toBe(200)
    const refused = await send("/orders/nothing/refund", { method: "POST", body: "{}", headers })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('This needs the right \\"orders.refund\\", which your token does not have.')
  })

  it("gives a session no more than itself", async () => {
    const { cookie } = await session(await limited(["flows.read"]))
    expect((await send("/flows", { headers: { cookie } })).status).toBe(200)
    expect((await send("/orders", { headers: { cookie } })).status).toBe(403)
    expect(await (await send("/session", { headers: { cookie } })).json()).toMatchObject({ rights: ["flows.read"] })
  })

  it("makes no token that may more than it", async () => {
    const headers = by(await limited(["tokens.write", "orders.read"]))
    const make = (body: object) => send("/tokens", { method: "POST", body: JSON.stringify(body), headers })
    const refused = await make({ title: "more", rights: ["orders.read", "orders.refund"] })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("rights.1")])
    const made = await make({ title: "as much" })
    expect(await made.json()).toMatchObject({ rights: ["orders.read", "tokens.write"] })
  })

  it("made before there were rights may do everything", async () => {
    const { json } = await call("POST", "/tokens", { title: "old" })
    await env.DB.prepare("update tokens set rights = '[\"*\"]' where id = ?").bind(json.id).run()
    expect((await send("/tokens", { headers: by(json.token) })).status).toBe(200)
  })
})

describe("Cloudflare Access", () => {
  const access = { ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com", ACCESS_AUDIENCE: "app" } as Partial<Env>
  let keys: CryptoKeyPair
  let other: CryptoKeyPair

  beforeAll(async () => {
    const algorithm = {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    }
    const pair = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]) as Promise<CryptoKeyPair>
    ;[keys, other] = await Promise.all([pair(), pair()])
    const { kty, n, e } = (await crypto.subtle.exportKey("jwk", keys.publicKey)) as JsonWebKey
    vi.stubGlobal("fetch", async (url: string) => {
      expect(url).toBe("https://team.cloudflareaccess.com/cdn-cgi/access/certs")
      return Response.json({ keys: [{ kid: "k1", kty, n, e, alg: "RS256", use: "sig" }] })
    })
    return () => vi.unstubAllGlobals()
  })

  const good = { iss: "https://team.cloudflareaccess.com", aud: ["app"], sub: "u1", email: "ann@shop.test" }
  const soon = () => Math.floor(Date.now() / 1000) + 60

  async function assertion(claims: object, { kid = "k1", alg = "RS256", key = keys.privateKey } = {}) {
    const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)))
    const text = `${part({ alg, kid, typ: "JWT" })}.${part(claims)}`
    const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, new TextEncoder().encode(text))
    return `${text}.${alg === "none" ? "" : toBase64Url(new Uint8Array(signature))}`
  }

  it("lets in whom it vouches for, who changes nothing without the other half", async () => {
    const headers = { "cf-access-jwt-assertion": await assertion({ ...good, exp: soon() }) }
    const response = await send("/session", { headers }, access)
    const { csrf, ...visitor } = (await response.json()) as { csrf: string; name: string; kind: string }
    expect(visitor).toMatchObject({ name: "ann@shop.test", kind: "access" })
    expect((await send("/tokens", { ...change, headers }, access)).status).toBe(403)
    expect((await send("/tokens", { ...change, headers: { ...headers, "x-csrf-token": csrf } }, access)).status).toBe(
      201,
    )
  })

  it.each([
    ["another application's", { ...good, aud: ["other"] }, {}],
    ["another team's", { ...good, iss: "https://evil.cloudflareaccess.com" }, {}],
    ["an old one", { ...good, exp: 1 }, {}],
    ["one of an unknown key", good, { kid: "k2" }],
    ["one that is not signed", good, { alg: "none" }],
    ["one of nobody", { ...good, sub: "" }, {}],
  ])("refuses %s", async (_, claims, how) => {
    const headers = { "cf-access-jwt-assertion": await assertion({ exp: soon(), ...claims }, how) }
    expect((await send("/flows", { headers }, access)).status).toBe(401)
  })

  it("refuses one that somebody else signed, and all of them where it is not set up", async () => {
    const forged = await assertion({ ...good, exp: soon() }, { key: other.privateKey })
    expect((await send("/flows", { headers: { "cf-access-jwt-assertion": forged } }, access)).status).toBe(401)
    const real = await assertion({ ...good, exp: soon() })
    expect((await send("/flows", { headers: { "cf-access-jwt-assertion": real } })).status).toBe(401)
  })
})

it("keeps how long messages are kept", async () => {
  expect((await call("GET", "/settings")).json).toEqual({ retentionDays: null })
  expect((await call("PUT", "/settings", { retentionDays: 90 })).json).toEqual({ retentionDays: 90 })
  expect((await call("GET", "/settings")).json).toEqual({ retentionDays: 90 })
  expect((await call("PUT", "/settings", { retentionDays: 0 })).status).toBe(422)
})

it("tells what runs here without telling a secret", async () => {
  const { json, text } = await call("GET", "/about")
  expect(json).toMatchObject({ environment: "local", publicUrl: "https://pay.test", sealingKeys: ["test-1"] })
  expect(text).not.toContain("MDEyMzQ1")
})
