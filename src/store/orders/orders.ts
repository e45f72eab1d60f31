import { eq, getTableColumns, sql } from "drizzle-orm"
import type { Money } from "../../core/money"
import type { Fact } from "../../core/order/facts"
import { excessOf, type Ledger, ledger } from "../../core/order/ledger"
import { askingOf, isRestWanted } from "../../core/order/part"
import { orderStates } from "../../core/order/states"
import type { Terms } from "../../core/order/terms"
import type { Database } from "../database"
import { orders } from "../schema"
import { type Bound, runTogether, statement } from "../statement"
import { currencyOf } from "./currency"
import { factsOf, factsWhere, isMeant, meant, type Recorded } from "./facts"
import { agreedOf } from "./terms"

const { placeholder } = sql

/** An order as lists show it: what its facts came to when that was last written. */
export type OrderRow = typeof orders.$inferSelect

/** A row with the number of checkouts that were asked for. */
export type CountedRow = OrderRow & { attempts: number }

/** An order with its facts, and in its row what they come to instead of what was last written. */
export interface Order extends CountedRow {
  agreed: Terms
  /** All that is recorded of it, also what counts for nothing. */
  recorded: readonly Recorded[]
  facts: readonly Fact[]
  ledger: Ledger
  /** Whether what was last written is not what the facts come to, and whether it is that in more than how many they are. */
  stale: boolean
  moved: boolean
}

/** Checkouts asked for, of the order of a row. */
export const attemptsAsked = sql<number>`(select coalesce(max(asked.attempt), 0) from attempts asked where asked.order_id = ${orders.id})`

/** The columns of a `CountedRow`. */
export const countedRow = { ...getTableColumns(orders), attempts: sql<number>`${attemptsAsked}`.as("attempts") }

/** The order that a row and its facts make. */
export function proven(row: CountedRow, recorded: readonly Recorded[]): Order {
  const facts = factsOf(recorded)
  const agreed = agreedOf(row, moneyOf(row))
  const known = ledger(agreed, facts)
  const projection = projectionOf(known, recorded)
  const differs = NAMES.filter((name) => JSON.stringify(projection[name]) !== JSON.stringify(row[name]))
  const [stale, moved] = [differs.length > 0, differs.some((name) => name !== "folded" && name !== "reference")]
  return { ...row, ...projection, agreed, recorded, facts, ledger: known, stale, moved }
}

/** What is written of what an order's facts come to. */
const NAMES = [
  ...(["status", "reason", "reference", "payment", "surplus", "captured", "refunded", "disputed", "lost"] as const),
  ...(["over", "late", "paidAt", "folded", "worth"] as const),
]

function projectionOf(known: Ledger, recorded: readonly Recorded[]): Pick<OrderRow, (typeof NAMES)[number]> {
  const { status, reason, payment, surplus, captured, refunded, disputed, lost, over, late, paidAt } = known
  const paying = recorded.find((one) => one.type === "captured" && one.payment === payment && one.checkout !== null)
  const reference = (payment === null ? null : paying?.checkout) ?? newestCheckout({ recorded })
  const folded = newestOf({ recorded })
  const worth = worthOf(known)
  return {
    status,
    reason,
    reference,
    payment,
    surplus,
    captured,
    refunded,
    disputed,
    lost,
    over,
    late,
    paidAt,
    folded,
    worth,
  }
}

/** All of an order that its conversation is told, as one word: another one is told again. */
function worthOf(known: Ledger): string {
  const { status, surplus, captured, ended } = known
  if (status === "part_paid") return `${status}:${captured}${ended === null ? "" : `:${ended}`}`
  if (status !== "paid") return status
  const excess = excessOf(known)
  return `${status}${surplus.length > 0 ? `+${surplus.length}` : ""}${excess > 0 ? `>${excess}` : ""}`
}

/** The order's amount. */
export function moneyOf(order: Pick<OrderRow, "minor" | "currency">): Money {
  return { minor: order.minor, currency: currencyOf(order.currency) }
}

/** Time after an order is due in which its conversation closes it; then the sweep does. */
const GRACE_SECONDS = 120

/** When the sweep ends an order that is still open then; milliseconds since 1970. */
export function endOf(order: Pick<OrderRow, "expiresAt">): number {
  return order.expiresAt + GRACE_SECONDS * 1000
}

/** What of an order says whether money may still come for it. */
type Standing = Pick<Order, "status" | "agreed" | "ledger" | "expiresAt">

/** Whether money can still be taken for it. */
export function isPayable(order: Standing, at: number): boolean {
  const { status, agreed, ledger, expiresAt } = order
  return orderStates[status].payable && at < expiresAt && (status !== "part_paid" || isRestWanted(agreed, ledger))
}

