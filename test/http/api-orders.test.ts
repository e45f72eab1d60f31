import { listDurableObjectIds } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { worldOf } from "../../src/conversation/cloudflare"
import { checkout } from "../../src/conversation/settlement"
import { shop } from "../support/flows"
import { linkOf, paid, type Stage, stage, textOf } from "../support/stage"
import { call, faultsOf } from "./api-client"

const STRIPE = "https://api.stripe.com/v1"

/** A customer who was sent a link; Stripe as it would answer. */
async function ordered(session: Record<string, unknown> = {}) {
  const play = await stage(shop())
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  const reference = `cs_${order.id}`
  const page = { id: reference, url: "https://checkout.stripe.com/c/pay/planted-address", status: "open" }
  play.answers = {
    [`${STRIPE}/checkout/sessions/${reference}/expire`]: () => Response.json({ ...page, status: "expired" }),
    [`${STRIPE}/checkout/sessions/${reference}`]: () =>
      Response.json({ ...page, payment_status: "unpaid", ...session }),
    [`${STRIPE}/checkout/sessions`]: () => Response.json(page),
    [`${STRIPE}/refunds`]: ({ body }) => Response.json(refundAnswer(order, body)),
  }
  return { play, order, open: () => checkout(worldOf(env), order) }
}

async function paidFor() {
  const { play, order, open } = await ordered()
  await open()
  await play.callback(paid(order))
  await play.settle()
  return { play, order }
}

function refundAnswer(order: { id: string; currency: string }, body: string) {
  const amount = Number(new URLSearchParams(body).get("amount"))
  const charge = {
    id: "ch_1",
    payment_intent: `pi_${order.id}`,
    amount_refunded: amount,
    currency: "zar",
    livemode: false,
  }
  return { id: `re_${amount}`, object: "refund", status: "succeeded", charge }
}

const complete = (order: { id: string }) => ({
  status: "complete",
  payment_status: "paid",
  payment_intent: `pi_${order.id}`,
  amount_total: 9950,
  currency: "zar",
  client_reference_id: order.id,
  livemode: false,
})

const refundsAsked = (play: Stage) => play.asked.filter(({ url }) => url.endsWith("/refunds"))
const lastWords = (play: Stage) => play.sent.map(textOf).at(-1)

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
    expect([answer.status, answer.json.error.code]).toEqual([404, "not_found"])
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
    expect([status, json.error.code]).toEqual([502, "unavailable"])
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
    expect([refused.status, refused.json.error.message]).toEqual([
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

describe("conversations", () => {
  it("are listed the newest first and shown with all that was said", async () => {
    const { order } = await paidFor()
    const listed = (await call("GET", "/conversations?limit=100")).json.items
    expect(listed).toContainEqual(
      expect.objectContaining({ id: order.conversation, phone: "+27821110001", name: "Thandi" }),
    )
    const { status, json } = await call("GET", `/conversations/${order.conversation}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id: order.conversation,
      channel: "whatsapp",
      contact: { phone: "+27821110001", name: "Thandi" },
      runs: [],
      ended: [{ status: "ended" }],
      optedOutAt: null,
    })
    const said = json.timeline.map(({ type, text }: { type: string; text: string }) => `${type}: ${text}`)
    expect(said).toContain("received: Thandi")
    expect(said).toContain(`order: ${order.number}`)
    expect(json.timeline.map(({ at }: { at: number }) => at)).toEqual(
      json.timeline.map(({ at }: { at: number }) => at).toSorted((a: number, b: number) => a - b),
    )
  })

  it("show where a run stands and what it waits for", async () => {
    const { order } = await ordered()
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    expect(json.runs).toMatchObject([{ node: "pay", waitsFor: expect.arrayContaining(["order"]), status: "waiting" }])
  })

  it("that nobody began are not found, and not made by asking", async () => {
    const before = (await listDurableObjectIds(env.CONVERSATION)).length
    expect((await call("GET", "/conversations/c1.nobody")).status).toBe(404)
    expect(await listDurableObjectIds(env.CONVERSATION)).toHaveLength(before)
  })
})
