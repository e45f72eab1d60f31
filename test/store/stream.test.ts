import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import type { Money } from "../../src/core/money"
import { type Database, database } from "../../src/store/database"
import { project } from "../../src/store/orders/append"
import { openOrder } from "../../src/store/orders/open"
import { findOrder } from "../../src/store/orders/orders"
import { readStream } from "../../src/store/stream/stream"
import { recorded } from "../support/facts"

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

const MONEY = { minor: 1050, currency: "ZAR" } as const

const paid = (payment = "pi_1", money = MONEY as Money) =>
  ({ type: "captured", attempt: null, payment, money }) as const

const refund = (type: "refunded" | "refundFailed", id: string) => {
  const money = { minor: 50, currency: "ZAR" } as const
  return { type, refund: id, payment: "pi_1", money, reason: null } as const
}

const ended = (as: "cancelled" | "expired", reason: string | null = null) => ({ type: "ended", as, reason }) as const

/** Records it and writes what it comes to, as whoever brought it does once the conversation knows. */
async function hear(order: string, fact: Parameters<typeof recorded>[2], on = db) {
  const known = await findOrder(on, order)
  const now = known && (await recorded(on, known, fact))
  if (now) await project(on, now)
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
    for (let time = 0; time < 2; time++) await hear(order, { ...paid(), id: `till:${order}` })
    await hear(order, paid("pi_2"))
    await hear(order, refund("refunded", "re_1"))
    await hear(order, refund("refundFailed", "re_1"))
    await hear(order, refund("refunded", "re_2"))
    const dispute = { dispute: "dp_1", payment: "pi_1", money: MONEY } as const
    await hear(order, { type: "disputed", ...dispute, stage: "inquiry" })
    await hear(order, { type: "disputed", ...dispute, stage: "open" })
    await hear(order, { type: "disputeEnded", dispute: "dp_1", payment: null, won: true })
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
    await hear(late, ended("cancelled", "Call +27 82 555 0100"))
    await hear(late, paid())
    expect(await typesOf(late)).toEqual(["order.opened", "order.ended", "order.paid", "order.late"])
    expect((await toldOf(late))[1]).toMatchObject({ as: "cancelled", reason: "Call [masked]" })
    const wrong = await opened("wrong-then-right")
    await hear(wrong, paid("pi_9", { minor: 900, currency: "ZAR" }))
    await hear(wrong, paid())
    expect(await typesOf(wrong)).toEqual(["order.opened", "order.mismatched", "order.paid", "order.over"])
  })

  it("is told once when callbacks race, whoever of them moves the order", async () => {
    const order = await opened("raced")
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        hear(
          order,
          index % 2 === 0 ? { ...paid(), id: "till:evt-raced" } : { ...ended("expired"), id: "own:ended:expired" },
        ),
      ),
    )
    const types = await typesOf(order)
    expect(types.filter((type) => type === "order.paid")).toHaveLength(1)
    expect(types.filter((type) => type === "order.ended").length).toBeLessThanOrEqual(1)
    expect(types.includes("order.late")).toBe(types.includes("order.ended"))
  })

  it("is told in the batch that writes it, and by nobody who lost the race to write it", async () => {
    const { db: seen, batches } = watched()
    const order = await opened("one-batch", seen)
    await hear(order, paid(), seen)
    const writing = batches.filter((texts) => texts.some((text) => text.includes('insert into "stream"')))
    expect(writing.map((texts) => texts.some((text) => /^(insert into|update) "orders"/.test(text)))).toEqual([
      true,
      true,
    ])
    const raced = await opened("lost-race")
    const known = await findOrder(db, raced)
    const before = known && (await recorded(db, known, ended("expired")))
    await hear(raced, paid())
    if (before) await project(db, before)
    expect(await typesOf(raced)).toEqual(["order.opened", "order.ended", "order.paid", "order.late"])
    expect(await findOrder(db, raced)).toMatchObject({ status: "paid", stale: false })
  })
})
