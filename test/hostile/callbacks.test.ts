import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { signStripe } from "../../src/payments/stripe/emulator"
import { orders, unmatched } from "../../src/store/schema"
import { standing } from "../support/facts"
import { shop } from "../support/flows"
import { paid } from "../support/stage"
import { ask, harmless, hex, plantedStage, watch } from "./attack"
import { call, checkout, db, eventsOf, now, type Order, opened, pathOf, STRIPE, session, told } from "./paying"

watch()

async function everyOrder() {
  return (await env.DB.prepare("select * from orders order by id").all()).results
}

/** How an order stands, whatever is recorded of it. */
async function standingOf(order: Order) {
  const { recorded: _, facts: __, folded: ___, ...standing } = await now(order)
  return standing
}

describe("a genuine callback", () => {
  it.each([
    ["too little", { amount_total: 1 }],
    ["major units for minor ones", { amount_total: 99.5 }],
    ["an amount in words", { amount_total: "9950" }],
    ["a negative amount", { amount_total: -9950 }],
    ["no amount", { amount_total: null }],
    ["another currency", { currency: "usd" }],
    ["no such currency", { currency: "doubloons" }],
  ])("44 with %s never pays the order: it is a mismatch, and the customer hears no thanks", async (_, change) => {
    const { play, order } = await opened()
    expect(await play.callback(paid(order, change))).toBe(200)
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "mismatch", paidAt: null })
    expect(told(play).join()).not.toContain("Enjoy")
  })

  it("44 with minor units for major ones pays the order, and shows what came beyond it", async () => {
    const { play, order } = await opened()
    await play.callback(paid(order, { amount_total: 100 * order.minor }))
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "paid", captured: 100 * order.minor, over: 99 * order.minor })
  })

  it("44 of another mode or without a payment status moves nothing to paid", async () => {
    const { play, order } = await opened()
    for (const status of ["no_payment_required", "PAID", "", null, true])
      await play.callback(paid(order, { payment_status: status }))
    expect(await now(order)).toMatchObject({ status: "open" })
    await play.callback({ ...paid(order), livemode: true })
    expect(await now(order)).toMatchObject({ status: "mismatch" })
  })

  it.each([
    ["nobody's order", { metadata: { order: "nobodysorder00000000" } }],
    ["an order that is an object", { metadata: { order: { $ne: null } }, client_reference_id: null }],
    ["an order named __proto__", { metadata: { order: "__proto__" } }],
    ["only somebody's reference", { metadata: {}, client_reference_id: null, id: "cs_unknown", payment_intent: null }],
  ])("45 of %s is acknowledged and moves no order", async (_, change) => {
    const { play, order } = await opened()
    const before = await everyOrder()
    expect(await play.callback(paid(order, change))).toBe(200)
    expect(await everyOrder()).toEqual(before)
    expect(told(play)).toEqual([])
  })

  it("45 of another account's order moves nothing, though its signature is good", async () => {
    const { play, order } = await opened()
    const other = await plantedStage(shop())
    const before = await everyOrder()
    expect(await other.callback(paid(order))).toBe(200)
    expect(await everyOrder()).toEqual(before)
    expect(told(play)).toEqual([])
  })

  it.each(["cancelled", "expired"] as const)(
    "46 that pays a %s order is late, told as such, and never lost",
    async (status) => {
      const { play, order } = await opened()
      await standing(db, await now(order), status)
      expect(await play.callback(paid(order))).toBe(200)
      await play.settle()
      expect(await now(order)).toMatchObject({ status: "paid", late: true })
    },
  )

  it("47 that pays a second time marks the order overpaid and thanks nobody twice", async () => {
    const { play, order } = await opened()
    await play.callback(paid(order))
    await play.settle()
    const before = told(play)
    await play.callback(paid(order, { id: "cs_second", payment_intent: "pi_second" }))
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "paid", surplus: ["pi_second"], payment: `pi_${order.id}` })
    expect(told(play)).toEqual([...before, "It looks like you paid twice. We will look into it and get back to you."])
  })

  it("48 that fails, waits, expires or is cancelled after paid leaves it paid and says nothing", async () => {
    const { play, order } = await opened()
    await play.callback(paid(order))
    await play.settle()
    const [before, said] = [await standingOf(order), told(play)]
    const unpaid = paid(order, { payment_status: "unpaid" })
    for (const type of [
      "checkout.session.completed",
      "checkout.session.async_payment_failed",
      "checkout.session.expired",
    ])
      await play.callback({ ...unpaid, type, id: `evt_${type}${order.id}` })
    await play.settle()
    expect(await standingOf(order)).toEqual(before)
    expect(told(play)).toEqual(said)
  })

  it("48 that refunds before it was paid refunds nothing of what the customer is told, and paid still counts", async () => {
    const { play, order } = await opened()
    const charge = { id: "ch_1", payment_intent: `pi_${order.id}`, amount_refunded: order.minor, currency: "zar" }
    const refund = {
      ...paid(order),
      type: "charge.refunded",
      data: { object: { ...charge, metadata: { order: order.id } } },
    }
    await play.callback(refund)
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "open" })
    expect(told(play)).toEqual([])
    await play.callback(paid(order))
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "paid", refunded: order.minor })
  })

  it("49 of one payment under two ids is one payment, told once", async () => {
    const { play, order } = await opened()
    await play.callback(paid(order, {}, `one${order.id}`))
    await play.settle()
    const [before, said] = [await standingOf(order), told(play)]
    await play.callback(paid(order, {}, `two${order.id}`))
    await play.settle()
    expect(await standingOf(order)).toEqual(before)
    expect(told(play)).toEqual(said)
  })

  it("49 under an id that was taken by another body moves nothing without a row that tells why", async () => {
    const { play, order } = await opened()
    await play.callback({ ...paid(order, {}, order.id), type: "payment_intent.created" })
    const declined = { ...paid(order, {}, order.id), type: "payment_intent.payment_failed" }
    await play.callback({
      ...declined,
      data: { object: { id: "pi_x", metadata: { order: order.id }, amount: 9950, currency: "zar" } },
    })
    await play.callback(paid(order, {}, order.id))
    await play.settle()
    expect(await now(order)).toMatchObject({ status: "paid" })
    const kept = (await eventsOf(order)).map(({ status, minor }) => ({ status, minor }))
    expect(kept).toContainEqual({ status: "paid", minor: order.minor })
  })

  it("50 that comes before its order is kept, and told right after the link", async () => {
    const { play, order } = await opened()
    const [row] = await db.delete(orders).where(eq(orders.id, order.id)).returning()
    expect(await play.callback(paid(order, {}, `early${order.id}`))).toBe(200)
    const [kept] = await db.select().from(unmatched).where(eq(unmatched.order, order.id))
    expect(kept).toMatchObject({ type: "captured", cause: "callback" })
    expect(told(play)).toEqual([])
    if (row) await db.insert(orders).values(row)
  })
})

