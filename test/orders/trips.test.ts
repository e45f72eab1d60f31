import { env, exports } from "cloudflare:workers"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { metered, rowsOf, type Tally } from "../support/database/meter"
import { shop } from "../support/flows"
import { linkOf, paid, type Stage, stage } from "../support/stage"

/** What a payment costs in D1, deed by deed; each was done before, so that what an isolate keeps is there. */
interface Payment {
  hello: Tally
  open: Tally
  page: Tally
  checkout: Tally
  callback: Tally
  again: Tally
}

/** What an order cannot do without: tables, and the indexes by which it is found. */
const TABLES = ["orders", "order_facts", "attempts", "conversations", "addresses"]
const INDEXES = [
  "orders_number",
  "orders_link",
  "orders_sweep",
  "order_facts_payment",
  "attempts_reference",
  "conversations_review",
]

/** What serves people who look for something is counted beside it, by name: it is away but while it is counted. */
interface Further {
  type: string
  name: string
  table: string
  sql: string
}

let customers = 0
let play: Stage

async function customerPays(): Promise<Payment> {
  customers += 1
  const from = `2782111${String(customers).padStart(4, "0")}`
  const say = (text: string) => metered(() => play.say(text, { from }))
  const [hello, open] = [await say("hi"), await say("Thandi")]
  const link = linkOf(play.sent.at(-1))
  const page = await metered(() => visit(link, 200))
  const checkout = await metered(() => visit(`${link}/checkout`, 303, "POST"))
  const order = (await play.orders()).find(({ status }) => status === "open")
  if (!order) throw new Error("there is no open order")
  // Money comes when nobody would have looked for an hour: the mark is one more row to write.
  await env.DB.prepare("update orders set sweep_at = ? where id = ?")
    .bind(Date.now() + 3_600_000, order.id)
    .run()
  const event = paid(order, { id: order.reference })
  const called = () =>
    metered(async () => {
      expect(await play.callback(event)).toBe(200)
      await play.settle(from)
    })
  const callback = await called()
  await vi.waitUntil(async () => (await play.orders()).every(({ stale }) => !stale))
  return { hello, open, page, checkout, callback, again: await called() }
}

async function visit(url: string, status: number, method = "GET"): Promise<void> {
  expect((await exports.default.fetch(url, { method, redirect: "manual" })).status).toBe(status)
}

function totalOf(payment: Payment, tables: readonly string[]): number {
  const tallies: Tally[] = Object.values(payment)
  return tallies.reduce((sum, tally) => sum + tables.reduce((rows, table) => rows + rowsOf(tally, table), 0), 0)
}

async function written(tables: readonly string[]): Promise<number> {
  return totalOf(await customerPays(), tables)
}

/** Indexes and triggers of the tables above. */
async function furthers(): Promise<Further[]> {
  const { results } = await env.DB.prepare(
    `select type, name, tbl_name as "table", sql from sqlite_master
      where type in ('index', 'trigger') and sql is not null order by tbl_name, name`,
  ).all<Further & Record<string, unknown>>()
  return results.filter(({ table }) => TABLES.includes(table))
}

const drop = ({ type, name }: Further) => env.DB.prepare(`drop ${type} ${name}`).run()
const make = ({ sql }: Further) => env.DB.prepare(sql).run()

const beside: Further[] = []

beforeAll(async () => {
  play = await stage(shop({ expirySeconds: 3600 }))
  const url = "https://api.stripe.com/v1/checkout/sessions"
  play.answers[url] = () => {
    const id = `cs_test_${crypto.randomUUID()}`
    const until = Math.floor(Date.now() / 1000) + 3600
    const session = { id, object: "checkout.session", url: `https://checkout.stripe.com/${id}`, expires_at: until }
    return Response.json({ ...session, status: "open", payment_status: "unpaid", livemode: false })
  }
  for (const one of await furthers()) if (!INDEXES.includes(one.name)) beside.push(one)
  for (const one of beside) await drop(one)
  await customerPays()
})

afterAll(async () => {
  vi.restoreAllMocks()
  // What was asked here is held to the plans that it has with all of them.
  for (const one of beside) await make(one)
})

describe("a payment", () => {
  it("asks D1 as often as is told, and writes no more", async () => {
    const payment = await customerPays()
    const names = Object.entries(payment) as [keyof Payment, Tally][]
    const trips = Object.fromEntries(names.map(([name, tally]) => [name, tally.trips.length]))
    // After its answer a callback writes what the order comes to; that the run ended is the conversation's own to publish.
    expect(trips).toEqual({ hello: 2, open: 1, page: 1, checkout: 2, callback: 3, again: 1 })
    expect(payment.callback.trips[0]).toContain("insert order_facts")
    expect(payment.callback.trips[0]).toContain("update orders")
    const settled = [["update orders", "insert stream"], ["insert stream"]]
    expect(payment.callback.trips.slice(1)).toEqual(expect.arrayContaining(settled))
    const rows = Object.fromEntries(names.map(([name, tally]) => [name, tally.rows]))
    expect(rows).toEqual({
      hello: { "insert conversations": 3, "insert addresses": 1, "insert stream": 4 },
      open: { "insert orders": 4, "insert stream": 4 },
      page: {},
      checkout: { "insert attempts": 1, "update attempts": 2, "insert order_facts": 1, "update orders": 2 },
      callback: { "insert order_facts": 2, "update orders": 3, "insert stream": 8 },
      again: {},
    })
  })

  it("of a new contact costs at most 24 rows, and each index what it is for", async () => {
    const payment = await customerPays()
    const whole = totalOf(payment, TABLES)
    const prices: Record<string, number> = {}
    for (const table of TABLES) prices[table] = totalOf(payment, [table])
    for (const index of await furthers()) {
      await drop(index)
      prices[index.name] = whole - (await written(TABLES))
      prices[index.table] = (prices[index.table] ?? 0) - (prices[index.name] ?? 0)
      await make(index)
    }
    const more: Record<string, number> = { stream: totalOf(payment, ["stream"]) }
    for (const one of beside) {
      await make(one)
      more[one.name] = (await written(TABLES)) - whole
      await drop(one)
    }
    console.info(`rows of a paid order: ${JSON.stringify(prices)}; beside it: ${JSON.stringify(more)}`)
    expect(whole).toBeLessThanOrEqual(24)
    expect(prices).toEqual({
      ...{ orders: 4, orders_number: 1, orders_link: 1, orders_sweep: 3 },
      ...{ order_facts: 2, order_facts_payment: 1, attempts: 2, attempts_reference: 1 },
      ...{ conversations: 2, conversations_review: 1, addresses: 1 },
    })
    expect(more.stream).toBe(16)
  })
})
