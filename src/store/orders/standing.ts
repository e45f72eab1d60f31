import { eq, sql } from "drizzle-orm"
import type { Database } from "../database"
import { attempts, conversations, orders } from "../schema"
import { run, runTogether, statement } from "../statement"
import { type Attempt, type AttemptRow, attemptOfRow } from "./attempts"
import { factsWhere, newestFact } from "./facts"
import { type CountedRow, countedRow, type Order, proven } from "./orders"

const { placeholder } = sql

/** What a press of the button starts from. */
export interface Standing {
  /** The newest attempt. */
  latest: Attempt | null
  /** Whom the conversation is with. */
  contact: { phone: string | null; name: string | null }
  /** Whether that attempt was claimed in the trip that found it, for whoever made it. */
  fresh: boolean
}

/** An order with that. */
export interface Found {
  order: Order
  standing: Standing
}

/** For which account an order's first attempt may be claimed in the trip that finds the order, and what must be known for it. */
export interface Claim {
  account: string
  needs: readonly ("phone" | "name")[]
  at: number
}

/** By id or, where that is null, by what is stored of its link. */
type Named = { id: string; link: null } | { id: null; link: string }

// A parameter alone has no type: two say what they are compared with.
const named = sql`iif(${placeholder("id")} is not null, ${placeholder("id")},
  (select its.id from orders its where its.link = ${placeholder("link")}))`

const rowNamed = statement<CountedRow>((db) => db.select(countedRow).from(orders).where(sql`${orders.id} = ${named}`))

const factsNamed = factsWhere(sql`order_facts.order_id = ${named}`)

const standing = statement<{ latest: AttemptRow | null; phone: string | null; name: string | null }>((db) =>
  db
    .select({ latest: attempts, phone: conversations.phone, name: conversations.name })
    .from(orders)
    .leftJoin(conversations, eq(conversations.id, orders.conversation))
    .leftJoin(
      attempts,
      sql`${attempts.order} = ${orders.id} and ${attempts.attempt} =
        (select max(its.attempt) from attempts its where its.order_id = ${orders.id})`,
    )
    .where(sql`${orders.id} = ${named}`),
)

// What is written of it counts only where it is all that is known.
const claim = statement<{ attempt: number }>((db) =>
  db
    .insert(attempts)
    .select(
      sql`select ${orders.id}, 1, ${orders.paymentAccount}, null, null, null, null, null, null, '{}', 0, ${placeholder("at")}
        from ${orders} left join conversations its on its.id = ${orders.conversation}
        where ${orders.id} = ${named} and ${orders.paymentAccount} = ${placeholder("account")}
          and ${orders.status} = 'open' and ${orders.folded} = ${newestFact} and ${orders.expiresAt} > ${placeholder("at")}
          and not exists (select 1 from attempts known where known.order_id = ${orders.id})
          and coalesce(${orders.terms} ->> '$.tip', 'none') = 'none' and ${orders.terms} ->> '$.least' is null
          and (coalesce(its.phone, '') <> '' or not ${placeholder("phone")})
          and (coalesce(its.name, '') <> '' or not ${placeholder("name")})`,
    )
    .onConflictDoNothing()
    .returning({ attempt: attempts.attempt }),
)

/**
 * An order with what its checkout starts from, in one trip; with `claim` its first attempt is claimed in it, where the order
 * is open by all that is known and nothing is left to ask its customer.
 */
export async function findStanding(db: Database, which: Named, wanted: Claim | null = null): Promise<Found | null> {
  const read = [rowNamed(db, which), factsNamed(db, which), standing(db, which)] as const
  if (!wanted) {
    const [[row], facts, [found]] = await runTogether(db, read)
    return row && found ? { order: proven(row, facts), standing: standingOf(found, false) } : null
  }
  const { account, needs, at } = wanted
  const needed = { phone: Number(needs.includes("phone")), name: Number(needs.includes("name")) }
  const claimed = claim(db, { ...which, ...needed, account, at })
  const [fresh, [row], facts, [found]] = await runTogether(db, [claimed, ...read])
  return row && found ? { order: proven(row, facts), standing: standingOf(found, fresh.length > 0) } : null
}

/** What a checkout of an order starts from. */
export async function readStanding(db: Database, id: string): Promise<Standing> {
  const [found = NOTHING] = await run(standing(db, { id, link: null }))
  return standingOf(found, false)
}

const NOTHING = { latest: null, phone: null, name: null }

function standingOf(
  { latest, phone, name }: { latest: AttemptRow | null; phone: string | null; name: string | null },
  fresh: boolean,
): Standing {
  return { latest: latest && attemptOfRow(latest), contact: { phone, name }, fresh }
}
