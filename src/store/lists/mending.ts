import { type SQL, sql } from "drizzle-orm"
import type { Database } from "../database"
import { orderDays, orders } from "../schema"
import { DAY } from "./totals"

const YEAR = 365

/**
 * The days that are mended in the night after one: the one before, which a night that is left out leaves to the second, one of the
 * year before: in a row it goes back by a day each night, and within a year meets each day once.
 */
export function daysToMend(today: number): number[] {
  return [today - 1, today - 2 - ((2 * today) % YEAR)]
}

/**
 * Holds what is added up of a day's orders against the orders themselves, and puts it right where it differs; returns whether it
 * did. Whoever changes an order meanwhile has changed the sums with it, and is counted once either way. Safe to repeat.
 */
export async function mendDay(db: Database, day: number): Promise<boolean> {
  const kept = sql`select account, flow, currency, mode, status, count, minor, refunded from ${orderDays}
    where ${orderDays.day} = ${day} and ${orderDays.count} <> 0`
  const differing = (one: SQL, other: SQL) => sql`exists (select * from (${one}) except select * from (${other}))`
  const [found] = await db
    .select({ differs: sql<number>`${differing(kept, sums(day))} or ${differing(sums(day), kept)}` })
    .from(sql`(select 1)`)
  if (!found?.differs) return false
  await db.batch([
    db.delete(orderDays).where(sql`${orderDays.day} = ${day}`),
    db.insert(orderDays).select(sql`select ${day}, account, flow, currency, mode, status, count, minor, refunded
      from (${sums(day)})`),
  ])
  return true
}

/** What the orders opened on a day come to. */
function sums(day: number): SQL {
  return sql`select payment_account as account, flow, currency, mode, status, count(*) as count, sum(minor) as minor,
    sum(refunded) as refunded from ${orders} where created_at >= ${day * DAY} and created_at < ${(day + 1) * DAY}
    group by 1, 2, 3, 4, 5`
}
