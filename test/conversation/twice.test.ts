import { env } from "cloudflare:workers"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import { languageCodes, phrases } from "../../src/core/languages"
import { database } from "../../src/store/database"
import { call } from "../http/api-client"
import { eventsOf } from "../support/facts"
import { alarm, atPayment, later, openedCheckout, stateOf, sweep, told } from "../support/payment"
import { stripeRefunds } from "../support/refunds"
import { paid, type Stage } from "../support/stage"

const STRIPE = "https://api.stripe.com/"
const TWICE = "It looks like you paid twice. We will look into it and get back to you."
const GIVEN_BACK = /paid twice, so we are refunding the second payment of .*99[.,]50 to you/

afterEach(() => {
  vi.useRealTimers()
})

const twice = (play: Stage) => told(play).filter((text) => text.includes("paid twice"))

/** Two checkouts of one order, both paid: the second one first told. */
async function paidTwice(settings: Parameters<typeof atPayment>[0] = {}) {
  const { play, order } = await atPayment(settings)
  const refunds = stripeRefunds({ pi_1: order.minor, pi_2: order.minor, pi_3: order.minor })
  play.answers[STRIPE] = refunds.answer
  await openedCheckout(order, "cs_1", 30)
  await openedCheckout(order, "cs_2", 7200)
  const first = paid(order, { id: "cs_1", payment_intent: "pi_1" })
  const second = paid(order, { id: "cs_2", payment_intent: "pi_2" })
  return { play, order, refunds, first, second }
}

const notesOf = async (play: Stage) =>
  ((await (await play.conversation()).inspect())?.timeline ?? []).filter(({ type }) => type === "note")

describe("who pays twice", () => {
  it("N01 is told so once, and the operator sees both payments", async () => {
    const { play, order, first, second } = await paidTwice()
    await play.callback(second)
    await play.callback(first)
    await play.callback(first)
    await play.settle()
    expect(twice(play)).toEqual([TWICE])
    expect(await stateOf(play)).toMatchObject({ status: "paid", payment: "pi_1", surplus: ["pi_2"], told: "paid+1" })
    expect((await notesOf(play)).map(({ text }) => text)).toEqual([
      `order ${order.number} was paid more than once: pi_2 came beside pi_1`,
    ])
    const { json } = await call("GET", `/orders/${order.id}`)
    expect(json.payments).toMatchObject([
      { payment: "pi_1", own: true, amount: "99.50", refunded: "0.00", reference: "cs_1" },
      { payment: "pi_2", own: false, amount: "99.50", refunded: "0.00", reference: "cs_2" },
    ])
  })

  it("M1 is told once whatever the order and number of the news", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 6 }), async (picks) => {
        const { play, first, second } = await paidTwice()
        for (const pick of [...picks, true, false]) expect(await play.callback(pick ? first : second)).toBe(200)
        await play.settle()
        expect(twice(play)).toEqual([TWICE])
        expect(told(play).filter((text) => text.includes("received your payment"))).toHaveLength(1)
      }),
      { numRuns: 8 },
    )
  })

  it("M1 is told once when all the news comes at once", async () => {
    const { play, first, second } = await paidTwice()
    await Promise.all([first, second, first, second, first].map((event) => play.callback(event)))
    await play.settle()
    expect(twice(play)).toEqual([TWICE])
    expect((await stateOf(play))?.surplus).toHaveLength(1)
  })

  it("M1 is told of each payment that is one too many", async () => {
    const { play, order, first, second } = await paidTwice()
    for (const event of [first, second, paid(order, { payment_intent: "pi_3" })]) await play.callback(event)
    await play.settle()
    expect(twice(play)).toEqual([TWICE, TWICE])
    expect((await stateOf(play))?.surplus).toEqual(["pi_2", "pi_3"])
  })

  it("N01 is told by the sweep when whoever was to tell it died", async () => {
    const { play, first, second } = await paidTwice()
    await play.callback(first)
    await play.settle()
    const hear = vi.spyOn(env.CONVERSATION, "getByName").mockImplementation(() => {
      throw new Error("the isolate was reset")
    })
    await play.callback(second).catch(() => 500)
    hear.mockRestore()
    expect(twice(play)).toEqual([])
    expect(await stateOf(play)).toMatchObject({ surplus: [expect.any(String)], told: "paid" })
    later(61)
    await sweep()
    await play.settle()
    expect(twice(play)).toEqual([TWICE])
    expect(await stateOf(play)).toMatchObject({ told: "paid+1" })
  })

  it("is not told of money that another account took, nor of the same payment under another id", async () => {
    const { play, first, second } = await paidTwice()
    await play.callback(first)
    await play.callback({ ...second, account: "acct_1OtherMerchant000" })
    await play.callback({ ...first, id: "evt_other" })
    await play.settle()
    expect(twice(play)).toEqual([])
  })

  it("after money that did not match is told too", async () => {
    const { play, order, second } = await paidTwice()
    await play.callback(paid(order, { id: "cs_1", payment_intent: "pi_1", amount_total: 1 }))
    await play.callback(second)
    await play.settle()
    expect(twice(play)).toEqual([TWICE])
    expect(await stateOf(play)).toMatchObject({ status: "paid", payment: "pi_2", surplus: ["pi_1"] })
  })
})

