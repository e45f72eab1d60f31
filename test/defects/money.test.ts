import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { linkId } from "../../src/platform/identity"
import { isChargedBack } from "../../src/store/orders/orders"
import { inbound, paid, type Stage, stage } from "../support/stage"
import { ask, asking, flowP, nowSeconds, numberOf, read } from "./flows"

const STRIPE = "https://api.stripe.com/"

/** A customer who was asked to pay. */
async function asked(pay: Parameters<typeof flowP>[0] = {}) {
  const play = await stage(flowP(pay))
  await play.say("hi")
  return { play, order: await orderOf(play), since: play.sent.length }
}

async function orderOf(play: Stage) {
  const order = (await play.orders()).at(-1)
  if (!order) throw new Error("no order was opened")
  return order
}

type Order = Awaited<ReturnType<typeof orderOf>>

const event = (type: string, object: object) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: "event",
  type,
  livemode: false,
  created: Math.floor(Date.now() / 1000),
  data: { object },
})

const session = (id: string, order: Order, change: object = {}) => ({
  ...paid(order).data.object,
  id,
  mode: "payment",
  ...change,
})

/** A press on the button of the order's page. */
const press = async (order: Order, what = "checkout", init: RequestInit = {}) =>
  ask(`/p/${await linkId(env.HASH_KEY, order.id)}/${what}`, { method: "POST", ...init })

/** Stripe opens sessions cs_1, cs_2 and so on. */
function opening(play: Stage): void {
  let opened = 0
  play.answers[`${STRIPE}v1/checkout/sessions`] = ({ method, url }) => {
    if (method === "POST" && url.endsWith("/sessions")) opened += 1
    return Response.json({
      id: `cs_${opened}`,
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      url: `https://checkout.stripe.com/c/pay/cs_${opened}`,
    })
  }
}

describe("money given back", () => {
  const refund = (order: Order, id: string, status: string, minor = 14_990) => ({
    id,
    object: "refund",
    amount: minor,
    currency: "zar",
    charge: "ch_1",
    payment_intent: `pi_${order.id}`,
    status,
    ...(status === "failed" && { failure_reason: "lost_or_stolen_card" }),
  })
  const charge = (order: Order, minor: number) => ({
    id: "ch_1",
    object: "charge",
    amount: 14_990,
    amount_refunded: minor,
    currency: "zar",
    payment_intent: `pi_${order.id}`,
    metadata: { order: order.id },
  })

  it.each([
    ["DS3", ["refund.updated", "succeeded"], ["refund.failed", "failed"], 0],
    ["DS5", ["refund.created", "pending"], ["refund.updated", "succeeded"], 14_990],
    ["DS5", ["refund.created", "pending"], ["refund.updated", "canceled"], 0],
  ] as const)("%s counts as its refund stands: %j, then %j", async (_, first, then, minor) => {
    const { play, order } = await asked()
    await play.callback(paid(order))
    for (const [type, status] of [first, then]) await play.callback(event(type, refund(order, "re_1", status)))
    expect((await orderOf(play)).refunded).toBe(minor)
  })

  it("K02a is taken back when it failed after it was told", async () => {
    const { play, order } = await asked()
    await play.callback(paid(order))
    await play.callback(event("charge.refunded", charge(order, 14_990)))
    expect((await orderOf(play)).refunded).toBe(14_990)
    await play.callback(event("refund.failed", refund(order, "re_1", "failed")))
    await play.callback(event("charge.refunded", charge(order, 0)))
    expect(await orderOf(play)).toMatchObject({ refunded: 0, status: "paid" })
  })
})

describe("a dispute", () => {
  const dispute = (order: Order, status: string) => ({
    id: "dp_1",
    object: "dispute",
    amount: 14_990,
    currency: "zar",
    payment_intent: `pi_${order.id}`,
    reason: "fraudulent",
    status,
  })

  it.each([
    ["K02b", ["warning_needs_response"], false],
    ["K02b", ["warning_needs_response", "won"], false],
    ["DS4", ["warning_needs_response", "warning_closed"], false],
    ["DS4", ["needs_response"], true],
    ["DS4", ["needs_response", "won"], false],
    ["DS4", ["needs_response", "lost"], true],
  ])("%s that goes through %j is money taken away: %s", async (_, statuses, isAway) => {
    const { play, order } = await asked()
    await play.callback(paid(order))
    for (const [index, status] of statuses.entries())
      await play.callback(
        event(
          index === 0
            ? "charge.dispute.created"
            : `charge.dispute.${index > 0 && status !== "needs_response" ? "closed" : "updated"}`,
          dispute(order, status),
        ),
      )
    expect(isChargedBack(await orderOf(play))).toBe(isAway)
  })
})

describe("a charge that is refused for good", () => {
  it.each(["amount_too_small", "amount_too_large", "parameter_invalid_integer"])(
    "K06 ends the order, wakes its run and says so on the page: %s",
    async (code) => {
      const { play, order, since } = await asked()
      play.answers[STRIPE] = () =>
        Response.json({ error: { type: "invalid_request_error", code, message: "it cannot be" } }, { status: 400 })
      await press(order)
      await play.settle()
      expect((await orderOf(play)).status).toBe("failed")
      expect(read(play, since).at(-1)).toBe("left by failed")
      const page = await ask(`/p/${await linkId(env.HASH_KEY, order.id)}`)
      expect(page.text).not.toContain("/checkout")
    },
  )
})

