import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it } from "vitest"
import { listConversations } from "../../../src/store/conversations/directory"
import { database } from "../../../src/store/database"
import { factsOf } from "../../../src/store/flows/summary"
import { searchConversations } from "../../../src/store/lists/contacts"
import type { OrderFilter } from "../../../src/store/lists/filter"
import { daysToMend, mendDay } from "../../../src/store/lists/mending"
import { listOrders } from "../../../src/store/lists/orders"
import type { Listed, Page } from "../../../src/store/lists/page"
import { totalOrders } from "../../../src/store/lists/totals"
import { readStream } from "../../../src/store/stream/stream"
import { noting } from "../../support/database/reads"

const COUNT = 3000
const DAY = 86_400_000
const BEGIN = 20_000 * DAY

/** Between two orders: a hundred a day. */
const APART = DAY / 100

let read = 0
let trips = 0

/** What D1 says that it read for what is asked through it. */
const db = database(
  noting(env.DB, (answers) => {
    trips += 1
    for (const { meta } of answers) read += meta.rows_read
  }),
)

beforeAll(async () => {
  // As one statement: COUNT orders of three flows, one in 500 failed and one in ten expired.
  await env.DB.prepare(
    `insert into orders (id, key, number, link, conversation, flow, flow_version, node, payment_account, mode, currency, minor,
      description, language, created_at, expires_at, status, reference, payment, paid_at)
    with recursive every (n) as (select 0 union all select n + 1 from every where n < ${COUNT - 1})
    select printf('o%05d', n), 'k' || n, 'ORD-' || n, 'l' || n, 'c1.' || (n / 5), 'flow-' || (n % 3), 1, 'pay', 'till', iif(n % 1000 = 9, 'live', 'test'),
      'ZAR', 100 + n, 'two bags of coffee ' || n, 'en', ${BEGIN} + n * ${APART}, ${BEGIN} + n * ${APART} + 1,
      iif(n % 500 = 77, 'failed', iif(n % 10 = 0, 'expired', 'paid')), 'cs_' || n, 'pi_' || n,
      iif(n % 500 = 77 or n % 10 = 0, null, ${BEGIN} + n * ${APART} + 5) from every`,
  ).run()
  await env.DB.prepare(
    `insert into conversations (id, account, phone, name, created_at)
    with recursive every (n) as (select 0 union all select n + 1 from every where n < ${COUNT - 1})
    select 'c1.' || n, 'main', '+2782' || printf('%07d', n), 'Ann ' || n, ${BEGIN} + n from every`,
  ).run()
})

const FIRST: Page = { limit: 20, cursor: null }

