import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { afterEach, describe, expect, it, vi } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { closeOrder } from "../../src/orders/close"
import { capture } from "../../src/orders/hold/capture"
import { letHoldGo } from "../../src/orders/hold/void"
import { lookAt } from "../../src/orders/lookup"
import { giveBack } from "../../src/orders/refund"
import type { EmulateProvider } from "../../src/payments/emulator"
import type { Call } from "../../src/platform/emulator"
import { Failure } from "../../src/platform/failure"
import { paymentsOf } from "../../src/store/orders/payments"
import { refundsOf } from "../../src/store/orders/refunds"
import { orders } from "../../src/store/schema"
import type { ProviderFixture } from "./fixture"
import { everyProvider, fixtures } from "./fixtures"
import { type EmulatedShop, emulatedShop } from "./shop"

const emulators = import.meta.glob<Record<string, unknown>>("../../src/payments/*/emulator.ts", { eager: true })

/** Those that may be asked again for what went unanswered, each with its emulator and where it is reached. */
const members = everyProvider
  .filter(([, { pretend, capabilities }]) => !pretend && capabilities.repeat.gives !== "another")
  .map(([name, provider]) => {
    const found = Object.entries(emulators[`../../src/payments/${name}/emulator.ts`] ?? {})
    const emulate = found.find(([exported]) => exported.startsWith("emulate"))?.[1] as EmulateProvider
    const host = fixtures[name]?.hosts[0] ?? ""
    const at = { host, pages: pagesOf(fixtures[name]) ?? host, phone: "+27820000000" }
    return [name, provider, () => emulatedShop(name, emulate, at)] as const
  })

/** Where the pages are that customers are led to. */
function pagesOf(fixture: ProviderFixture | undefined): string | null {
  const opened = fixture?.open.map((script) => ("gives" in script ? script.gives : null)) ?? []
  const led = opened.find((checkout) => checkout !== null && "url" in checkout && checkout.url !== undefined)
  return led && "url" in led && led.url !== undefined ? new URL(led.url).origin : null
}

const world = worldOf(env)

afterEach(() => {
  vi.restoreAllMocks()
})

/** The answer to that one of the next requests, counted from 1, never comes, though what was asked is done. */
function lose(shop: EmulatedShop, which: number): { lost: boolean } {
  const net = { asked: 0, lost: false }
  shop.outside = (_, answer) => {
    net.asked += 1
    if (net.asked !== which) return null
    net.lost = true
    return answer().then(() => {
      throw new TypeError("Network connection lost.")
    })
  }
  return net
}

/** Wants to pay until there is something to pay by: its id. */
async function checkoutOf(shop: EmulatedShop): Promise<string> {
  for (let tries = 1; tries <= 4; tries++) {
    await shop.pressWith(shop.provider.customer).catch((error: unknown) => expect(error).toBeInstanceOf(Failure))
    const [attempt] = await shop.attempts()
    if (attempt?.checkout) return attempt.checkout.id
  }
  throw new Error("there is nothing to pay by")
}

/** As a provider calls: each until it is heard. */
async function heard(shop: EmulatedShop, calls: readonly Call[]): Promise<void> {
  for (const call of calls) {
    let status = 0
    for (let tries = 1; tries <= 4 && status !== 200; tries++) status = (await shop.deliver([call]))[0] ?? 0
    expect(status).toBe(200)
  }
}

/** An order that is to be taken later, and whose customer agreed. */
async function heldAt(shop: EmulatedShop): Promise<EmulatedShop> {
  const later = { terms: { capture: "later" } } as const
  await world.db
    .update(orders)
    .set(later)
    .where(eq(orders.id, (await shop.now()).id))
  await heard(shop, await shop.provider.pay(await checkoutOf(shop)))
  await heard(shop, await shop.provider.unsent())
  return shop
}

async function moneyOf(shop: EmulatedShop) {
  const order = await shop.now()
  return { payments: paymentsOf(order), refunds: await refundsOf(world.db, order.id) }
}

