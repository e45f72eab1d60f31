import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { app } from "../../src/http/app"
import { newSignInWord } from "../../src/http/auth/link"

describe("a link that signs in", () => {
  it("does so once", async () => {
    const word = await newSignInWord(env, Date.now())
    const first = await enter(word)
    expect(first.status).toBe(200)
    const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";")
    expect((await app.request("https://pay.test/api/flows", { headers: { cookie } }, env)).status).toBe(200)
    const second = await enter(word)
    expect([second.status, second.headers.get("set-cookie")]).toEqual([401, null])
    expect(await second.json()).toMatchObject({ code: "spent" })
  })

  it("does so for one of two at once", async () => {
    const word = await newSignInWord(env, Date.now())
    const statuses = (await Promise.all([enter(word), enter(word), enter(word)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 401, 401])
  })

  it("lasts for an hour, and remembers what was spent for as long", async () => {
    const now = Date.now()
    expect((await enter(await newSignInWord(env, now - 3_590_000))).status).toBe(200)
    expect((await enter(await newSignInWord(env, now - 3_601_000))).status).toBe(401)
    expect((await enter(await newSignInWord(env, now + 60_000))).status).toBe(401)
    await env.DB.prepare("UPDATE settings SET updated_at = updated_at - 3500000 WHERE id LIKE 'signin/%'").run()
    await enter(await newSignInWord(env, now))
    expect(await spentWords()).toBeGreaterThan(1)
    await env.DB.prepare("UPDATE settings SET updated_at = updated_at - 3700000 WHERE id LIKE 'signin/%'").run()
    await enter(await newSignInWord(env, now))
    expect(await spentWords()).toBe(1)
  })

  it("cannot be made up, made longer, or used after the token changed", async () => {
    const word = await newSignInWord(env, Date.now())
    const [until = "", nonce = "", signature = ""] = word.split(".")
    const forged = [
      `${Number(until) + 1}.${nonce}.${signature}`,
      `${until}.${nonce}x.${signature}`,
      `${until}.${nonce}.AAAA`,
      `${until}.${nonce}.`,
      `${until}.${nonce}`,
      "x",
      await newSignInWord({ ...env, HASH_KEY: "another" }, Date.now()),
      await newSignInWord({ ...env, API_TOKEN: "another" }, Date.now()),
    ]
    for (const one of forged) expect((await enter(one)).status, one).toBe(401)
    expect((await enter(word, { API_TOKEN: "" })).status).toBe(503)
    expect((await enter(word, {}, { "sec-fetch-site": "cross-site" })).status).toBe(403)
    expect((await enter(word)).status).toBe(200)
  })

  it.each([{}, { token: "a", word: "b" }, { word: 1 }, { word: "" }])("wants one of both: %j", async (body) => {
    const headers = { "content-type": "application/json" }
    const answer = await app.request(
      "https://pay.test/api/session",
      { method: "POST", headers, body: JSON.stringify(body) },
      env,
    )
    expect(answer.status).toBe(422)
  })
})

async function enter(word: string, change: Partial<Env> = {}, more: Record<string, string> = {}): Promise<Response> {
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin", ...more }
  const init = { method: "POST", headers, body: JSON.stringify({ word }) }
  return app.request("https://pay.test/api/session", init, { ...env, ...change })
}

async function spentWords(): Promise<number | null> {
  return env.DB.prepare("SELECT count(*) AS spent FROM settings WHERE id LIKE 'signin/%'").first("spent")
}
