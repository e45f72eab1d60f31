import { env } from "cloudflare:workers"
import fc from "fast-check"
import { describe, expect, it, vi } from "vitest"
import { checkout } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import { resolveHint } from "../../src/orders/hint"
import { lookAt } from "../../src/orders/lookup"
import { Failure } from "../../src/platform/failure"
import { type Till, till, type Weather } from "../support/till"

const PUSH = { kinds: ["push"], repeat: { gives: "another" }, capture: null, close: false } as const

const press = async (shop: Till) => checkout(shop.world, await shop.current())

const opens = (shop: Till) => shop.requests.filter((one) => one === "POST /open").length

/** Prompts that the customer could still say yes to. */
const alive = (shop: Till) =>
  [...shop.entries.values()].filter(({ state, until }) => state === "open" && until > shop.now).length

describe("an opening whose answer was lost, where asking again opens another", () => {
  it("is not repeated while the phone may still ask, and is followed by another once it cannot", async () => {
    const shop = await till({ ...PUSH, expiry: { shortest: 60, longest: 300 } })
    shop.weather = ["after"]
    await expect(press(shop)).rejects.toThrow(Failure)
    for (const seconds of [1, 30, 150, 100]) {
      shop.now += seconds * 1000
      expect(await press(shop)).toMatchObject({ unclearUntil: expect.any(Number) })
    }
    expect(opens(shop)).toBe(1)
    shop.now += 20_000
    expect(await press(shop)).toMatchObject({ checkout: { kind: "push" } })
    expect(opens(shop)).toBe(2)
  })

  it("is asked for by one of two who press at once", async () => {
    const shop = await till(PUSH)
    const offers = await Promise.all([press(shop), press(shop), press(shop)])
    expect(opens(shop)).toBe(1)
    expect(offers.filter((offer) => "checkout" in offer).length).toBeGreaterThanOrEqual(1)
    expect(await press(shop)).toMatchObject({ checkout: { id: "push-1" } })
  })

  it("is followed at once by another where the provider said that nothing was opened", async () => {
    const shop = await till(PUSH)
    const { perform } = shop.world
    shop.world.perform = async () => {
      throw new Failure("busy", "The till asks to slow down.", "again")
    }
    await expect(press(shop)).rejects.toMatchObject({ code: "busy" })
    shop.world.perform = perform
    expect(await press(shop)).toMatchObject({ checkout: { kind: "push" } })
  })

  it("is told by its callback to each who brings that at once: none is acknowledged before it is looked up", async () => {
    const shop = await till(PUSH)
    shop.weather = ["after"]
    await expect(press(shop)).rejects.toThrow(Failure)
    const [id = ""] = shop.entries.keys()
    shop.approve(id)
    const until = shop.now + 60_000
    const checkout = {
      kind: "push",
      id,
      to: "+27820000000",
      seconds: 60,
      usableUntil: until,
      payableUntil: until,
    } as const
    const hint = { checkout: id, opened: { order: shop.order.id, checkout } }
    const account = shop.order.paymentAccount
    const bring = () => resolveHint(shop.world, account, hint)
    // Between what the first one reads and what it does of it the same is brought once more, and done.
    let between: Awaited<ReturnType<typeof bring>> | null = null
    const statement = Object.getPrototypeOf(env.DB.prepare("select 1")) as D1PreparedStatement
    const { all } = statement
    const spy = vi.spyOn(statement, "all").mockImplementation(async function (this: D1PreparedStatement) {
      const answer = await all.call(this)
      spy.mockRestore()
      between = await bring()
      return answer as never
    })
    const first = await bring()
    for (const taken of [between ?? [], first]) expect(taken.map(({ order }) => order.id)).toEqual([shop.order.id])
  })

  it("that nobody was given a page of is followed by another as soon as no request can be under way", async () => {
    const shop = await till({ ...PUSH, kinds: ["page"], expiry: null })
    shop.weather = ["after"]
    await expect(press(shop)).rejects.toThrow(Failure)
    expect(await press(shop)).toMatchObject({ unclearUntil: expect.any(Number) })
    shop.now += 121_000
    expect(await press(shop)).toMatchObject({ checkout: { kind: "page" } })
  })
})

describe("a push", () => {
  it("is the same until its end, and is looked at before the phone is asked again", async () => {
    const shop = await till(PUSH)
    const first = await press(shop)
    shop.now += 100_000
    expect(await press(shop)).toEqual(first)
    shop.now += 30_000
    expect(await press(shop)).not.toEqual(first)
    expect(opens(shop)).toBe(2)
  })
})

const step = fc.record({
  deed: fc.constantFrom("press", "press", "twice", "look", "wait", "later"),
  weather: fc.array(fc.constantFrom<Weather>("fine", "before", "after"), { maxLength: 3 }),
})

it("whatever is lost, a customer's phone is never asked twice at one time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const shop = await till(PUSH, 3600)
      for (const { deed, weather } of steps) {
        shop.weather = [...weather]
        const deeds = { press: () => press(shop), twice: () => Promise.allSettled([press(shop), press(shop)]) }
        try {
          if (deed === "wait") shop.now += 20_000
          else if (deed === "later") shop.now += 90_000
          else if (deed === "look") await lookAt(shop.world, await shop.current())
          else await deeds[deed]()
        } catch (error) {
          if (!(error instanceof Failure)) throw error
        }
        expect(alive(shop)).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 150 },
  )
})

it("what no time ends is looked at ever more rarely, and in the end no more", async () => {
  const shop = await till({ expiry: null, close: false, capture: null })
  await press(shop)
  shop.now = shop.order.expiresAt + 1000
  await closeOrder(shop.world, await shop.current(), { as: "expired", cause: "timer" }, "none")
  const gaps: number[] = []
  for (;;) {
    const { again } = await lookAt(shop.world, await shop.current())
    if (again === null) break
    gaps.push((again - shop.now) / 60_000)
    shop.now = again
  }
  expect(gaps.slice(0, 4)).toEqual([15, 15, 15, 15])
  expect(Math.max(...gaps)).toBe(1440)
  expect(gaps.length).toBeGreaterThan(35)
  expect(gaps.length).toBeLessThan(45)
})
