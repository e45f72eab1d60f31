import type { Money } from "../money"
import type { Fact, FactOf } from "./facts"
import type { Mode } from "./order"
import type { OrderStatus, UnpaidEnd } from "./states"
import type { Terms } from "./terms"

/** Money that came by one payment, and what became of it; minor units of the order's currency. */
interface Payment {
  /** The provider's id; null where it gave none. */
  payment: string | null
  attempt: number | null
  /** Of the money that came, the order's own where some of it is. */
  mode: Mode
  /** Why nothing of it counts, for people: another mode, another currency, or no amount. Null where it counts. */
  mismatch: string | null
  /** Still held of it, and how much of that is asked to be taken and neither taken nor refused. */
  authorised: number
  capturing: number
  /** Of what was held, taken: also by captures that have ids of their own. */
  taken: number
  /** When what is held lapses, milliseconds since 1970; null where that is not said. */
  until: number | null
  captured: number
  refunded: number
  /** Asked to be given back, and neither done nor failed. */
  refunding: number
  /** Held by a bank that asks for it, and taken back by one. */
  disputed: number
  lost: number
  /** What its provider kept, as far as it was told with a payout. */
  fees: number
  /** When money first came by it, milliseconds since 1970, and the number of that fact. */
  at: number
  seq: number
}

/** A wish to take what is held: by its id, and what became of it. */
export interface Capture {
  capture: string
  payment: string
  minor: number
  last: boolean
  whole: boolean
  state: "asked" | "done" | "failed"
  /** Why it failed, for people. */
  reason: string | null
}

/** What the facts of an order add up to; minor units of its currency. */
export interface Ledger {
  status: OrderStatus
  /** Why it ended unpaid, or does not match, for people. */
  reason: string | null
  /** What had to come, with the tips of what was paid. */
  due: number
  captured: number
  /** Set aside and neither taken nor let go. */
  authorised: number
  /** Of that, asked to be taken. */
  capturing: number
  refunding: number
  refunded: number
  disputed: number
  lost: number
  fees: number
  /** What the merchant has of it: captured, less what was given back, lost and kept. */
  net: number
  /** Captured beyond what was due. */
  over: number
  /** How it was ended unpaid, or with no more than a part; null where nobody ended it. */
  ended: UnpaidEnd | null
  /** Whether some attempt's money takes its time, whatever came already. */
  underWay: boolean
  /** Paid, in part or whole, after it had ended. */
  late: boolean
  /** The payment that paid it alone, in part or whole, or that does not match; null while there is none, and where several made it up. */
  payment: string | null
  /** Ids of the payments that it did not need. */
  surplus: string[]
  /** When it was paid; milliseconds since 1970. */
  paidAt: number | null
  /** By their ids. */
  payments: Payment[]
  captures: Capture[]
}

/**
 * What the facts add up to. They are joined by what they are about, so that in whatever order news comes the end is the same;
 * only `late` and the end that came first depend on the order of recording. Captured money never shrinks.
 */
export function ledger(terms: Terms, recorded: readonly Fact[]): Ledger {
  const facts = distinct(recorded)
  const own = facts.filter(({ mode }) => mode === terms.mode)
  const payments = paymentsOf(terms, facts)
  const captures = holdBack(terms, payments, own)
  const real = payments.filter(({ mode }) => mode === terms.mode)
  const good = real.filter(({ mismatch, captured }) => mismatch === null && captured > 0)
  const captured = sum(good, "captured")
  const due = terms.due.minor + tipsOf(own, good)
  const needed = neededOf(good, due)
  const isPaid = captured >= due
  const isPart = !isPaid && captured > 0 && (terms.least !== null || isTakenLater(terms, own))
  const alone = (isPaid || isPart) && needed.length === 1 ? (needed[0] ?? null) : null
  giveBack(terms, payments, own, alone)
  dispute(terms, payments, own, alone)
  const counted = isPaid ? needed : payments
  const ended = own.filter(isOf("ended")).sort(bySeq)[0] ?? null
  const wrong = isPaid || isPart ? null : (real.find((one) => moved(one)) ?? payments.find((one) => moved(one)) ?? null)
  const held = sum(payments, "authorised")
  const isHeld = terms.capture === "later" && held > 0
  const status = isPaid ? "paid" : isPart ? "part_paid" : standing(wrong, isHeld, ended, own)
  const fees = sum(counted, "fees")
  const refunded = sum(counted, "refunded")
  const lost = sum(counted, "lost")
  return {
    ...{ status, due, captured, payments, captures, fees, refunded, lost },
    reason: isPaid || isPart ? null : wrong ? mismatchOf(terms, wrong) : isHeld ? null : (ended?.reason ?? null),
    authorised: held,
    capturing: sum(payments, "capturing"),
    refunding: sum(counted, "refunding"),
    disputed: sum(counted, "disputed"),
    net: captured - sum(good, "refunded") - sum(good, "lost") - sum(good, "fees"),
    over: Math.max(0, captured - due),
    ended: ended?.as ?? null,
    underWay: isUnderWay(own),
    late: (isPaid || isPart) && ended !== null && needed.some(({ seq }) => seq > ended.seq),
    payment: (alone ?? wrong)?.payment ?? null,
    // Play money is nobody's to give back, and test keys are in more hands.
    surplus: real.flatMap((one) =>
      one.payment !== null && moved(one) && !needed.includes(one) && one !== wrong ? [one.payment] : [],
    ),
    paidAt: isPaid ? Math.max(...needed.map(({ at }) => at)) : null,
  }
}

