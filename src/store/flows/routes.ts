import { eq, inArray, sql } from "drizzle-orm"
import { normal } from "../../core/text/normal"
import { cache } from "../cache"
import type { Database } from "../database"
import { flows, routes } from "../schema"

/** What starts a flow: a keyword as it is compared, "" for any message, on an account, "*" for all of them. */
export interface RouteEntry {
  account: string
  keyword: string
}

/** Another flow that is started by the same. */
export interface RouteConflict extends RouteEntry {
  flow: string
  name: string
}

const ALL_ACCOUNTS = "*"

const kept = cache<{ flow: string; keyword: string | null }[]>({ size: 500, seconds: 30 })

/**
 * What starts which flow on a channel account, its own routes before those for all accounts; a keyword of null means any
 * message. Kept for half a minute; a change in this isolate is seen at once.
 */
export function routesFor(
  db: Database,
  account: string,
  now: number,
): Promise<readonly { flow: string; keyword: string | null }[]> {
  return kept.get(account, now, async () => {
    const rows = await db
      .select()
      .from(routes)
      .where(inArray(routes.account, [account, ALL_ACCOUNTS]))
      .orderBy(sql`${routes.account} = ${ALL_ACCOUNTS}`, routes.keyword)
    // Published before the form in which keywords are compared was what it is now, a keyword is stored as it was then.
    return rows.map(({ flow, keyword }) => ({ flow, keyword: keyword === "" ? null : normal(keyword) }))
  })
}

/** The same without waiting: undefined when they are not at hand. */
export function peekRoutes(account: string, now: number) {
  return kept.peek(account, now)
}

/** To be called after a batch with `replaceRoutes` in it. */
export function forgetRoutes(): void {
  kept.forget()
}

/** Statements that put a flow's routes in place of those it had; the batch fails when another flow has one of them. */
export function replaceRoutes(db: Database, flow: string, entries: readonly RouteEntry[]) {
  return [
    db.delete(routes).where(eq(routes.flow, flow)),
    db.insert(routes).select(sql`
      select distinct value ->> 'account', value ->> 'keyword', ${flow} from json_each(${JSON.stringify(entries)})
      where exists (select 1 from flows where id = ${flow} and deleted_at is null)`),
  ] as const
}

/** The first of the routes that belongs to another flow. */
export async function conflictOf(
  db: Database,
  flow: string,
  entries: readonly RouteEntry[],
): Promise<RouteConflict | null> {
  const [conflict] = await db
    .select({ account: routes.account, keyword: routes.keyword, flow: routes.flow, name: flows.name })
    .from(routes)
    .innerJoin(flows, eq(flows.id, routes.flow))
    .where(
      sql`${routes.flow} <> ${flow} and (${routes.account}, ${routes.keyword}) in (
        select value ->> 'account', value ->> 'keyword' from json_each(${JSON.stringify(entries)}))`,
    )
    .orderBy(routes.account, routes.keyword)
    .limit(1)
  return conflict ?? null
}
