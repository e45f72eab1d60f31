import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { EmulateProvider } from "../../src/payments/emulator"
import { emulateSandbox } from "../../src/payments/sandbox/emulator"
import { database } from "../../src/store/database"
import { orders } from "../../src/store/schema"
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

const PRICE = "149.90"

/** An order whose customer agreed to pay later: its money is held. */
async function held(): Promise<{ shop: EmulatedShop; id: string }> {
  const at = { host: "https://pay.test", pages: "https://pay.test/sandbox", phone: "+27820000001" }
  const shop = await emulatedShop("sandbox", emulate, at)
  const { id } = await shop.now()
  const later = { terms: { capture: "later" } } as const
  await database(env.DB).update(orders).set(later).where(eq(orders.id, id))
  await shop.press()
  const [attempt] = await shop.attempts()
  for (const status of await shop.deliver(await shop.provider.pay(attempt?.checkout?.id ?? "")))
    expect(status).toBe(200)
  return { shop, id }
}

const taken = (shop: EmulatedShop) => shop.provider.books()[0]?.taken?.minor ?? 0

afterEach(() => {
  vi.restoreAllMocks()
})

describe("what is held", () => {
  it("is shown with all that its money comes to", async () => {
    const { id } = await held()
    const { json } = await call("GET", `/orders/${id}`)
    expect(json).toMatchObject({
      ...{ status: "authorised", authorised: PRICE, capturing: "0.00", captured: "0.00", net: "0.00" },
      payments: [{ state: "held", authorised: PRICE, amount: "0.00", own: true, reason: null }],
      captures: [],
    })
    expect(json.payments[0].until).toBeGreaterThan(Date.now())
    expect(json.events.at(-1)).toMatchObject({ status: "authorised", amount: PRICE })
  })

  it("is captured in parts, each id once, and never above what is held", async () => {
    const { shop, id } = await held()
    const first = { amount: "50.00", id: "first" }
    for (let count = 0; count < 2; count++) {
      const { status, json } = await call("POST", `/orders/${id}/captures`, first)
      expect([status, json.status, json.captured, json.authorised]).toEqual([200, "part_paid", "50.00", "99.90"])
    }
    const more = await call("POST", `/orders/${id}/captures`, { amount: "99.91" })
    expect([more.status, more.json.code]).toEqual([409, "too_much"])
    const reused = await call("POST", `/orders/${id}/captures`, { amount: "50.01", id: "first" })
    expect([reused.status, reused.json.code]).toEqual([422, "id_reused"])
    const wrong = await call("POST", `/orders/${id}/captures`, { amount: "0" })
    expect([wrong.status, wrong.json.code]).toEqual([422, "invalid"])
    const { json } = await call("POST", `/orders/${id}/captures`)
    expect(json).toMatchObject({ status: "paid", captured: PRICE, authorised: "0.00", net: PRICE })
    expect(json.captures).toMatchObject([
      { id: null, amount: "99.90", state: "done", last: true },
      { id: "first", amount: "50.00", state: "done", last: false },
    ])
    expect(json.payments).toMatchObject([{ state: "captured", amount: PRICE }])
    expect(taken(shop)).toBe(14_990)
  })

  it("is captured once when the button is pressed twice, and by two people at once never above it", async () => {
    const { shop, id } = await held()
    const press = (body: object) => call("POST", `/orders/${id}/captures`, body)
    await Promise.all([press({ amount: "40.00" }), press({ amount: "40.00" })])
    expect(taken(shop)).toBe(4_000)
    const both = await Promise.all([press({ amount: "100.00", id: "a" }), press({ amount: "100.00", id: "b" })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(taken(shop)).toBe(14_000)
  })

  it("is let go, which cancels the order, and again comes to the same", async () => {
    const { shop, id } = await held()
    for (let count = 0; count < 2; count++) {
      const { status, json } = await call("POST", `/orders/${id}/voids`)
      expect([status, json.status, json.authorised]).toEqual([200, "cancelled", "0.00"])
      expect(json.payments).toMatchObject([{ state: "released" }])
    }
    expect(shop.asked.filter((one) => one.endsWith("/release"))).toHaveLength(1)
    const late = await call("POST", `/orders/${id}/captures`)
    expect([late.status, late.json.code]).toEqual([409, "nothing_held"])
    expect(taken(shop)).toBe(0)
  })

  it("of which a part was taken keeps that, and it can be given back", async () => {
    const { id } = await held()
    await call("POST", `/orders/${id}/captures`, { amount: "50.00", last: true })
    const { status, json } = await call("POST", `/orders/${id}/refund`, { amount: "50.00" })
    expect([status, json.status, json.refunded, json.net]).toEqual([200, "part_paid", "50.00", "0.00"])
    const more = await call("POST", `/orders/${id}/refund`, { amount: "0.01", id: "more" })
    expect([more.status, more.json.code]).toEqual([409, "too_much"])
  })

  it("is nothing of an order that there is not", async () => {
    for (const deed of ["captures", "voids"])
      expect((await call("POST", `/orders/nothing/${deed}`)).json.code).toBe("not_found")
  })
})