/** What the payments that made an order up brought beyond what was due; minor units. Those that it did not need count apart. */
export function excessOf({ over, surplus, payments }: Ledger): number {
  const beside = payments.filter(({ payment, mismatch }) => mismatch === null && surplus.some((one) => one === payment))
  return Math.max(0, over - sum(beside, "captured"))
}

/** Each fact once, in the order of recording. */
function distinct(facts: readonly Fact[]): Fact[] {
  const known = new Set<string>()
  return [...facts].sort(bySeq).filter(({ id }) => !known.has(id) && known.add(id))
}

function bySeq(one: Fact, other: Fact): number {
  return one.seq - other.seq
}

function isOf<Type extends Fact["type"]>(...types: Type[]): (fact: Fact) => fact is FactOf<Type> {
  return (fact): fact is FactOf<Type> => types.some((type) => type === fact.type)
}

type Amount = "authorised" | "capturing" | "captured" | "refunded" | "refunding" | "disputed" | "lost" | "fees"

function sum(payments: readonly Payment[], amount: Amount): number {
  return payments.reduce((all, payment) => all + payment[amount], 0)
}

/** Whether money came by it, be it of use or not. */
function moved({ captured, mismatch }: Payment): boolean {
  return captured > 0 || mismatch !== null
}

/** The payments there are, by their ids. What has none belongs to the payment of its attempt. */
function paymentsOf(terms: Terms, facts: readonly Fact[]): Payment[] {
  const told = facts.filter(isOf("authorised", "captured"))
  const named = new Map<string, typeof told>()
  const nameless: typeof told = []
  for (const fact of told)
    if (fact.payment === null) nameless.push(fact)
    else named.set(fact.payment, [...(named.get(fact.payment) ?? []), fact])
  const groups = [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
  const others = new Map<number | null, typeof told>()
  for (const fact of nameless) {
    const home =
      groups.find((group) => group.some(({ attempt }) => attempt === fact.attempt)) ?? others.get(fact.attempt)
    if (home) home.push(fact)
    else others.set(fact.attempt, [fact])
  }
  const rest = [...others].sort(([one], [other]) => (one ?? 0) - (other ?? 0)).map(([, group]) => group)
  const kept = facts.filter(isOf("payout"))
  return [...groups, ...rest].map((group) => {
    const payment = paymentOf(terms, group)
    const outs = kept.filter(
      (fact) =>
        fact.payment === payment.payment && fact.mode === terms.mode && fact.fee.currency === terms.due.currency,
    )
    return { ...payment, fees: outs.reduce((all, { fee }) => all + fee.minor, 0) }
  })
}

function paymentOf(terms: Terms, group: readonly FactOf<"authorised" | "captured">[]): Payment {
  const matching = group.filter(
    ({ mode, money }) => mode === terms.mode && money !== null && money.currency === terms.due.currency,
  )
  const most = (type: "authorised" | "captured") =>
    Math.max(0, ...matching.filter((fact) => fact.type === type).map(({ money }) => money?.minor ?? 0))
  const captures = group.filter(({ type }) => type === "captured")
  const lapses = matching.flatMap((fact) => (fact.type === "authorised" && fact.until ? [fact.until] : []))
  const attempts = group.flatMap(({ attempt }) => (attempt === null ? [] : [attempt]))
  const captured = most("captured")
  const first = captures.length > 0 ? captures : group
  return {
    payment: group.find(({ payment }) => payment !== null)?.payment ?? null,
    attempt: attempts.length === 0 ? null : Math.min(...attempts),
    mode: group.find(({ mode }) => mode === terms.mode)?.mode ?? group[0]?.mode ?? terms.mode,
    mismatch: captured > 0 || captures.length === 0 ? null : whyNot(terms, captures),
    ...{ authorised: most("authorised"), captured },
    until: lapses.length === 0 ? null : Math.max(...lapses),
    ...{ capturing: 0, taken: 0, refunded: 0, refunding: 0, disputed: 0, lost: 0, fees: 0 },
    at: Math.min(...first.map(({ at }) => at)),
    seq: Math.min(...first.map(({ seq }) => seq)),
  }
}

/** Whether it is for the merchant to say how much of what was held is taken. */
function isTakenLater({ capture, due }: Terms, own: readonly Fact[]): boolean {
  const held = own.filter(isOf("authorised"))
  return capture === "later" && held.some(({ money }) => money?.currency === due.currency)
}

/**
 * Leaves of each payment what is still held, and says what became of the wishes to take it. What is taken may have an id of
 * its own at the provider: it is then of what is held by the same attempt.
 */
function holdBack(terms: Terms, payments: readonly Payment[], own: readonly Fact[]): Capture[] {
  const released = new Set(own.filter(isOf("voided")).map(({ payment }) => payment))
  const over = new Set<number | null>(own.filter(isOf("failed")).map(({ attempt }) => attempt))
  const refusals = own.filter(isOf("captureFailed"))
  const asks = [...Map.groupBy(own.filter(isOf("captureAsked")), ({ capture }) => capture).values()]
    .flatMap(([ask]) => (ask ? [ask] : []))
    .sort((one, other) => (one.capture < other.capture ? -1 : 1))
  const loose = payments.flatMap(({ authorised, captured, attempt, mode }) =>
    authorised === 0 && captured > 0 && mode === terms.mode ? [{ attempt, left: captured }] : [],
  )
  return payments.flatMap((payment) => {
    if (payment.authorised === 0) return []
    let taken = Math.min(payment.captured, payment.authorised)
    for (const other of loose) {
      if (other.attempt !== null && other.attempt !== payment.attempt) continue
      const part = Math.min(other.left, payment.authorised - taken)
      taken += part
      other.left -= part
    }
    const isReleased = released.has(payment.payment)
    payment.authorised = isReleased ? 0 : payment.authorised - taken
    payment.taken = taken
    const captures = asks
      .filter((ask) => ask.payment === payment.payment)
      .map(({ capture, payment: of, money, before, last, whole }): Capture => {
        const minor = minorOf(terms, money)
        const about = { capture, payment: of, minor, last, whole }
        const refusal = refusals.find((one) => one.capture === capture)
        if (refusal) return { ...about, state: "failed", reason: refusal.reason }
        if (taken >= before + minor) return { ...about, state: "done", reason: null }
        const isOver = isReleased || over.has(payment.attempt)
        return { ...about, state: isOver ? "failed" : "asked", reason: isOver ? "it was let go" : null }
      })
    const open = captures.filter(({ state }) => state === "asked")
    payment.capturing = Math.min(
      payment.authorised,
      open.reduce((all, { minor }) => all + minor, 0),
    )
    return captures
  })
}

/** Why no capture of a payment counts; the same whichever of them came first. */
function whyNot({ mode, due }: Terms, captures: readonly FactOf<"authorised" | "captured">[]): string {
  const foreign = captures.map(({ money }) => money?.currency).sort()
  const other = foreign.find((currency) => currency !== undefined && currency !== due.currency)
  if (captures.every((fact) => fact.mode !== mode))
    return `paid in ${captures[0]?.mode} mode, but the order is in ${mode} mode`
  return other === undefined
    ? "paid, but the provider did not say how much"
    : `paid in ${other}, but the order is in ${due.currency}`
}

/** Tips that were agreed with the attempts by which money came. */
function tipsOf(facts: readonly Fact[], good: readonly Payment[]): number {
  const paid = new Set(good.map(({ attempt }) => attempt))
  const tips = new Map<number, number>()
  for (const { attempt, tip } of facts.filter(isOf("asked")))
    if (paid.has(attempt) && tip) tips.set(attempt, Math.max(tips.get(attempt) ?? 0, tip.minor))
  return [...tips.values()].reduce((all, tip) => all + tip, 0)
}

/**
 * The payments that make up what was due: the one that is exactly that, else the smallest that covers it alone, else the
 * largest until it is covered. All of them while it is not.
 */
function neededOf(good: readonly Payment[], due: number): Payment[] {
  const alone = good.find(({ captured }) => captured === due) ?? smallest(good.filter(({ captured }) => captured > due))
  if (alone) return [alone]
  const needed: Payment[] = []
  for (const payment of [...good].sort((one, other) => other.captured - one.captured)) {
    if (sum(needed, "captured") >= due) break
    needed.push(payment)
  }
  return needed
}

function smallest(payments: readonly Payment[]): Payment | null {
  return payments.reduce<Payment | null>((least, one) => (least && least.captured <= one.captured ? least : one), null)
}

/** The payment that news of a refund or a dispute is about: the order's own where it names none. */
function meant(payments: readonly Payment[], named: string | null, alone: Payment | null): Payment | null {
  if (named !== null) return payments.find(({ payment }) => payment === named) ?? null
  return alone ?? payments.find((one) => moved(one)) ?? null
}

/** Minor units of money in the order's currency; another one counts for nothing. */
function minorOf({ due }: Terms, money: Money | null): number {
  return money?.currency === due.currency ? money.minor : 0
}

/**
 * Of one refund every word counts once and none is unsaid. Refunds add up to at least the largest total that was told. What
 * was given back in another currency gave back nothing of the order.
 */
function giveBack(terms: Terms, payments: readonly Payment[], facts: readonly Fact[], alone: Payment | null): void {
  const told = facts.filter(isOf("refundAsked", "refunded", "refundFailed"))
  const byId = Map.groupBy(
    told.filter(({ refund }) => refund !== null),
    ({ refund }) => refund,
  )
  const refunds = [...byId.values()].map((group) => {
    const has = (type: (typeof group)[number]["type"]) => group.some((fact) => fact.type === type)
    return {
      of: meant(payments, group.map(({ payment }) => payment).find((payment) => payment !== null) ?? null, alone),
      minor: Math.max(0, ...group.map(({ money }) => minorOf(terms, money))),
      ...{ asked: has("refundAsked"), done: has("refunded"), failed: has("refundFailed") },
    }
  })
  for (const payment of payments) {
    const mine = refunds.filter(({ of }) => of === payment)
    const add = (counts: (refund: (typeof mine)[number]) => boolean) =>
      mine.filter(counts).reduce((all, { minor }) => all + minor, 0)
    const totals = told.filter(
      (fact) => fact.type === "refunded" && fact.refund === null && meant(payments, fact.payment, alone) === payment,
    )
    const total = Math.max(0, ...totals.map(({ money }) => minorOf(terms, money)))
    // What failed is out of a total that was told to be lower since; one that was refused outright never was in it.
    const latest = Math.max(0, ...totals.map(({ at }) => at))
    const now = Math.min(total, ...totals.filter(({ at }) => at === latest).map(({ money }) => minorOf(terms, money)))
    const unsaid = Math.min(
      total - now,
      add(({ failed }) => failed),
    )
    payment.refunded = Math.max(
      total -
        Math.max(
          unsaid,
          add(({ done, failed }) => done && failed),
        ),
      add(({ done, failed }) => done && !failed),
    )
    payment.refunding = add(({ asked, done, failed }) => asked && !done && !failed)
  }
}

const RANKS = { inquiry: 0, open: 1, lost: 2, won: 3 } as const

/** A dispute only moves on, in whatever order its stages are told. */
function dispute(terms: Terms, payments: readonly Payment[], facts: readonly Fact[], alone: Payment | null): void {
  const told = facts.filter(isOf("disputed", "disputeEnded"))
  for (const group of Map.groupBy(told, (fact) => fact.dispute).values()) {
    const opened = group.filter(isOf("disputed"))
    const named = group.map(({ payment }) => payment).find((payment) => payment !== null) ?? null
    const payment = meant(payments, named, alone)
    if (!payment) continue
    const rank = Math.max(...group.map(rankOf))
    // Where it is not said how much of the order's own currency, all of the payment may be gone.
    const claimed = Math.max(0, ...opened.map(({ money }) => minorOf(terms, money))) || payment.captured
    if (rank === RANKS.open) payment.disputed += claimed
    if (rank === RANKS.lost) payment.lost += claimed
  }
}

function rankOf(fact: FactOf<"disputed" | "disputeEnded">): number {
  return fact.type === "disputed" ? RANKS[fact.stage] : fact.won ? RANKS.won : RANKS.lost
}

/** How it stands while nothing of use has come: money decides first, then what ended it, then what is under way. */
function standing(
  wrong: Payment | null,
  isHeld: boolean,
  ended: FactOf<"ended"> | null,
  own: readonly Fact[],
): OrderStatus {
  if (wrong) return "mismatch"
  // Held money is the customer's still, but it can be taken: no end hides it.
  if (isHeld) return "authorised"
  if (ended) return ended.as
  return isUnderWay(own) ? "pending" : "open"
}

/** Whether some attempt's money takes its time: it was said to, and neither came nor failed. */
function isUnderWay(facts: readonly Fact[]): boolean {
  const over = new Set(facts.filter(isOf("captured", "failed")).map(({ attempt }) => attempt))
  return facts.filter(isOf("pending")).some(({ attempt }) => !over.has(attempt))
}

function mismatchOf({ due }: Terms, { mismatch, captured }: Payment): string {
  return mismatch ?? `paid ${captured} minor units, but the order is for ${due.minor}`
}