describe.each(members)("an order at %s", (_, { capabilities }, open) => {
  it("is paid once, however often it is pressed and told", async () => {
    const shop = await open()
    const { price, customer } = shop.provider
    await Promise.all([shop.pressWith(customer), shop.pressWith(customer)])
    expect(await shop.attempts()).toHaveLength(1)
    const calls = await shop.provider.pay(await checkoutOf(shop))
    for (const call of calls) await Promise.all([heard(shop, [call]), heard(shop, [call])])
    await heard(shop, await shop.provider.unsent())
    await heard(shop, calls)
    expect(await shop.now()).toMatchObject({ status: "paid", surplus: [], late: false })
    expect((await moneyOf(shop)).payments).toMatchObject([{ captured: price.minor, currency: price.currency }])
  })

  it("is paid once, whichever answer of the provider's is lost", async () => {
    const lost: number[] = []
    for (let which = 1; which <= 10; which++) {
      const shop = await open()
      const net = lose(shop, which)
      await heard(shop, await shop.provider.pay(await checkoutOf(shop)))
      await heard(shop, await shop.provider.unsent())
      const told = await shop.now()
      // What no callback told is told by the next look.
      if (told.status !== "paid") await lookAt(world, told)
      expect([which, await shop.now()]).toMatchObject([which, { status: "paid", surplus: [] }])
      expect((await moneyOf(shop)).payments).toMatchObject([{ captured: shop.provider.price.minor }])
      if (net.lost) lost.push(which)
    }
    expect(lost).toContain(1)
  })

  it.runIf(capabilities.refund?.partial === true)("is given back in part once, though the answer is lost", async () => {
    const shop = await open()
    await heard(shop, await shop.provider.pay(await checkoutOf(shop)))
    await heard(shop, await shop.provider.unsent())
    const giving = { id: "part", payment: null, minor: 500, cause: "operator" } as const
    const net = lose(shop, 1)
    const unanswered = giveBack(world, await shop.now(), giving)
    await expect(unanswered).rejects.toMatchObject({ code: "unanswered", ambiguous: true })
    expect(net.lost).toBe(true)
    const { refund } = await giveBack(world, await shop.now(), giving)
    expect(refund.minor).toBe(500)
    await heard(shop, await shop.provider.unsent())
    expect((await moneyOf(shop)).refunds).toMatchObject([{ minor: 500 }])
    // What is left is all but that, at the provider too.
    const rest = await giveBack(world, await shop.now(), { ...giving, id: "rest", minor: null })
    expect(rest.refund.minor).toBe(shop.provider.price.minor - 500)
  })

  it.runIf(capabilities.capture?.later === true)("is held, and taken once though the answer is lost", async () => {
    const shop = await heldAt(await open())
    const { minor } = shop.provider.price
    expect(await shop.now()).toMatchObject({ status: "authorised", captured: 0, ledger: { authorised: minor } })
    const taking = { id: "all", payment: null, minor: null, last: false, cause: "operator", by: null } as const
    const net = lose(shop, 1)
    await expect(capture(world, await shop.now(), taking)).rejects.toMatchObject({ ambiguous: true })
    expect(net.lost).toBe(true)
    await lookAt(world, await shop.now())
    expect(await shop.now()).toMatchObject({ status: "paid", captured: minor, ledger: { authorised: 0, capturing: 0 } })
    await capture(world, await shop.now(), taking)
    await heard(shop, await shop.provider.unsent())
    expect(await shop.now()).toMatchObject({ status: "paid", captured: minor, over: 0, surplus: [] })
    expect(shop.provider.books()).toMatchObject([{ taken: { minor } }])
  })

  it.runIf(capabilities.capture?.later === true && capabilities.capture.parts !== "none")(
    "is held, taken in part, and the rest let go",
    async () => {
      const shop = await heldAt(await open())
      const taking = { id: "part", payment: null, minor: 500, last: true, cause: "operator", by: null } as const
      await capture(world, await shop.now(), taking)
      await heard(shop, await shop.provider.unsent())
      await lookAt(world, await shop.now())
      expect(await shop.now()).toMatchObject({
        status: "part_paid",
        captured: 500,
        ledger: { authorised: 0, net: 500 },
      })
      expect(shop.provider.books()).toMatchObject([{ taken: { minor: 500 } }])
    },
  )

  it.runIf(capabilities.capture?.later === true)("is held, and let go once though the answer is lost", async () => {
    const shop = await heldAt(await open())
    lose(shop, 1)
    const voiding = { payment: null, cause: "operator", by: null } as const
    await expect(letHoldGo(world, await shop.now(), voiding)).rejects.toMatchObject({ ambiguous: true })
    expect(await letHoldGo(world, await shop.now(), voiding)).toMatchObject({ status: "cancelled" })
    await heard(shop, await shop.provider.unsent())
    expect(await shop.now()).toMatchObject({ status: "cancelled", captured: 0, ledger: { authorised: 0 } })
    expect(shop.provider.books()).toMatchObject([{ taken: null }])
  })

  // Where a checkout is closed with its order nobody can agree any more.
  it.runIf(capabilities.capture !== null && !capabilities.close)(
    "takes nothing of what is approved once the order was cancelled",
    async () => {
      const shop = await open()
      const checkout = await checkoutOf(shop)
      await closeOrder(world, await shop.now(), { as: "cancelled", cause: "customer", reason: null }, "brief")
      const calls = await shop.provider.pay(checkout)
      expect(calls.length).toBeGreaterThan(0)
      await heard(shop, calls)
      expect(await shop.now()).toMatchObject({ status: "cancelled", late: false })
      expect((await moneyOf(shop)).payments).toEqual([])
      expect(await shop.provider.unsent()).toEqual([])
    },
  )
})
