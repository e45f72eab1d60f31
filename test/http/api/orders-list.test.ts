import { describe, expect, it } from "vitest"
import { orderStates } from "../../../src/core/order/states"
import { call, faultsOf } from "../api-client"
import { ordered, paidFor } from "../api-shop"

const ids = (items: { id: string }[]) => items.map(({ id }) => id)

async function found(query: string): Promise<string[]> {
  return ids((await call("GET", `/orders?${query}`)).json.items)
}

describe("a list of orders", () => {
  it("is narrowed by status, currency, mode, account, flow and time", async () => {
    const [open, paid] = [await ordered(), await paidFor()]
    const one = `account=${paid.play.provider}`
    expect(await found(`${one}&status=paid,failed&currency=ZAR&mode=test&flow=${paid.order.flow}`)).toEqual([
      paid.order.id,
    ])
    expect(await found(`${one}&status=open`)).toEqual([])
    expect(await found(`${one}&currency=EUR`)).toEqual([])
    expect(await found(`${one}&mode=live`)).toEqual([])
    expect(await found(`${one}&from=${paid.order.createdAt}&to=${paid.order.createdAt}`)).toEqual([paid.order.id])
    expect(await found(`${one}&to=${paid.order.createdAt - 1}`)).toEqual([])
    expect(await found(`account=${open.play.provider}&status=open,paid`)).toEqual([open.order.id])
  })

  it("is narrowed by as many statuses as there are", async () => {
    const [open, paid] = [await ordered(), await paidFor()]
    const states = Object.keys(orderStates)
    for (let count = 1; count <= states.length; count++) {
      const status = `status=${["paid", ...states.filter((one) => one !== "paid")].slice(0, count).join()}`
      expect([count, await found(`account=${paid.play.provider}&${status}`)]).toEqual([count, [paid.order.id]])
    }
    expect(await found(`account=${open.play.provider}&status=${states.join()}`)).toEqual([open.order.id])
  })

  it("is searched by number, id, the provider's ids and words of the description", async () => {
    const { order, play } = await paidFor()
    const one = `account=${play.provider}&q=`
    for (const q of [
      order.number.slice(0, 8),
      order.number.slice(1),
      order.id,
      `cs_${order.id}`,
      `pi_${order.id}`,
      "TWO cak",
    ])
      expect([q, await found(one + encodeURIComponent(q))]).toEqual([q, [order.id]])
    for (const q of ["%", "_", "three", "pi_", '"', "* OR two", "abc\0d", "\0\0\0", "a\0"])
      expect([q, await found(one + encodeURIComponent(q))]).toEqual([q, []])
  })

  it.each(["status=open,gone", "mode=real", "currency=XXX", "from=never", "q=", "limit=0&mode=test"])(
    "refuses %s",
    async (query) => {
      const answer = await call("GET", `/orders?${query}`)
      expect(answer.status).toBe(422)
      expect(faultsOf(answer)[0]).toContain(query.split("=")[0])
    },
  )
})

describe("the totals", () => {
  it("are apart by currency, mode and status, and know what was given back", async () => {
    const { play, order } = await paidFor()
    await call("POST", `/orders/${order.id}/refund`, { amount: "10.50" })
    expect((await call("GET", `/orders/totals?account=${play.provider}`)).json).toEqual({
      totals: [
        {
          currency: "ZAR",
          mode: "test",
          status: "paid",
          count: 1,
          minor: 9950,
          amount: "99.50",
          refunded: "10.50",
        },
      ],
      complete: true,
    })
    const none = { totals: [], complete: true }
    expect((await call("GET", `/orders/totals?account=${play.provider}&status=open`)).json).toEqual(none)
  })
})

describe("the export", () => {
  it("is a table of the orders that the filters leave, to keep", async () => {
    const { play, order } = await paidFor()
    await ordered()
    const { status, text } = await call("GET", `/orders/export?account=${play.provider}&status=paid`)
    const [head, first, ...rest] = text.split("\r\n")
    expect(status).toBe(200)
    expect(head).toMatch(/^number,status,amount,refunded,currency,mode,description,opened,/)
    expect(first).toMatch(
      new RegExp(
        `^${order.number},paid,99\\.50,0\\.00,ZAR,test,two cakes,20\\d\\d-.*,${order.conversation},${order.id}$`,
      ),
    )
    expect(rest).toEqual([""])
    expect(text).not.toContain("/p/")
  })

  it("has a first row though there is no order, and refuses a filter that there is not", async () => {
    expect((await call("GET", "/orders/export?account=nobody")).text.split("\r\n")).toHaveLength(2)
    expect((await call("GET", "/orders/export?limit=5")).status).toBe(422)
  })
})
