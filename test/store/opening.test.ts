import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import type { PaymentEvent } from "../../src/core/order/order"
import { type Database, database } from "../../src/store/database"
import { applyEvent } from "../../src/store/orders/append"
import { type NewOrder, openOrder } from "../../src/store/orders/open"
import { findOrder } from "../../src/store/orders/orders"

const db = database(env.DB)

function wanted(id: string): NewOrder {
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
    number: { custom: `N-${id}` },
    at,
    expiresAt: at + 3_600_000,
    random: () => "AAAAAAAA",
  }
}

function news(order: string, status: PaymentEvent["status"]) {
  const money = { minor: 9950, currency: "ZAR" as const }
  const event = {
    id: `evt-${status}`,
    order,
    reference: "cs_1",
    payment: null,
    subject: null,
    status,
    money,
    mode: "test" as const,
    at: Date.now(),
    reason: null,
  }
  return { account: "shop", cause: "callback" as const, event, at: Date.now() }
}

/** D1 that does something before a batch. */
function before(deed: () => Promise<void>): Database {
  return database(
    new Proxy(env.DB, {
      get(target, name) {
        if (name === "batch")
          return async (statements: D1PreparedStatement[]) => {
            await deed()
            return target.batch(statements)
          }
        const member: unknown = Reflect.get(target, name)
        return typeof member === "function" ? member.bind(target) : member
      },
    }),
  )
}

describe("news that comes before its order", () => {
  it("counts in full though the first of it was applied by an opening that died", async () => {
    await applyEvent(db, news("early", "pending"))
    await applyEvent(db, { ...news("early", "paid"), at: Date.now() + 1 })
    let batches = 0
    const dying = before(async () => {
      batches += 1
      if (batches === 3) throw new Error("died")
    })
    await expect(openOrder(dying, wanted("early"))).rejects.toThrow("died")
    expect(await findOrder(db, "early")).toMatchObject({ status: "pending" })
    expect(await openOrder(db, wanted("early"))).toMatchObject({ order: { status: "paid" } })
  })

  it("counts though its order is stored between the look for it and the record of the news", async () => {
    let stored = false
    const racing = new Proxy(env.DB, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (name !== "prepare") return typeof member === "function" ? member.bind(target) : member
        return (text: string) => {
          const statement = target.prepare(text)
          if (stored || !text.startsWith('insert into "order_events"')) return statement
          stored = true
          return {
            bind: (...values: unknown[]) => ({
              async all() {
                await openOrder(db, wanted("raced"))
                return statement.bind(...values).all()
              },
            }),
          }
        }
      },
    })
    await applyEvent(database(racing), news("raced", "paid"))
    expect(await findOrder(db, "raced")).toMatchObject({ status: "paid" })
  })
})
