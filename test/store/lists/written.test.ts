import { env } from "cloudflare:workers"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

/** Rows that D1 counts as written for a statement. */
async function written(text: string): Promise<number> {
  return (await env.DB.prepare(text).run()).meta.rows_written
}

const open = (id: string) =>
  `insert into orders (id, key, number, link, conversation, flow, flow_version, node, payment_account, mode, currency, minor,
    description, language, created_at, expires_at, status) values ('${id}', '${id}', '${id}', '${id}', 'c1', 'shop', 1, 'pay', 'till',
    'test', 'ZAR', 100, 'two bags of coffee', 'en', 86400000, 86400001, 'open')`
const pay = (id: string) => `update orders set status = 'paid', paid_at = 86500000, folded = 2 where id = '${id}'`
const again = (id: string) => `update orders set status = 'paid', paid_at = 86500000, folded = 3 where id = '${id}'`
const refund = (id: string) => `update orders set refunded = 7, folded = 4 where id = '${id}'`

/** What lists, search and totals cost beside an order's own row, by the life of one order. */
describe("beside an order's own rows", () => {
  const costs: Record<string, number> = {}
  let triggers: string[] = []

  beforeAll(async () => {
    // A day's first order makes rows that the next one finds.
    for (const step of [open, pay]) await written(step("first"))
    for (const step of [open, pay, again, refund]) costs[step.name] = await written(step("with"))
    const { results } = await env.DB.prepare("select name, sql from sqlite_master where type = 'trigger'").all<{
      name: string
      sql: string
    }>()
    triggers = results.map(({ sql }) => sql)
    await env.DB.batch(results.map(({ name }) => env.DB.prepare(`drop trigger ${name}`)))
    for (const step of [open, pay, again, refund])
      costs[step.name] = (costs[step.name] ?? 0) - (await written(step("without")))
  })

  afterAll(async () => {
    await env.DB.batch(triggers.map((sql) => env.DB.prepare(sql)))
  })

  it.each([
    ["open", 3, "two for search and one for its day's sums"],
    ["pay", 3, "two for its day's sums and one for what its flow took"],
    ["again", 0, "nothing: what stays as it is moves nothing"],
    ["refund", 2, "two for its day's sums"],
  ])("%s writes %i rows: %s", (step, rows) => {
    expect(costs[step]).toBe(rows)
  })

  it("an order that nobody sweeps is seven rows with its indexes, and paying it two", async () => {
    const drop = await env.DB.prepare("select name from sqlite_master where type = 'trigger'").all()
    expect(drop.results).toEqual([])
    expect([await written(open("own")), await written(pay("own"))]).toEqual([7, 2])
  })
})
