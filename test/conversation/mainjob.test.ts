import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import { linkOf, paid, stage, textOf } from "../support/stage"

describe("the main job", () => {
  it("takes a customer from a message to a paid order and on", async () => {
    const play = await stage(shop())
    expect(await play.say("hi")).toBe(200)
    expect(textOf(play.sent[0])).toBe("What is your name?")
    await play.say("Thandi")
    expect(textOf(play.sent[1])).toContain("99.50")
    expect(linkOf(play.sent[1])).toMatch(/^https:\/\/pay\.test\/p\/[0-9a-z]{20}$/)
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    expect(order).toMatchObject({ status: "open", minor: 9950, currency: "ZAR", told: "open" })

    expect(await play.callback(paid(order))).toBe(200)
    await play.settle()
    expect(play.sent.map(textOf).slice(2)).toEqual([
      expect.stringContaining("received your payment"),
      `Enjoy, Thandi! Your order is ${order.number}.`,
    ])
    const [after] = await play.orders()
    expect(after).toMatchObject({ status: "paid", told: "paid", sweepAt: null, late: false })
    const view = await (await play.conversation()).inspect()
    expect(view?.runs).toEqual([])
    expect(view?.ended.at(-1)).toMatchObject({ status: "ended", reason: null })
  })
})
