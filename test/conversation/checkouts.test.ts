import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { checkout as openCheckout } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import { database } from "../../src/store/database"
import { recordCheckout } from "../../src/store/orders/attempts"
import { standing } from "../support/facts"
import {
  alarm,
  atPayment,
  checkout,
  claimNext,
  failed,
  later,
  openedCheckout,
  stateOf,
  sweep,
  told,
} from "../support/payment"
import { paid } from "../support/stage"

const STRIPE = "https://api.stripe.com/"

const db = database(env.DB)

const down = () => Response.json({ error: { message: "down" } }, { status: 500 })

afterEach(() => {
  vi.useRealTimers()
})

describe("two devices of one customer", () => {
  it("hears that a slow method failed though another device opened a checkout meanwhile", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 30)
    const second = await claimNext(order)
    await play.callback(paid(order, { id: "cs_1", payment_status: "unpaid" }))
    expect(await stateOf(play)).toMatchObject({ status: "pending", reference: "cs_1" })
    await recordCheckout(db, order, second.attempt, checkout("cs_2", 3600), Date.now())
    await play.callback(failed(order, { id: "cs_1" }))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "failed", told: "failed" })
  })

  it("closes a checkout that another device opened while the order was being cancelled", async () => {
    const { play, order } = await atPayment()
    play.answers[STRIPE] = ({ url }) =>
      url.endsWith("/expire")
        ? Response.json({ id: "cs_1", status: "expired" })
        : Response.json({
            id: "cs_1",
            url: "https://checkout.stripe.com/c/cs_1",
            expires_at: Math.floor(Date.now() / 1000) + 3600,
          })
    const world = worldOf(env)
    expect(await openCheckout(world, order)).toMatchObject({ checkout: { kind: "page" } })
    const closed = await closeOrder(world, order, { as: "cancelled", cause: "customer" }, "all")
    expect(closed.order.status).toBe("cancelled")
    expect(play.asked.map(({ url }) => url)).toContainEqual(expect.stringMatching(/cs_1\/expire$/))
  })

  it("finds a second payment by another device's checkout though its callback never came", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_1", 30)
    await openedCheckout(order, "cs_2", 7200)
    await play.callback(paid(order, { id: "cs_1", payment_intent: "pi_1" }))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid", surplus: [] })
    play.answers[STRIPE] = ({ url }) => {
      const id = url.includes("cs_2") ? "cs_2" : "cs_1"
      return Response.json({ ...paid(order).data.object, id, payment_intent: id.replace("cs", "pi"), livemode: false })
    }
    later(1000)
    await sweep()
    expect(await stateOf(play)).toMatchObject({ status: "paid", payment: "pi_1", surplus: [expect.any(String)] })
  })
})

describe("an order that ended while money may still come", () => {
  it("still finds money though the acknowledgement of an order that was closed unasked was lost", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 7200)
    play.answers[STRIPE] = down
    await play.say("cancel payment")
    await play.say("yes")
    for (let round = 0; round < 3; round++) {
      later(61)
      await alarm(play)
    }
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    await env.DB.prepare("update orders set told = 'open', sweep_at = ? where id = ?")
      .bind(Date.now() - 1, order.id)
      .run()
    await sweep()
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    play.answers[STRIPE] = () => Response.json({ ...paid(order).data.object, id: "cs_x", livemode: false })
    later(1000)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
  })

  it("looks again after a callback ended an order of which another checkout is open", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_2", 7200)
    await openedCheckout(order, "cs_1", 30)
    later(3601)
    await play.callback({
      ...paid(order, { id: "cs_1", status: "expired", payment_status: "unpaid" }),
      type: "checkout.session.expired",
    })
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "expired", told: "expired" })
    play.answers[STRIPE] = ({ url }) =>
      url.includes("cs_2")
        ? Response.json({ ...paid(order).data.object, id: "cs_2", livemode: false })
        : Response.json({ id: "cs_1", status: "expired", livemode: false })
    later(1000)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
  })

  it("asks ever more rarely about an old order whose provider never answers", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 7200)
    play.answers[STRIPE] = down
    later(30 * 86_400)
    await standing(database(env.DB), order, "expired")
    await env.DB.prepare("update orders set sweep_at = ? where id = ?").bind(Date.now(), order.id).run()
    await sweep()
    expect(((await stateOf(play))?.sweepAt ?? 0) - Date.now()).toBeGreaterThan(86_400_000)
  })
})

describe("a provider that asks to be left alone", () => {
  it("does not keep the customer waiting for as long as the provider asks to be left alone", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 7200)
    play.answers[STRIPE] = () =>
      Response.json({ error: { message: "slow down" } }, { status: 429, headers: { "retry-after": "86400" } })
    await play.say("I have paid")
    for (let round = 0; round < 3; round++) {
      later(61)
      await alarm(play)
    }
    expect(told(play)).toEqual([expect.stringContaining("cannot see just now")])
  })
})
