import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkout } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import { lookAt } from "../../src/orders/lookup"
import { take } from "../../src/orders/take"
import { Failure } from "../../src/platform/failure"
import { type Till, till, type Weather } from "../support/till"

/** The checkout that the customer was shown. */
async function shown(shop: Till): Promise<string> {
  const offer = await checkout(shop.world, await shop.current())
  if (!("checkout" in offer)) throw new Error("there is no checkout")
  return offer.checkout.id
}

const told = (shop: Till, id: string) => take(shop.world, shop.order.paymentAccount, "callback", shop.approved(id))

const cancel = async (shop: Till) =>
  closeOrder(shop.world, await shop.current(), { as: "cancelled", cause: "customer" }, "none")

describe("what a customer agreed to", () => {
  it("is taken while the order can be paid, once, however often it is told", async () => {
    const shop = await till()
    const id = await shown(shop)
    shop.approve(id)
    await told(shop, id)
    await told(shop, id)
    await lookAt(shop.world, await shop.current())
    expect(await shop.current()).toMatchObject({ status: "paid", payment: `pay-${id}`, surplus: [] })
    expect(shop.captured()).toBe(5_000)
  })

  it("is taken once though the answer was lost, by the very same id", async () => {
    const shop = await till()
    const id = await shown(shop)
    shop.approve(id)
    const seen: string[] = []
    shop.onCapture = (capture) => seen.push(capture)
    shop.weather = ["after"]
    const approved = shop.approved(id)
    const tell = () => take(shop.world, shop.order.paymentAccount, "callback", approved)
    await expect(tell()).rejects.toThrow(Failure)
    await tell()
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatch(/^[A-Za-z0-9-]{1,32}$/)
    expect(await shop.current()).toMatchObject({ status: "paid" })
    expect(shop.captured()).toBe(5_000)
  })

  it("is taken anew, by another id, once the customer chose another means", async () => {
    const shop = await till()
    const id = await shown(shop)
    shop.declines = true
    shop.approve(id)
    await told(shop, id)
    expect(await shop.current()).toMatchObject({ status: "open" })
    shop.approve(id)
    await told(shop, id)
    expect(await shop.current()).toMatchObject({ status: "paid" })
    expect(shop.entries.get(id)?.captures.size).toBe(2)
    expect(shop.captured()).toBe(5_000)
  })

  it("is let go by whoever looks in order to close, and after the order ended", async () => {
    const shop = await till()
    const id = await shown(shop)
    shop.approve(id)
    expect((await cancel(shop)).order).toMatchObject({ status: "cancelled" })
    expect(shop.requests.filter((one) => one.includes("capture"))).toEqual([])
    expect(shop.requests).toContain(`POST /release/${id}`)
    const ended = await till({ close: false })
    const other = await shown(ended)
    await cancel(ended)
    ended.approve(other)
    await told(ended, other)
    await lookAt(ended.world, await ended.current())
    expect(ended.captured()).toBe(0)
    expect(await ended.current()).toMatchObject({ status: "cancelled" })
  })

  it("is let go when it came to another amount, and nothing to do with an order of other keys", async () => {
    const shop = await till()
    const id = await shown(shop)
    shop.approve(id)
    const news = shop.approved(id)
    if (news.type !== "approved") throw new Error("nothing was approved")
    const { paymentAccount } = shop.order
    await take(shop.world, paymentAccount, "callback", { ...news, mode: "live" })
    expect(shop.requests.filter((one) => !one.includes("open"))).toEqual([])
    await take(shop.world, paymentAccount, "callback", { ...news, money: { minor: 4_999, currency: "ZAR" } })
    expect(shop.requests.at(-1)).toBe(`POST /release/${id}`)
    expect(shop.captured()).toBe(0)
  })

  it("by another checkout than the one that paid is let go", async () => {
    const shop = await till({ expiry: { shortest: 60, longest: 100 }, close: false })
    const first = await shown(shop)
    shop.now += 60_000
    const second = await shown(shop)
    expect(second).not.toBe(first)
    shop.approve(first)
    shop.approve(second)
    await told(shop, second)
    await told(shop, first)
    expect(await shop.current()).toMatchObject({ status: "paid", payment: `pay-${second}`, surplus: [] })
    expect(shop.captured()).toBe(5_000)
  })
})

const step = fc.record({
  deed: fc.constantFrom("click", "approve", "tell", "tell", "look", "cancel", "decline", "wait", "later"),
  weather: fc.array(fc.constantFrom<Weather>("fine", "fine", "before", "after"), { maxLength: 4 }),
})

const CLICK = { deed: "click", weather: [] as Weather[] } as const
const APPROVE = { deed: "approve", weather: [] as Weather[] } as const

it("whatever is lost and whoever comes twice, nothing is taken twice, while closing, or unseen", async () => {
  const seen = { taken: 0, ended: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.boolean(), async (more, agreed) => {
      const steps = [CLICK, ...(agreed ? [APPROVE] : []), ...more]
      const shop = await till({}, 600)
      let closing = false
      shop.onCapture = () => expect(closing, "captured while closing").toBe(false)
      const ids: string[] = []
      for (const { deed, weather } of steps) {
        shop.weather = [...weather]
        const last = ids.at(-1)
        try {
          if (deed === "click") ids.push(await shown(shop))
          if (deed === "wait") shop.now += 30_000
          if (deed === "later") shop.now += 200_000
          if (deed === "decline") shop.declines = true
          if (deed === "look") await lookAt(shop.world, await shop.current())
          if (deed === "approve" && last !== undefined) shop.approve(last)
          if (deed === "tell" && last !== undefined && shop.entries.get(last)?.approval) await told(shop, last)
          if (deed === "cancel") {
            closing = true
            await cancel(shop)
          }
        } catch (error) {
          if (!(error instanceof Failure) && !(error instanceof Error && error.message === "there is no checkout"))
            throw error
        }
        closing = false
      }
      shop.weather = []
      const order = await shop.current()
      await lookAt(shop.world, order)
      const { status } = await shop.current()
      expect(shop.captured()).toBeLessThanOrEqual(5_000)
      expect(status === "paid").toBe(shop.captured() === 5_000)
      seen[status === "paid" ? "taken" : "ended"]++
    }),
    { numRuns: 150 },
  )
  expect(seen.taken).toBeGreaterThan(20)
  expect(seen.ended).toBeGreaterThan(20)
})
