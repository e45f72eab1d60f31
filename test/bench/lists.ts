import { readdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as z from "zod"
import { build } from "../../src/cli/worker/build"
import { authorization, furnish, type Load, startBare } from "./ground"
import type { Scale } from "./measure"
import { type ListRow, median } from "./report"

const VIEWS = 7

const reads = z.object({ rows: z.number(), trips: z.number() })

/** What an operator's views of very many orders take, and how many rows D1 reads for them. */
export async function measureLists(load: Load, state: string, { listed }: Scale): Promise<ListRow[]> {
  const bundle = await build({ folder: "dist/reading", entry: "test/bench/reading.ts" })
  const first = await startBare("ours", bundle, load, state)
  try {
    await furnish(first.url)
  } finally {
    await first.stop()
  }
  fill(state, listed)
  const worker = await startBare("ours", bundle, load, state)
  const day = BEGIN + Math.floor(listed / 2) * APART
  const views: [string, string, (body: string) => number][] = [
    ["list", "/orders?limit=50", items],
    ["the next page", "", items],
    ["filter: a status that few have", "/orders?limit=50&status=failed", items],
    ["filter: a flow", "/orders?limit=50&flow=sale-3", items],
    ["filter: a day", `/orders?limit=50&from=${day}&to=${day + 86_400_000}`, items],
    ["filter: two statuses", "/orders?limit=50&status=failed,expired", items],
    ["filter: a flow and a status that few have", "/orders?limit=50&flow=sale-2&status=failed", items],
    ["filter: a conversation", "/orders?limit=50&conversation=c1.77", items],
    ["search: the beginning of a number", `/orders?limit=50&q=ORD-${listed - 7}`, items],
    ["search: within a description", `/orders?limit=50&q=coffee%20${listed - 7}`, items],
    ["search: within every description", "/orders?limit=50&q=coffee", items],
    ["search: two characters", "/orders?limit=50&q=or", items],
    ["search: a payment's id", `/orders?limit=50&q=pi_${listed - 7}`, items],
    ["conversations", "/conversations?limit=50", items],
    ["conversations: part of a name", "/conversations?limit=50&q=ann%207", items],
    ["conversations: a phone number", "/conversations?limit=50&q=082%20000%200077", items],
    ["totals", "/orders/totals", () => 1],
    ["totals of a flow", "/orders/totals?flow=sale-2", () => 1],
    ["totals of a search", "/orders/totals?q=coffee", () => 1],
    ["totals of a day", `/orders/totals?from=${day}&to=${day + 86_400_000}`, () => 1],
    ["export, all of it", "/orders/export", (body) => body.trimEnd().split("\r\n").length - 1],
  ]
  try {
    let next = ""
    const rows: ListRow[] = []
    for (const [what, path, shown] of views) {
      const url = `${worker.url}/api${path === "" ? `/orders?limit=50&cursor=${encodeURIComponent(next)}` : path}`
      const times: number[] = []
      let body = ""
      const before = reads.parse(await (await fetch(`${worker.url}/reads`)).json())
      const count = what.startsWith("export") ? 1 : VIEWS
      for (let view = 0; view < count; view++) {
        const start = performance.now()
        const answer = await fetch(url, { headers: authorization })
        body = await answer.text()
        if (!answer.ok) throw new Error(`${what} answered ${answer.status}: ${body.slice(0, 200)}`)
        times.push(performance.now() - start)
      }
      const after = reads.parse(await (await fetch(`${worker.url}/reads`)).json())
      const rowsShown = shown(body)
      if (rowsShown === 0) throw new Error(`${what} of ${listed} orders shows none`)
      if (path === "/orders?limit=50") next = z.object({ next: z.string() }).parse(JSON.parse(body)).next
      const each = (of: "rows" | "trips") => Math.round((after[of] - before[of]) / count)
      rows.push({ what, milliseconds: median(times), rowsRead: each("rows"), rowsShown, trips: each("trips") })
    }
    return rows
  } finally {
    await worker.stop()
  }
}

function items(body: string): number {
  return z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(body)).items.length
}

/** When the first of them was opened, and how far they are apart. */
const BEGIN = Date.UTC(2026, 0, 1)
const APART = 240_000

/** Writes so many orders into the database while nobody has it open: one by one through the Worker takes an hour. */
function fill(state: string, count: number): void {
  const file = readdirSync(state, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sqlite") && !name.endsWith("metadata.sqlite"))
    .map((name) => join(state, name))
    .find((name) => hasOrders(name))
  if (file === undefined) throw new Error("There is no database with a table of orders.")
  const db = new DatabaseSync(file)
  const columns = db
    .prepare(`SELECT name, "notnull" AS needed, dflt_value AS given FROM pragma_table_info('orders')`)
    .all()
  const names = columns.map(({ name }) => String(name))
  const values = columns.map(({ name, needed, given }) => KNOWN[String(name)] ?? given ?? (needed === 1 ? "0" : "NULL"))
  db.exec(`INSERT INTO orders (${names.map((name) => `"${name}"`).join(", ")})
    WITH RECURSIVE every (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM every WHERE n < ${count})
    SELECT ${values.join(", ")} FROM every`)
  db.exec(`INSERT INTO conversations (id, account, phone, name, created_at)
    WITH RECURSIVE every (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM every WHERE n < ${count / 2})
    SELECT 'c1.' || n, 'shop', '+2782' || printf('%07d', n), 'Ann ' || n, ${BEGIN} + n * ${APART} FROM every`)
  // Each order told what happened to it.
  db.exec(`INSERT INTO order_facts (order_id, id, type, cause, mode, payment, at, recorded_at, seq)
    SELECT id, 'till:' || id, 'captured', 'callback', 'test', payment, created_at, created_at, 1 FROM orders WHERE key LIKE 'k%'`)
  db.close()
}

function hasOrders(file: string): boolean {
  const db = new DatabaseSync(file, { readOnly: true })
  const found = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'orders'").get()
  db.close()
  return found !== undefined
}

/** What the columns hold, as far as a view asks for it; n counts the orders from 1. */
const KNOWN: Record<string, string> = {
  id: "printf('o%019d', n)",
  key: "'k' || n",
  number: "'ORD-' || n",
  link: "'l' || n",
  conversation: "'c1.' || (n % 50000)",
  flow: "'sale-' || (n % 5)",
  flow_version: "1",
  node: "'Payment'",
  payment_account: "'till'",
  mode: "'test'",
  currency: "'ZAR'",
  minor: "14990",
  description: "'two bags of coffee ' || n",
  language: "'en'",
  status: "CASE WHEN n % 2000 = 77 THEN 'failed' WHEN n % 10 = 0 THEN 'expired' ELSE 'paid' END",
  reference: "'cs_' || n",
  payment: "'pi_' || n",
  created_at: `${BEGIN} + n * ${APART}`,
  expires_at: `${BEGIN} + n * ${APART} + 3600000`,
  paid_at: `CASE WHEN n % 10 = 0 THEN NULL ELSE ${BEGIN} + n * ${APART} + 60000 END`,
}
