import type { Money } from "../core/money"
import type { PaymentNews } from "../core/order/paymentnews"
import { canBe } from "../core/order/states"
import type { World } from "../deployment/deployment"
import type { Refund as Wanted } from "../payments/provider"
import { Failure } from "../platform/failure"
import { project } from "../store/orders/append"
import { attemptOfCheckout } from "../store/orders/attempts"
import { currencyOf } from "../store/orders/currency"
import { askedBy, findOrder, type Order } from "../store/orders/orders"
import { leftOf, type Payment, paymentsOf } from "../store/orders/payments"
import {
  askRefund,
  askRefundAgain,
  findRefund,
  type Refund,
  refundGiven,
  refundRefused,
  refundsOf,
  touchRefund,
} from "../store/orders/refunds"
import { ask, connect } from "./account"
import { keyOf } from "./checkouts"
import { take } from "./take"

/** Longer than any request to a provider takes: what is not there by then is not on its way any more. */
const UNDER_WAY_SECONDS = 120

/** Rounds in which others settle the same refund. */
const MAX_ROUNDS = 5

/** What is to be given back of an order. */
export interface Giving {
  /** Below its order: the same id is the same refund. */
  id: string
  /** The provider's id of a payment; the order's own when null. */
  payment: string | null
  /** Minor units; all that is left when null. */
  minor: number | null
  cause: Refund["cause"]
}

/**
 * Gives money back, once for each id, however often and whenever it is asked for; of each payment never more than was
 * captured. What goes unanswered stays asked for, and asking again goes on with it. Throws a Failure: `id_reused` for an
 * id that was another refund's, `under_way` while one before it may still be carried out.
 */
export async function giveBack(world: World, order: Order, giving: Giving): Promise<{ order: Order; refund: Refund }> {
  const id = `${order.id}-${giving.id}`
  let known = await findRefund(world.db, id)
  let fresh = false
  if (!known) ({ refund: known, fresh } = await reserve(world, order, id, giving))
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (isAnother(known, giving, order)) throw reused()
    if (known.state === "done" || known.state === "pending")
      return { order: await written(world, order), refund: known }
    if (known.state === "failed") {
      const again = await askAgain(world, order, known)
      known = again ?? (await existing(world, id))
      fresh = again !== null
    }
    if (fresh || (await touchRefund(world.db, known, world.now()))) await carryOut(world, order, known, fresh)
    fresh = false
    known = await existing(world, id)
  }
  throw new Failure("under_way", "The refund is still under way.", "again", true)
}

/**
 * Gives back what is left of a payment, the order's own when null, because the rule about late money wants it. Resolves
 * to what was given; also where somebody else gave it back before.
 */
export async function giveBackRest(world: World, order: Order, payment: string | null): Promise<Money> {
  const id = payment === null ? "late" : `surplus-${payment}`
  try {
    const { refund } = await giveBack(world, order, { id, payment, minor: null, cause: "late" })
    return { minor: refund.minor, currency: currencyOf(refund.currency) }
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "too_much") throw error
    const now = await current(world, order)
    const gone = paymentsOf(now).find((one) => one.payment === (payment ?? now.payment))
    if (!gone || gone.refunded < gone.captured) throw error
    return { minor: gone.captured, currency: gone.currency }
  }
}

async function reserve(world: World, order: Order, id: string, giving: Giving) {
  if (!(await connect(world, order.paymentAccount)).connection.refund)
    throw new Failure("unsupported", "This provider cannot refund: do it in its back office.", "stop")
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = await current(world, order)
    const payment = paymentOf(now, giving.payment)
    const { reference, currency } = payment
    const minor = giving.minor ?? leftOf(payment)
    if (minor > 0 && minor <= leftOf(payment)) {
      const whole = giving.minor === null
      const wanted = { id, payment: payment.payment, reference, currency, minor, whole, cause: giving.cause }
      const asked = await askRefund(world.db, now, wanted, world.now())
      if (asked) return asked
      continue
    }
    const refunds = await refundsOf(world.db, order.id)
    const open = refunds.filter((one) => one.payment === payment.payment && one.state === "asked")
    if (open.length === 0) throw tooMuch()
    // What went unanswered is looked up before anybody is told that nothing is left.
    for (const refund of open) await resolve(world, order, refund)
  }
  throw tooMuch()
}

/** Asks for what was refused once more; null where others did, or more is known meanwhile. Throws where that much is not left. */
async function askAgain(world: World, order: Order, refund: Refund): Promise<Refund | null> {
  const now = await current(world, order)
  const payment = paymentsOf(now).find((one) => one.payment === refund.payment)
  if (!payment || leftOf(payment) < refund.minor) throw tooMuch()
  return askRefundAgain(world.db, now, refund, world.now())
}