describe(`of ${COUNT} orders`, () => {
  // Rows read for one that is shown: an entry of the index and the row, of what was found by its text the entry's row as well.
  it.each<[string, OrderFilter, number, number]>([
    ["all", {}, 20, 2],
    ["a status that few have", { status: ["failed"] }, 6, 2],
    ["two statuses", { status: ["failed", "expired"] }, 20, 3],
    ["a flow", { flow: "flow-1" }, 20, 2],
    ["a conversation", { conversation: "c1.7" }, 5, 2],
    ["a number", { number: "ORD-77" }, 1, 2],
    ["a day", { from: BEGIN + 3 * DAY, to: BEGIN + 4 * DAY - 1 }, 20, 2],
    ["what most of them are", { currency: "ZAR", mode: "test", account: "till" }, 20, 3],
    ["the beginning of a number", { q: "o" }, 20, 3],
    ["part of a number", { q: "ord-12" }, 20, 4],
    ["part of every description", { q: "coffee" }, 20, 4],
    ["part of one description", { q: "BAGS of coffee 1234" }, 1, 4],
    ["an id of ours", { q: "o01234" }, 1, 12],
    ["a payment's id", { q: "pi_1234" }, 0, 12],
  ])("a list of %s reads no more than it shows", async (_, filter, shown, each) => {
    const { items } = await measured(() => listOrders(db, filter, FIRST))
    expect(items).toHaveLength(shown)
    expect(read).toBeLessThanOrEqual(each * (shown + 1) + 2)
  })

  it.each<[string, OrderFilter]>([
    ["all", {}],
    ["a flow", { flow: "flow-2" }],
    ["what is found", { q: "coffee" }],
    ["numbers", { q: "O" }],
  ])("a page deep within %s costs what the first does", async (_, filter) => {
    const first = await listOrders(db, filter, { limit: 900, cursor: null })
    const { items } = await measured(() => listOrders(db, filter, { limit: 20, cursor: first.next }))
    expect(items).toHaveLength(20)
    expect(read).toBeLessThanOrEqual(86)
  })

  it.each<[string, OrderFilter, number]>([
    ["all", {}, COUNT],
    ["a flow and a status", { flow: "flow-0", status: ["expired"] }, 100],
    ["a mode that few have", { mode: "live" }, 3],
    ["a mode that few of the found have", { mode: "live", q: "coffee" }, 3],
    ["nothing", { currency: "JPY" }, 0],
    ["two statuses in a time", { status: ["failed", "expired"], from: BEGIN + DAY, to: BEGIN + 11 * DAY }, 103],
    ["numbers in a time", { q: "or", from: BEGIN + DAY, to: BEGIN + 2 * DAY - 1 }, 100],
    ["what is found in a time", { q: "bags", from: BEGIN + DAY, to: BEGIN + 2 * DAY - 1 }, 100],
  ])("every one of %s comes once, part by part, whatever is looked through", async (_, filter, count) => {
    const ids = await all((page) => listOrders(db, filter, page))
    expect(ids).toHaveLength(count)
    expect(new Set(ids).size).toBe(count)
    if (filter.q !== "or") expect(ids).toEqual([...ids].sort().reverse())
  })

  it("an export reads each order about once", async () => {
    const rows = await measured(() => all((page) => listOrders(db, {}, page), 5000))
    expect(rows).toHaveLength(COUNT)
    expect(read).toBeLessThanOrEqual(2.1 * COUNT)
    expect(trips).toBe(1)
  })

  it.each<[string, OrderFilter, number]>([
    ["all", {}, 600],
    ["a status", { status: ["failed"] }, 600],
    ["whole days", { from: BEGIN + DAY, to: BEGIN + 6 * DAY - 1 }, 120],
    ["days that begin elsewhere", { from: BEGIN + DAY / 4, to: BEGIN + 6 * DAY + DAY / 4 - 1 }, 350],
    ["part of a day", { from: BEGIN + DAY / 4, to: BEGIN + DAY / 2 }, 100],
    ["a flow, within days", { flow: "flow-1", from: BEGIN + 7, to: BEGIN + 3 * DAY + 1 }, 350],
    ["another mode", { mode: "live" }, 600],
    ["a conversation", { conversation: "c1.7" }, 20],
  ])("the total of %s is what the orders come to, and reads days for them", async (_, filter, most) => {
    const { totals, complete } = await measured(() => totalOrders(db, filter))
    expect(complete).toBe(true)
    expect(read).toBeLessThanOrEqual(most)
    expect(totals).toEqual(await summed(filter))
    expect(totals.length).toBeGreaterThan(0)
  })

  it("the total of what too many are found of says that it is not all", async () => {
    const { totals, complete } = await totalOrders(db, { q: "coffee" })
    expect(complete).toBe(false)
    expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  })

  it("what a flow took since a day began is read by quarters of an hour", async () => {
    const since = BEGIN + 29 * DAY - 5.5 * 3_600_000
    const facts = await measured(() => factsOf(db, ["flow-1", "none"], since))
    const { results } = await env.DB.prepare(
      "select currency, mode, sum(minor) as minor, count(*) as count from orders where flow = 'flow-1' and paid_at >= ? group by currency, mode",
    )
      .bind(since)
      .all()
    expect(facts.get("flow-1")?.paid).toEqual(results)
    expect(results).toHaveLength(1)
    expect(read).toBeLessThanOrEqual(90)
  })

  it("a part of the stream reads what it shows", async () => {
    await measured(() => readStream(db, FIRST))
    expect(read).toBeLessThanOrEqual(25)
  })
})

