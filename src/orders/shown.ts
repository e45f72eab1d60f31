import type { Presentation } from "../core/order/checkout"
import type { OrderShown, OrderTold } from "../core/order/news"
import { type CustomerField, unknownOf } from "../core/order/payer"
import { countryOf } from "../core/phone"
import type { World } from "../deployment/deployment"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { findOrder, type Order } from "../store/orders/orders"
import { readStanding, type Standing } from "../store/orders/standing"
import { checkout, type Handed } from "./checkout"
import { toldOf } from "./told"

/** What paying an order leads to, and what has to be known of its customer before. */
export interface Prospect {
  leadsTo: Presentation["kind"]
  asks: readonly CustomerField[]
  /** Where a number without its country code is from, and whose tax numbers are meant. */
  country: string | null
}

/** Nothing has to be known, and paying leads to a page. */
const PLAIN: Prospect = { leadsTo: "page", asks: [], country: null }

/** What paying an order leads to. Asks nobody outside, and the database only where something has to be known and is not. */
export async function prospectOf(world: World, order: Order, standing?: Standing): Promise<Prospect> {
  const found = await openedPayments(world, order)
  if (!found) return PLAIN
  const { needs, kinds } = found.connection.capabilities
  const leadsTo = kinds[0] ?? "page"
  if (needs.length === 0) return { ...PLAIN, leadsTo }
  const { latest, contact } = standing ?? (await readStanding(world.db, order.id))
  const country = order.currency === "BRL" ? "BR" : contact.phone === null ? null : countryOf(contact.phone)
  return { leadsTo, asks: unknownOf(needs, { ...contact, ...latest?.customer }), country }
}

/** Tells a conversation what a checkout shows, once. The customer's page shows it too, so that a failure is only noted. */
export async function show(world: World, order: Order, opened: Handed): Promise<void> {
  if (opened.checkout.kind === "page") return
  try {
    await world.conversation(order.conversation).show(shownOf(order, opened))
  } catch (error) {
    log("order.notShown", { order: order.id, reason: String(databaseError(error)) })
  }
}

/**
 * Opens the checkout of an order that was just opened, where the payment configuration wants that and nothing is left to
 * ask its customer. What cannot be done now the customer does by the link.
 */
export async function withCheckout(
  world: World,
  told: OrderTold[],
): Promise<{ told: OrderTold[]; shown?: OrderShown }> {
  const [opened] = told
  if (!opened || told.length > 1 || opened.news.status !== "open") return { told }
  if ((await world.configuration())?.withOrder !== true) return { told }
  try {
    const order = await findOrder(world.db, opened.order)
    if (!order || !(await leadsToNoPage(world, order))) return { told }
    const offer = await checkout(world, order)
    if ("order" in offer)
      return { told: [opened, await toldOf(world, offer.order, "settled", offer.complete, offer.unseen)] }
    return "checkout" in offer ? { told, shown: shownOf(order, offer) } : { told }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log("order.notShown", { order: opened.order, reason: error.code })
    return { told }
  }
}

/** An account may show pages beside other things: which of them it is only opening tells, and a page is opened by the customer. */
async function leadsToNoPage(world: World, order: Order): Promise<boolean> {
  const found = await openedPayments(world, order)
  return found !== null && !found.connection.capabilities.kinds.includes("page")
}

/** A page is shown though the account behind it is gone or cannot be unsealed: it still says how the order stands. */
async function openedPayments(world: World, { paymentAccount }: Order) {
  try {
    return await world.payments(paymentAccount)
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

function shownOf(order: Order, { checkout: opened, money }: Handed): OrderShown {
  const { id, usableUntil: _, payableUntil: __, ...presentation } = opened
  const { conversation, key, number, language } = order
  return { conversation, key, number, checkout: id, presentation, money, language }
}
