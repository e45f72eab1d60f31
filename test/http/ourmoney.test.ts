import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { database } from "../../src/store/database"
import { openOrder } from "../../src/store/orders/open"
import { atPayment, stateOf, told } from "../support/payment"
import { paid, type Stage } from "../support/stage"
import { call } from "./api-client"

const STRIPE = "https://api.stripe.com/v1"
const OTHER = "acct_1OtherMerchant000"

const logged: string[] = []

vi.spyOn(console, "log").mockImplementation((line: unknown) => {
  logged.push(String(line))
})

afterEach(() => {
  logged.length = 0
})

const isLogged = (event: string) => logged.some((line) => line.includes(`"event":"${event}"`))

function refunded(order: { id: string; minor: number; currency: string }) {
  const charge = { id: "ch_1", payment_intent: `pi_${order.id}`, amount_refunded: order.minor, currency: "zar" }
  return {
    ...paid(order),
    type: "charge.refunded",
    data: { object: { ...charge, metadata: { order: order.id } } },
  }
}

function thin(type: string, kind: string, id: string, more: object = {}) {
  return {
    id: `evt_${crypto.randomUUID()}`,
    object: "v2.core.event",
    type,
    livemode: false,
    created: new Date().toISOString(),
    related_object: { id, type: kind, url: `/v1/${kind}/${id}` },
    ...more,
  }
}

const causesOf = async (play: Stage) => {
  const [order] = await play.orders()
  const { json } = await call("GET", `/orders/${order?.id}`)
  return json.events.map(({ cause, status }: { cause: string; status: string }) => `${cause} ${status}`)
}

describe("money on another connected account", () => {
  it("K05 pays no order of ours, is acknowledged, kept with the order, and seen in the log", async () => {
    const { play, order } = await atPayment()
    const event = { ...paid(order, { id: "cs_test_foreign1", payment_intent: "pi_foreign" }), account: OTHER }
    expect(await play.callback(event)).toBe(200)
    expect(await play.callback(event)).toBe(200)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "open", payment: null })
    expect(told(play)).toEqual([])
    expect(await causesOf(play)).toEqual(["opened opened", "foreign paid"])
    expect(isLogged("callback.foreign")).toBe(true)
    await play.callback(paid(order))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", payment: `pi_${order.id}`, surplus: [] })
  })

  it("K05 gives nothing back of an order, ends none and charges none back", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order))
    await play.settle()
    const standing = async () => {
      const { recorded: _, folded: __, ...rest } = (await stateOf(play)) ?? order
      return rest
    }
    const before = await standing()
    await play.callback({ ...refunded(order), account: OTHER })
    const expired = { ...paid(order, { status: "expired" }), type: "checkout.session.expired", account: OTHER }
    await play.callback(expired)
    const dispute = { id: "dp_1", payment_intent: `pi_${order.id}`, amount: order.minor, currency: "zar" }
    await play.callback({
      ...paid(order),
      type: "charge.dispute.created",
      data: { object: dispute },
      account: OTHER,
    })
    expect(await standing()).toEqual(before)
  })

  it("K05 is not applied to an order that is opened after it", async () => {
    const { play } = await atPayment()
    const later = { id: "orderofthefuture0000", minor: 9950, currency: "ZAR" }
    expect(await play.callback({ ...paid(later), account: OTHER })).toBe(200)
    expect((await call("GET", `/orders/${later.id}`)).status).toBe(404)
    const [known] = await play.orders()
    if (!known) throw new Error("no order")
    const opened = await openOrder(database(env.DB), {
      ...known,
      ...later,
      key: "future/1/1",
      link: "future",
      money: { minor: 9950, currency: "ZAR" },
      number: { custom: "FUTURE-1" },
      at: Date.now(),
      random: () => "A",
    })
    expect(opened).toMatchObject({ order: { status: "open" } })
  })
})