describe("news of a checkout", () => {
  it("N02 that was replaced says nothing of the order", async () => {
    const { play, order } = await asked()
    opening(play)
    await press(order)
    await play.callback(
      event("checkout.session.expired", session("cs_0", order, { status: "expired", payment_status: "unpaid" })),
    )
    await play.settle()
    expect((await orderOf(play)).status).toBe("open")
    await play.callback(event("checkout.session.completed", session("cs_1", order)))
    expect(await orderOf(play)).toMatchObject({ status: "paid", late: false })
  })
})

describe("money that does not match", () => {
  it("M2 does not make the right amount late that comes after it within the order's time", async () => {
    const { play, order } = await asked()
    await play.callback(
      event("checkout.session.completed", session("cs_a", order, { amount_total: 4990, payment_intent: "pi_a" })),
    )
    await play.callback(event("checkout.session.completed", session("cs_b", order, { payment_intent: "pi_b" })))
    await play.settle()
    expect(await orderOf(play)).toMatchObject({ status: "paid", late: false })
    expect(read(play).filter((text) => text.includes("after all"))).toEqual([])
  })
})

describe("an order number of the merchant's", () => {
  it("N04 names what is owed: an order that ended unpaid gives it up", async () => {
    const flow = flowP({ orderNumber: { from: "custom", template: "INV-77" } }, "invoice")
    const play = await stage(flow)
    for (const said of ["invoice", "cancel payment", "yes", "invoice"]) await play.say(said)
    const orders = await play.orders()
    expect(orders.map(({ status, number }) => [status, number]).sort()).toEqual([
      ["cancelled", "INV-77"],
      ["open", "INV-77"],
    ])
    expect(read(play).at(-1)).toContain("Please pay")
  })

  it.each([["open"], ["paid"]])("N04 is not taken over while its order is %s", async (status) => {
    const play = await stage(flowP({ orderNumber: { from: "custom", template: `INV-${status}` } }, "invoice"))
    await play.say("invoice")
    if (status === "paid") await play.callback(paid(await orderOf(play)))
    await play.settle()
    await play.say("invoice", { from: status === "open" ? "27821110002" : "27821110001" })
    expect(await play.orders()).toHaveLength(1)
  })
})

describe("an amount as services write it", () => {
  it.each([
    ["N08", "149.9000", "14990"],
    ["N08", "149.9", "14990"],
    ["N08", "149.00000000", "14900"],
    ["N08", "149.9050", "null"],
  ])("%s %s is exact or refused", async (_, amount, minor) => {
    const play = await stage({
      ...asking({}),
      nodes: [
        {
          id: "ask",
          name: "Ask",
          type: "question",
          config: { text: "Well?", answer: "any" },
          exits: { answered: "pay" },
        },
        {
          id: "pay",
          name: "Pay",
          type: "chat2pay",
          config: { amount: "{{ Ask.value }}", description: "x" },
          exits: { paid: "end", failed: "end" },
        },
        { id: "end", name: "End", type: "message", config: { text: "end" }, exits: {} },
      ],
    })
    await play.say("start")
    await play.say(amount)
    const [order] = await play.orders()
    expect(String(order?.minor ?? null)).toBe(minor)
  })

  it.each([
    ["{{ 99.9 | times: 1.15 }}", null],
    ["{{ 99.9 | times: 1.15 | round: 2 }}", 11_489],
    ["{{ 1.005 | times: 100 | round | divided_by: 100 }}", 101],
    ["{{ 4.35 | times: 100 | floor | divided_by: 100 }}", 435],
    ["{{ 0.1 | plus: 0.2 }}", 30],
    ["{{ 19.99 | times: 3 }}", 5997],
  ])("N09 %s is never a silent float", async (amount, minor) => {
    const { play } = await started(amount)
    const [order] = await play.orders()
    expect(order?.minor ?? null).toBe(minor)
  })

  async function started(amount: string) {
    const play = await stage(flowP({ amount }))
    await play.say("hi")
    return { play }
  }
})

describe("a status", () => {
  it.each(["525512345678", "5215512345678", "27000000000"])(
    "K07a is of the message whose reference it carries, whatever number stands beside it: %s",
    async (recipient_id) => {
      const play = await stage(flowP(), { whatsapp: { fallbackTemplate: "hello", fallbackLanguage: "en" } })
      await play.say("hi", { from: "5215512345678" })
      const { body } = play.asked[0] ?? { body: "{}" }
      const biz_opaque_callback_data: unknown = JSON.parse(body).biz_opaque_callback_data
      const statuses = [
        {
          ...{ id: `wamid.out1.${numberOf(play)}`, status: "failed", timestamp: nowSeconds(), recipient_id },
          biz_opaque_callback_data,
          errors: [{ code: 131047, title: "Re-engagement message" }],
        },
      ]
      await play.webhook(inbound(numberOf(play), { statuses }))
      await play.settle("5215512345678")
      expect(play.sent.at(-1)?.template?.name).toBe("hello")
    },
  )
})
