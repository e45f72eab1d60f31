import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { worldOf } from "../../src/deployment/cloudflare"
import { closeOrder } from "../../src/orders/close"
import { askProvider } from "../../src/orders/lookup"
import { emulatePaypal } from "../../src/payments/paypal/emulator"
import { emulatedShop } from "../payments/shop"

afterEach(() => {
  vi.restoreAllMocks()
})

const HOST = "https://api-m.sandbox.paypal.com"

describe("what a customer agreed to", () => {
  it("73 is not taken by a look that is made in order to close, nor by what is told of it afterwards", async () => {
    const shop = await emulatedShop("paypal", emulatePaypal, {
      ...{ host: HOST, pages: "https://www.sandbox.paypal.com", phone: "+27821110001" },
    })
    expect((await shop.press()).status).toBe(303)
    const [attempt] = await shop.attempts()
    const calls = await shop.provider.pay(attempt?.checkout?.id ?? "")
    const closing = { as: "cancelled", cause: "operator" } as const
    const { order } = await closeOrder(worldOf(env), await shop.now(), closing, "all")
    expect(order.status).toBe("cancelled")
    for (const status of await shop.deliver(calls)) expect(status).toBe(200)
    await askProvider(worldOf(env), await shop.now(), "query")
    expect(shop.asked.some((request) => request.endsWith("/capture"))).toBe(false)
    expect(await shop.now()).toMatchObject({ status: "cancelled", payment: null, late: false })
  })
})
