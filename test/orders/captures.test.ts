import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkout } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import { capture } from "../../src/orders/hold/capture"
import { letHoldGo } from "../../src/orders/hold/void"
import { lookAt } from "../../src/orders/lookup"
import { take } from "../../src/orders/take"
import { Failure } from "../../src/platform/failure"
import { type Till, till, type Weather } from "../support/till"

const LATER = { capture: "later" } as const

/** An order whose customer agreed, so that its money is held. */
async function held(parts: "none" | "one" | "many" = "many"): Promise<{ shop: Till; id: string }> {
  const shop = await till({ capture: { parts, days: 7 } }, 3600, LATER)
  const offer = await checkout(shop.world, await shop.current())
  if (!("checkout" in offer)) throw new Error("there is no checkout")
  const { id } = offer.checkout
  shop.approve(id)
  await told(shop, id)
  return { shop, id }
}

const told = (shop: Till, id: string) => take(shop.world, shop.order.paymentAccount, "callback", shop.approved(id))

const taking = { payment: null, minor: null, last: false, cause: "operator", by: "thandi" } as const

const takeAs = async (shop: Till, id: string, minor: number | null = null, more: { last?: boolean } = {}) =>
  capture(shop.world, await shop.current(), { ...taking, ...more, id, minor })

const letGo = async (shop: Till) =>
  letHoldGo(shop.world, await shop.current(), { payment: null, cause: "operator", by: null })

const deeds = (shop: Till, what: string) => shop.requests.filter((one) => one.includes(what)).length

describe("what a customer agreed to, where it is taken later", () => {
  it("is held, and neither taken nor let go however often it is told and looked at", async () => {
    const { shop, id } = await held()
    await told(shop, id)
    const { again } = await lookAt(shop.world, await shop.current())
    expect(again).toBeGreaterThan(shop.now)
    expect(await shop.current()).toMatchObject({
      ...{ status: "authorised", captured: 0 },
      ledger: { authorised: 5_000, capturing: 0 },
    })
    expect([deeds(shop, "capture"), deeds(shop, "release"), deeds(shop, "close")]).toEqual([0, 0, 0])
  })

  it("is not let go by who wants to close the order", async () => {
    const { shop } = await held()
    const closed = await closeOrder(shop.world, await shop.current(), { as: "expired", cause: "timer" }, "none")
    expect(closed.order).toMatchObject({ status: "authorised" })
    expect(deeds(shop, "release")).toBe(0)
  })

  it("is let go where it comes by a second checkout, or after the order ended", async () => {
    const { shop } = await held()
    const other = `${shop.order.id}-9`
    shop.entries.set(other, { id: other, approval: `${other}-0`, state: "approved", captures: new Map(), until: 0 })
    const news = { ...shop.approved(other), checkout: [...shop.entries.keys()][0] ?? "", id: "second" }
    await take(shop.world, shop.order.paymentAccount, "callback", news)
    expect(deeds(shop, "release")).toBe(1)
    expect(await shop.current()).toMatchObject({ status: "authorised", ledger: { authorised: 5_000 } })
  })
})

