import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import type { PaymentEvent } from "../../src/core/order/order"
import { type Database, database } from "../../src/store/database"
import { applyEvent } from "../../src/store/orders/append"
import { openOrder } from "../../src/store/orders/open"
import { readStream } from "../../src/store/stream/stream"

const db = database(env.DB)
const PAGE = { limit: 100, cursor: null }

/** What the stream tells of an order, oldest first. */
async function toldOf(order: string) {
  const { items } = await readStream(db, PAGE, { subject: order })
  return items.map(({ type, data }) => ({ type, ...data }))
}

const typesOf = async (order: string) => (await toldOf(order)).map(({ type }) => type)

async function opened(id: string, on: Database = db): Promise<string> {
  await openOrder(on, {
    ...{ id, key: `${id}/1`, link: id, conversation: "c1.x", flow: "cakes", flowVersion: 1, node: "pay" },
    ...{
      paymentAccount: "till",
      mode: "test",
      money: { minor: 1050, currency: "ZAR" },
      description: "",
      language: "en",
    },
    ...{ number: { custom: id }, at: 1000, expiresAt: 10_000, random: () => "A" },
  })
  return id
}

let news = 0

async function hear(order: string, status: PaymentEvent["status"], more: Partial<PaymentEvent> = {}, on = db) {
  news += 1
  const event: PaymentEvent = {
    ...{ id: `evt-${news}`, order, reference: null, payment: "pi_1", subject: null, status, reason: null },
    ...{ money: { minor: 1050, currency: "ZAR" }, mode: "test", at: 20_000 },
    ...more,
  }
  await applyEvent(on, { account: "till", cause: "callback", event, at: 30_000 + news })
  return event
}

/** D1 that keeps the statements of each batch, so that a test can see what was written together. */
function watched(): { db: Database; batches: string[][] } {
  const batches: string[][] = []
  const texts = new WeakMap<object, string>()
  const prepare = (text: string) => {
    const plain = env.DB.prepare(text)
    texts.set(plain, text)
    const bind = plain.bind.bind(plain)
    plain.bind = (...values: unknown[]) => {
      const bound = bind(...values)
      texts.set(bound, text)
      return bound
    }
    return plain
  }
  const batch = (statements: D1PreparedStatement[]) => {
    batches.push(statements.map((one) => texts.get(one) ?? ""))
    return env.DB.batch(statements)
  }
  return { db: database({ ...env.DB, prepare, batch } as unknown as D1Database), batches }
}

describe("what D1 records of money", () => {
  it("is told once for each fact that tells something", async () => {
    const order = await opened("told-once")
    await opened("told-once")
    const paid = await hear(order, "paid")
    await hear(order, "paid", paid)
    await hear(order, "paid", { payment: "pi_2" })
    await hear(order, "refunded", { subject: "re_1", money: { minor: 50, currency: "ZAR" } })
    await hear(order, "refundFailed", { subject: "re_1", money: { minor: 50, currency: "ZAR" } })
    await hear(order, "refunded", { subject: "re_2", money: { minor: 50, currency: "ZAR" } })
    await hear(order, "inquiry", { subject: "dp_1" })
    await hear(order, "chargeback", { subject: "dp_1" })
    await hear(order, "chargebackWon", { subject: "dp_1" })
    const about = { number: order, mode: "test", due: "10.50", currency: "ZAR" }
    expect(await toldOf(order)).toEqual([
      { type: "order.opened", ...about, expiresAt: 10_000 },
      { type: "order.paid", ...about, payment: "pi_1" },
      { type: "order.over", ...about, payment: "pi_2" },
      { type: "order.refunded", ...about, refunded: "0.50" },
      { type: "order.refunded", ...about, refunded: "0.00" },
      { type: "order.refunded", ...about, refunded: "0.50" },
      { type: "order.disputed", ...about, taken: true },
      { type: "order.disputed", ...about, taken: false },
    ])
  })

  it("tells of an end, of money after it, and of money that does not match", async () => {
    const late = await opened("ended-then-paid")
    await hear(late, "cancelled", { payment: null, reason: "Call +27 82 555 0100" })
    await hear(late, "paid")
    expect(await typesOf(late)).toEqual(["order.opened", "order.ended", "order.paid", "order.late"])
    expect((await toldOf(late))[1]).toMatchObject({ as: "cancelled", reason: "Call [masked]" })
    const wrong = await opened("wrong-then-right")
    await hear(wrong, "paid", { money: { minor: 900, currency: "ZAR" }, payment: "pi_9" })
    await hear(wrong, "paid")
    expect(await typesOf(wrong)).toEqual(["order.opened", "order.mismatched", "order.paid", "order.late", "order.over"])
  })

  it("is told once when callbacks race, whoever of them moves the order", async () => {
    const order = await opened("raced")
    const paid = await hear(order, "declined")
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        hear(order, index % 2 === 0 ? "paid" : "expired", { id: index % 2 === 0 ? "evt-raced" : paid.id }),
      ),
    )
    const types = await typesOf(order)
    expect(types.filter((type) => type === "order.paid")).toHaveLength(1)
    expect(types.filter((type) => type === "order.ended").length).toBeLessThanOrEqual(1)
    expect(types.includes("order.late")).toBe(types.includes("order.ended"))
  })

  it("is told in the batch that records it, and by nobody who lost the race to record it", async () => {
    const { db: seen, batches } = watched()
    const order = await opened("one-batch", seen)
    await hear(order, "paid", {}, seen)
    const writing = batches.filter((texts) => texts.some((text) => text.includes('"stream"')))
    expect(writing.map((texts) => texts.some((text) => /^(insert into|update) "orders"/.test(text)))).toEqual([
      true,
      true,
    ])
    const raced = await opened("lost-race")
    const racing = {
      ...env.DB,
      prepare: (text: string) => env.DB.prepare(text),
      async batch(statements: D1PreparedStatement[]) {
        racing.batch = (more: D1PreparedStatement[]) => env.DB.batch(more)
        await hear(raced, "paid")
        return env.DB.batch(statements)
      },
    }
    await hear(raced, "expired", { payment: null }, database(racing as unknown as D1Database))
    expect(await typesOf(raced)).toEqual(["order.opened", "order.paid"])
  })
})
