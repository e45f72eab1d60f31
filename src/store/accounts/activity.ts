import { inArray, sql } from "drizzle-orm"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { channelActivity } from "../schema"

/** When messages last went through a channel account; null is never. */
export interface Activity {
  lastInboundAt: number | null
  lastOutboundAt: number | null
}

/** What was noted lately by this isolate is not noted again: a busy account costs one row a minute, not one a message. */
const noted = cache<true>({ size: 500, seconds: 60 })

/**
 * Notes that a message came or went, at most once a minute for each account and direction. A time before the one that is
 * known, such as a replayed webhook's, changes nothing.
 */
export async function noteActivity(
  db: Database,
  account: string,
  way: "inbound" | "outbound",
  at: number,
  now = at,
): Promise<void> {
  const name = `${way}/${account}`
  if (noted.peek(name, now)) return
  noted.keep(name, now, true)
  const field = way === "inbound" ? "lastInboundAt" : "lastOutboundAt"
  const known = channelActivity[field]
  await persist(() =>
    db
      .insert(channelActivity)
      .values({ account, [field]: at })
      .onConflictDoUpdate({
        target: channelActivity.account,
        set: { [field]: sql`${at}` },
        setWhere: sql`${known} is null or ${known} < ${at}`,
      }),
  )
}

/** The activity of some accounts; those that never had any are left out. */
export async function activityOf(db: Database, accounts: readonly string[]): Promise<Map<string, Activity>> {
  const wanted = sql`(select value from json_each(${JSON.stringify(accounts)}))`
  const rows = await db.select().from(channelActivity).where(inArray(channelActivity.account, wanted))
  return new Map(rows.map(({ account, ...activity }) => [account, activity]))
}
