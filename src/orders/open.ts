import type { OrderTold } from "../core/order/news"
import { limitsOf, type OrderRequest, terms } from "../core/order/terms"
import { databaseOf } from "../deployment/databases"
import type { World } from "../deployment/deployment"
import { linkHash, linkId, orderId } from "../platform/identity"
import { openOrder } from "../store/orders/open"
import { findOrder } from "../store/orders/orders"
import { furtherOf } from "../store/orders/terms"
import { closedFor } from "./account"
import { toldOf } from "./told"

/** Where an order comes from: the effect's key, the conversation, and the run whose flow and version it is. */
export interface Origin {
  key: string
  conversation: string
  flow: string
  flowVersion: number
}

/**
 * Opens what a run asks for, and says how it stands or why it was not opened. Safe to repeat: opening twice with one key is
 * opening once.
 */
export async function open(world: World, origin: Origin, wanted: OrderRequest): Promise<OrderTold[]> {
  const { key } = origin
  const at = world.now()
  const configuration = await world.configuration()
  if (!configuration?.enabled) return [refusal(key, "payments are not configured: do it under Payments")]
  const account = await world.payments(configuration.account)
  if (!account)
    return [refusal(key, `the payment account ${configuration.account} is gone: choose another under Payments`)]
  const read = terms(wanted, limitsOf(configuration, account))
  if ("faults" in read) return [refusal(key, read.faults.map(({ fault }) => fault.message).join(" "))]

  const closed = await closedFor(world, configuration.account, account.connection)
  // One that was opened before its answer was lost goes on.
  const id = await orderId(world.hashKey, key)
  if (closed !== null && !(await findOrder(databaseOf(world, { id }), id)))
    return [refusal(key, `the payment account ${configuration.account} takes no money: ${closed}`)]

  const opened = await openOrder(databaseOf(world, { id }), {
    id,
    ...origin,
    link: await linkHash(await linkId(world.hashKey, id)),
    node: wanted.node,
    paymentAccount: configuration.account,
    mode: account.connection.mode,
    money: read.terms.due,
    terms: furtherOf(read.terms),
    description: wanted.description,
    language: wanted.language,
    number: wanted.number === null ? { pattern: configuration.orderNumber } : { custom: wanted.number },
    at,
    expiresAt: at + (wanted.expirySeconds ?? configuration.expirySeconds) * 1000,
    random: () => world.randomText(20),
  })
  if ("refused" in opened) return [refusal(key, opened.refused)]
  const told = [await toldOf(world, { ...opened.order, status: "open" }, "opened")]
  // News that overtook the order's own write is told right behind the link.
  return opened.order.status === "open" ? told : [...told, await toldOf(world, opened.order, "settled")]
}

/** An order that could not be opened, as its run hears of it. */
export function refusal(key: string, reason: string): OrderTold {
  return {
    conversation: "",
    order: "",
    key,
    sweepAt: null,
    attempts: 0,
    worth: "",
    late: false,
    surplus: [],
    policy: "tell",
    language: "en",
    news: {
      cause: "opened",
      status: "refused",
      number: "",
      link: "",
      money: null,
      description: "",
      reference: null,
      paidAt: null,
      expiresAt: null,
      reason,
      messages: {},
      merchant: "",
    },
  }
}
