import { env } from "cloudflare:workers"
import { beforeEach, describe, expect, it } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { app } from "../../src/http/app"
import { database } from "../../src/store/database"
import { replaceAddress, writtenAddress } from "../../src/store/settings/address"

const UNWRITTEN = { ENVIRONMENT: "production", PUBLIC_URL: "" }

beforeEach(async () => {
  // Whatever is remembered of it in memory goes with this.
  await replaceAddress(database(env.DB), "https://before.test", 1)
  await env.DB.prepare("DELETE FROM settings WHERE id = 'address'").run()
})

describe("the address in PUBLIC_URL", () => {
  it.each([
    ["https://pay.shop.com", "https://pay.shop.com"],
    [" https://pay.shop.com/ ", "https://pay.shop.com"],
    ["http://localhost:8787", "http://localhost:8787"],
    ["https://shop.com/pay/", "https://shop.com/pay"],
    ["https://myexample.com", "https://myexample.com"],
  ])("%j is %s", (text, address) => expect(writtenAddress(text)).toBe(address))

  it.each([
    "",
    undefined,
    "pay.shop.com",
    "ftp://shop.com",
    "https://pay.example.com",
    "https://example.org/",
    "https://x.example",
  ])("%j is none", (text) => expect(writtenAddress(text)).toBeNull())
})

describe("an address that is not written down", () => {
  it("is never taken from a stranger", async () => {
    const requests = [
      ["/healthz", {}],
      ["/api/flows", {}],
      ["/api/flows", { headers: { authorization: "Bearer wrong" } }],
      ["/p/00000000000000000000", {}],
      ["/webhooks/sandbox/none", { method: "POST" }],
      ["/api/session", { method: "POST", headers: JSON_TYPE, body: '{"token":"wrong"}' }],
      ["/api/session", { method: "POST", headers: JSON_TYPE, body: '{"word":"1.a.b"}' }],
    ] as const
    for (const [path, init] of requests) await ask(`https://evil.com${path}`, init)
    expect(await stored()).toBeNull()
    await expect(addressIn({})).rejects.toMatchObject({ code: "not_configured", advice: "hold" })
  })

  it("is the one at which an operator first signs in, and no later one", async () => {
    const body = JSON.stringify({ token: "test-token" })
    const signIn = (host: string) => ask(`${host}/api/session`, { method: "POST", headers: JSON_TYPE, body })
    expect((await signIn("https://paythread.shop.workers.dev")).status).toBe(200)
    expect((await signIn("https://other.shop.com")).status).toBe(200)
    expect(await stored()).toBe("https://paythread.shop.workers.dev")
    expect(await addressIn({})).toBe("https://paythread.shop.workers.dev")
    expect((await (await ask("https://pay.shop.com/api/about", TOKEN)).json()) as object).toMatchObject({
      publicUrl: "https://paythread.shop.workers.dev",
    })
  })

  it("is https, also for who came without it", async () => {
    await ask("http://pay.shop.com/api/flows", TOKEN)
    expect(await stored()).toBe("https://pay.shop.com")
  })

  it.each(["https://pay.example.com", "https://localhost", "https://10.0.0.1", "https://worker.internal"])(
    "is not %s",
    async (origin) => {
      await ask(`${origin}/api/flows`, TOKEN)
      expect(await stored()).toBeNull()
    },
  )

  it("gives way to one that is written, and a placeholder is none", async () => {
    await ask("https://pay.shop.com/api/flows", TOKEN)
    expect(await addressIn({ PUBLIC_URL: "https://buy.shop.com" })).toBe("https://buy.shop.com")
    expect(await addressIn({ PUBLIC_URL: "https://pay.example.com" })).toBe("https://pay.shop.com")
  })
})

describe("on somebody's own machine", () => {
  const local = { ENVIRONMENT: "local", PUBLIC_URL: "" }

  it("it follows the port, and only of this very machine", async () => {
    expect(await addressIn(local)).toBe("http://localhost:8787")
    await ask("http://127.0.0.1:9000/p/none", {}, local)
    expect(await addressIn(local)).toBe("http://localhost:9000")
    await ask("http://evil.com:9001/p/none", {}, local)
    await ask("https://tunnel.trycloudflare.com/api/flows", TOKEN, local)
    expect(await addressIn(local)).toBe("http://localhost:9000")
    await ask("http://localhost:8790/p/none", {}, local)
    expect(await addressIn(local)).toBe("http://localhost:8790")
  })

  it("it is the tunnel's that is written down", async () => {
    const tunnel = { ENVIRONMENT: "local", PUBLIC_URL: "https://tunnel.trycloudflare.com" }
    await ask("http://localhost:8790/p/none", {}, tunnel)
    expect([await stored(), await addressIn(tunnel)]).toEqual([null, "https://tunnel.trycloudflare.com"])
  })
})

const JSON_TYPE = { "content-type": "application/json" }
const TOKEN = { headers: { authorization: "Bearer test-token" } }

async function ask(url: string, init: RequestInit = {}, change: Record<string, string> = UNWRITTEN): Promise<Response> {
  return app.request(url, init, { ...env, ...change })
}

function stored(): Promise<string | null> {
  return env.DB.prepare("SELECT json_extract(value, '$.url') AS url FROM settings WHERE id = 'address'").first("url")
}

function addressIn(change: Record<string, string>): Promise<string> {
  return worldOf({ ...env, ...UNWRITTEN, ...change } as Env).address()
}
