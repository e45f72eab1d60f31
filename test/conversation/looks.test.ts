import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { checkout } from "../../src/orders/checkout"
import { database } from "../../src/store/database"
import type { Order } from "../../src/store/orders/orders"
import { recorded } from "../support/facts"
import { atPayment, later, openedCheckout, stateOf, sweep, told } from "../support/payment"
import { paid, type Stage } from "../support/stage"

const STRIPE = "https://api.stripe.com/"

const open = (id: string) => Response.json({ id, status: "open", payment_status: "unpaid", livemode: false })

function sessionOf(order: Order, id: string, change: object = {}) {
  return Response.json({ ...paid(order, { id }).data.object, livemode: false, ...change })
}

/** Lets so many minutes pass, with a sweep at the end of each. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    later(60)
    await sweep()
  }
}

/** How often the provider was asked about a checkout. */
function looksOf(play: Stage, reference = "cs_1"): number {
  return play.asked.filter(({ url, method }) => url.includes(`/sessions/${reference}`) && method === "GET").length
}

afterEach(() => {
  vi.useRealTimers()
})

describe("an order whose callbacks never come", () => {
  it.each([
    ["soon", 0, 2],
    ["after ten minutes", 10, 6],
    ["after forty minutes", 40, 22],
  ])("is told as paid by the next look: paid %s", async (_, after, within) => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 3000)
    play.answers[STRIPE] = () => open("cs_1")
    await minutes(after)
    expect(told(play)).toEqual([])
    play.answers[STRIPE] = () => sessionOf(order, "cs_1")
    await minutes(within)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid" })
    expect(told(play)).toContainEqual(expect.stringContaining("received your payment"))
  })

  it("is asked about after about 1, 5 and 15 minutes, and nothing else is changed", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 3500)
    const before = await stateOf(play)
    play.answers[STRIPE] = () => open("cs_1")
    const at: number[] = []
    for (let minute = 1; minute <= 30; minute++) {
      await minutes(1)
      while (at.length < looksOf(play)) at.push(minute)
    }
    expect(at).toEqual([expect.closeTo(1, 0), expect.closeTo(5, 0), expect.closeTo(15, 0)])
    expect(await stateOf(play)).toEqual({ ...before, sweepAt: expect.any(Number) })
    expect(told(play)).toEqual([])
  })

  it("begins anew with a new checkout", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 600)
    play.answers[STRIPE] = ({ method, url }) =>
      method === "POST"
        ? Response.json({ id: "cs_2", url: "https://checkout.stripe.com/cs_2", expires_at: inAnHour() })
        : open(url.includes("cs_2") ? "cs_2" : "cs_1")
    await minutes(12)
    await checkout(worldOf(env), order)
    const soon = (await stateOf(play))?.sweepAt ?? 0
    expect(soon - Date.now()).toBeLessThanOrEqual(60_000)
  })

  it("is left alone between its checkout's end and its own", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 600)
    play.answers[STRIPE] = () => sessionOf(order, "cs_1", { status: "expired", payment_status: "unpaid" })
    await minutes(20)
    expect((await stateOf(play))?.sweepAt).toBe(order.expiresAt + 120_000)
  })

  it("is asked about hourly while a slow method takes its time", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_slow", 3000)
    play.answers[STRIPE] = () =>
      sessionOf(order, "cs_slow", { payment_status: "unpaid", payment_intent: { id: "pi_1", status: "processing" } })
    await minutes(2)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "pending", told: "pending" })
    const asked = looksOf(play, "cs_slow")
    await minutes(61)
    expect(looksOf(play, "cs_slow") - asked).toBe(1)
    play.answers[STRIPE] = () => sessionOf(order, "cs_slow")
    await minutes(62)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid" })
  })

  it("is not looked at before its end where nobody opened a checkout", async () => {
    const { play, order } = await atPayment()
    await minutes(20)
    expect((await stateOf(play))?.sweepAt).toBe(order.expiresAt + 120_000)
  })
})

describe("a sweep of many", () => {
  it("tells money that nobody told, and asks other accounts, though many orders wait for a provider that hangs", async () => {
    const hanging: { play: Stage; order: Order }[] = []
    const { play: shop, order: first } = await atPayment()
    hanging.push({ play: shop, order: first })
    for (let index = 0; index < 30; index++) await copy(first, index)
    const untold = await atPayment()
    const looked = await atPayment()
    await openedCheckout(untold.order, "cs_u", 3000)
    await openedCheckout(looked.order, "cs_l", 3000)
    await openedCheckout(first, "cs_1", 3000)
    const money = { minor: untold.order.minor, currency: "ZAR" as const }
    await recorded(database(env.DB), untold.order, { type: "captured", attempt: null, payment: "pi_u", money })
    await env.DB.prepare("update orders set sweep_at = ? where id = ?")
      .bind(Date.now() - 1, untold.order.id)
      .run()
    later(300)
    let asked = 0
    looked.play.answers[STRIPE] = async ({ url }) => {
      if (url.includes("cs_l")) return sessionOf(looked.order, "cs_l")
      asked += 1
      // The provider hangs: nobody waits for it here, but no answer comes.
      throw new TypeError("no answer")
    }
    await sweep()
    await untold.play.settle()
    await looked.play.settle()
    expect(await stateOf(untold.play)).toMatchObject({ status: "paid", told: "paid" })
    expect(await stateOf(looked.play)).toMatchObject({ status: "paid", told: "paid" })
    expect(asked).toBeLessThan(10)
    await sweep()
    expect(asked).toBeLessThan(10)
    const { results } = await env.DB.prepare("select sweep_at from orders where payment_account = ?")
      .bind(shop.provider)
      .all<{ sweep_at: number }>()
    for (const { sweep_at } of results) expect(sweep_at).toBeGreaterThan(Date.now())
  })
})

/** Another order of the same account, with a checkout that is due to be asked about. */
async function copy(order: Order, index: number): Promise<void> {
  const id = `${order.id.slice(0, -4)}x${index}`
  await env.DB.batch([
    env.DB.prepare(
      `insert into orders (id, key, number, link, conversation, flow, flow_version, node, payment_account, mode, currency,
        minor, description, language, status, created_at, expires_at, sweep_at)
       select ?1, ?1, ?1, ?1, conversation, flow, flow_version, node, payment_account, mode, currency,
        minor, description, language, 'open', created_at, expires_at, created_at from orders where id = ?2`,
    ).bind(id, order.id),
    env.DB.prepare(
      "insert into attempts (order_id, attempt, account, reference, url, created_at, expires_at) values (?, 1, ?, ?, 'https://checkout.stripe.com/x', ?, ?)",
    ).bind(id, order.paymentAccount, `cs_${id}`, order.createdAt, order.expiresAt),
  ])
}

function inAnHour(): number {
  return Math.floor(Date.now() / 1000) + 3600
}
