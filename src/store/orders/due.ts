import { and, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm"
import type { Database } from "../database"
import { orders } from "../schema"
import { run, runTogether, statement } from "../statement"
import { factsWhere, newestFact } from "./facts"
import { type CountedRow, countedRow, type Order, proven } from "./orders"

const { placeholder } = sql

const isDue = and(isNotNull(orders.sweepAt), lte(orders.sweepAt, placeholder("at")))

// What its facts come to is not written, or is not told.
const untold = sql`(${orders.told} <> ${orders.worth} or ${orders.folded} < ${newestFact})`

const dueWhere = (which: SQL | undefined) => ({
  rows: statement<CountedRow>((db) =>
    db.select(countedRow).from(orders).where(which).orderBy(orders.sweepAt).limit(placeholder("limit")),
  ),
  facts: factsWhere(
    sql`order_facts.order_id in (select ${orders.id} from ${orders} where ${which} order by ${orders.sweepAt} limit ${placeholder("limit")})`,
  ),
})

const dueUntold = dueWhere(and(isDue, untold))

const dueLooks = dueWhere(and(isDue, sql`not ${untold}`))

/**
 * Orders whose time has come: those whose conversation has perhaps to be told, and those to ask about; the most overdue first.
 */
export async function dueOrders(
  db: Database,
  at: number,
  limits: { untold: number; looks: number },
): Promise<{ untold: Order[]; looks: Order[] }> {
  const [first, second] = [
    { at, limit: limits.untold },
    { at, limit: limits.looks },
  ]
  const [toTell, ofTold, toLook, ofLooks] = await runTogether(db, [
    dueUntold.rows(db, first),
    dueUntold.facts(db, first),
    dueLooks.rows(db, second),
    dueLooks.facts(db, second),
  ])
  const told = Map.groupBy(ofTold, ({ order }) => order)
  const looks = Map.groupBy(ofLooks, ({ order }) => order)
  return {
    untold: toTell.map((row) => proven(row, told.get(row.id) ?? [])),
    looks: toLook.map((row) => proven(row, looks.get(row.id) ?? [])),
  }
}

/** Has the sweep look at an order at that time, unless that was set anew since the order was read. */
export async function sweepLater(db: Database, order: Order, sweepAt: number): Promise<void> {
  await run(noteSweep(db, { order: order.id, seen: order.sweepAt, sweepAt }))
}

const noteSweep = statement((db) =>
  db
    .update(orders)
    .set({ sweepAt: sql`${placeholder("sweepAt")}` })
    .where(and(eq(orders.id, placeholder("order")), eq(orders.sweepAt, placeholder("seen")))),
)

/**
 * Puts off whatever the sweep would ask a payment account about now: until then, and the longer an order is over the
 * longer, up to a quarter of that time, so that one which nobody ever answers for does not stand before the others.
 */
export async function postponeLooks(db: Database, account: string, at: number, until: number): Promise<void> {
  await run(postpone(db, { account, at, until }))
}

const postpone = statement((db) =>
  db
    .update(orders)
    .set({
      sweepAt: sql`max(${placeholder("until")}, iif(${orders.status} = 'open', 0,
        ${placeholder("at")} + (${placeholder("at")} - ${orders.expiresAt}) / 4))`,
    })
    .where(and(isDue, sql`not ${untold}`, eq(orders.paymentAccount, placeholder("account")))),
)

/** Has the sweep look at an order at once, whatever was planned. */
export async function sweepNow(db: Database, order: string, at: number): Promise<void> {
  await run(noteNow(db, { order, at }))
}

const noteNow = statement((db) =>
  db
    .update(orders)
    .set({ sweepAt: sql`min(coalesce(${orders.sweepAt}, ${placeholder("at")}), ${placeholder("at")})` })
    .where(eq(orders.id, placeholder("order"))),
)