describe("the rule for late money", () => {
  it("N01 gives the second payment back by its own id and leaves the order paid", async () => {
    const { play, order, refunds, first, second } = await paidTwice({ latePayment: "refund" })
    for (const event of [first, second, second]) await play.callback(event)
    await play.settle()
    expect(twice(play)).toEqual([expect.stringMatching(GIVEN_BACK)])
    expect(refunds.given).toMatchObject([{ payment: "pi_2", amount: order.minor }])
    expect(await stateOf(play)).toMatchObject({ status: "paid", payment: "pi_1", refunded: 0 })
    const { json } = await call("GET", `/orders/${order.id}`)
    expect(json.payments).toMatchObject([
      { payment: "pi_1", refunded: "0.00" },
      { payment: "pi_2", refunded: "99.50" },
    ])
    expect(json.refunds).toMatchObject([{ payment: "pi_2", cause: "late", state: "done" }])
    const given = (await eventsOf(database(env.DB), order.id)).filter(({ status }) => status === "refunded")
    expect(given.map(({ cause }) => cause)).toEqual(["late"])
  })

  it("gives it back once though the answer was lost, and tells it once", async () => {
    const { play, refunds, first, second } = await paidTwice({ latePayment: "refund" })
    play.answers[STRIPE] = (asked) => {
      if (asked.method === "POST") refunds.answer(asked)
      throw new TypeError("Network connection lost.")
    }
    for (const event of [first, second]) await play.callback(event)
    await play.settle()
    play.answers[STRIPE] = refunds.answer
    refunds.forgetKeys()
    later(61)
    await alarm(play)
    expect(twice(play)).toEqual([expect.stringMatching(GIVEN_BACK)])
    expect(refunds.given).toHaveLength(1)
  })

  it("tells that it is looked into where it cannot be given back", async () => {
    const { play, first, second } = await paidTwice({ latePayment: "refund" })
    play.answers[STRIPE] = () => Response.json({ error: { message: "Insufficient funds" } }, { status: 400 })
    for (const event of [first, second]) await play.callback(event)
    await play.settle()
    expect(twice(play)).toEqual([TWICE])
  })
})

describe("an operator", () => {
  it("N01 gives the second payment back without touching the first", async () => {
    const { play, order, refunds, first, second } = await paidTwice()
    for (const event of [first, second]) await play.callback(event)
    const path = `/orders/${order.id}/refund`
    const { status, json } = await call("POST", path, { payment: "pi_2" })
    expect([status, json.status, json.refunded]).toEqual([200, "paid", "0.00"])
    expect(refunds.given).toMatchObject([{ payment: "pi_2", amount: order.minor }])
    expect((await call("POST", path, { payment: "pi_2", amount: "0.01" })).json.code).toBe("too_much")
    expect((await call("POST", path)).json.refunded).toBe("99.50")
    expect(refunds.given.map(({ payment }) => payment)).toEqual(["pi_2", "pi_1"])
  })

  it.each([
    ["of nobody's", "pi_none"],
    ["of another account's", "pi_foreign"],
  ])("gives back no payment %s", async (_, payment) => {
    const { play, order, refunds, first } = await paidTwice()
    await play.callback(first)
    const foreign = paid(order, { payment_intent: "pi_foreign" })
    await play.callback({ ...foreign, account: "acct_1OtherMerchant000" })
    const refused = await call("POST", `/orders/${order.id}/refund`, { payment })
    expect([refused.status, refused.json.faults]).toMatchObject([422, [{ path: "payment" }]])
    expect(refunds.given).toEqual([])
  })

  it("cannot give two payments back under one id", async () => {
    const { play, order, first, second } = await paidTwice()
    for (const event of [first, second]) await play.callback(event)
    const path = `/orders/${order.id}/refund`
    expect((await call("POST", path, { payment: "pi_2", id: "a" })).status).toBe(200)
    expect((await call("POST", path, { payment: "pi_1", id: "a" })).json.code).toBe("id_reused")
    expect((await call("POST", path, { id: "a" })).json.code).toBe("id_reused")
  })
})

it.each(languageCodes)("has words in %s for who paid twice", (language) => {
  const { overpaid, overpaidRefunded } = phrases(language)
  expect(overpaid).not.toBe("")
  expect(overpaidRefunded).toContain("{{ amount }}")
  expect(language === "en" || overpaidRefunded !== phrases("en").overpaidRefunded).toBe(true)
})
