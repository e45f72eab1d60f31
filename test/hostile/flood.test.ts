import { createExecutionContext } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import worker from "../../src/index"
import { shop } from "../support/flows"
import { inboundText, paid, type Stage } from "../support/stage"
import { ask, atPayment, costs, hex, logged, numberOf, plantedStage, post, signed, watch } from "./attack"

watch()

const genuine = (play: Stage) => inboundText(numberOf(play), "27821110001", `wamid.${crypto.randomUUID()}`, "hi")

describe("a flood", () => {
  const FLOOD = 500

  it("72 of badly signed webhooks costs no conversation and one note on the account, of any shape and size", async () => {
    const play = await plantedStage(shop())
    const warm = await costs(async () => expect((await signed(play, genuine(play))).status).toBe(200))
    expect(warm.conversations).toBeGreaterThan(0)
    expect(warm.statements).toBeGreaterThan(0)
    const statuses = new Set<number>()
    const started = performance.now()
    const cost = await costs(async () => {
      for (let index = 0; index < FLOOD; index++) {
        const body = index % 50 === 0 ? "x".repeat(500_000) : genuine(play)
        const signature = `sha256=${await hex(`guess-${index}`, body)}`
        statuses.add((await post(play, body, index % 7 === 0 ? {} : { "x-hub-signature-256": signature })).status)
      }
    })
    expect(cost).toEqual({ statements: 1, conversations: 0 })
    expect([...statuses]).toEqual([401])
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(logged().join().length).toBeLessThan(FLOOD * 300)
  })

  it("72 of badly signed callbacks costs no conversation and one note on the account", async () => {
    const play = await plantedStage(shop())
    const order = await atPayment(play)
    expect(await play.callback({ ...paid(order), type: "payment_intent.created" })).toBe(200)
    const statuses = new Set<number>()
    const cost = await costs(async () => {
      for (let index = 0; index < FLOOD; index++) {
        const body = JSON.stringify(paid(order))
        const headers = {
          "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${await hex(`guess-${index}`, body)}`,
        }
        statuses.add((await ask(`/callbacks/stripe/${play.provider}`, { method: "POST", body, headers })).status)
      }
    })
    expect(cost).toEqual({ statements: 1, conversations: 0 })
    expect([...statuses]).toEqual([401])
  })

  it("72 of handshakes with wrong tokens costs one statement and no conversation", async () => {
    const play = await plantedStage(shop())
    await signed(play, genuine(play))
    const path = `/webhooks/whatsapp/${play.account}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=`
    const cost = await costs(async () => {
      for (let index = 0; index < FLOOD; index++) expect((await ask(path + index)).status).toBe(401)
    })
    expect(cost).toEqual({ statements: 1, conversations: 0 })
  })

  it.each([
    "/webhooks/whatsapp/nobody-1",
    "/callbacks/stripe/nobody-1",
    "/webhooks/telegram/nobody",
    "/callbacks/cash/nobody",
  ])("72 to an account that is not there costs one statement at most: %s", async (path) => {
    const cost = await costs(async () => {
      for (let index = 0; index < FLOOD; index++)
        expect((await ask(path, { method: "POST", body: `${index}` })).status).toBe(404)
    })
    expect(cost.conversations).toBe(0)
    expect(cost.statements).toBeLessThanOrEqual(1)
  })

  it("72 to accounts that somebody makes up wakes no conversation and makes the real one no dearer", async () => {
    const play = await plantedStage(shop())
    await signed(play, genuine(play))
    await play.settle()
    const flood = await costs(async () => {
      for (let index = 0; index < FLOOD + 100; index++)
        expect((await ask(`/webhooks/whatsapp/made-up-${index}`, { method: "POST", body: "{}" })).status).toBe(404)
    })
    expect(flood.conversations).toBe(0)
    expect(flood.statements).toBeLessThanOrEqual(FLOOD + 100)
    const forged = await costs(() => post(play, genuine(play), { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }))
    expect(forged).toEqual({ statements: 1, conversations: 0 })
  })

  it("72 of genuine messages from one sender costs no statement once warm, and one answer each", async () => {
    const play = await plantedStage(shop({ amount: "10" }))
    for (const text of ["hi", "Thandi", "one more"]) await play.say(text)
    const cost = await costs(async () => {
      for (let index = 0; index < 100; index++) expect((await signed(play, genuine(play))).status).toBe(200)
    })
    expect(cost).toEqual({ statements: 0, conversations: 100 })
    expect(await play.orders()).toHaveLength(1)
  })
})

it.each<[string, Record<string, string>]>([
  ["without a length", {}],
  ["of a length that was told", { "content-length": "100000" }],
])("13 a body %s that never comes to its end is given up, and nothing is done with what came", async (_, headers) => {
  const play = await plantedStage(shop())
  await signed(play, genuine(play))
  await play.settle()
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const drip = new ReadableStream<Uint8Array>({
    async pull(stream) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      stream.enqueue(new TextEncoder().encode(" "))
    },
  })
  const url = `https://pay.test/webhooks/whatsapp/${play.account}`
  const request = new Request(url, { method: "POST", body: drip, headers })
  const cost = await costs(async () => {
    const answer = worker.fetch(request, env, createExecutionContext())
    await vi.advanceTimersByTimeAsync(31_000)
    expect((await answer).status).toBe(502)
  })
  expect(cost).toEqual({ statements: 0, conversations: 0 })
})
