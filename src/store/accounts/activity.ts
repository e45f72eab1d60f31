import { inArray, sql } from "drizzle-orm"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { channelActivity } from "../schema"
import { run, statement } from "../statement"

const { placeholder } = sql

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
  await persist(() => run(notes[way](db, { account, at })))
}

const notes = { inbound: noting("lastInboundAt"), outbound: noting("lastOutboundAt") }

function noting(field: keyof Activity) {
  const known = channelActivity[field]
  const told = sql`excluded.${sql.identifier(known.name)}`
  return statement((db) =>
    db
      .insert(channelActivity)
      .values({ account: placeholder("account"), [field]: placeholder("at") })
      .onConflictDoUpdate({
        target: channelActivity.account,
        set: { [field]: told },
        setWhere: sql`${known} is null or ${known} < ${told}`,
      }),
  )
}

/** The activity of some accounts; those that never had any are left out. */
export async function activityOf(db: Database, accounts: readonly string[]): Promise<Map<string, Activity>> {
  const wanted = sql`(select value from json_each(${JSON.stringify(accounts)}))`
  const rows = await db.select().from(channelActivity).where(inArray(channelActivity.account, wanted))
  return new Map(rows.map(({ account, ...activity }) => [account, activity]))
}
