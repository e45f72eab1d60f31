import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { app } from "../../src/http/app"

describe("where to tell of a weakness", () => {
  it.each([
    ["security@shop.test", "mailto:security@shop.test"],
    ["mailto:security@shop.test", "mailto:security@shop.test"],
    ["https://shop.test/security", "https://shop.test/security"],
  ])("is what the operator set as %s", async (contact, line) => {
    const answer = await ask("https://pay.test/.well-known/security.txt", { SECURITY_CONTACT: contact })
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain;charset=UTF-8"])
    const text = await answer.text()
    expect(text).toContain(`Contact: ${line}\n`)
    const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? "")
    expect(expires - Date.now()).toBeGreaterThan(86_400_000)
    expect(expires - Date.now()).toBeLessThan(365 * 86_400_000)
  })

  it.each(["", "  ", "call us", "javascript:alert(1)"])("is nowhere when it is set to %j", async (contact) => {
    const answer = await ask("https://pay.test/.well-known/security.txt", { SECURITY_CONTACT: contact })
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/plain; charset=UTF-8"])
  })
})

it.each(["/healthz", "/api/flows", "/p/none", "/webhooks/none/none", "/none.js", "/.well-known/security.txt"])(
  "asks browsers to come to %s by https only, where they came by https",
  async (path) => {
    const secure = await ask(`https://pay.test${path}`)
    expect(secure.headers.get("strict-transport-security")).toBe("max-age=31536000")
    expect(secure.headers.get("permissions-policy")).toContain("camera=()")
    expect((await ask(`http://localhost${path}`)).headers.get("strict-transport-security")).toBeNull()
  },
)

async function ask(url: string, change: Record<string, string> = {}): Promise<Response> {
  return app.request(url, {}, { ...env, ...change })
}
