import { env, exports } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { effectOf } from "../../src/conversation/effects"
import type { Owed } from "../../src/conversation/owed"
import { newState } from "../../src/conversation/state"
import { worldOf } from "../../src/deployment/cloudflare"
import { linkId } from "../../src/platform/identity"
import { healthOf, markFaulty } from "../../src/store/accounts/health"
import { database } from "../../src/store/database"
import type { Order } from "../../src/store/orders/orders"
import { cancelForm } from "../support/cancelling"
import { shop } from "../support/flows"
import { alarm, atPayment, later, openedCheckout, stateOf, sweep, told } from "../support/payment"
import { paid, type Stage, stage } from "../support/stage"

const STRIPE = "https://api.stripe.com/"

const db = database(env.DB)

const refused = () =>
  Response.json(
    { error: { type: "invalid_request_error", message: "Invalid API Key provided: sk_test_stage12345" } },
    { status: 401 },
  )

const forbidden = () =>
  Response.json({ error: { type: "invalid_request_error", message: "The key may not." } }, { status: 403 })

const unknown = () =>
  Response.json({ error: { type: "invalid_request_error", code: "resource_missing", message: "No." } }, { status: 404 })

async function press(order: Order): Promise<Response> {
  const link = await linkId(env.HASH_KEY, order.id)
  return exports.default.fetch(`https://pay.test/p/${link}/checkout`, { method: "POST", redirect: "manual" })
}

async function health(play: Stage) {
  return (await healthOf(db, "payment", [play.provider])).get(play.provider)
}

function checkoutOf(order: Order, change: object = {}) {
  return Response.json({ ...paid(order, { id: "cs_x" }).data.object, livemode: false, ...change })
}

const unpaid = { status: "open", payment_status: "unpaid", payment_intent: null }

function page() {
  const expires_at = Math.floor(Date.now() / 1000) + 3600
  return Response.json({ id: "cs_x", url: "https://checkout.stripe.com/c/cs_x", status: "open", expires_at })
}

afterEach(() => {
  vi.useRealTimers()
})

describe.each([
  ["does not accept the key", refused],
  ["does not let the key do it", forbidden],
  ["does not know the checkout", unknown],
])("a provider that %s", (_, answer) => {
  it.each(["paid", "I have paid"])("is no reason to be silent: %s", async (text) => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 3000)
    play.answers[STRIPE] = answer
    await play.say(text)
    expect(told(play)).toEqual([expect.stringContaining("cannot see just now whether your payment has arrived")])
    play.answers[STRIPE] = () => checkoutOf(order)
    later(400)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: false, told: "paid" })
    expect(told(play).join()).toContain("received your payment")
  })

  it("lets an order be cancelled in the chat, and money that had come is told later", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 3000)
    play.answers[STRIPE] = answer
    await play.say("cancel")
    await play.say("yes")
    expect(told(play)[1]).toContain("cannot see just now whether you had paid")
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    play.answers[STRIPE] = () => checkoutOf(order)
    later(1000)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
    expect(told(play).at(-1)).toContain("reached us after all")
  })

  it("lets an order be cancelled on its page", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 3000)
    play.answers[STRIPE] = answer
    const link = await linkId(env.HASH_KEY, order.id)
    const url = `https://pay.test/p/${link}/cancel`
    const form = await cancelForm(env.HASH_KEY, `/p/${link}`)
    expect((await exports.default.fetch(url, { ...form, redirect: "manual" })).status).toBe(303)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    expect(told(play)[0]).toContain("cannot see just now whether you had paid")
  })

  it("closes a checkout of what was given up as soon as it can be asked again", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, `cs_${order.id}`, 30_000)
    play.answers[STRIPE] = answer
    await play.say("cancel")
    await play.say("yes")
    play.answers[STRIPE] = ({ url }) =>
      checkoutOf(order, { ...unpaid, status: url.endsWith("/expire") ? "expired" : "open" })
    later(1000)
    await sweep()
    expect(play.asked.filter(({ url }) => url.endsWith(`/cs_${order.id}/expire`))).toHaveLength(1)
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", sweepAt: null })
  })
})

