import * as z from "zod"
import { decimal } from "../../../core/money"
import { isoTime } from "../../../core/time"
import { worldOf } from "../../../deployment/cloudflare"
import type { Database } from "../../../store/database"
import type { OrderFilter } from "../../../store/lists/filter"
import { listOrders } from "../../../store/lists/orders"
import { isChargedBack, isOverpaid, moneyOf, type OrderRow } from "../../../store/orders/orders"
import { validated } from "../routing/problem"
import type { Declared } from "../routing/route"
import { orderFilters } from "./filters"

/** Orders read at once: a page in memory, however many there are. */
const PAGE = 5000

const query = z.strictObject(orderFilters)

/** All the orders that the filters leave, as a table for spreadsheets. */
export const orderExport: Declared<
  "orders.export",
  "get",
  "/orders/export",
  z.ZodObject<Record<never, never>>,
  typeof query,
  z.ZodUndefined,
  z.ZodString
> = {
  name: "orders.export",
  needs: "orders.read",
  method: "get",
  path: "/orders/export",
  tag: "Orders",
  summary: "Export orders as CSV, the newest first",
  description:
    "RFC 4180 in UTF-8, with the names of the columns in the first row; times are ISO 8601. A text that a spreadsheet would take for a formula has an apostrophe before it.",
  params: null,
  query,
  body: null,
  status: 200,
  answer: z.string(),
  media: "text/csv",
  refusals: [],
  async respond(context) {
    const filter = validated(query, context.req.query())
    return new Response(written(worldOf(context.env).db, filter), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": 'attachment; filename="orders.csv"',
      },
    })
  },
}

const COLUMNS = {
  number: ({ number }) => number,
  status: ({ status }) => status,
  amount: (order) => decimal(moneyOf(order)),
  refunded: (order) => decimal({ ...moneyOf(order), minor: order.refunded }),
  currency: ({ currency }) => currency,
  mode: ({ mode }) => mode,
  description: ({ description }) => description,
  opened: ({ createdAt }) => isoTime(createdAt),
  expires: ({ expiresAt }) => isoTime(expiresAt),
  paid: ({ paidAt }) => (paidAt === null ? "" : isoTime(paidAt)),
  late: ({ late }) => yes(late),
  overpaid: (order) => yes(isOverpaid(order)),
  chargeback: (order) => yes(isChargedBack(order)),
  reason: ({ reason }) => reason ?? "",
  payment_account: ({ paymentAccount }) => paymentAccount,
  checkout: ({ reference }) => reference ?? "",
  payment: ({ payment }) => payment ?? "",
  flow: ({ flow }) => flow,
  flow_version: ({ flowVersion }) => String(flowVersion),
  node: ({ node }) => node,
  conversation: ({ conversation }) => conversation,
  id: ({ id }) => id,
} satisfies Record<string, (order: OrderRow) => string>

/** Written as it is read: the next page is asked for once this one is taken. */
function written(db: Database, filter: OrderFilter): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  let cursor: string | null = null
  return new ReadableStream({
    start(stream) {
      // Without the mark, Excel takes UTF-8 for something else.
      stream.enqueue(text.encode(`\uFEFF${row(Object.keys(COLUMNS))}`))
    },
    async pull(stream) {
      const page = await listOrders(db, filter, { limit: PAGE, cursor })
      const cells = Object.values(COLUMNS)
      const rows = page.items.map((order) => row(cells.map((cell) => cell(order))))
      if (rows.length > 0) stream.enqueue(text.encode(rows.join("")))
      cursor = page.next
      if (cursor === null) stream.close()
    },
  })
}

function row(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`
}

/** Spreadsheets run what begins with one of these, also in their full width (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) || safe !== cell ? `"${safe.replaceAll('"', '""')}"` : safe
}

function yes(fact: boolean): string {
  return fact ? "yes" : "no"
}
