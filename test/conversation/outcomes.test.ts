import {
  createExecutionContext,
  createScheduledController,
  runDurableObjectAlarm,
  waitOnExecutionContext,
} from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import worker from "../../src/index"
import { conversationName } from "../../src/platform/identity"
import { database } from "../../src/store/database"
import { recorded } from "../support/facts"
import { shop } from "../support/flows"
import { paid, type Stage, stage, textOf } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

async function atPayment(pay: Record<string, string | number> = {}, settings: Parameters<typeof stage>[1] = {}) {
  const play = await stage(shop({ expirySeconds: 3600, ...pay }), settings)
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  return { play, order }
}

const told = (play: Stage) => play.sent.map(textOf)
const stateOf = async (play: Stage) => (await play.orders())[0]

function later(seconds: number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
}

async function alarm(play: Stage) {
  await runDurableObjectAlarm(await play.conversation())
  await play.settle()
}

async function sweep() {
  const context = createExecutionContext()
  worker.scheduled(createScheduledController(), env, context)
  await waitOnExecutionContext(context)
}

function failed(order: { id: string; minor: number; currency: string }) {
  return { ...paid(order, { payment_status: "unpaid" }), type: "checkout.session.async_payment_failed" }
}

describe("outcomes of an order", () => {
  it("waits for a slow method and then leaves by failed", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order, { payment_status: "unpaid" }))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "pending" })
    expect(told(play)).toEqual([])
    await play.callback(failed(order))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "failed", told: "failed" })
    expect(told(play)).toEqual([expect.stringContaining("did not go through"), "Perhaps another time."])
  })

  it("expires when nobody pays, by its own alarm", async () => {
    const { play } = await atPayment()
    later(3601)
    await alarm(play)
    expect(await stateOf(play)).toMatchObject({ status: "expired", told: "expired", sweepAt: null })
    expect(told(play)).toEqual([expect.stringContaining("run out"), "Perhaps another time."])
  })

  it("expires by the sweep when the alarm was lost", async () => {
    const { play } = await atPayment()
    later(3800)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "expired", told: "expired" })
    expect(told(play)).toEqual([expect.stringContaining("run out"), "Perhaps another time."])
  })

  it("cancels after asking, and not when the customer thinks again", async () => {
    const { play } = await atPayment()
    await play.say("cancel")
    await play.say("no")
    expect(await stateOf(play)).toMatchObject({ status: "open" })
    await play.say("Cancel payment!")
    await play.say("yes")
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    expect(told(play)).toEqual([
      expect.stringContaining("really want to cancel"),
      expect.stringContaining("still works"),
      expect.stringContaining("really want to cancel"),
      expect.stringContaining("has been cancelled"),
      "Perhaps another time.",
    ])
  })

  it("takes money that comes after the end, marks it late and tells the customer", async () => {
    const { play, order } = await atPayment()
    later(3601)
    await alarm(play)
    play.sent.length = 0
    await play.callback(paid(order))
    await play.callback(paid(order))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
    expect(told(play)).toEqual([expect.stringContaining("after all")])
  })

  it.each([
    ["a wrong amount", { amount_total: 9949 }],
    ["another currency", { currency: "usd" }],
  ])("disputes %s, shows it and does not call it paid", async (_, change) => {
    const { play, order } = await atPayment()
    await play.callback(paid(order, change))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "mismatch", told: "mismatch", paidAt: null })
    expect(told(play)[0]).toContain("does not match")
    expect(told(play)).toHaveLength(2)
  })

  it("disputes live money for a test order", async () => {
    const { play, order } = await atPayment()
    await play.callback({ ...paid(order), livemode: true })
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "mismatch" })
  })

  it("answers chatter with one reminder and never breaks the wait", async () => {
    const { play, order } = await atPayment()
    await play.say("how long will it take?")
    await play.say("resend")
    expect(told(play)).toEqual([
      expect.stringContaining("waiting for your payment"),
      expect.stringContaining("Please pay"),
    ])
    await play.callback(paid(order))
    await play.settle()
    expect(told(play).at(-1)).toMatch(/^Enjoy, Thandi!/)
  })

  it("asks nobody and says so when the customer claims to have paid but never opened the page", async () => {
    const { play } = await atPayment()
    await play.say("I have paid")
    expect(told(play)).toEqual([expect.stringContaining("not seen your payment yet")])
  })

  it("keeps a callback that comes before its order, and tells it right after the link", async () => {
    const play = await stage(shop())
    await play.say("hi")
    const name = await conversationName(env.HASH_KEY, "whatsapp", play.account, "+27821110001")
    const { orderId } = await import("../../src/platform/identity")
    const id = await orderId(env.HASH_KEY, `${name}.0/2/0`)
    expect(await play.callback(paid({ id, minor: 9950, currency: "ZAR" }))).toBe(200)
    await play.say("Thandi")
    expect((await play.orders())[0]).toMatchObject({ id, status: "paid", told: "paid", late: false })
    expect(told(play).slice(1)).toEqual([
      expect.stringContaining("Please pay"),
      expect.stringContaining("received your payment"),
      expect.stringContaining("Enjoy, Thandi!"),
    ])
  })

  it("does not expire an order whose payment was recorded by an opening that died before it applied it", async () => {
    const { play, order } = await atPayment()
    const at = Date.now()
    const money = { minor: 9950, currency: "ZAR" as const }
    await recorded(database(env.DB), order, { type: "captured", attempt: null, payment: "pi_early", money, at })
    later(3601)
    await alarm(play)
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: false, told: "paid" })
    expect(told(play).at(-1)).toMatch(/^Enjoy, Thandi!/)
  })

  it("tells by the sweep what a lost wake left untold", async () => {
    const { play, order } = await atPayment()
    const money = { minor: order.minor, currency: "ZAR" as const }
    await recorded(database(env.DB), order, { type: "captured", attempt: null, payment: "pi_x", money })
    await env.DB.prepare("update orders set sweep_at = ? where id = ?")
      .bind(Date.now() - 1, order.id)
      .run()
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ told: "paid", sweepAt: null })
    expect(told(play).at(-1)).toMatch(/^Enjoy, Thandi!/)
  })

  it.each([
    ["an amount that is none", { amount: "{{ Name.value }}" }],
    ["an order number that is empty", { orderNumber: { from: "custom", template: "{{ missing.number }}" } }],
    ["a currency that is not configured", { currency: "USD" }],
  ])("leaves by error and says so for %s", async (_, pay) => {
    const play = await stage(shop(pay))
    await play.say("hi")
    await play.say("Thandi")
    expect(await play.orders()).toEqual([])
    expect(told(play).slice(1)).toEqual([expect.stringContaining("could not create"), "Perhaps another time."])
  })

  it("refuses an order number that another order has", async () => {
    const play = await stage(shop({ orderNumber: { from: "custom", template: "A-1" } }))
    for (const from of ["27821110001", "27821110002"]) {
      await play.say("hi", { from })
      await play.say("Thandi", { from })
    }
    expect(await play.orders()).toHaveLength(1)
    expect(told(play).at(-1)).toBe("Perhaps another time.")
  })
})

describe("a provider that cannot be reached", () => {
  it("does not keep the customer waiting: the order ends, and money that came all the same is found and told", async () => {
    const { play, order } = await atPayment()
    const at = Date.now()
    await env.DB.prepare(
      "insert into attempts (order_id, attempt, account, reference, url, created_at, expires_at) values (?, 1, ?, 'cs_x', 'https://checkout.stripe.com/x', ?, ?)",
    )
      .bind(order.id, play.provider, at, at + 7_200_000)
      .run()
    play.answers["https://api.stripe.com/"] = () => Response.json({ error: { message: "down" } }, { status: 500 })
    await play.say("cancel payment")
    await play.say("yes")
    expect(await stateOf(play)).toMatchObject({ status: "open" })
    for (let round = 0; round < 3; round++) {
      later(61)
      await alarm(play)
    }
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    expect(told(play).at(-1)).toBe("Perhaps another time.")

    const session = { ...paid(order).data.object, id: "cs_x", livemode: false }
    play.answers["https://api.stripe.com/"] = () => Response.json(session)
    later(1000)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
    expect(told(play).at(-1)).toContain("after all")
  })
})
