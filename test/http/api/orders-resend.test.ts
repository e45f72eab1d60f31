import { afterEach, describe, expect, it, vi } from "vitest"
import { silence } from "../../conversation/silence"
import { later } from "../../support/payment"
import { linkOf, paid } from "../../support/stage"
import { call } from "../api-client"
import { ordered, paidFor } from "../api-shop"

afterEach(() => {
  vi.useRealTimers()
})

describe("sending the link again", () => {
  it("says the request once more, with the same link, once for an id", async () => {
    const { play, order } = await ordered()
    const first = play.sent.at(-1)
    play.sent.length = 0
    for (const body of [{ id: "one" }, { id: "one" }, { id: "two" }])
      expect((await call("POST", `/orders/${order.id}/resend`, body)).json).toMatchObject({ status: "open" })
    await play.settle()
    expect(play.sent).toEqual([first, first])
    expect(linkOf(first)).toMatch(/\/p\//)
  })

  it("does not touch the payment: it is taken as before", async () => {
    const { play, order, open } = await ordered()
    await open()
    await call("POST", `/orders/${order.id}/resend`)
    await play.callback(paid(order))
    await play.settle()
    expect((await play.orders())[0]).toMatchObject({ status: "paid", told: "paid" })
  })

  it("is refused once the order is paid, cancelled or past its time", async () => {
    const { order } = await paidFor()
    const refused = await call("POST", `/orders/${order.id}/resend`)
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      "Only an order that can still be paid has a link to send; this one is paid.",
    ])
    const due = await ordered()
    later(90 * 86_400)
    expect((await call("POST", `/orders/${due.order.id}/resend`)).json.detail).toContain("its time is over")
  })

  it("is refused where the customer wants silence, or the run is gone", async () => {
    const { play, order } = await ordered()
    const stub = await play.conversation()
    const view = await stub.inspect()
    await stub.stop(view?.runs[0]?.run ?? "")
    play.sent.length = 0
    expect((await call("POST", `/orders/${order.id}/resend`)).status).toBe(409)
    await play.settle()
    expect(play.sent).toEqual([])
    const other = await ordered()
    await silence(other.play)
    expect((await call("POST", `/orders/${other.order.id}/resend`)).json.code).toBe("opted_out")
  })
})