describe("taking what is held", () => {
  it("takes all of it, once, however often it is asked for by one id", async () => {
    const { shop } = await held()
    const { order, capture: done } = await takeAs(shop, "one")
    expect(done).toMatchObject({ state: "done", minor: 5_000, last: true })
    expect(order).toMatchObject({ status: "paid", captured: 5_000, over: 0, surplus: [] })
    await takeAs(shop, "one")
    expect(shop.captured()).toBe(5_000)
    expect(deeds(shop, "capture")).toBe(1)
  })

  it("takes it part by part, never above what is held, and lets the rest go with the last", async () => {
    const { shop } = await held()
    expect((await takeAs(shop, "one", 2_000)).order).toMatchObject({
      ...{ status: "part_paid", captured: 2_000 },
      ledger: { authorised: 3_000 },
    })
    await expect(takeAs(shop, "two", 3_001)).rejects.toMatchObject({ code: "too_much" })
    const { order } = await takeAs(shop, "two", 1_000, { last: true })
    expect(order).toMatchObject({ status: "part_paid", captured: 3_000, ledger: { authorised: 0, net: 3_000 } })
    await expect(takeAs(shop, "three", 1)).rejects.toMatchObject({ code: "nothing_held" })
    expect(shop.captured()).toBe(3_000)
  })

  it("lets the rest go where the provider knows no second part, and takes no part where it knows none", async () => {
    const { shop } = await held("one")
    expect((await takeAs(shop, "one", 2_000)).order).toMatchObject({ captured: 2_000, ledger: { authorised: 0 } })
    const whole = await held("none")
    await expect(takeAs(whole.shop, "one", 2_000)).rejects.toMatchObject({ code: "unsupported" })
    expect((await takeAs(whole.shop, "one")).order).toMatchObject({ status: "paid" })
  })

  it("refuses an id that was another capture's", async () => {
    const { shop } = await held()
    await takeAs(shop, "one", 2_000)
    await expect(takeAs(shop, "one", 2_001)).rejects.toMatchObject({ code: "id_reused" })
    await expect(takeAs(shop, "one")).rejects.toMatchObject({ code: "id_reused" })
    expect(shop.captured()).toBe(2_000)
  })

  it.each(["before", "after"] as const)(
    "comes to one capture though its request was lost %s it was done",
    async (lost) => {
      const { shop } = await held()
      shop.weather = [lost]
      await expect(takeAs(shop, "one", 2_000)).rejects.toMatchObject({ ambiguous: true })
      expect((await shop.current()).ledger).toMatchObject({ capturing: 2_000, captured: 0 })
      // Nobody asks again: the next look finds it.
      await lookAt(shop.world, await shop.current())
      expect((await shop.current()).ledger).toMatchObject({ capturing: 0, captured: 2_000, authorised: 3_000 })
      const { capture: known } = await takeAs(shop, "one", 2_000)
      expect(known.state).toBe("done")
      expect(shop.captured()).toBe(2_000)
      expect(shop.entries.get([...shop.entries.keys()][0] ?? "")?.captures.size).toBe(1)
    },
  )

  it("of two at once for more than is held takes only one, and says so to the other", async () => {
    const { shop } = await held()
    const both = await Promise.allSettled([takeAs(shop, "one", 3_000), takeAs(shop, "two", 3_000)])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "too_much" } })
    expect(shop.captured()).toBe(3_000)
  })

  it("of two at once by one id asks for one capture", async () => {
    const { shop } = await held()
    await Promise.all([takeAs(shop, "one", 3_000), takeAs(shop, "one", 3_000)])
    expect(shop.captured()).toBe(3_000)
    expect(shop.entries.get([...shop.entries.keys()][0] ?? "")?.captures.size).toBe(1)
  })

  it("is refused with the provider's reason, holds nobody up, and can be asked for anew", async () => {
    const { shop } = await held()
    shop.refusal = "The card was closed."
    await expect(takeAs(shop, "one", 2_000)).rejects.toThrow("The card was closed.")
    expect((await shop.current()).ledger).toMatchObject({ capturing: 0, authorised: 5_000 })
    expect((await takeAs(shop, "one", 2_000)).capture).toMatchObject({ state: "done" })
    expect(shop.captured()).toBe(2_000)
  })

  it("is found as done where the provider refuses what it did before", async () => {
    const { shop, id } = await held()
    shop.weather = ["after"]
    await expect(takeAs(shop, "one", 2_000)).rejects.toThrow(Failure)
    shop.refusal = "already captured"
    // The look before it finds it as well: what is asked again is asked after a look.
    const { order } = await takeAs(shop, "one", 2_000)
    expect(order.ledger).toMatchObject({ captured: 2_000, capturing: 0 })
    expect(shop.entries.get(id)?.captures.size).toBe(1)
  })
})