describe("a forged callback", () => {
  const stamp = (seconds = 0) => Math.floor(Date.now() / 1000) + seconds

  it("51 is no return of the browser, whatever it claims", async () => {
    const { play, order } = await opened()
    const path = `${await pathOf(order)}/return`
    for (const query of ["?status=success", "?payment_status=paid&session_id=cs_1", "?redirect_status=succeeded&n=0"]) {
      const answer = await harmless(play, () => ask(`${path}${query}`))
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(/Thank|Paid/)
    }
    play.answers[STRIPE] = ({ method }) =>
      method === "POST" ? session() : session({ status: "open", payment_status: "unpaid" })
    expect((await checkout(order)).status).toBe(303)
    await ask(`${path}?status=success`)
    expect(await now(order)).toMatchObject({ status: "open", paidAt: null })
  })

  it.each(["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])("52 is no %s", async (method) => {
    const { play, order } = await opened()
    const body = JSON.stringify(paid(order))
    const headers = { "stripe-signature": await signStripe(body, "whsec_stage_secret", stamp()) }
    expect((await harmless(play, () => call(play, body, headers, method))).status).toBe(404)
  })

  const forgeries: [string, (body: string) => Promise<HeadersInit> | HeadersInit][] = [
    [
      "53 signed ten minutes ago",
      async (b) => ({ "stripe-signature": await signStripe(b, "whsec_stage_secret", stamp(-600)) }),
    ],
    [
      "53 signed ten minutes ahead",
      async (b) => ({ "stripe-signature": await signStripe(b, "whsec_stage_secret", stamp(600)) }),
    ],
    [
      "53 signed at no time",
      async (b) => ({ "stripe-signature": `t=,v1=${await hex("whsec_stage_secret", `.${b}`)}` }),
    ],
    [
      "53 signed at NaN",
      async (b) => ({ "stripe-signature": `t=NaN,v1=${await hex("whsec_stage_secret", `NaN.${b}`)}` }),
    ],
    [
      "53 signed over another time",
      async (b) => ({
        "stripe-signature": (await signStripe(b, "whsec_stage_secret", stamp(-600))).replace(/t=\d+/, `t=${stamp()}`),
      }),
    ],
    ["53 without a signature", () => ({})],
    ["53 with an empty signature", () => ({ "stripe-signature": `t=${stamp()},v1=` })],
    [
      "53 signed by another account",
      async (b) => ({ "stripe-signature": await signStripe(b, "whsec_other_secret", stamp()) }),
    ],
    [
      "53 signed in the scheme of tests",
      async (b) => ({ "stripe-signature": (await signStripe(b, "whsec_stage_secret", stamp())).replace("v1", "v0") }),
    ],
  ]

  it.each(forgeries)("%s: 401, and nothing happens", async (_, forge) => {
    const { play, order } = await opened()
    const body = JSON.stringify(paid(order))
    const headers = await forge(body)
    expect((await harmless(play, () => call(play, body, headers))).status).toBe(401)
  })

  it.each(["", "{", "[]", "null", "\ufeff", '{"id":"evt"}', `${"[".repeat(10_000)}${"]".repeat(10_000)}`])(
    "12 14 signed but senseless is acknowledged and changes nothing: %#",
    async (body) => {
      const { play } = await opened()
      const headers = { "stripe-signature": await signStripe(body, "whsec_stage_secret", stamp()) }
      expect((await harmless(play, () => call(play, body, headers))).status).toBe(200)
    },
  )
})
