import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { database } from "../../../src/store/database"
import type { Order } from "../../../src/store/orders/orders"
import { held, orders } from "../../../src/store/schema"
import { shop } from "../../support/flows"
import { atPayment, told } from "../../support/payment"
import { paid, type Stage, stage } from "../../support/stage"
import { call } from "../api-client"

describe("DB1 a channel account in use", () => {
  const remove = async (play: Stage) => {
    const { status, json } = await call("DELETE", `/channel-accounts/${play.account}`)
    return status === 204 ? status : [status, json.code, json.detail]
  }
  const refusal = (play: Stage, uses: string) => [
    409,
    "in_use",
    `The channel account "${play.account}" is in use: ${uses}.`,
  ]
  const change = (order: Order, fields: Partial<Order>) =>
    database(env.DB).update(orders).set(fields).where(eq(orders.id, order.id))

  it("is not removed while an order is open, so that who pays is told", async () => {
    const { play, order } = await atPayment()
    expect(await remove(play)).toEqual(refusal(play, "1 open order"))
    await play.callback(paid(order))
    await play.settle()
    expect(told(play).join()).toContain("received your payment")
    expect(await remove(play)).toBe(204)
  })

  it.each([
    [
      "a payment is under way",
      { status: "pending", worth: "pending", told: "pending" },
      "1 order whose payment is under way",
    ],
    [
      "an outcome is not told",
      { status: "paid", worth: "paid", told: "pending" },
      "1 order whose outcome the customer does not know yet",
    ],
    [
      "an ended order may still be paid",
      { status: "expired", worth: "expired", told: "expired" },
      "1 ended order that may still be paid",
    ],
  ] as const)("is not removed while %s", async (_, fields, uses) => {
    const { play, order } = await atPayment()
    await change(order, fields)
    expect(await remove(play)).toEqual(refusal(play, uses))
    await change(order, { sweepAt: null, told: fields.status })
    expect(await remove(play)).toBe(204)
  })

  it("is not removed while messages wait for it", async () => {
    const { play, order } = await atPayment()
    await change(order, { sweepAt: null, status: "cancelled", worth: "cancelled", told: "cancelled" })
    await database(env.DB).insert(held).values({ account: play.account, conversation: order.conversation })
    expect(await remove(play)).toEqual(refusal(play, "1 conversation with messages that are still owed"))
  })

  it("is removed whatever is open elsewhere, and with conversations that only wait for an answer", async () => {
    const { play: busy } = await atPayment()
    const play = await stage(shop())
    await play.say("hi")
    expect(await remove(play)).toBe(204)
    expect(await remove(busy)).toEqual(refusal(busy, "1 open order"))
  })
})
