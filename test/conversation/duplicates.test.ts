import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import { paid, type Stage, stage, textOf } from "../support/stage"

async function atPayment() {
  const play = await stage(shop())
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  return { play, order }
}

const thanks = (play: Stage) => play.sent.map(textOf).filter((text) => text.startsWith("Enjoy"))
const receipts = (play: Stage) => play.sent.map(textOf).filter((text) => text.includes("received your payment"))

describe("what comes twice", () => {
  it("advances the flow once for a message delivered twice", async () => {
    const play = await stage(shop())
    await play.say("hi", { id: "wamid.twice" })
    await play.say("hi", { id: "wamid.twice" })
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
  })

  it("advances the flow once for a message delivered many times at once", async () => {
    const play = await stage(shop())
    await Promise.all(Array.from({ length: 8 }, () => play.say("hi", { id: "wamid.atonce" })))
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
  })

  it("takes two messages of the same words as two messages", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await play.say("hi")
    expect(await play.orders()).toHaveLength(1)
  })

  it("tells a payment once when its callback comes twenty times, all at once", async () => {
    const { play, order } = await atPayment()
    const event = paid(order)
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => play.callback(event))))).toEqual(new Set([200]))
    await play.settle()
    expect(receipts(play)).toHaveLength(1)
    expect(thanks(play)).toHaveLength(1)
  })

  it("tells one outcome whatever the order and number of callbacks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }), async (picks) => {
        const { play, order } = await atPayment()
        const pending = paid(order, { payment_status: "unpaid" }, `${order.id}-pending`)
        const good = paid(order, {}, `${order.id}-paid`)
        const again = paid(order, {}, `${order.id}-paid-again`)
        const expired = { ...paid(order, { status: "expired" }, `${order.id}-x`), type: "checkout.session.expired" }
        const events = [pending, good, again, expired]
        for (const pick of picks) expect(await play.callback(events[pick] ?? good)).toBe(200)
        await play.callback(good)
        await play.settle()
        expect(receipts(play)).toHaveLength(1)
        expect(thanks(play)).toHaveLength(1)
        expect((await play.orders())[0]).toMatchObject({ status: "paid", surplus: [], told: "paid" })
      }),
      { numRuns: 15 },
    )
  })

  it("shows a second payment of the same order, and tells nobody twice", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order))
    await play.callback(paid(order, { payment_intent: "pi_second" }))
    await play.settle()
    expect((await play.orders())[0]).toMatchObject({ status: "paid", surplus: [expect.any(String)] })
    expect(receipts(play)).toHaveLength(1)
  })
})
