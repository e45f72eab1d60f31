import { env } from "cloudflare:workers"
import { linkId } from "../../src/platform/identity"
import { database } from "../../src/store/database"
import { findOrder, type Order as Stored } from "../../src/store/orders/orders"
import { eventsOf as historyIn } from "../support/facts"
import { shop } from "../support/flows"
import { type Stage, textOf } from "../support/stage"
import { ask, atPayment, plantedStage } from "./attack"

/** Where Stripe is asked. */
export const STRIPE = "https://api.stripe.com/"
/** The deployment's own. */
export const db = database(env.DB)

/** An order as it is stored. */
export type Order = Awaited<ReturnType<typeof atPayment>>

/** The path of the customer's link. */
export const pathOf = async (order: Pick<Order, "id">) => `/p/${await linkId(env.HASH_KEY, order.id)}`
/** The order as it stands. */
export async function now({ id }: Pick<Order, "id">): Promise<Stored> {
  const found = await findOrder(db, id)
  if (!found) throw new Error("the order is gone")
  return found
}
/** Everything recorded of the order. */
export const eventsOf = ({ id }: Pick<Order, "id">) => historyIn(db, id)
/** What the customer was told since the payment request. */
export const told = (play: Stage) => play.sent.map(textOf)

/** A callback as it stands. */
export const call = (play: Stage, body: string, headers: HeadersInit, method = "POST") =>
  ask(`/callbacks/stripe/${play.provider}`, { method, headers, ...(method === "POST" && { body }) })

/** A stage whose customer was asked to pay. */
export async function opened(pay: Record<string, string | number> = {}) {
  const play = await plantedStage(shop(pay))
  return { play, order: await atPayment(play) }
}

/** Stripe's answer to a checkout. */
export const session = (change: object = {}) =>
  Response.json({ id: "cs_1", object: "checkout.session", url: "https://checkout.stripe.com/c/pay/cs_1", ...change })

/** A click on the button of the order's page. */
export const checkout = async (order: Order) => ask(`${await pathOf(order)}/checkout`, { method: "POST" })
