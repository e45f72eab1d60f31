import { env } from "cloudflare:workers"
import { beforeEach, describe, expect, it } from "vitest"
import { database } from "../../../src/store/database"
import { listOrders } from "../../../src/store/lists/orders"
import { totalOrders } from "../../../src/store/lists/totals"
import { orderDays, orders } from "../../../src/store/schema"
import { call } from "../../http/api-client"

const db = database(env.DB)

/** Orders by number; what is not said of one is the same for all. */
async function stored(wanted: Record<string, Partial<typeof orders.$inferInsert>>): Promise<void> {
  const rows = Object.entries(wanted).map(([number, order]) => ({
    ...{ id: `id-${number}`, key: `key-${number}`, link: `link-${number}`, number, conversation: "c1", flow: "shop" },
    ...{ flowVersion: 1, node: "pay", paymentAccount: "stripe", mode: "test" as const, currency: "ZAR", minor: 1000 },
    ...{ description: "cakes", language: "en", status: "open" as const, createdAt: 1000, expiresAt: 2000 },
    ...order,
  }))
  // A statement has at most a hundred values.
  const [first, ...more] = rows.map((row) => db.insert(orders).values(row))
  if (first) await db.batch([first, ...more])
}

beforeEach(async () => {
  await db.batch([db.delete(orders), db.delete(orderDays)])
})

describe("a list of orders", () => {
  it("comes part by part, each order once, also where many were opened at the same moment", async () => {
    await stored(
      Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`n${index}`, { createdAt: 1000 + (index % 3) }])),
    )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(db, {}, { limit: 4, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
  })

  it("refuses a cursor that it has not given", async () => {
    await expect(listOrders(db, {}, { limit: 4, cursor: "drop table" })).rejects.toThrow("cursor")
  })
})

describe("the totals", () => {
  it("never add test money to live money, or one currency to another", async () => {
    await stored({
      a: { status: "paid", minor: 1000 },
      b: { status: "paid", minor: 2550, refunded: 50 },
      c: { status: "paid", minor: 7, mode: "live" },
      d: { status: "paid", minor: 5, currency: "JPY" },
      e: { status: "open", minor: 9 },
    })
    expect((await totalOrders(db, {})).totals).toEqual([
      { currency: "JPY", mode: "test", status: "paid", count: 1, minor: 5, refunded: 0 },
      { currency: "ZAR", mode: "live", status: "paid", count: 1, minor: 7, refunded: 0 },
      { currency: "ZAR", mode: "test", status: "open", count: 1, minor: 9, refunded: 0 },
      { currency: "ZAR", mode: "test", status: "paid", count: 2, minor: 3550, refunded: 50 },
    ])
    expect((await totalOrders(db, { status: ["open"], currency: "ZAR" })).totals).toHaveLength(1)
  })
})

describe("the export", () => {
  it("is written page by page, with every order once", async () => {
    const count = 1201
    await stored(Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, { createdAt: index }])))
    const { text } = await call("GET", "/orders/export")
    const numbers = text
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0])
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => `n${count - 1 - index}`))
  })
})
