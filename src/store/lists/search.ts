import { and, desc, eq, getTableColumns, gte, lt, lte, type SQL, sql } from "drizzle-orm"
import { unionAll } from "drizzle-orm/sqlite-core"
import type { Database } from "../database"
import type { OrderRow } from "../orders/orders"
import { attempts, orderFacts, orders, orderTexts } from "../schema"
import { matches, type OrderFilter } from "./filter"
import { type Listed, LOOKED_THROUGH, listing, lookThrough, type Page } from "./page"
import { phrase, SHORTEST, whole } from "./phrase"

const found = listing("orders.found", "falling", { entry: orderTexts.entry })

const numbered = listing("orders.numbered", "falling", { number: orders.number, yielded: orders.yielded })

/**
 * Orders whose number or description has the text in it, newest first, and those that have it as their id, a checkout's or a
 * payment's. Of a text of less than three characters those whose number begins with it, by number. Throws a Failure
 * `invalid_cursor`.
 */
export async function searchOrders(
  db: Database,
  q: string,
  filter: OrderFilter,
  page: Page,
): Promise<Listed<OrderRow>> {
  if ([...q].length < SHORTEST) return beginning(db, q, filter, page)
  const most = Math.max(LOOKED_THROUGH, page.limit)
  return lookThrough(found, page, {
    async wanted(at) {
      const [byText, byId] = await db.batch([
        matching(db, q, filter, { most, after: placeOf(at), limit: page.limit + 1 }),
        named(db, q, filter, at),
      ])
      const all = new Map([...byText, ...byId].map((order) => [order.entry, order]))
      return [...all.values()].sort((a, b) => b.entry - a.entry)
    },
    async end(at) {
      const [last] = await db
        .select({ entry: sql<number>`hit` })
        .from(hits(q, filter, placeOf(at), most))
        .limit(1)
        .offset(most - 1)
      return last
    },
  })
}

function placeOf(page: Page): number | null {
  const [entry] = found.place(page) ?? []
  return entry === undefined ? null : Number(entry)
}

/** Entries that have the text in them, newest first: the index is read from its end. */
function hits(q: string, { from = 0, to }: OrderFilter, after: number | null, most: number): SQL {
  const before = Math.min(
    after ?? Number.MAX_SAFE_INTEGER,
    to === undefined ? Number.MAX_SAFE_INTEGER : (to + 1) * 1000,
  )
  return sql`(select rowid as hit from order_search where order_search match ${phrase(q)} and rowid < ${whole(before)}
    and rowid >= ${whole(from * 1000)} order by rowid desc limit ${most}) hits`
}

function matching(
  db: Database,
  q: string,
  filter: OrderFilter,
  { most, after, limit }: { most: number; after: number | null; limit: number },
) {
  // Joined crosswise, so that what is found is followed in its order and no further than asked for.
  return db
    .select({ ...getTableColumns(orders), entry: orderTexts.entry })
    .from(hits(q, filter, after, most))
    .crossJoin(orderTexts)
    .crossJoin(orders)
    .where(and(sql`${orderTexts.entry} = hits.hit`, eq(orders.id, orderTexts.order), ...matches(filter)))
    .orderBy(sql`hits.hit desc`)
    .limit(limit)
}

/** Those that have the text as an id: a few. */
function named(db: Database, q: string, filter: OrderFilter, page: Page) {
  const { from = 0, to } = filter
  const ids = sql`(select ${q} union all select ${attempts.order} from ${attempts} where ${attempts.reference} = ${q}
    union all select ${orderFacts.order} from ${orderFacts} where ${orderFacts.payment} = ${q})`
  const own = sql`${orderTexts.entry} >= ${orders.createdAt} * 1000 and ${orderTexts.entry} < ${orders.createdAt} * 1000 + 1000
    and ${orderTexts.order} = ${orders.id}`
  const time = and(gte(orders.createdAt, from), to === undefined ? undefined : lte(orders.createdAt, to))
  return db
    .select({ ...getTableColumns(orders), entry: orderTexts.entry })
    .from(orders)
    .crossJoin(orderTexts)
    .where(and(own, sql`${orders.id} in ${ids}`, time, found.after(page), ...matches(filter)))
    .orderBy(desc(orderTexts.entry))
    .limit(page.limit + 1)
}

/** Those whose number begins with the text, as it stands or in either case. */
async function beginning(db: Database, q: string, filter: OrderFilter, page: Page): Promise<Listed<OrderRow>> {
  const most = Math.max(LOOKED_THROUGH, page.limit)
  const behind = (at: Page) => {
    const [first, ...more] = [...new Set([q, q.toLowerCase(), q.toUpperCase()])].map((text) =>
      db
        .select()
        .from(orders)
        .where(and(gte(orders.number, text), ...until(text, at)))
        .$dynamic(),
    )
    if (!first) throw new Error("a text without a case")
    const [second, third] = more
    return (second ? unionAll(first, second, ...(third ? [third] : [])) : first).orderBy(...numbered.order)
  }
  return lookThrough(numbered, page, {
    wanted(at) {
      const looked = behind(at).limit(most).as("looked")
      const { from = 0, to } = filter
      const time = [gte(looked.createdAt, from), ...(to === undefined ? [] : [lte(looked.createdAt, to)])]
      return db
        .select()
        .from(looked)
        .where(and(...time, ...matches(filter, looked)))
        .limit(page.limit + 1)
    },
    async end(at) {
      const [last] = await behind(at)
        .limit(1)
        .offset(most - 1)
      return last
    },
  })
}

/** Of numbers that begin with a text, those behind the cursor: of two upper bounds an index would take either. */
function until(text: string, page: Page): SQL[] {
  const [number] = numbered.place(page) ?? []
  const end = `${text}\u{10FFFF}`
  if (number === undefined) return [lt(orders.number, end)]
  return [sql`${orders.number} <= min(${end}, ${number})`, sql`+(${numbered.after(page)})`]
}
