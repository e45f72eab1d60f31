import { type Currency, decimal, parseMoney } from "../../../core/money"
import { say as sayCore } from "../../../core/text/sentences"
import { databaseOf } from "../../../deployment/databases"
import type { World } from "../../../deployment/deployment"
import { tell } from "../../../orders/told"
import { Failure } from "../../../platform/failure"
import { findOrder, type Order } from "../../../store/orders/orders"
import { invalid, notFound, Problem } from "../routing/problem"
import type { Call } from "../routing/route"
import { say } from "../sentences"

/** The order of that id. Throws a Problem where there is none. */
export async function existing(world: World, id: string): Promise<Order> {
  const order = await findOrder(databaseOf(world, { id }), id)
  if (!order) throw notFound("order", id)
  return order
}

/** The conversation comes to know what it does not know yet. */
export async function tellOf({ world }: Call, order: Order, complete?: boolean): Promise<void> {
  await tell(world, complete === undefined ? { order } : { order, complete })
}

/** An id that was another refund's is a wrong field of the request. */
export async function giving<Result>(give: () => Promise<Result>): Promise<Result> {
  try {
    return await give()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "id_reused") throw error
    throw new Problem(422, "id_reused", sayCore("told", { reason: error.message }), {
      faults: [{ path: "id", ...sayCore("told", { reason: error.message }) }],
    })
  }
}

/** An amount that somebody wrote, in minor units. Throws a Problem that names the field. */
export function minorOf({ currency }: { currency: Currency }, order: Order, amount: string): number {
  const money = parseMoney(amount, currency)
  if (money && money.minor > 0) return money.minor
  const example = decimal({ minor: order.minor, currency })
  throw invalid([{ path: "amount", ...say("refundAmount", { currency, example }) }])
}
