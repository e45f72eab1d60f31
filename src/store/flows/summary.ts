import { and, eq, gte, inArray, sql } from "drizzle-orm"
import type { Currency } from "../../core/money"
import type { Mode } from "../../core/order/order"
import type { Database } from "../database"
import { currencyOf } from "../orders/currency"
import { flows, flowVersions, takings } from "../schema"

/** What a list of flows shows of each beside the flow itself. */
export interface FlowFacts {
  /** When the version in use was published; null while none is. */
  publishedAt: number | null
  /** Channel accounts that it is for; empty means all of them. */
  channels: string[]
  paid: { currency: Currency; mode: Mode; minor: number; count: number }[]
}

/** Every day begins with a quarter of an hour, in whatever zone. */
const QUARTER = 900_000

/** Facts of some flows: what was published when, on which accounts, and the money that came since a day began. */
export async function factsOf(db: Database, ids: readonly string[], since: number): Promise<Map<string, FlowFacts>> {
  const facts = new Map<string, FlowFacts>(ids.map((id) => [id, { publishedAt: null, channels: [], paid: [] }]))
  if (ids.length === 0) return facts
  // As one JSON list they are one parameter, of which a statement may have a hundred.
  const wanted = sql`(select value from json_each(${JSON.stringify(ids)}))`
  const [drafts, sums] = await db.batch([
    db
      .select({
        id: flows.id,
        publishedAt: flowVersions.publishedAt,
        channels: sql<string>`coalesce(json_extract(${flows.draft}, '$.triggers.accounts'), '[]')`,
      })
      .from(flows)
      .leftJoin(flowVersions, and(eq(flowVersions.flow, flows.id), eq(flowVersions.version, flows.published)))
      .where(inArray(flows.id, wanted)),
    db
      .select({
        flow: takings.flow,
        currency: takings.currency,
        mode: takings.mode,
        minor: sql<number>`sum(${takings.minor})`,
        count: sql<number>`sum(${takings.count})`,
      })
      .from(takings)
      .where(and(inArray(takings.flow, wanted), gte(takings.quarter, Math.floor(since / QUARTER))))
      .groupBy(takings.flow, takings.currency, takings.mode)
      .having(sql`sum(${takings.count}) > 0`),
  ])
  for (const { id, publishedAt, channels } of drafts) {
    const read: unknown = JSON.parse(channels)
    const known = facts.get(id)
    if (!known) continue
    known.publishedAt = publishedAt
    known.channels = Array.isArray(read) ? read.map(String) : []
  }
  for (const { flow, currency, ...sum } of sums) facts.get(flow)?.paid.push({ ...sum, currency: currencyOf(currency) })
  return facts
}
