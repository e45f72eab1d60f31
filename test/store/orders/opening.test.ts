import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { database } from "../../../src/store/database"
import { append } from "../../../src/store/orders/append"
import type { NewFact, News } from "../../../src/store/orders/facts"
import { type NewOrder, openOrder } from "../../../src/store/orders/open"
import { findOrder, type Order } from "../../../src/store/orders/orders"
import { standing } from "../../support/facts"

const db = database(env.DB)

function wanted(id: string, number: NewOrder["number"] = { custom: `N-${id}` }): NewOrder {
  const at = Date.now()
  return {
    id,
    key: `${id}/1/1`,
    link: `hash-${id}`,
    conversation: "c1.x",
    flow: "flow",
    flowVersion: 1,
    node: "pay",
    paymentAccount: "shop",
    mode: "test",
    money: { minor: 9950, currency: "ZAR" },
    description: "two cakes",
    language: "en",
    number,
    at,
    expiresAt: at + 3_600_000,
    random: () => "AAAAAAAA",
  }
}

async function opened(wish: NewOrder): Promise<Order> {
  const made = await openOrder(db, wish)
  if ("refused" in made) throw new Error(made.refused)
  return made.order
}

function news(order: string, type: "captured" | "pending", account = "shop"): News {
  const about = { id: `${account}:evt-${order}-${type}`, mode: "test", at: Date.now() } as const
  const fact: NewFact =
    type === "pending"
      ? { ...about, type, attempt: null, payment: null, reason: null }
      : { ...about, type, attempt: null, payment: null, money: { minor: 9950, currency: "ZAR" } }
  return { account, order, checkout: "cs_1", cause: "callback", fact, at: Date.now() }
}

const unmatched = () => env.DB.prepare("select count(*) as n from unmatched").first("n")

describe("news that comes before its order", () => {
  it("is kept, and counts in full once its order is opened", async () => {
    for (const type of ["pending", "captured"] as const) expect(await append(db, news("early", type))).toBeNull()
    expect(await unmatched()).toBe(2)
    expect(await opened(wanted("early"))).toMatchObject({ status: "paid", late: false })
    expect(await unmatched()).toBe(0)
    expect(await findOrder(db, "early")).toMatchObject({ status: "paid", stale: false })
  })

  it("of another account stays where it is", async () => {
    expect(await append(db, news("mine", "captured", "another"))).toBeNull()
    expect(await opened(wanted("mine"))).toMatchObject({ status: "open" })
    expect(await append(db, news("mine", "captured", "another"))).toBeNull()
    expect(await unmatched()).toBe(1)
  })
})

describe("the numbers of orders", () => {
  it("run on, however many are opened at once, and an order that is opened again takes no other", async () => {
    const pattern = { pattern: "R-{seq:4}" }
    const orders = await Promise.all(Array.from({ length: 6 }, (_, index) => opened(wanted(`run-${index}`, pattern))))
    expect(orders.map(({ number }) => number).sort()).toEqual([
      "R-0001",
      "R-0002",
      "R-0003",
      "R-0004",
      "R-0005",
      "R-0006",
    ])
    expect((await opened(wanted("run-3", pattern))).number).toBe(orders[3]?.number)
    expect((await opened(wanted("run-6", pattern))).number).toBe("R-0007")
  })

  it("of a merchant's own are one order's at a time, until that ends unpaid", async () => {
    const custom = { custom: "INV-7" }
    const first = await opened(wanted("inv-1", custom))
    const taken = { refused: "the order number INV-7 is already used" }
    expect(await openOrder(db, wanted("inv-2", custom))).toEqual(taken)
    await standing(db, first, "expired")
    expect(await opened(wanted("inv-2", custom))).toMatchObject({ id: "inv-2", number: "INV-7" })
    expect(await opened(wanted("inv-1", custom))).toMatchObject({ id: "inv-1", status: "expired" })
    // Late money is the first one's all the same, and takes no number from anybody.
    await standing(db, await opened(wanted("inv-1", custom)), "paid")
    expect(await findOrder(db, "inv-1")).toMatchObject({ status: "paid", late: true, number: "INV-7" })
    expect(await openOrder(db, wanted("inv-3", custom))).toEqual(taken)
  })

  it("are not given up by an order of which more is known than is written", async () => {
    const custom = { custom: "INV-8" }
    const first = await opened(wanted("inv-8", custom))
    await standing(db, first, "cancelled")
    await append(db, news("inv-8", "captured"))
    expect(await openOrder(db, wanted("inv-9", custom))).toEqual({ refused: "the order number INV-8 is already used" })
  })
})