describe("a thin event", () => {
  const session = (order: { id: string; minor: number; currency: string }) => paid(order).data.object

  it("DS2 of a paid checkout is looked up with the account's key, and pays the order", async () => {
    const { play, order } = await atPayment()
    const reference = `cs_${order.id}`
    play.answers = {
      [`${STRIPE}/checkout/sessions/${reference}`]: () => Response.json({ ...session(order), livemode: false }),
    }
    expect(await play.callback(thin("v1.checkout.session.completed", "checkout.session", reference))).toBe(200)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid", payment: `pi_${order.id}` })
    const asked = play.asked.filter(({ url }) => url.startsWith(STRIPE))
    expect(asked.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      [`${STRIPE}/checkout/sessions/${reference}?expand[]=payment_intent`, "Bearer sk_test_stage12345"],
    ])
  })

  it.each([
    ["no answer", () => Promise.reject(new TypeError("Network connection lost.")), 502],
    ["a fault of the provider's", () => Response.json({}, { status: 500 }), 502],
    ["a refused key", () => Response.json({ error: { message: "No." } }, { status: 401 }), 503],
    ["a request that is not understood", () => Response.json({ error: { message: "No." } }, { status: 400 }), 502],
  ])("DS2 that cannot be looked up for %s is asked for again, and nothing is lost", async (_, answer, status) => {
    const { play, order } = await atPayment()
    const reference = `cs_${order.id}`
    const event = thin("v1.checkout.session.completed", "checkout.session", reference)
    play.answers = { [STRIPE]: answer }
    expect(await play.callback(event)).toBe(status)
    expect(await stateOf(play)).toMatchObject({ status: "open" })
    play.answers = { [STRIPE]: () => Response.json({ ...session(order), livemode: false }) }
    expect(await play.callback(event)).toBe(200)
    expect(await stateOf(play)).toMatchObject({ status: "paid" })
  })

  it("DS2 of a charge or a refund tells what was given back in all", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order))
    const charge = { ...refunded(order).data.object, livemode: false }
    const refund = { id: "re_2", status: "succeeded", amount: 500, currency: "zar", payment_intent: `pi_${order.id}` }
    play.answers = {
      [`${STRIPE}/charges/ch_1`]: () => Response.json({ ...charge, amount_refunded: 1000 }),
      [`${STRIPE}/refunds/re_2`]: () => Response.json({ ...refund, charge }),
    }
    await play.callback(thin("v1.charge.refunded", "charge", "ch_1"))
    expect(await stateOf(play)).toMatchObject({ refunded: 1000 })
    await play.callback(thin("v1.refund.created", "refund", "re_2"))
    expect(await stateOf(play)).toMatchObject({ refunded: order.minor })
  })

  it("DS2 of something that is not ours is acknowledged", async () => {
    const { play, order } = await atPayment()
    const error = { code: "resource_missing", message: "No such checkout.session" }
    play.answers = { [STRIPE]: () => Response.json({ error }, { status: 404 }) }
    for (const event of [
      thin("v1.checkout.session.completed", "checkout.session", "cs_of_another"),
      thin("v1.checkout.session.completed", "checkout.session", `cs_${order.id}`, { context: OTHER }),
      thin("v1.invoice.paid", "invoice", "in_1"),
    ])
      expect(await play.callback(event)).toBe(200)
    expect(await stateOf(play)).toMatchObject({ status: "open" })
    expect(play.asked.filter(({ url }) => url.startsWith(STRIPE))).toHaveLength(1)
  })

  it("DS2 of the other mode than the key's waits for the right key", async () => {
    const { play, order } = await atPayment()
    play.answers = { [STRIPE]: () => Response.json({ error: { code: "resource_missing" } }, { status: 404 }) }
    const reference = `cs_${order.id}`
    const event = thin("v1.checkout.session.completed", "checkout.session", reference, { livemode: true })
    expect(await play.callback(event)).toBe(502)
  })
})