/** Whether it can be ended: nothing came yet, or no more than a part, and nothing is on its way. */
export function isEndable({ status, agreed, ledger }: Omit<Standing, "expiresAt">): boolean {
  const { ended, underWay } = ledger
  return status === "open" || (status === "part_paid" && agreed.least !== null && ended === null && !underWay)
}

/** What that attempt asks for, with a tip where one is given. */
export function askedBy({ agreed, facts }: Pick<Order, "agreed" | "facts">, attempt: number): Money {
  return askingOf(agreed, facts, attempt).money
}

/** Whether that attempt is over: its money came, or its checkout came to its end. */
export function isSpent({ recorded }: Pick<Order, "recorded">, attempt: number): boolean {
  return recorded.some(
    (one) =>
      one.attempt === attempt &&
      one.cause !== "foreign" &&
      (one.type === "captured" || one.type === "failed" || (one.type === "declined" && one.stage !== null)),
  )
}

/** Whether no more money can come for it. What only ended can still be paid, and what had several checkouts paid twice. */
export function isSettled(order: Pick<CountedRow, "status" | "attempts">): boolean {
  return order.status === "paid" && order.attempts <= 1
}

/** Whether there is something that its conversation was not told. */
export function isUntold(order: Pick<OrderRow, "told" | "worth">): boolean {
  return order.told !== order.worth
}

/** Whether more was paid than was due, or by a payment that is not the order's. */
export function isOverpaid({ over, surplus }: Pick<OrderRow, "over" | "surplus">): boolean {
  return over > 0 || surplus.length > 0
}

/** Whether a bank took money back, or may. */
export function isChargedBack({ disputed, lost }: Pick<OrderRow, "disputed" | "lost">): boolean {
  return disputed + lost > 0
}

/** The number of the newest fact; 0 where there is none. */
export function newestOf({ recorded }: Pick<Order, "recorded">): number {
  return recorded.at(-1)?.seq ?? 0
}

/** The checkout that was opened last, by its attempt; null before there is one. */
export function newestCheckout({ recorded }: Pick<Order, "recorded">): string | null {
  const offers = recorded.filter(({ type }) => type === "offered")
  return offers.reduce((best, one) => ((one.attempt ?? 0) >= (best.attempt ?? 0) ? one : best), offers[0] ?? NONE)
    .checkout
}

const NONE = { attempt: 0, checkout: null } satisfies Pick<Recorded, "attempt" | "checkout">

/** When anything was last heard of an order; milliseconds since 1970, null while nothing was. */
export function lastHeard({ recorded }: Pick<Order, "recorded">): number | null {
  return recorded.length === 0 ? null : Math.max(...recorded.map(({ recordedAt }) => recordedAt))
}

const byId = statement<CountedRow>((db) =>
  db
    .select(countedRow)
    .from(orders)
    .where(eq(orders.id, placeholder("id"))),
)

const factsById = factsWhere(sql`order_facts.order_id = ${placeholder("id")}`)

/** The two statements for the order of the placeholder `id`: its row and its facts, for `proven`. */
export function orderById(db: Database, values: { id: string }): [Bound<CountedRow>, Bound<Recorded>] {
  return [byId(db, values), factsById(db, values)]
}

const rowMeant = statement<CountedRow>((db) => db.select(countedRow).from(orders).where(isMeant))

const factsMeant = factsWhere(sql`order_facts.order_id = ${meant}`)

/** The two statements for the order that news is about, for `proven`. */
export function orderMeant(db: Database, values: Record<string, unknown>): [Bound<CountedRow>, Bound<Recorded>] {
  return [rowMeant(db, values), factsMeant(db, values)]
}

/** The order of that id. */
export async function findOrder(db: Database, id: string): Promise<Order | null> {
  return found(db, orderById(db, { id }))
}

const isOwn = sql`its.number = ${placeholder("number")} and its.conversation = ${placeholder("conversation")}`

// Of several that had the number the one that has it now, else the newest.
const ownId = sql`(select its.id from orders its where ${isOwn} order by its.yielded, its.created_at desc limit 1)`

const ownRow = statement<CountedRow>((db) => db.select(countedRow).from(orders).where(sql`${orders.id} = ${ownId}`))

const ownFacts = factsWhere(sql`order_facts.order_id = ${ownId}`)

/** The order of that number, if it is that conversation's. */
export async function findOwnOrder(db: Database, conversation: string, number: string): Promise<Order | null> {
  return found(db, [ownRow(db, { conversation, number }), ownFacts(db, { conversation, number })])
}

/** The order that news of an account is about, by what it names. */
export async function findMeant(
  db: Database,
  named: { account: string; order: string | null; checkout: string | null; payment: string | null },
): Promise<Order | null> {
  return found(db, orderMeant(db, named))
}

async function found(db: Database, asked: [Bound<CountedRow>, Bound<Recorded>]): Promise<Order | null> {
  const [[row], recorded] = await runTogether(db, asked)
  return row ? proven(row, recorded) : null
}
