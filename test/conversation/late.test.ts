import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { Thread } from "../../src/conversation/thread"
import { worldOf } from "../../src/deployment/cloudflare"
import { take } from "../../src/orders/take"
import { toldOf } from "../../src/orders/told"
import { database } from "../../src/store/database"
import { eventsOf } from "../support/facts"
import { alarm, atPayment, later, stateOf, told } from "../support/payment"
import { stripeRefunds } from "../support/refunds"
import { paid } from "../support/stage"

const STRIPE = "https://api.stripe.com/"

afterEach(() => {
  vi.useRealTimers()
})

const refundedEvent = (order: { id: string; minor: number; currency: string }) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: "event",
  type: "charge.refunded",
  livemode: false,
  created: Math.floor(Date.now() / 1000),
  data: {
    object: {
      id: "ch_1",
      object: "charge",
      payment_intent: `pi_${order.id}`,
      amount_refunded: order.minor,
      currency: order.currency.toLowerCase(),
      metadata: { order: order.id },
    },
  },
})

describe("late money that is given back", () => {
  it("tells that late money was given back though the provider's answer was lost and its callback came first", async () => {
    const { play, order } = await atPayment({ latePayment: "refund" })
    later(3601)
    await alarm(play)
    play.sent.length = 0
    const refunds = stripeRefunds({ [`pi_${order.id}`]: order.minor })
    play.answers[STRIPE] = (asked) => {
      if (asked.method === "POST") refunds.answer(asked)
      throw new TypeError("Network connection lost.")
    }
    await play.callback(paid(order))
    await play.settle()
    await play.callback(refundedEvent(order))
    expect(await stateOf(play)).toMatchObject({ status: "paid", refunded: order.minor })
    play.answers[STRIPE] = refunds.answer
    refunds.forgetKeys()
    later(61)
    await alarm(play)
    expect(told(play)).toEqual([expect.stringContaining("refunding it")])
    expect(refunds.given).toHaveLength(1)
    const causes = (await eventsOf(database(env.DB), order.id)).filter(({ status }) => status === "refunded")
    expect(causes.map(({ cause }) => cause)).toEqual(["callback", "late"])
  })

  it("tells of late money that could not be given back", async () => {
    const { play, order } = await atPayment({ latePayment: "refund" })
    later(3601)
    await alarm(play)
    play.sent.length = 0
    play.answers[STRIPE] = () =>
      Response.json({ error: { type: "invalid_request_error", message: "Insufficient funds" } }, { status: 400 })
    await play.callback(paid(order))
    await play.settle()
    expect(told(play)).toEqual([expect.stringContaining("after all")])
  })
})

describe("money whose run broke", () => {
  it("tells a payment though the run that waited for it can no longer be read", async () => {
    const { play, order } = await atPayment()
    await runInDurableObject(await play.conversation(), async (_, { storage }) => {
      const world = worldOf(env)
      const blind = {
        ...world,
        flows: (account: string) => {
          const flows = world.flows(account)
          return flows && { ...flows, version: () => null }
        },
      }
      const thread = new Thread(storage, blind)
      const about = { id: "evt-1", order: order.id, checkout: null, mode: "test", at: Date.now() } as const
      const money = { minor: order.minor, currency: "ZAR" as const }
      const applied = await take(world, play.provider, "query", { ...about, type: "paid", payment: "pi_1", money })
      if (!applied) throw new Error("unknown")
      await thread.hear(await toldOf(world, applied.order, "settled"))
      await thread.drain()
    })
    expect(told(play)).toEqual([expect.stringContaining("received your payment")])
  })
})
