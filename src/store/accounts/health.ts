import { and, eq, inArray, isNotNull, sql } from "drizzle-orm"
import type { AccountFault } from "../../core/accountfault"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { accountHealth } from "../schema"
import { run, runTogether, statement } from "../statement"
import { publishingWhere } from "../stream/publish"

const { placeholder } = sql

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
  /** When a callback that was proven could last not be taken in, and why, for people. */
  failedAt: number | null
  failure: string | null
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
  failedAt: null,
  failure: null,
}

/** After so long it is noted again: another isolate may have noted otherwise. */
const REPEAT_MILLISECONDS = 60_000

/** What this isolate noted lately is not noted again. */
const standings = cache<{ is: AccountFault | "well"; at: number; told: boolean }>({ size: 1000, seconds: 3600 })
const proofs = cache<"proven" | "refused">({ size: 1000, seconds: 300 })

const target = [accountHealth.kind, accountHealth.account]
const own = and(eq(accountHealth.kind, placeholder("kind")), eq(accountHealth.account, placeholder("account")))

const stands = sql`select 1 from account_health where kind = ${placeholder("kind")} and account = ${placeholder("account")}`

const publishFaulty = publishingWhere(sql`not exists (${stands} and fault is ${placeholder("fault")})`)

const noteFault = statement((db) =>
  db
    .insert(accountHealth)
    .values({
      kind: placeholder("kind"),
      account: placeholder("account"),
      faultySince: placeholder("at"),
      fault: placeholder("fault"),
      reason: placeholder("reason"),
    })
    .onConflictDoUpdate({
      target,
      set: {
        faultySince: sql`coalesce(${accountHealth.faultySince}, excluded.faulty_since)`,
        fault: sql`excluded.fault`,
        reason: sql`excluded.reason`,
        waking: false,
      },
      setWhere: sql`${accountHealth.fault} is not excluded.fault`,
    }),
)

/**
 * Notes that an account cannot be used, once for each spell and fault, however many messages meet it. `reason` is shown
 * to people: it carries no secret and no phone number. `told` by a status: the service takes what it then does not carry.
 */
export async function markFaulty(
  db: Database,
  seen: Seen & { code: AccountFault; reason: string; told?: boolean },
): Promise<void> {
  const { kind, account, at, code, reason, told = false } = seen
  if (isNoted(seen, code)) return
  const data = { kind, account, fault: code, reason }
  const event = { type: "account.faulty", ...about(seen, `faulty:${code}`), data } as const
  await persist(() => runTogether(db, [publishFaulty(db, event, data), noteFault(db, { ...data, at })]))
  standings.keep(nameOf(seen), at, { is: code, at, told })
}

/**
 * Notes that an account works. Writes nothing while it was well; asks at most once a minute, unless this isolate knows of
 * a fault.
 */
export async function markWell(db: Database, seen: Seen): Promise<void> {
  if (isNoted(seen, "well")) return
  await clearFault(db, seen)
}

/** Whether this isolate knows the account as faulty, so that this is over once something is `taken`, or `carried`. */
export function isKnownFaulty(seen: Seen, by: "taken" | "carried"): boolean {
  const known = standings.peek(nameOf(seen), seen.at)
  return known !== undefined && known.is !== "well" && (by === "carried" || !known.told)
}

/** Notes that an account works, whatever this isolate knows: it was just seen to, or saved anew. */
export async function clearFault(db: Database, seen: Seen): Promise<void> {
  await persist(() => runTogether(db, [publishingWell(db, seen), clear(db, { ...seen })]))
  standings.keep(nameOf(seen), seen.at, { is: "well", at: seen.at, told: false })
}

const clear = statement((db) =>
  db
    .update(accountHealth)
    .set({ faultySince: null, fault: null, reason: null, waking: true })
    .where(and(own, isNotNull(accountHealth.faultySince))),
)

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
  await persist(() => run(prove(db, { kind, account, at })))
  proofs.keep(nameOf(seen), at, "proven")
}

const prove = statement((db) =>
  db
    .insert(accountHealth)
    .values({ kind: placeholder("kind"), account: placeholder("account"), lastGoodAt: placeholder("at") })
    .onConflictDoUpdate({
      target,
      set: {
        lastGoodAt: sql`max(coalesce(${accountHealth.lastGoodAt}, 0), excluded.last_good_at)`,
        refusedSince: null,
      },
    }),
)