describe("letting go of what is held", () => {
  it("cancels an order of which nothing was taken, once", async () => {
    const { shop } = await held()
    expect(await letGo(shop)).toMatchObject({ status: "cancelled", ledger: { authorised: 0 } })
    expect(await letGo(shop)).toMatchObject({ status: "cancelled" })
    expect(deeds(shop, "release")).toBe(1)
    await expect(takeAs(shop, "one")).rejects.toMatchObject({ code: "nothing_held" })
  })

  it("leaves what was taken, and lets the rest go", async () => {
    const { shop } = await held()
    await takeAs(shop, "one", 2_000)
    expect(await letGo(shop)).toMatchObject({ status: "part_paid", captured: 2_000, ledger: { authorised: 0 } })
    expect(shop.captured()).toBe(2_000)
  })

  it.each(["before", "after"] as const)("is found again though its request was lost %s it was done", async (lost) => {
    const { shop, id } = await held()
    shop.weather = [lost]
    await expect(letGo(shop)).rejects.toMatchObject({ ambiguous: true })
    await expect(takeAs(shop, "one")).rejects.toMatchObject({ code: "nothing_held" })
    await lookAt(shop.world, await shop.current())
    expect(await shop.current()).toMatchObject({ status: "cancelled", ledger: { authorised: 0 } })
    expect(shop.entries.get(id)?.state).toBe("released")
  })

  it("is refused with the provider's reason, and what is held can be taken after all", async () => {
    const { shop } = await held()
    shop.refusal = "Not now."
    await expect(letGo(shop)).rejects.toThrow("Not now.")
    expect((await takeAs(shop, "one")).order).toMatchObject({ status: "paid" })
  })

  it("and taking it at once come to one of the two", async () => {
    const { shop } = await held()
    const [took, let_] = await Promise.allSettled([takeAs(shop, "one"), letGo(shop)])
    const order = await shop.current()
    expect([took.status, let_.status]).toContain("fulfilled")
    expect(order.status).toBe(shop.captured() === 5_000 ? "paid" : "cancelled")
    expect([0, 5_000]).toContain(shop.captured())
    expect(order.ledger).toMatchObject({ authorised: 0, capturing: 0, captured: shop.captured() })
  })

  it("ends the order where the provider let it lapse", async () => {
    const { shop, id } = await held()
    const entry = shop.entries.get(id)
    if (entry) entry.state = "released"
    await lookAt(shop.world, await shop.current())
    expect(await shop.current()).toMatchObject({ status: "expired", ledger: { authorised: 0 } })
  })
})

const step = fc.record({
  deed: fc.constantFrom("all", "part", "part again", "more", "void", "look", "tell", "cancel"),
  weather: fc.array(fc.constantFrom<Weather>("fine", "fine", "before", "after"), { maxLength: 3 }),
  refusal: fc.boolean(),
})

it("whatever is lost and refused, no more is taken than is held, and what is recorded is what was done", async () => {
  const seen = { taken: 0, let: 0, parts: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const { shop, id } = await held()
      for (const { deed, weather, refusal } of steps) {
        shop.weather = [...weather]
        shop.refusal = refusal ? "No." : null
        try {
          if (deed === "all") await takeAs(shop, "all")
          if (deed === "part") await takeAs(shop, "part", 2_000)
          if (deed === "part again") await takeAs(shop, "again", 2_000, { last: true })
          if (deed === "more") await takeAs(shop, "more", 4_000)
          if (deed === "void") await letGo(shop)
          if (deed === "look") await lookAt(shop.world, await shop.current())
          if (deed === "tell") await told(shop, id)
          if (deed === "cancel")
            await closeOrder(shop.world, await shop.current(), { as: "cancelled", cause: "customer" }, "none")
        } catch (error) {
          if (!(error instanceof Failure)) throw error
        }
      }
      shop.weather = []
      shop.refusal = null
      // What was asked and not answered is found by looks alone.
      for (let look = 0; look < 2; look++) await lookAt(shop.world, await shop.current())
      const { ledger, status } = await shop.current()
      expect(shop.captured()).toBeLessThanOrEqual(5_000)
      expect(ledger.captured).toBe(shop.captured())
      expect(ledger.capturing).toBe(0)
      const state = shop.entries.get(id)?.state
      expect(ledger.authorised).toBe(state === "approved" ? 5_000 - shop.captured() : 0)
      if (shop.captured() === 5_000) expect(status).toBe("paid")
      else if (shop.captured() > 0) expect(status).toBe("part_paid")
      else expect(status).toBe(state === "approved" ? "authorised" : "cancelled")
      if (shop.captured() === 5_000) seen.taken += 1
      else if (shop.captured() > 0) seen.parts += 1
      else if (status === "cancelled") seen.let += 1
    }),
    { numRuns: 50 },
  )
  expect(seen.taken).toBeGreaterThan(3)
  expect(seen.parts).toBeGreaterThan(3)
  expect(seen.let).toBeGreaterThan(3)
})
