import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { app } from "../../src/http/app"

describe("/healthz", () => {
  it("is ok where nothing is missing", async () => {
    const answer = await ask("/healthz")
    expect([answer.status, await answer.text()]).toEqual([200, "ok"])
  })

  it.each([
    ["SECRETS_KEY", ""],
    ["SECRETS_KEY", "no key at all"],
    ["HASH_KEY", ""],
    ["API_TOKEN", ""],
  ])("names %s when it is %j", async (name, value) => {
    const answer = await ask("/healthz", { [name]: value })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain(name)
  })

  it("is content with Cloudflare Access in the place of a token", async () => {
    const access = { ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com", ACCESS_AUDIENCE: "app" }
    expect((await ask("/healthz", { API_TOKEN: "", ...access })).status).toBe(200)
  })

  it("names the address when a deployment does not know it", async () => {
    const answer = await ask("/healthz", { ENVIRONMENT: "production", PUBLIC_URL: "https://pay.example.com" })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain("PUBLIC_URL")
  })
})

describe("a database that is not migrated", () => {
  it("is named, by /healthz and by whatever needs it", async () => {
    await env.DB.prepare("DELETE FROM d1_migrations WHERE id = (SELECT max(id) FROM d1_migrations)").run()
    expect(await (await ask("/healthz")).text()).toContain("not migrated")
    await env.DB.prepare("ALTER TABLE d1_migrations RENAME TO before").run()
    await env.DB.prepare("ALTER TABLE payment_accounts RENAME TO elsewhere").run()
    expect((await ask("/healthz")).status).toBe(503)
    const callback = await ask("/callbacks/stripe/till", {}, { method: "POST", body: "{}" })
    expect(callback.status).toBe(503)
    expect(await callback.json()).toMatchObject({ code: "not_migrated" })
    await env.DB.prepare("ALTER TABLE elsewhere RENAME TO payment_accounts").run()
    await env.DB.prepare("ALTER TABLE before RENAME TO d1_migrations").run()
  })
})

async function ask(path: string, change: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
  return app.request(`https://pay.test${path}`, init, { ...env, ...change })
}