describe.each([
  ["a refused key", refused, "unauthorised"],
  ["a key without the right", forbidden, "suspended"],
])("%s", (_, answer, fault) => {
  it("is seen on the account at the first press, and the customer reads that paying is not possible", async () => {
    const { play, order } = await atPayment()
    play.answers[STRIPE] = answer
    const response = await press(order)
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text).toContain("Paying is not possible just now")
    expect(await health(play)).toMatchObject({ faultySince: expect.any(Number), fault })
    expect((await health(play))?.reason).not.toContain("sk_test")
    expect(await stateOf(play)).toMatchObject({ status: "open" })
  })

  it("keeps new links from being sent, until the account works again", async () => {
    const { play, order } = await atPayment()
    play.answers[STRIPE] = answer
    await press(order)
    await play.say("hi", { from: "27821110002" })
    await play.say("Ann", { from: "27821110002" })
    expect(told(play).slice(-2)).toEqual([
      expect.stringContaining("could not create your payment link"),
      "Perhaps another time.",
    ])
    expect(await play.orders()).toHaveLength(1)
    play.answers[STRIPE] = page
    expect((await press(order)).headers.get("location")).toContain("checkout.stripe.com")
    expect(await health(play)).toMatchObject({ faultySince: null })
    await play.say("hi", { from: "27821110003" })
    await play.say("Ben", { from: "27821110003" })
    expect(await play.orders()).toHaveLength(2)
  })

  it("is no customer's being late: who could not pay is told so at the end", async () => {
    const { play, order } = await atPayment()
    play.answers[STRIPE] = answer
    await press(order)
    later(3700)
    await alarm(play)
    expect(await stateOf(play)).toMatchObject({ status: "expired", told: "expired" })
    expect(told(play)[0]).toContain("our payment service was not working properly")
    expect(told(play)[0]).not.toContain("run out")
  })

  it("is no customer's being late where the checkout could not be asked about, and its money is told later", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 7200)
    play.answers[STRIPE] = answer
    later(3700)
    await alarm(play)
    expect(told(play)[0]).toContain("our payment service was not working properly")
    play.answers[STRIPE] = () => checkoutOf(order)
    later(1000)
    await sweep()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
  })
})

describe("an account that was found faulty", () => {
  it("takes orders again when its key is accepted again, though nobody saved anything", async () => {
    const play = await stage(shop())
    await markFaulty(db, {
      kind: "payment",
      account: play.provider,
      at: Date.now(),
      code: "unauthorised",
      reason: "No.",
    })
    play.answers[`${STRIPE}v1/checkout/sessions?limit=1`] = () => Response.json({ data: [] })
    await play.say("hi")
    await play.say("Ann")
    expect(await play.orders()).toHaveLength(1)
    expect(await health(play)).toMatchObject({ faultySince: null })
  })

  it("is not asked by each customer in turn", async () => {
    const play = await stage(shop())
    await markFaulty(db, {
      kind: "payment",
      account: play.provider,
      at: Date.now(),
      code: "unauthorised",
      reason: "No.",
    })
    play.answers[STRIPE] = refused
    for (const from of ["27821110001", "27821110002", "27821110003"]) {
      await play.say("hi", { from })
      await play.say("Ann", { from })
    }
    expect(await play.orders()).toEqual([])
    expect(play.asked.filter(({ url }) => url.startsWith(STRIPE))).toHaveLength(1)
  })

  it("is not believed to be mended because a checkout can be looked at, where it may not be opened", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 3000)
    const fault = { kind: "payment", account: play.provider, at: Date.now(), code: "suspended", reason: "No." } as const
    await markFaulty(db, fault)
    play.answers[STRIPE] = () => checkoutOf(order, unpaid)
    later(70)
    await sweep()
    expect(await health(play)).toMatchObject({ faultySince: expect.any(Number) })
  })

  it("is mended by a look of the sweep's, where its key was refused", async () => {
    const { play, order } = await atPayment()
    await openedCheckout(order, "cs_x", 3000)
    play.answers[STRIPE] = refused
    later(70)
    await sweep()
    expect(await health(play)).toMatchObject({ fault: "unauthorised" })
    play.answers[STRIPE] = () => checkoutOf(order, unpaid)
    later(310)
    await sweep()
    expect(await health(play)).toMatchObject({ faultySince: null })
  })

  it("goes on with an order that was opened before its answer was lost", async () => {
    const { play, order } = await atPayment()
    // What this isolate knew of the account is old by then.
    later(30)
    await markFaulty(db, { kind: "payment", account: play.provider, at: Date.now(), code: "suspended", reason: "No." })
    const wanted = {
      ...{ amount: "99.50", currency: null, description: "two cakes", number: null, expirySeconds: 3600 },
      ...{ language: "en", node: "pay", name: "Payment" },
    }
    const row = {
      seq: 9,
      status: "due",
      attempts: 0,
      dueAt: 0,
      at: 0,
      reference: null,
      delivery: null,
      reason: null,
    } as const
    const state = newState(order.conversation, "whatsapp", play.account, {})
    const effect: Owed = { type: "order", order: wanted }
    const again = async (key: string) =>
      (
        await effectOf(effect).perform(
          { world: worldOf(env), present: () => state, row: { ...row, key, effect } },
          effect,
        )
      ).told
    expect(await again(order.key)).toMatchObject([{ order: order.id, news: { status: "open" } }])
    expect(await again("another/1/1")).toMatchObject([{ order: "", news: { status: "refused" } }])
  })
})

it("finds the money of a slow method that nobody could see begin before the order ended", async () => {
  const { play, order } = await atPayment()
  await openedCheckout(order, "cs_x", 2000)
  play.answers[STRIPE] = refused
  later(3700)
  await alarm(play)
  expect(await stateOf(play)).toMatchObject({ status: "expired" })
  const processing = { payment_status: "unpaid", payment_intent: { id: `pi_${order.id}`, status: "processing" } }
  play.answers[STRIPE] = () => checkoutOf(order, processing)
  later(1000)
  await sweep()
  play.answers[STRIPE] = () => checkoutOf(order)
  later(3700)
  await sweep()
  await play.settle()
  expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
})
