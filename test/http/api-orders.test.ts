import { describe, expect, it } from "vitest"
import { linkOf } from "../support/stage"
import { call } from "./api-client"
import { complete, lastWords, ordered, paidFor, STRIPE } from "./api-shop"

describe("orders", () => {
  it("are shown with their money, their links and all that happened", async () => {
    const { play, order, open } = await ordered()
    await open()
    const { status, json, text } = await call("GET", `/orders/${order.id}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id: order.id,
      status: "open",
      amount: "99.50",
      minor: 9950,
      currency: "ZAR",
      refunded: "0.00",
      late: false,
      description: "two cakes",
      mode: "test",
      paymentAccount: play.provider,
      conversation: order.conversation,
      node: "pay",
      link: linkOf(play.sent.at(-1)),
    })
    expect(json.events.map(({ cause, amount }: Record<string, unknown>) => [cause, amount])).toEqual([
      ["opened", "99.50"],
      ["checkout", null],
    ])
    expect(json.attempts).toMatchObject([{ attempt: 1, account: play.provider, reference: `cs_${order.id}` }])
    for (const hidden of [order.key, order.link, "planted-address", "sk_test_stage"]) expect(text).not.toContain(hidden)
  })

  it("are listed the newest first, part by part, and by status, number and conversation", async () => {
    const played = [await ordered(), await ordered(), await paidFor()]
    const ids = (items: { id: string }[]) => items.map(({ id }) => id)
    const wanted = played.map(({ order }) => order.id).reverse()
    const first = (await call("GET", "/orders?limit=2")).json
    const second = (await call("GET", `/orders?limit=2&cursor=${encodeURIComponent(first.next)}`)).json
    expect([...ids(first.items), ...ids(second.items)].slice(0, 3)).toEqual(wanted)
    const [one, , last] = played
    expect(ids((await call("GET", `/orders?number=${one?.order.number}`)).json.items)).toEqual([one?.order.id])
    const narrow = `status=paid&conversation=${last?.order.conversation}`
    expect(ids((await call("GET", `/orders?${narrow}`)).json.items)).toEqual([last?.order.id])
    expect((await call("GET", `/orders?status=open&conversation=${last?.order.conversation}`)).json).toEqual({
      items: [],
      next: null,
    })
  })

  it.each(["", "/refund", "/cancel", "/ask"])("that are not there are not found (%s)", async (action) => {
    const answer = await call(action === "" ? "GET" : "POST", `/orders/nowhere${action}`)
    expect([answer.status, answer.json.code]).toEqual([404, "not_found"])
  })
})

describe("asking the provider", () => {
  it("finds a payment whose callback was lost, and the customer is told", async () => {
    const { play, order, open } = await ordered()
    await open()
    play.answers = {
      [`${STRIPE}/checkout/sessions/`]: () => Response.json({ id: `cs_${order.id}`, ...complete(order) }),
    }
    const { status, json } = await call("POST", `/orders/${order.id}/ask`)
    expect([status, json.status]).toEqual([200, "paid"])
    await play.settle()
    expect(lastWords(play)).toMatch(/^Enjoy, Thandi!/)
    expect((await play.orders())[0]).toMatchObject({ told: "paid" })
  })

  it("leaves an order open that nobody paid, and says nothing", async () => {
    const { play, order, open } = await ordered()
    await open()
    const before = play.sent.length
    expect((await call("POST", `/orders/${order.id}/ask`)).json.status).toBe("open")
    await play.settle()
    expect(play.sent).toHaveLength(before)
  })

  it("that does not answer is no fault of the request's", async () => {
    const { play, order, open } = await ordered()
    await open()
    play.answers = { [STRIPE]: () => new Response("oops", { status: 500 }) }
    const { status, json } = await call("POST", `/orders/${order.id}/ask`)
    expect([status, json.code]).toEqual([502, "unavailable"])
  })
})

describe("cancelling", () => {
  it("ends an open order, closes its checkout, tells the customer, and is done once", async () => {
    const { play, order, open } = await ordered()
    await open()
    const { status, json } = await call("POST", `/orders/${order.id}/cancel`)
    expect([status, json.status]).toEqual([200, "cancelled"])
    expect(play.asked.some(({ url }) => url.endsWith(`/cs_${order.id}/expire`))).toBe(true)
    await play.settle()
    expect(lastWords(play)).toBe("Perhaps another time.")
    const said = play.sent.length
    expect((await call("POST", `/orders/${order.id}/cancel`)).json.status).toBe("cancelled")
    await play.settle()
    expect(play.sent).toHaveLength(said)
  })

  it("does not end an order that was paid", async () => {
    const { play, order } = await paidFor()
    const refused = await call("POST", `/orders/${order.id}/cancel`)
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      "Only an open order can be cancelled; this one is paid.",
    ])
    expect((await play.orders())[0]?.status).toBe("paid")
  })

  it("finds out that the order was paid just now, and tells the customer that instead", async () => {
    const { play, order, open } = await ordered()
    await open()
    play.answers = {
      [`${STRIPE}/checkout/sessions/`]: () => Response.json({ id: `cs_${order.id}`, ...complete(order) }),
    }
    const refused = await call("POST", `/orders/${order.id}/cancel`)
    expect(refused.status).toBe(409)
    expect((await play.orders())[0]).toMatchObject({ status: "paid", told: "paid" })
    await play.settle()
    expect(lastWords(play)).toMatch(/^Enjoy, Thandi!/)
  })
})
