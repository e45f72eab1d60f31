import { and, eq, inArray, isNotNull, sql } from "drizzle-orm"
import type { AccountFault } from "../core/accountfault"
import { cache } from "./cache"
import { type Database, persist } from "./database"
import { accountHealth } from "./schema"

/** How an account fares. Times are milliseconds since 1970. */
export interface Health {
  /** Since when it cannot be used; null while it can. */
  faultySince: number | null
  fault: AccountFault | null
  /** A sentence for people. */
  reason: string | null
  /** Its last callback or webhook that was proven, to five minutes; null is never. */
  lastGoodAt: number | null
  /** Since when callbacks are refused for their signature, with none that was proven between. */
  refusedSince: number | null
}

/** One account and when something was seen of it. */
export interface Seen {
  kind: "channel" | "payment"
  account: string
  at: number
}

/** The health of an account of which nothing was ever noted. */
export const UNKNOWN_HEALTH: Health = {
  faultySince: null,
  fault: null,
  reason: null,
  lastGoodAt: null,
  refusedSince: null,
}

/** What this isolate noted lately is not noted again. */
const standings = cache<AccountFault | "well">({ size: 1000, seconds: 60 })
const proofs = cache<"proven" | "refused">({ size: 1000, seconds: 300 })

/**
 * Notes that an account cannot be used, once for each spell and fault, however many messages meet it. `reason` is shown
 * to people: it carries no secret and no phone number.
 */
export async function markFaulty(db: Database, seen: Seen & { code: AccountFault; reason: string }): Promise<void> {
  const { kind, account, at, code, reason } = seen
  if (standings.peek(nameOf(seen), at) === code) return
  await persist(() =>
    db
      .insert(accountHealth)
      .values({ kind, account, faultySince: at, fault: code, reason })
      .onConflictDoUpdate({
        target: [accountHealth.kind, accountHealth.account],
        set: {
          faultySince: sql`coalesce(${accountHealth.faultySince}, ${at})`,
          fault: code,
          reason,
          waking: false,
        },
        setWhere: sql`${accountHealth.fault} is not ${code}`,
      }),
  )
  standings.keep(nameOf(seen), at, code)
}

/**
 * Notes that an account works. Writes nothing while it was well; asks at most once a minute, unless this isolate knows of
 * a fault.
 */
export async function markWell(db: Database, seen: Seen): Promise<void> {
  if (standings.peek(nameOf(seen), seen.at) === "well") return
  await clearFault(db, seen)
}

/** Whether this isolate noted the account as faulty within the last minute. Asks nobody. */
export function isKnownFaulty(seen: Seen): boolean {
  const known = standings.peek(nameOf(seen), seen.at)
  return known !== undefined && known !== "well"
}

/** Notes that an account works, whatever this isolate knows: it was just seen to, or saved anew. */
export async function clearFault(db: Database, seen: Seen): Promise<void> {
  const faulty = isNotNull(accountHealth.faultySince)
  await persist(() =>
    db
      .update(accountHealth)
      .set({ faultySince: null, fault: null, reason: null, waking: true })
      .where(and(eq(accountHealth.kind, seen.kind), eq(accountHealth.account, seen.account), faulty)),
  )
  standings.keep(nameOf(seen), seen.at, "well")
}

/** Notes that a callback or webhook was refused for its signature, now and then. */
export async function noteRefused(db: Database, seen: Seen): Promise<void> {
  const { kind, account, at } = seen
  if (proofs.peek(nameOf(seen), at) === "refused") return
  await persist(() =>
    db
      .insert(accountHealth)
      .values({ kind, account, refusedSince: at, refusedAt: at })
      .onConflictDoUpdate({
        target: [accountHealth.kind, accountHealth.account],
        set: { refusedSince: sql`coalesce(${accountHealth.refusedSince}, ${at})`, refusedAt: at },
      }),
  )
  proofs.keep(nameOf(seen), at, "refused")
}

/** Notes that a callback or webhook was proven, now and then: what was refused before it is over. */
export async function noteProven(db: Database, seen: Seen): Promise<void> {
  const { kind, account, at } = seen
  if (proofs.peek(nameOf(seen), at) === "proven") return
  await persist(() =>
    db
      .insert(accountHealth)
      .values({ kind, account, lastGoodAt: at })
      .onConflictDoUpdate({
        target: [accountHealth.kind, accountHealth.account],
        set: { lastGoodAt: sql`max(coalesce(${accountHealth.lastGoodAt}, 0), ${at})`, refusedSince: null },
      }),
  )
  proofs.keep(nameOf(seen), at, "proven")
}

/** An account was saved: what is known against it was known of what it was before. */
export async function renewHealth(db: Database, seen: Seen): Promise<void> {
  await clearFault(db, seen)
  const own = and(eq(accountHealth.kind, seen.kind), eq(accountHealth.account, seen.account))
  await persist(() =>
    db
      .update(accountHealth)
      .set({ refusedSince: null })
      .where(and(own, isNotNull(accountHealth.refusedSince))),
  )
  proofs.forget(nameOf(seen))
}

/** Forgets an account that is gone: another may come under its name. */
export async function forgetHealth(db: Database, { kind, account }: Omit<Seen, "at">): Promise<void> {
  const own = and(eq(accountHealth.kind, kind), eq(accountHealth.account, account))
  await persist(() => db.delete(accountHealth).where(own))
  standings.forget(nameOf({ kind, account }))
  proofs.forget(nameOf({ kind, account }))
}

/** The health of some accounts; those of which nothing was noted are left out. */
export async function healthOf(
  db: Database,
  kind: Seen["kind"],
  accounts: readonly string[],
): Promise<Map<string, Health>> {
  const wanted = sql`(select value from json_each(${JSON.stringify(accounts)}))`
  const rows = await db
    .select()
    .from(accountHealth)
    .where(and(eq(accountHealth.kind, kind), inArray(accountHealth.account, wanted)))
  return new Map(
    rows.map(({ account, faultySince, fault, reason, lastGoodAt, refusedSince }) => [
      account,
      { faultySince, fault, reason, lastGoodAt, refusedSince },
    ]),
  )
}

function nameOf({ kind, account }: Omit<Seen, "at">): string {
  return `${kind}/${account}`
}