describe("the sums of a day", () => {
  const sums = async () =>
    (await env.DB.prepare("select * from order_days where count <> 0 order by day, flow, status, mode").all()).results
  const change = (set: string) => env.DB.prepare(`update orders set ${set} where id = 'o00155'`).run()

  it("follow what is written of an order, once for each change and not for what stays", async () => {
    const before = await sums()
    await change("status = 'open', refunded = 7, paid_at = null")
    await change("status = 'open', refunded = 7, folded = folded + 1")
    expect(await sums()).not.toEqual(before)
    expect((await totalOrders(db, {})).totals).toEqual(await summed({}))
    await change(`status = 'paid', refunded = 0, paid_at = ${BEGIN}`)
    await change("status = 'paid', refunded = 0")
    expect(await sums()).toEqual(before)
  })

  it("are left alone while they are right, and mended once they are not", async () => {
    const [right, day] = [await sums(), BEGIN / DAY + 1]
    expect(await mendDay(db, day)).toBe(false)
    await env.DB.prepare("update order_days set minor = minor + 1 where day = ? and status = 'paid'").bind(day).run()
    await env.DB.prepare("delete from order_days where day = ? and status = 'expired'").bind(day).run()
    expect(await mendDay(db, day)).toBe(true)
    expect(await sums()).toEqual(right)
    expect(await mendDay(db, day)).toBe(false)
    expect(await mendDay(db, day + 1000)).toBe(false)
  })
})

describe(`of ${COUNT} conversations`, () => {
  it("a list reads no more than it shows", async () => {
    const { items } = await measured(() => listConversations(db, FIRST))
    expect(items).toHaveLength(20)
    expect(read).toBeLessThanOrEqual(44)
  })

  it.each([
    ["part of every name", "ann", 20, 64],
    ["a name", "Ann 123", 11, 40],
    ["a phone number as people write it", "082 000 0123", 1, 8],
    ["an order number", "ORD-77", 1, 8],
    ["an id", "c1.77", 1, 8],
  ])("a search for %s reads no more than it shows", async (_, q, shown, most) => {
    const { items } = await measured(() => searchConversations(db, q, FIRST))
    expect(items).toHaveLength(shown)
    expect(read).toBeLessThanOrEqual(most)
  })

  it("every one that is found comes once", async () => {
    const ids = await all((page) => searchConversations(db, "ANN", page))
    expect(new Set(ids).size).toBe(COUNT)
  })
})

async function all<Item extends { id: string }>(
  list: (page: Page) => Promise<Listed<Item>>,
  limit = 70,
): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const part: Listed<Item> = await list({ limit, cursor })
    ids.push(...part.items.map(({ id }) => id))
    cursor = part.next
  } while (cursor !== null)
  return ids
}

/** The same from the orders themselves. */
async function summed({ status, mode, flow, conversation, from = 0, to = Number.MAX_SAFE_INTEGER }: OrderFilter) {
  const { results } = await env.DB.prepare(
    `select currency, mode, status, count(*) as count, sum(minor) as minor, sum(refunded) as refunded from orders
    where created_at >= ?1 and created_at <= ?2 and (?3 is null or status = ?3) and (?4 is null or mode = ?4)
      and (?5 is null or flow = ?5) and (?6 is null or conversation = ?6)
    group by currency, mode, status order by currency, mode, status`,
  )
    .bind(from, to, status?.[0] ?? null, mode ?? null, flow ?? null, conversation ?? null)
    .all()
  return results
}

async function measured<Result>(ask: () => Promise<Result>): Promise<Result> {
  read = 0
  trips = 0
  return await ask()
}

describe("the days that are mended", () => {
  it.each([20_000, 20_001, 20_182, 20_364])(
    "are each of a year once, in a year from the night after day %i",
    (today) => {
      const nights = Array.from({ length: 365 }, (_, night) => daysToMend(today + night))
      expect(nights.every(([yesterday], night) => yesterday === today + night - 1)).toBe(true)
      const back = nights.map(([, other]) => other)
      expect(new Set(back).size).toBe(365)
      // Whatever day it is, its turn comes within the year after it.
      const years = Array.from(
        { length: 1460 },
        (_, night) => [today + night, daysToMend(today + night)[1] ?? 0] as const,
      )
      for (let day = today; day < today + 365; day++)
        expect(years.filter(([night, other]) => other === day && night - day <= 366)).toHaveLength(1)
    },
  )
})
