import { describe, expect, it } from "vitest"
import { call, faultsOf } from "./api-client"
import { ordered, paidFor, refundsAsked, STRIPE } from "./api-shop"

describe("refunding", () => {
  it("gives everything back unless an amount is given", async () => {
    const { play, order } = await paidFor()
    const { status, json } = await call("POST", `/orders/${order.id}/refund`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ status: "paid", refunded: "99.50" })
    expect(new URLSearchParams(refundsAsked(play)[0]?.body).get("amount")).toBe("9950")
    const again = await call("POST", `/orders/${order.id}/refund`, {})
    expect([again.status, again.json.error.code]).toEqual([409, "too_much"])
    expect(refundsAsked(play)).toHaveLength(1)
  })

  it("gives back exactly the part that is asked for", async () => {
    const { play, order } = await paidFor()
    expect((await call("POST", `/orders/${order.id}/refund`, { amount: "0.07" })).json.refunded).toBe("0.07")
    expect(new URLSearchParams(refundsAsked(play)[0]?.body).get("amount")).toBe("7")
  })

  it("is one refund for the provider when the button is pressed twice", async () => {
    const { play, order } = await paidFor()
    const press = () => call("POST", `/orders/${order.id}/refund`, { amount: "10.00" })
    await Promise.all([press(), press(), press()])
    expect(new Set(refundsAsked(play).map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1)
  })

  it("is the same one for the same id, also later, and another one for another", async () => {
    const { play, order } = await paidFor()
    for (const id of ["first", "first", "second"])
      expect((await call("POST", `/orders/${order.id}/refund`, { amount: "10.00", id })).status).toBe(200)
    const keys = refundsAsked(play).map(({ headers }) => headers.get("idempotency-key"))
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
  })

  it.each(["0", "-1", "1,234", "10.005", "ten", "", "1e3", "USD 5"])("does not guess at %j", async (amount) => {
    const { play, order } = await paidFor()
    const refused = await call("POST", `/orders/${order.id}/refund`, { amount })
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)).toEqual(['amount: It must be an amount in ZAR above zero, such as "99.50".'])
    expect(refundsAsked(play)).toEqual([])
  })

  it.each([
    ["an amount in a number", { amount: 5 }, "amount"],
    ["a field that is not there", { minor: 5 }, "minor"],
    ["an id with a space", { id: "a b" }, "id"],
  ])("refuses %s", async (_, body, path) => {
    const { order } = await paidFor()
    const refused = await call("POST", `/orders/${order.id}/refund`, body)
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)[0]?.startsWith(`${path}: `)).toBe(true)
  })

  it("gives back neither more than was paid nor anything of an order that was not", async () => {
    const { order } = await paidFor()
    expect((await call("POST", `/orders/${order.id}/refund`, { amount: "99.51" })).json.error.code).toBe("too_much")
    const { order: unpaid, play } = await ordered()
    const refused = await call("POST", `/orders/${unpaid.id}/refund`)
    expect([refused.status, refused.json.error.code]).toEqual([409, "not_paid"])
    expect(refundsAsked(play)).toEqual([])
  })

  it("says what the provider said when it refuses, without the account's key", async () => {
    const { play, order } = await paidFor()
    const error = { code: "charge_already_refunded", message: "Key sk_test_stage12345: already refunded." }
    play.answers = { [`${STRIPE}/refunds`]: () => Response.json({ error }, { status: 400 }) }
    const refused = await call("POST", `/orders/${order.id}/refund`)
    expect([refused.status, refused.json.error.code]).toEqual([409, "charge_already_refunded"])
    expect(refused.text).not.toContain("sk_test_stage12345")
  })
})
