import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import type { Stage } from "../support/stage"
import { ask, harmless, hex, numberOf, planted, plantedStage, post, signed, watch } from "./attack"

import { FROM, genuine } from "./writing"

watch()

describe("a forged webhook", () => {
  const forgeries: [string, (body: string) => Promise<[string, string][]> | [string, string][]][] = [
    ["1 no signature header", () => []],
    ["2 an empty sha256=", () => [["x-hub-signature-256", "sha256="]]],
    [
      "3 the right digest of a different body",
      async (b) => [["x-hub-signature-256", `sha256=${await hex("app-secret", `${b} `)}`]],
    ],
    [
      "4 a digest in capitals",
      async (b) => [["x-hub-signature-256", `sha256=${(await hex("app-secret", b)).toUpperCase()}`]],
    ],
    ["4 a digest with a space", async (b) => [["x-hub-signature-256", `sha256= ${await hex("app-secret", b)}`]]],
    ["4 a scheme in capitals", async (b) => [["x-hub-signature-256", `SHA256=${await hex("app-secret", b)}`]]],
    ["5 the scheme sha1=", async (b) => [["x-hub-signature-256", `sha1=${(await hex("app-secret", b)).slice(0, 40)}`]]],
    ["5 the header of SHA-1", async (b) => [["x-hub-signature", `sha256=${await hex("app-secret", b)}`]]],
    [
      "7 another account's secret",
      async (b) => [["x-hub-signature-256", `sha256=${await hex("other-app-secret", b)}`]],
    ],
    [
      "8 two signature headers, one of them right",
      async (b) => [
        ["x-hub-signature-256", `sha256=${await hex("app-secret", b)}`],
        ["x-hub-signature-256", `sha256=${"0".repeat(64)}`],
      ],
    ],
  ]

  it.each(forgeries)("%s: 401, and nothing happens", async (_, forge) => {
    const play = await plantedStage(shop())
    const body = genuine(play)
    const headers = await forge(body)
    const answer = await harmless(play, () => post(play, body, headers))
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain(FROM)
    expect((await signed(play, body)).status).toBe(200)
  })

  it("6 a signature of the re-serialised JSON: only the raw bytes count", async () => {
    const play = await plantedStage(shop())
    const raw = genuine(play).replace('"hi"', '"caf\\u00e9 \\/ \u{1f600}"')
    const again = JSON.stringify(JSON.parse(raw))
    expect(again).not.toBe(raw)
    const headers = { "x-hub-signature-256": `sha256=${await hex("app-secret", again)}` }
    expect((await harmless(play, () => post(play, raw, headers))).status).toBe(401)
    expect((await signed(play, raw)).status).toBe(200)
  })

  it("9 the old secret after the overlap ends", async () => {
    const play = await plantedStage(shop())
    const byOld = async (body: string) =>
      post(play, body, { "x-hub-signature-256": `sha256=${await hex(planted.previousAppSecret, body)}` })
    expect((await byOld(genuine(play))).status).toBe(200)
    await play.settle()
    const headers = { authorization: `Bearer ${env.API_TOKEN}`, "content-type": "application/json" }
    const config = { phoneNumberId: numberOf(play), previousAppSecret: null }
    const body = JSON.stringify({ title: "Shop", config })
    const changed = await ask(`/api/channel-accounts/${play.account}`, { method: "PUT", headers, body })
    expect(changed.status).toBe(200)
    expect((await harmless(play, () => byOld(genuine(play)))).status).toBe(401)
  })
})

describe("the handshake", () => {
  const path = (play: Stage, query: string) => `/webhooks/whatsapp/${play.account}?${query}`

  it.each([
    ["a wrong token", "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1"],
    ["an empty token", "hub.mode=subscribe&hub.verify_token=&hub.challenge=1"],
    ["no token", "hub.mode=subscribe&hub.challenge=1"],
    ["two tokens", `hub.mode=subscribe&hub.verify_token=wrong&hub.verify_token=${planted.verifyToken}&hub.challenge=1`],
    ["no challenge", `hub.mode=subscribe&hub.verify_token=${planted.verifyToken}`],
    ["another mode", `hub.mode=unsubscribe&hub.verify_token=${planted.verifyToken}&hub.challenge=1`],
  ])("25 with %s: 401, and nothing echoed", async (_, query) => {
    const play = await plantedStage(shop())
    expect((await harmless(play, () => ask(path(play, query)))).status).toBe(401)
  })

  it("25 with a challenge that is a page is plain text to any browser", async () => {
    const play = await plantedStage(shop())
    const page = "<script>alert(1)</script>"
    const query = `hub.mode=subscribe&hub.verify_token=${planted.verifyToken}&hub.challenge=${encodeURIComponent(page)}`
    const answer = await harmless(play, () => ask(path(play, query)))
    expect([answer.status, answer.text]).toEqual([200, page])
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8")
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
  })
})
