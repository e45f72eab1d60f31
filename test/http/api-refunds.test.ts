import { afterEach, describe, expect, it, vi } from "vitest"
import { later } from "../support/payment"
import { call, faultsOf } from "./api-client"
import { ordered, paidFor, refundsAsked, STRIPE } from "./api-shop"

afterEach(() => {
  vi.useRealTimers()
})

describe("refunding", () => {
  it("gives everything back unless an amount is given", async () => {
    const { play, order } = await paidFor()
    const { status, json } = await call("POST", `/orders/${order.id}/refund`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ status: "paid", refunded: "99.50" })
    expect(new URLSearchParams(refundsAsked(play)[0]?.body).get("amount")).toBe("9950")
    const again = await call("POST", `/orders/${order.id}/refund`, {})
    expect([again.status, again.json.code]).toEqual([409, "too_much"])
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
    const { play, order, refunds } = await paidFor()
    for (const [id, given] of Object.entries({ first: "10.00", second: "20.00" }))
      for (let count = 0; count < 2; count++) {
        const { status, json } = await call("POST", `/orders/${order.id}/refund`, { amount: "10.00", id })
        expect([status, json.refunded]).toEqual([200, given])
        refunds.forgetKeys()
      }
    expect(refundsAsked(play)).toHaveLength(2)
    expect(refunds.given.map(({ amount }) => amount)).toEqual([1000, 1000])
    const { json } = await call("GET", `/orders/${order.id}`)
    expect(json.refunds).toMatchObject([
      { id: "first", amount: "10.00", cause: "operator", state: "done", refund: "re_1", payment: `pi_${order.id}` },
      { id: "second", amount: "10.00", cause: "operator", state: "done", refund: "re_2" },
    ])
    expect(json.payments).toMatchObject([{ own: true, amount: "99.50", refunded: "20.00", asked: "0.00" }])
  })

  it.each([
    ["another amount", { amount: "10.00" }, { amount: "20.00" }],
    ["all of it instead of an amount", { amount: "10.00" }, {}],
    ["an amount instead of all of it", {}, { amount: "10.00" }],
  ])("DA14 is refused under a known id with %s", async (_, first, second) => {
    const { order, refunds } = await paidFor()
    expect((await call("POST", `/orders/${order.id}/refund`, { ...first, id: "a" })).status).toBe(200)
    const refused = await call("POST", `/orders/${order.id}/refund`, { ...second, id: "a" })
    expect([refused.status, refused.json.code]).toEqual([422, "id_reused"])
    expect(refused.json.faults).toMatchObject([{ path: "id" }])
    expect((await call("POST", `/orders/${order.id}/refund`, { ...first, id: "a" })).status).toBe(200)
    expect(refunds.given).toHaveLength(1)
  })

  it("DA20 is given once for one id though the answer was lost and the key is forgotten by the next day", async () => {
    const { play, order, refunds } = await paidFor()
    const lost = play.answers[`${STRIPE}/refunds`]
    play.answers[`${STRIPE}/refunds`] = (asked) => {
      if (asked.method === "POST") refunds.answer(asked)
      throw new TypeError("Network connection lost.")
    }
    const wish = { amount: "40.00", id: "nightly" }
    expect((await call("POST", `/orders/${order.id}/refund`, wish)).status).toBe(502)
    expect((await call("GET", `/orders/${order.id}`)).json.refunds).toMatchObject([{ id: "nightly", state: "asked" }])
    refunds.forgetKeys()
    if (lost) play.answers[`${STRIPE}/refunds`] = lost
    later(26 * 3600)
    const again = await call("POST", `/orders/${order.id}/refund`, wish)
    expect([again.status, again.json.refunded]).toEqual([200, "40.00"])
    expect(refunds.given).toHaveLength(1)
  })

  it("DA20 goes on with what was never carried out", async () => {
    const { play, order, refunds } = await paidFor()
    const working = play.answers[`${STRIPE}/refunds`]
    play.answers[`${STRIPE}/refunds`] = () => Promise.reject(new TypeError("Network connection lost."))
    const wish = { amount: "40.00", id: "nightly" }
    expect((await call("POST", `/orders/${order.id}/refund`, wish)).status).toBe(502)
    if (working) play.answers[`${STRIPE}/refunds`] = working
    expect((await call("POST", `/orders/${order.id}/refund`, wish)).json.refunded).toBe("40.00")
    expect(refunds.given).toHaveLength(1)
  })

  it("counts what went unanswered as given until it is known not to be", async () => {
    const { play, order, refunds } = await paidFor()
    const working = play.answers[`${STRIPE}/refunds`]
    play.answers[`${STRIPE}/refunds`] = ({ method }) =>
      method === "GET" ? Response.json({ data: [] }) : Promise.reject(new TypeError("Network connection lost."))
    await call("POST", `/orders/${order.id}/refund`, { amount: "60.00", id: "a" })
    if (working) play.answers[`${STRIPE}/refunds`] = working
    const soon = await call("POST", `/orders/${order.id}/refund`, { amount: "60.00", id: "b" })
    expect([soon.status, soon.json.code]).toEqual([409, "under_way"])
    expect(Number(soon.headers.get("retry-after"))).toBeGreaterThan(0)
    later(200)
    expect((await call("POST", `/orders/${order.id}/refund`, { amount: "60.00", id: "b" })).status).toBe(200)
    expect((await call("POST", `/orders/${order.id}/refund`, { amount: "60.00", id: "a" })).json.code).toBe("too_much")
    expect(refunds.given.map(({ amount }) => amount)).toEqual([6000])
  })

  it("can be asked for again under its id once what the provider refused it for is mended", async () => {
    const { play, order, refunds } = await paidFor()
    const working = play.answers[`${STRIPE}/refunds`]
    const error = { code: "balance_insufficient", message: "Insufficient funds" }
    play.answers[`${STRIPE}/refunds`] = () => Response.json({ error }, { status: 400 })
    const wish = { amount: "10.00", id: "a" }
    expect((await call("POST", `/orders/${order.id}/refund`, wish)).json.code).toBe("balance_insufficient")
    expect((await call("GET", `/orders/${order.id}`)).json.refunds).toMatchObject([{ id: "a", state: "failed" }])
    if (working) play.answers[`${STRIPE}/refunds`] = working
    expect((await call("POST", `/orders/${order.id}/refund`, wish)).status).toBe(200)
    expect(refunds.given.map(({ amount }) => amount)).toEqual([1000])
    const keys = refundsAsked(play).map(({ headers }) => headers.get("idempotency-key"))
    expect(new Set(keys).size).toBe(2)
  })

  it("DA18 while the provider is at work on another is a conflict that passes, and says when to ask again", async () => {
    const { play, order } = await paidFor()
    const error = { code: "lock_timeout", message: "The object is in use." }
    play.answers[`${STRIPE}/refunds`] = ({ method }) =>
      method === "GET" ? Response.json({ data: [] }) : Response.json({ error }, { status: 409 })
    const { status, json, headers } = await call("POST", `/orders/${order.id}/refund`, { amount: "1.00" })
    expect([status, json.code, headers.get("retry-after")]).toEqual([409, "in_flight", "2"])
  })

  it("comes to no more than was captured, whoever asks at once", async () => {
    const { order, refunds } = await paidFor()
    const amounts = ["50.00", "40.00", "30.00", "20.00", "9.50", "99.50", "0.01"]
    const answers = await Promise.all(
      amounts.map((amount, index) => call("POST", `/orders/${order.id}/refund`, { amount, id: `n${index}` })),
    )
    const given = refunds.given.reduce((all, { amount }) => all + amount, 0)
    expect(given).toBeLessThanOrEqual(9950)
    expect(given).toBeGreaterThan(0)
    for (const { status, json } of answers) expect([200, "too_much", "under_way"]).toContain(json.code ?? status)
    expect((await call("GET", `/orders/${order.id}`)).json.refunded).toBe((given / 100).toFixed(2))
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
    expect((await call("POST", `/orders/${order.id}/refund`, { amount: "99.51" })).json.code).toBe("too_much")
    const { order: unpaid, play } = await ordered()
    const refused = await call("POST", `/orders/${unpaid.id}/refund`)
    expect([refused.status, refused.json.code]).toEqual([409, "not_paid"])
    expect(refundsAsked(play)).toEqual([])
  })

  it("says what the provider said when it refuses, without the account's key", async () => {
    const { play, order } = await paidFor()
    const error = { code: "charge_already_refunded", message: "Key sk_test_stage12345: already refunded." }
    play.answers = { [`${STRIPE}/refunds`]: () => Response.json({ error }, { status: 400 }) }
    const refused = await call("POST", `/orders/${order.id}/refund`)
    expect([refused.status, refused.json.code]).toEqual([409, "charge_already_refunded"])
    expect(refused.text).not.toContain("sk_test_stage12345")
  })
})