function paymentOf(order: Order, wanted: string | null): Payment {
  if (wanted === null && !canBe(order.status, "refund"))
    throw new Failure("not_paid", "Only what was paid can be given back.", "stop")
  if (wanted === null && order.payment === null)
    throw new Failure("which_payment", "Several payments made up what was due: say which is to be given back.", "stop")
  const found = paymentsOf(order).find(({ payment }) => payment === (wanted ?? order.payment))
  if (!found) throw new Failure("unknown_payment", "No such payment was captured for this order.", "stop")
  return found
}

function isAnother(refund: Refund, { payment, minor, cause }: Giving, order: Order): boolean {
  if (refund.cause !== cause || refund.payment !== (payment ?? order.payment)) return true
  return minor === null ? !refund.whole : refund.minor !== minor
}

/** Asks the provider; what was asked before is looked for first, since no provider knows its keys for ever. */
async function carryOut(world: World, order: Order, refund: Refund, fresh: boolean): Promise<void> {
  const known = fresh ? null : await look(world, order, refund)
  if (known) return settle(world, order, refund, known)
  const wanted = await wantedOf(world, order, refund, !fresh)
  try {
    const said = await ask(world, refund.account, async (connection, outside) => connection.refund?.(wanted, outside))
    if (said) await settle(world, order, refund, said)
  } catch (error) {
    if (!(error instanceof Failure) || error.advice !== "stop" || error.code === "not_configured") throw error
    // A key that is used up, or an answer that cannot be read, says nothing of what was done.
    const isUnclear = error.ambiguous || error.code === "idempotency_error"
    const given = isUnclear ? await look(world, order, refund) : null
    if (given) return settle(world, order, refund, given)
    await refundRefused(world.db, refund, error.message, world.now())
    throw error
  }
}

/** Finds out what became of a refund that went unanswered. Throws a Failure while it may still be carried out. */
async function resolve(world: World, order: Order, refund: Refund): Promise<void> {
  const given = await look(world, order, refund)
  if (given) return settle(world, order, refund, given)
  const passed = world.now() - refund.askedAt
  if (passed < UNDER_WAY_SECONDS * 1000 || !(await connect(world, refund.account)).connection.trace)
    throw new Failure(
      "under_way",
      "Another refund of this payment is under way: ask for it again by its id, or wait two minutes.",
      "again",
      false,
      Math.max(1, UNDER_WAY_SECONDS - Math.floor(passed / 1000)),
    )
  await refundRefused(world.db, refund, "The provider did not answer, and does not know of it.", world.now())
}

async function look(world: World, order: Order, refund: Refund): Promise<readonly PaymentNews[] | null> {
  const wanted = await wantedOf(world, order, refund, true)
  return ask(world, refund.account, async (connection, outside) => (await connection.trace?.(wanted, outside)) ?? null)
}

/** Counts it as news of the order first: a crash in between finds it again. */
async function settle(world: World, order: Order, refund: Refund, said: readonly PaymentNews[]): Promise<void> {
  for (const news of said) await take(world, refund.account, refund.cause, { ...news, order: order.id })
  const own = said.find((news) => news.type === "refund")
  if (own?.stage === "failed") {
    const reason = own.reason ?? "The provider could not give the money back."
    await refundRefused(world.db, refund, reason, world.now())
    throw new Failure("refund_failed", reason, "stop")
  }
  const state = own?.stage ?? "done"
  await refundGiven(world.db, refund, { refund: own?.refund ?? refund.id, state }, world.now())
}

async function wantedOf(world: World, order: Order, refund: Refund, again: boolean): Promise<Wanted> {
  const { id, account, tries, reference, payment, minor, currency } = refund
  const attempt = reference === null ? null : await attemptOfCheckout(world.db, account, reference)
  const number = attempt?.attempt ?? order.attempts
  return {
    ...{
      order: order.id,
      attempt: number,
      key: keyOf({ order: order.id, attempt: number }),
      checkout: reference ?? "",
    },
    money: askedBy(order, number),
    id: tries === 1 ? id : `${id}.${tries}`,
    payment,
    amount: { minor, currency: currencyOf(currency) },
    again,
  }
}

/** The order as its facts have it now. */
async function current(world: World, order: Order): Promise<Order> {
  return (await findOrder(world.db, order.id)) ?? order
}

/** The same, written where lists read it. */
async function written(world: World, order: Order): Promise<Order> {
  const now = await current(world, order)
  // The sweep has nothing to do that it had not before.
  if (now.stale) await project(world.db, { ...now, sweepAt: order.sweepAt })
  return now
}

async function existing(world: World, id: string): Promise<Refund> {
  const found = await findRefund(world.db, id)
  if (!found) throw new Error("a refund vanished after it was stored")
  return found
}

function reused(): Failure {
  return new Failure("id_reused", "This id was used for another refund: take a new one.", "stop")
}

function tooMuch(): Failure {
  return new Failure("too_much", "There is not that much left to refund.", "stop")
}
