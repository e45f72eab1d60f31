import { describe, expect, it } from "vitest"
import { checkout, checkoutFound } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import type { Ending } from "../../src/orders/end"
import { take } from "../../src/orders/take"
import { acknowledge, toldOf } from "../../src/orders/told"
import { findStanding } from "../../src/store/orders/standing"
import { type Till, till } from "../support/till"

const ENDING: Ending = { as: "cancelled", cause: "customer" }

/** Nothing ends its checkouts, and nobody can close them. */
const ENDLESS = { close: false, expiry: null, capture: null } as const

const press = async (shop: Till) => checkout(shop.world, await shop.current())

/** Lets something happen while the provider is asked for a checkout. */
function whileOpening(shop: Till, deed: () => Promise<void>): void {
  const { perform } = shop.world
  shop.world.perform = async (request, from) => {
    shop.world.perform = perform
    const answer = await perform(request, from)
    await deed()
    return answer
  }
}

async function end(shop: Till) {
  const { order, complete } = await closeOrder(shop.world, await shop.current(), ENDING, "brief")
  return toldOf(shop.world, order, "settled", complete)
}

describe("an order that ends while its provider is asked for a checkout", () => {
  it("is looked at all the same: what was opened may be paid", async () => {
    const shop = await till(ENDLESS)
    whileOpening(shop, async () => acknowledge(shop.world, await end(shop)))
    expect(await press(shop)).toMatchObject({ order: { status: "cancelled" }, complete: false })
    const { status, told, sweepAt, reference } = await shop.current()
    expect({ status, told, reference }).toEqual({
      status: "cancelled",
      told: "cancelled",
      reference: expect.any(String),
    })
    expect(sweepAt).toBeLessThanOrEqual(shop.now + 3_600_000)
    expect(sweepAt).not.toBeNull()
  })

  it("is looked at though its conversation says only then that it knows", async () => {
    const shop = await till(ENDLESS)
    let acknowledges = async () => {}
    whileOpening(shop, async () => {
      const told = await end(shop)
      acknowledges = () => acknowledge(shop.world, told)
    })
    await press(shop)
    await acknowledges()
    expect(await shop.current()).toMatchObject({ told: "cancelled", sweepAt: expect.any(Number) })
  })

  it("is looked at where the checkout was asked for after it was known to have none", async () => {
    const shop = await till(ENDLESS)
    const open = await findStanding(shop.world.db, { id: shop.order.id, link: null })
    if (!open) throw new Error("the order is gone")
    const told = await end(shop)
    expect(told.sweepAt).toBeNull()
    // Whoever read the order before it ended goes on from there.
    await checkoutFound(shop.world, open)
    await acknowledge(shop.world, told)
    expect(await shop.current()).toMatchObject({ told: "cancelled", sweepAt: expect.any(Number) })
  })

  it("is looked at no more where nothing was asked for", async () => {
    const shop = await till(ENDLESS)
    await acknowledge(shop.world, await end(shop))
    expect(await shop.current()).toMatchObject({ status: "cancelled", told: "cancelled", sweepAt: null })
  })
})

describe("news that a checkout is over, told after its order was due", () => {
  const PUSHES = { kinds: ["push"], repeat: { gives: "another" }, capture: null, close: false } as const

  /** Two prompts, the second after the first was over; and news of one by its number, as a look brings it. */
  async function twice() {
    const shop = await till(PUSHES, 200)
    await press(shop)
    shop.now += 150_000
    await press(shop)
    shop.now += 60_000
    const [first = "", second = ""] = shop.entries.keys()
    const about = (checkout: string) => ({ order: shop.order.id, checkout, at: shop.now, mode: "test" as const })
    const over = (id: string) => ({ ...about(id), id: `over-${id}`, type: "expired" as const })
    const account = shop.order.paymentAccount
    return { shop, account, first, second, about, over }
  }

  it("does not end it before the newer one was asked about: its money came in time", async () => {
    const { shop, account, first, second, about, over } = await twice()
    expect(await take(shop.world, account, "timer", over(first), "close")).toMatchObject({ order: { status: "open" } })
    const money = { minor: 5_000, currency: "ZAR" } as const
    const paid = { ...about(second), id: "paid", type: "paid" as const, payment: "p-2", money }
    expect(await take(shop.world, account, "timer", paid, "close")).toMatchObject({
      order: { status: "paid", late: false },
    })
  })

  it("ends it where it is the newest", async () => {
    const { shop, account, second, over } = await twice()
    expect(await take(shop.world, account, "timer", over(second), "close")).toMatchObject({
      order: { status: "expired" },
    })
  })
})
