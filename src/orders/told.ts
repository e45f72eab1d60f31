import type { Money } from "../core/money"
import { excessOf } from "../core/order/ledger"
import { nextSlowLook } from "../core/order/looks"
import type { OrderNews, OrderPart, OrderTold } from "../core/order/news"
import { nextPart } from "../core/order/part"
import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { markTold, project } from "../store/orders/append"
import { endOf, isEndable, isPayable, isSettled, isUntold, moneyOf, type Order } from "../store/orders/orders"
import { faultOf } from "./account"
import type { Closed } from "./close"
import { linkOf } from "./link"
import { RECHECK_SECONDS } from "./lookup"

/**
 * How an order stands, in the words of its conversation. Not `complete` means that the sweep has to ask once more, `unseen`
 * that the provider could not be asked, so that it may be otherwise.
 */
export async function toldOf(
  world: World,
  order: Order,
  cause: OrderNews["cause"],
  complete = isSettled(order),
  unseen = false,
): Promise<OrderTold> {
  const configuration = await world.configuration()
  const excess = excessOf(order.ledger)
  return {
    conversation: order.conversation,
    order: order.id,
    sweepAt: lookAfterTelling(order, complete, world.now()),
    attempts: order.attempts,
    worth: order.worth,
    key: order.key,
    late: order.late,
    surplus: order.surplus,
    ...(excess > 0 && { excess: { ...moneyOf(order), minor: excess } }),
    policy: configuration?.latePayment ?? "tell",
    language: order.language,
    news: {
      cause,
      status: order.status,
      number: order.number,
      link: await linkOf(world, order),
      money: moneyOf(order),
      description: order.description,
      reference: order.payment ?? order.reference,
      paidAt: order.paidAt,
      expiresAt: order.expiresAt,
      reason: order.reason,
      ...(order.agreed.least !== null && { part: partOf(order, order.agreed.least, world.now()) }),
      // An order that nobody could pay was not given up by its customer.
      unseen: unseen || (order.status === "expired" && (await faultOf(world, order.paymentAccount)) !== null),
      messages: configuration?.messages ?? {},
      merchant: configuration?.merchant ?? "",
    },
  }
}

function partOf(order: Order, least: Money, at: number): OrderPart {
  const { captured, due, ended } = order.ledger
  const of = (minor: number) => ({ ...least, minor })
  return {
    received: of(captured),
    next: isPayable(order, at) ? nextPart(order.agreed, order.ledger) : null,
    rest: of(Math.max(0, due - captured)),
    enough: captured >= least.minor,
    ended,
  }
}

/** Notes that a conversation knows of an order's status and made it durable. What is not noted is told again. */
export async function acknowledge(world: World, told: OrderTold): Promise<void> {
  const { status } = told.news
  if (told.order !== "" && status !== "open" && status !== "refused") await markTold(world.db, told.order, told)
}

function lookAfterTelling(order: Order, complete: boolean, at: number): number | null {
  if (order.status === "pending") return nextSlowLook(order.createdAt, at)
  if (order.status === "part_paid" && isEndable(order)) return Math.min(endOf(order), at + RECHECK_SECONDS * 1000)
  return complete ? null : at + RECHECK_SECONDS * 1000
}

/** Does what may be done once a request is answered. */
export type Afterwards = (work: Promise<void>) => void

/**
 * Has a conversation know how one of its orders stands, where it does not yet, and writes what the order comes to; what a
 * conversation hears is durable when it resolves. Telling twice changes nothing. What is left for `afterwards` and never comes to
 * be, the sweep does within a minute.
 */
export async function tell(
  world: World,
  { order, complete, unseen }: Pick<Closed, "order"> & Partial<Closed>,
  afterwards?: Afterwards,
): Promise<void> {
  if (!isUntold(order)) {
    if (order.stale) await finish(order, project(world.db, order), afterwards)
    return
  }
  const told = await toldOf(world, order, "settled", complete, unseen)
  await world.conversation(told.conversation).hear(told)
  await finish(order, project(world.db, order, told), afterwards)
}

async function finish(order: Order, written: Promise<void>, afterwards?: Afterwards): Promise<void> {
  if (!afterwards) return written
  afterwards(
    written.catch((error: unknown) => {
      log("order.notWritten", { order: order.id, reason: String(databaseError(error)) })
    }),
  )
}