/** Notes that a callback that was proven could not be taken in, and why, for people: it is not sent again. */
export async function noteFailed(db: Database, seen: Seen, failure: string): Promise<void> {
  const { kind, account, at: failedAt } = seen
  await persist(() =>
    db
      .insert(accountHealth)
      .values({ kind, account, failedAt, failure })
      .onConflictDoUpdate({ target: [accountHealth.kind, accountHealth.account], set: { failedAt, failure } }),
  )
}

/** An account was saved: what is known against it was known of what it was before, and what is held for it is woken. */
export async function renewHealth(db: Database, seen: Seen): Promise<void> {
  const { kind, account, at } = seen
  const { lastGoodAt: _, ...nothing } = UNKNOWN_HEALTH
  const renewed = { ...nothing, waking: kind === "channel" }
  const renew = statement((one) =>
    one
      .insert(accountHealth)
      .values({ kind, account, ...renewed })
      .onConflictDoUpdate({ target, set: renewed }),
  )
  await persist(() => runTogether(db, [publishingWell(db, seen), renew(db)]))
  standings.keep(nameOf(seen), at, { is: "well", at, told: false })
  proofs.forget(nameOf(seen))
}

/** Forgets an account that is gone: another may come under its name. */
export async function forgetHealth(db: Database, { kind, account }: Omit<Seen, "at">): Promise<void> {
  await persist(() => run(drop(db, { kind, account })))
  standings.forget(nameOf({ kind, account }))
  proofs.forget(nameOf({ kind, account }))
}

const drop = statement((db) => db.delete(accountHealth).where(own))

/** The health of some accounts; those of which nothing was noted are left out. */
export async function healthOf(
  db: Database,
  kind: Seen["kind"],
  accounts: readonly string[],
): Promise<Map<string, Health>> {
  const rows = await run(find(db, { kind, accounts: JSON.stringify(accounts) }))
  return new Map(rows.map(({ account, kind: _, refusedAt: __, waking: ___, ...health }) => [account, health]))
}

const wanted = sql`(select value from json_each(${placeholder("accounts")}))`

const find = statement((db) =>
  db
    .select()
    .from(accountHealth)
    .where(and(eq(accountHealth.kind, placeholder("kind")), inArray(accountHealth.account, wanted))),
)

/** Channel accounts that were mended and have conversations to be woken, or may have. */
export async function wakingAccounts(db: Database, limit: number): Promise<string[]> {
  return (await run(findWaking(db, { limit }))).map(({ account }) => account)
}

const findWaking = statement((db) =>
  db
    .select({ account: accountHealth.account })
    .from(accountHealth)
    .where(and(eq(accountHealth.waking, true), eq(accountHealth.kind, "channel")))
    .limit(placeholder("limit")),
)

/** Nothing is left to be woken for an account, unless it fell ill again. */
export async function allAwake(db: Database, account: string): Promise<void> {
  await persist(() => run(noteAwake(db, { kind: "channel", account })))
}

const noteAwake = statement((db) => db.update(accountHealth).set({ waking: false }).where(own))

/** Accounts with that fault. */
export async function faultyAccounts(
  db: Database,
  fault: AccountFault,
  limit: number,
): Promise<Pick<Seen, "kind" | "account">[]> {
  return run(findFaulty(db, { fault, limit }))
}

const findFaulty = statement((db) =>
  db
    .select({ kind: accountHealth.kind, account: accountHealth.account })
    .from(accountHealth)
    .where(eq(accountHealth.fault, placeholder("fault")))
    .limit(placeholder("limit")),
)

const publishWell = publishingWhere(sql`exists (${stands} and faulty_since is not null)`)

/** That an account works which was faulty, right before that is noted. */
function publishingWell(db: Database, seen: Seen) {
  const { kind, account } = seen
  const event = { type: "account.well", ...about(seen, "well"), data: { kind, account } } as const
  return publishWell(db, event, { kind, account })
}

function about(seen: Seen, what: string) {
  return { key: `${nameOf(seen)}:${what}:${seen.at}`, at: seen.at, subject: seen.account }
}

/** Whether this isolate noted that of the account within the last minute. */
function isNoted(seen: Seen, is: AccountFault | "well"): boolean {
  const known = standings.peek(nameOf(seen), seen.at)
  return known?.is === is && seen.at < known.at + REPEAT_MILLISECONDS
}

function nameOf({ kind, account }: Omit<Seen, "at">): string {
  return `${kind}/${account}`
}
