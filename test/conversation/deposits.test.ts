import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { take } from "../../src/orders/take"
import { toldOf } from "../../src/orders/told"
import type { Order } from "../../src/store/orders/orders"
import { shop } from "../support/flows"
import { alarm, later, stateOf, sweep, told } from "../support/payment"
import { paid, type Stage, stage } from "../support/stage"

const PART = /received ZAR 20[.,]00 of your payment of ZAR 99[.,]50/
const WHOLE = /received your payment of ZAR 99[.,]50/

afterEach(() => {
  vi.useRealTimers()
})

/** A customer who was just asked for a deposit of 20.00 on 99.50. */
async function atDeposit() {
  const play = await stage(shop({ expirySeconds: 3600, deposit: "20" }))
  await play.say("hi")
  await play.say("Thandi")
  const order = await stateOf(play)
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  return { play, order }
}

const callbackOf = (order: Order, name: string, minor: number) =>
  paid(order, { id: `cs_${name}`, payment_intent: `pi_${name}`, amount_total: minor })

/** The order once that came, with its conversation not told. */
async function takeIn(play: Stage, order: Order, payment: string, minor: number): Promise<Order> {
  const about = { id: `evt-${payment}`, order: order.id, checkout: null, mode: "test", at: Date.now() } as const
  const news = { ...about, type: "paid", payment, money: { minor, currency: "ZAR" } } as const
  const taken = await take(worldOf(env), play.provider, "callback", news)
  if (!taken) throw new Error("unknown")
  return taken.order
}

describe("a deposit in its conversation", () => {
  it("is told once, goes on with the flow, and the rest is told when it comes", async () => {
    const { play, order } = await atDeposit()
    for (const [name, minor] of [
      ["1", 2000],
      ["1", 2000],
      ["2", 7950],
      ["2", 7950],
    ] as const)
      await play.callback(callbackOf(order, name, minor))
    await play.settle()
    const goesOn = expect.stringContaining("Enjoy, Thandi!")
    expect(told(play)).toEqual([expect.stringMatching(PART), goesOn, expect.stringMatching(WHOLE)])
    expect(await stateOf(play)).toMatchObject({ status: "paid", captured: 9950, surplus: [] })
  })

  it("is not told of after the rest was: nobody is asked to pay it again", async () => {
    const { play, order } = await atDeposit()
    const world = worldOf(env)
    const part = await toldOf(world, await takeIn(play, order, "pi_1", 2000), "settled")
    const whole = await toldOf(world, await takeIn(play, order, "pi_2", 7950), "settled")
    const conversation = await play.conversation()
    await conversation.hear(whole)
    await conversation.hear(part)
    await play.settle()
    await alarm(play)
    expect(told(play)).toEqual([expect.stringMatching(WHOLE), expect.stringContaining("Enjoy, Thandi!")])
  })

  it("rests when its time is over: the sweep ends it with what came, and says so once", async () => {
    const { play, order } = await atDeposit()
    play.answers["https://api.stripe.com/"] = () => Response.json({ object: "list", data: [], has_more: false })
    await play.callback(callbackOf(order, "1", 2000))
    await play.settle()
    play.sent.length = 0
    for (const seconds of [1800, 1800, 200, 900]) {
      later(seconds)
      await sweep()
      await play.settle()
    }
    expect(told(play)).toEqual([expect.stringContaining("The time to pay is over. We have received ZAR 20.00")])
    const ended = { status: "part_paid", told: "part_paid:2000:expired", captured: 2000, sweepAt: null }
    expect(await stateOf(play)).toMatchObject(ended)
  })
})
