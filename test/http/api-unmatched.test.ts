import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { EmulateProvider } from "../../src/payments/emulator"
import { emulateSandbox } from "../../src/payments/sandbox/emulator"
import { database } from "../../src/store/database"
import { attempts, orders, paymentAccounts } from "../../src/store/schema"
import { type EmulatedShop, emulatedShop } from "../payments/shop"
import { call } from "./api-client"

/** The pretend service stands below the deployment's own address. */
const emulate: EmulateProvider = (setting) => {
  const provider = emulateSandbox(setting)
  const below = Object.create(provider)
  below.service = (asked: Parameters<typeof provider.service>[0]) =>
    provider.service({ ...asked, path: asked.path.replace("/sandbox", "") })
  return below
}

/** Money came for an order that there is not. */
async function lost(): Promise<{ shop: EmulatedShop; payment: string }> {
  const at = { host: "https://pay.test", pages: "https://pay.test/sandbox", phone: "+27820000001" }
  const shop = await emulatedShop("sandbox", emulate, at)
  await shop.press()
  const [attempt] = await shop.attempts()
  const checkout = attempt?.checkout?.id ?? ""
  const { id } = await shop.now()
  const db = database(env.DB)
  await db.delete(attempts).where(eq(attempts.order, id))
  await db.delete(orders).where(eq(orders.id, id))
  expect(await shop.deliver(await shop.provider.pay(checkout))).toEqual([200])
  return { shop, payment: `pay_${checkout}` }
}

const listed = async (shop: EmulatedShop, all = "true") => {
  const { json } = await call("GET", `/unmatched?all=${all}`)
  return json.items.filter(({ account }: { account: string }) => account === shop.account)
}

const givenBack = (shop: EmulatedShop) => shop.provider.books()[0]?.givenBack

const give = (shop: EmulatedShop, payment: string) =>
  call("POST", "/unmatched/refund", { account: shop.account, payment })

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("money that no order is named by", () => {
  it("is shown after an hour, or at once to who asks", async () => {
    const { shop, payment } = await lost()
    expect(await listed(shop, "false")).toEqual([])
    expect(await listed(shop)).toMatchObject([
      { status: "captured", payment, amount: "149.90", currency: "ZAR", mode: "test", refundable: true },
    ])
    vi.useFakeTimers({ now: Date.now() + 3_601_000, toFake: ["Date"] })
    expect(await listed(shop, "false")).toHaveLength(1)
  })

  it("is shown though its account cannot be opened: then it cannot be given back here", async () => {
    const { shop, payment } = await lost()
    const db = database(env.DB)
    await db.update(paymentAccounts).set({ secrets: "1:broken" }).where(eq(paymentAccounts.id, shop.account))
    vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ["Date"] })
    expect(await listed(shop)).toMatchObject([{ status: "captured", payment, refundable: false }])
  })

  it("is given back once, by however many it is asked for, and then shown as that", async () => {
    const { shop, payment } = await lost()
    await Promise.all([give(shop, payment), give(shop, payment)])
    expect(givenBack(shop)).toEqual([14_990])
    expect((await listed(shop)).map(({ status, refundable }: Record<string, unknown>) => [status, refundable])).toEqual(
      expect.arrayContaining([
        ["captured", false],
        ["refunded", false],
      ]),
    )
    // Of what came an hour ago it counts that it was given back just now.
    await env.DB.prepare("update unmatched set recorded_at = 1 where type = 'captured'").run()
    expect(await listed(shop, "false")).toMatchObject([{ status: "captured", payment, refundable: false }])
    const again = await give(shop, payment)
    expect([again.status, again.json.code]).toEqual([409, "given_back"])
  })

  it("is given back once though the answer was lost", async () => {
    const { shop, payment } = await lost()
    shop.outside = (request, answer) => {
      if (!request.url.endsWith("/refunds")) return null
      return answer().then(() => {
        throw new TypeError("Network connection lost.")
      })
    }
    expect((await give(shop, payment)).status).toBe(502)
    shop.outside = null
    expect((await give(shop, payment)).status).toBe(200)
    expect(givenBack(shop)).toEqual([14_990])
  })

  it("is not given back where there is no such payment", async () => {
    const { shop } = await lost()
    expect((await give(shop, "pay_other")).json.code).toBe("unknown_payment")
    expect(givenBack(shop)).toEqual([])
  })
})
