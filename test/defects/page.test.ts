import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it, vi } from "vitest"
import { linkId } from "../../src/platform/identity"
import { type Stage, stage } from "../support/stage"
import { ask, flowP, read } from "./flows"

let play: Stage
let link: string

beforeAll(async () => {
  play = await stage(flowP())
  await play.say("hi")
  const [order] = await play.orders()
  link = await linkId(env.HASH_KEY, order?.id ?? "")
})

const statusOf = async () => (await play.orders())[0]?.status

describe("a link that went through human hands", () => {
  it.each([
    ["N17 in capitals", () => link.toUpperCase()],
    ["N17 with an o for each 0 and an l for each 1", () => link.replaceAll("0", "o").replaceAll("1", "l")],
    ["N17 in capitals, with an O and an I", () => link.replaceAll("0", "o").replaceAll("1", "i").toUpperCase()],
    ["N17 with the full stop of its sentence", () => `${link}.`],
    ["N17 in brackets", () => `${link})`],
    ["N17 with a slash at its end", () => `${link}/`],
    ["DH7 as the back button leaves it", () => `${link}/checkout`],
  ])("%s leads to the one page", async (_, written) => {
    const answer = await ask(`/p/${written()}`)
    if (written() === link) expect(answer.status).toBe(200)
    else expect([answer.status, answer.headers.get("location")]).toEqual([302, `/p/${link}`])
    expect(await statusOf()).toBe("open")
  })

  it.each(["zzzz", "0".repeat(20), "%00", ".", "u".repeat(20)])("N17 is unknown where it is none: %s", async (none) => {
    expect((await ask(`/p/${none}`)).status).toBe(404)
  })
})

describe("a machine that presses buttons", () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    ask(`/p/${link}/cancel`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    })
  const shown = async () => /name="proof" value="([^"]+)"/.exec((await ask(`/p/${link}/cancel`)).text)?.[1] ?? ""

  it.each([
    ["N16 nothing", async () => post("", { "user-agent": "SecurityScanner/1.0" })],
    ["N16 the page's own form, at once", async () => post(`proof=${await shown()}`)],
    ["N16 a form that it made up", async () => post(`proof=${Date.now() - 9000}.${"0".repeat(20)}`)],
    [
      "N16 the form of another site",
      async () => later(async (proof) => post(proof, { "sec-fetch-site": "cross-site" })),
    ],
  ])("is asked again, and cancels nothing: %s", async (_, attempt) => {
    const answer = await attempt()
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/p/${link}/cancel`])
    expect(await statusOf()).toBe("open")
  })

  it("N16 is no person who reads for a few seconds", async () => {
    const answer = await later((proof) => post(proof, { "sec-fetch-site": "same-origin" }))
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/p/${link}`])
    await play.settle()
    expect(await statusOf()).toBe("cancelled")
    expect(read(play).at(-1)).toBe("left by cancelled")
  })

  async function later<Answer>(deed: (proof: string) => Promise<Answer>): Promise<Answer> {
    const proof = `proof=${await shown()}`
    vi.setSystemTime(Date.now() + 4000)
    try {
      return await deed(proof)
    } finally {
      vi.useRealTimers()
    }
  }
})
