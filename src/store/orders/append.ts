import { and, eq, lte, sql } from "drizzle-orm"
import type { Database } from "../database"
import { orders } from "../schema"
import { runTogether, statement } from "../statement"
import { publishingChange } from "../stream/publish"
import { isMeant, type News, newestFact, type Recorded, recordFact, valuesOf } from "./facts"
import { attemptsAsked, type CountedRow, type Order, orderMeant, proven } from "./orders"
import { storyOf } from "./published"
import { adopt, drop, keepUnmatched } from "./unmatched"

const { placeholder } = sql

/** Time a conversation has to hear of a change before the sweep tells it again. */
const TELL_SECONDS = 60

/** What became of a piece of news. */
export interface Appended {
  /** The order with it. */
  order: Order
  /** Whether it was recorded now: not known before, nor kept back because more is known than its teller knew. */
  fresh: boolean
}

/**
 * Records a piece of news with the order that it is about, in one batch with the order and all its facts as they stand then.
 * Unless what they come to is written before (`project`), the sweep looks at the order in a minute. Safe to repeat. With `after`
 * it is recorded only while that is the number of the newest fact. Null where there is no such order: the news is kept, and
 * counts once an order, a checkout or a payment comes that it names.
 */
export async function append(db: Database, news: News, after: number | null = null): Promise<Appended | null> {
  const values = { ...valuesOf(news), after, soon: news.at + TELL_SECONDS * 1000 }
  const { row, fresh, recorded } = await recordAndRead(db, news, values)
  return row ? { order: proven(row, recorded), fresh } : null
}

/**
 * Keeps news of money on somebody else's account with the order that it claims to be about, if that is ours: seen there,
 * and never applied. News of nothing of ours is not kept: a platform hears of all that its merchants do.
 */
export async function recordForeign(db: Database, news: News): Promise<void> {
  const appended = await append(db, { ...news, cause: "foreign" })
  if (appended?.order.stale) await project(db, appended.order)
}

async function recordAndRead(
  db: Database,
  { cause, fact }: News,
  values: Record<string, unknown>,
): Promise<{ row: CountedRow | undefined; fresh: boolean; recorded: Recorded[] }> {
  const [before, facts] = orderMeant(db, values)
  const store = recordFact(db, values)
  const noted = mark(db, values)
  if (cause === "foreign") {
    const [[row], fresh, , recorded] = await runTogether(db, [before, store, noted, facts])
    return { row, fresh: fresh.length > 0, recorded }
  }
  const kept = keepUnmatched(db, values)
  // What names only its payment is of the order that the payment is of.
  if (fact.type === "captured" && fact.payment !== null) {
    const all = [before, store, kept, adopt(db, values), drop(db, values), noted, facts] as const
    const [[row], fresh, , , , , recorded] = await runTogether(db, all)
    return { row, fresh: fresh.length > 0, recorded }
  }
  const [[row], fresh, , , recorded] = await runTogether(db, [before, store, kept, noted, facts])
  return { row, fresh: fresh.length > 0, recorded }
}

// What is not written within a minute the sweep finds: what the facts come to, or that the conversation knows.
/** The statement that has the sweep look soon at an order of which more is known than is written. */
export const mark = statement((db) =>
  db
    .update(orders)
    .set({ sweepAt: sql`${placeholder("soon")}` })
    .where(
      sql`${isMeant} and ${orders.folded} < ${newestFact}
        and (${orders.sweepAt} is null or ${orders.sweepAt} > ${placeholder("soon")})`,
    ),
)

/** What a conversation was told of an order and made durable, and when the sweep is to look at it again, if ever. */
export interface Told {
  worth: string
  sweepAt: number | null
  /** Checkouts asked for when it was told: what is asked for later is looked at all the same. */
  attempts: number
}

/**
 * Writes what an order's facts come to and publishes what that tells, and with it what its conversation was told; nothing where
 * more was written meanwhile. When the sweep looks stays as it is where more was recorded meanwhile, or there is something left
 * to tell.
 */
export async function project(db: Database, order: Order, told: Told | null = null): Promise<void> {
  const { id, status, reason, reference, payment, captured, refunded, disputed, lost, over, paidAt, folded, worth } =
    order
  const values = {
    ...{ id, status, reason, reference, payment, captured, refunded, disputed, lost, over, paidAt, folded, worth },
    surplus: JSON.stringify(order.surplus),
    late: Number(order.late),
    told: told?.worth ?? null,
    attempts: told?.attempts ?? null,
    sweepAt: told ? told.sweepAt : order.sweepAt,
    isTold: Number((told?.worth ?? order.told) === worth),
  }
  const published = order.moved ? [publishingChange(db, storyOf(order))] : []
  await runTogether(db, [write(db, values), ...published])
}

const write = statement((db) =>
  db
    .update(orders)
    .set({
      status: sql`${placeholder("status")}`,
      reason: sql`${placeholder("reason")}`,
      reference: sql`${placeholder("reference")}`,
      payment: sql`${placeholder("payment")}`,
      surplus: sql`${placeholder("surplus")}`,
      captured: sql`${placeholder("captured")}`,
      refunded: sql`${placeholder("refunded")}`,
      disputed: sql`${placeholder("disputed")}`,
      lost: sql`${placeholder("lost")}`,
      over: sql`${placeholder("over")}`,
      late: sql`${placeholder("late")}`,
      paidAt: sql`${placeholder("paidAt")}`,
      folded: sql`${placeholder("folded")}`,
      worth: sql`${placeholder("worth")}`,
      told: sql`coalesce(${placeholder("told")}, ${orders.told})`,
      sweepAt: sql`iif(${placeholder("isTold")} and ${newestFact} <= ${placeholder("folded")}
        and ${attemptsAsked} = coalesce(${placeholder("attempts")}, ${attemptsAsked}), ${placeholder("sweepAt")}, ${orders.sweepAt})`,
    })
    .where(and(eq(orders.id, placeholder("id")), lte(orders.folded, placeholder("folded")))),
)

/**
 * Notes what a conversation knows and has made durable, where that is still all there is to tell: as `project`, for who has the
 * order no more.
 */
export async function markTold(db: Database, order: string, told: Told): Promise<void> {
  await runTogether(db, [noteTold(db, { ...told, id: order })])
}

const noteTold = statement((db) =>
  db
    .update(orders)
    .set({
      told: sql`${placeholder("worth")}`,
      sweepAt: sql`iif(${attemptsAsked} = ${placeholder("attempts")} and ${newestFact} <= ${orders.folded},
        ${placeholder("sweepAt")}, ${orders.sweepAt})`,
    })
    .where(and(eq(orders.id, placeholder("id")), eq(orders.worth, placeholder("worth")))),
)
