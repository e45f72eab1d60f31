import { decimal } from "../../core/money"
import { NO_SUCH_ORDER, type OrderAnswer } from "../../core/order/inquiry"
import { orderStates } from "../../core/order/states"
import { isoTime } from "../../core/time"
import type { World } from "../../deployment/deployment"
import { linkOf } from "../../orders/link"
import { askProvider } from "../../orders/lookup"
import { toldOf } from "../../orders/told"
import { Failure } from "../../platform/failure"
import { isUntold, moneyOf, type Order } from "../../store/orders/orders"
import type { OutboxRow } from "../owed"
import { orderOfNumber } from "../ownorder"
import { patienceFor } from "../patience"
import { answerOf, defineEffect } from "./effect"

/** Says how an order of this conversation's stands, for a run that wants to know. */
export const inquire = defineEffect({
  type: "inquire",
  dropsWithRun: true,
  isBrief: true,

  async perform({ world, present, row }, { order: number, ask }) {
    const found = await orderOfNumber(world, present().id, number)
    if (!found) return { answer: answerOf(NO_SUCH_ORDER, {}) }
    const order = ask && orderStates[found.status].open ? await asked(world, found, row) : found
    const told = isUntold(order) ? [await toldOf(world, order, "settled")] : []
    return { answer: answerOf(200, await shownOf(world, order)), told }
  },

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  line: ({ order }) => ({ type: "duty", text: `look order ${order} up` }),
})

/** Where the provider cannot be asked, the run is told what is known. */
async function asked(world: World, order: Order, row: OutboxRow): Promise<Order> {
  try {
    return await askProvider(world, order, "query")
  } catch (error) {
    if (!(error instanceof Failure) || (error.advice === "again" && patienceFor(row) !== "none")) throw error
    return order
  }
}

async function shownOf(world: World, order: Order): Promise<OrderAnswer> {
  const { number, status, description, refunded, paidAt, expiresAt, reason } = order
  const money = moneyOf(order)
  return {
    ...{ number, status, description, currency: money.currency },
    amount: decimal(money),
    refunded: decimal({ ...money, minor: refunded }),
    link: await linkOf(world, order),
    paidAt: paidAt === null ? "" : isoTime(paidAt),
    expiresAt: isoTime(expiresAt),
    reason: reason ?? "",
  }
}
