import * as z from "zod"
import { askProvider, closeOrder, refundOrder, toldOf } from "../../conversation/settlement"
import type { World } from "../../conversation/world"
import { decimal, parseMoney } from "../../core/money"
import { attemptsOf } from "../../store/attempts"
import { listOrders, totalOrders } from "../../store/orderlist"
import { eventsOf, findOrder, isPayable, isUntold, moneyOf, type Order } from "../../store/orders"
import { tell } from "../sweep"
import { refused, sendingId } from "./conversationsrefusal"
import { byId } from "./fields"
import { listOf, mapped, pageOf, paging } from "./listing"
import { orderExport } from "./ordersexport"
import { orderFilters } from "./ordersquery"
import { shownAttempt, shownEvent, shownOrder, shownTotal } from "./orderview"
import { invalid, notFound, Problem } from "./problem"
import { type Call, type Route, route } from "./route"
import { orderInFull, orderTotals, orderView } from "./views/order"

const tag = "Orders"

/** Requests for money, and what an operator can do about one. */
export const orderRoutes: Route[] = [
  route({
    method: "get",
    path: "/orders",
    tag,
    summary: "List orders, the newest first",
    query: z.strictObject({ ...paging, ...orderFilters }),
    answer: listOf(orderView),
    async handle({ world, query: { limit, cursor, ...filter } }) {
      const page = await listOrders(world.db, filter, pageOf({ limit, cursor }))
      return mapped(page, (order) => shownOrder(order, world))
    },
  }),
  route({
    method: "get",
    path: "/orders/totals",
    tag,
    summary: "What orders come to, by currency, mode and status",
    description: "The same filters as of the list. Test money is never added to live money.",
    query: z.strictObject(orderFilters),
    answer: orderTotals,
    async handle({ world, query }) {
      const totals = await totalOrders(world.db, query)
      return { totals: totals.map(shownTotal) }
    },
  }),
  orderExport,
  route({
    method: "get",
    path: "/orders/:id",
    tag,
    summary: "Show an order with all that happened to it",
    params: byId,
    answer: orderInFull,
    async handle({ world, params: { id } }) {
      const order = await existing(world, id)
      const [events, attempts] = await Promise.all([eventsOf(world.db, id), attemptsOf(world.db, id)])
      return {
        ...(await shownOrder(order, world)),
        events: events.map(shownEvent),
        attempts: attempts.map(shownAttempt),
      }
    },
  }),
  route({
    method: "post",
    path: "/orders/:id/refund",
    tag,
    summary: "Give money back",
    description:
      "All that is left of it unless an amount is given. The same refund asked for twice is given once, as long as the first one is not yet counted; with an `id` of your own also after that.",
    params: byId,
    body: z
      .strictObject({
        amount: z.string().max(60).optional().meta({ description: "Decimal, such as 10.50." }),
        id: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 letters, digits, - and _")
          .optional()
          .meta({ description: "Yours for this refund: the same id is the same refund." }),
      })
      .prefault({}),
    answer: orderView,
    refusals: [409, 502],
    async handle({ world, params, body }) {
      const order = await existing(world, params.id)
      const minor = body.amount === undefined ? order.minor - order.refundedMinor : minorOf(order, body.amount)
      const id = body.id === undefined ? `at-${order.refundedMinor}-${minor}` : `op-${body.id}`
      return shownOrder(await refundOrder(world, order, `${order.id}-${id}`, minor), world)
    },
  }),
  route({
    method: "post",
    path: "/orders/:id/cancel",
    tag,
    summary: "Cancel an order that is not paid",
    description: "The provider is asked first and has the last word; the customer is told.",
    params: byId,
    answer: orderView,
    refusals: [409, 502],
    async handle(call) {
      const order = await existing(call.world, call.params.id)
      if (order.status !== "open" && order.status !== "cancelled") throw notOpen(order)
      const closed = await closeOrder(call.world, order, "cancelled", "operator")
      await tellOf(call, closed.order, closed.complete)
      if (closed.order.status !== "cancelled") throw notOpen(closed.order)
      return shownOrder(closed.order, call.world)
    },
  }),
  route({
    method: "post",
    path: "/orders/:id/resend",
    tag,
    summary: "Send the customer the link again",
    description: "The same request in the chat as before, behind all that the customer is still to be told.",
    params: byId,
    body: z.strictObject({ id: sendingId }).prefault({}),
    answer: orderView,
    refusals: [409],
    async handle({ env, world, params, body }) {
      const order = await existing(world, params.id)
      if (!isPayable(order, world.now())) throw notPayable(order)
      const told = await toldOf(world, order, "asked")
      const conversation = env.CONVERSATION.getByName(order.conversation)
      const refusal = await conversation.resend(`${order.id}/${body.id ?? crypto.randomUUID()}`, told)
      if (refusal !== null) throw refused(refusal, order.conversation)
      return shownOrder(order, world)
    },
  }),
  route({
    method: "post",
    path: "/orders/:id/ask",
    tag,
    summary: "Ask the provider how an order stands",
    params: byId,
    answer: orderView,
    refusals: [502],
    async handle(call) {
      const asked = await askProvider(call.world, await existing(call.world, call.params.id), "operator")
      await tellOf(call, asked)
      return shownOrder(asked, call.world)
    },
  }),
]

async function existing(world: World, id: string): Promise<Order> {
  const order = await findOrder(world.db, id)
  if (!order) throw notFound("order", id)
  return order
}

/** The conversation comes to know what it does not know yet. */
async function tellOf({ env, world }: Call, order: Order, complete?: boolean): Promise<void> {
  if (isUntold(order)) await tell(env, world, await toldOf(world, order, "settled", complete))
}

function minorOf(order: Order, amount: string): number {
  const { currency } = moneyOf(order)
  const money = parseMoney(amount, currency)
  if (money && money.minor > 0) return money.minor
  const example = decimal({ minor: order.minor, currency })
  throw invalid([{ path: "amount", message: `It must be an amount in ${currency} above zero, such as "${example}".` }])
}

function notOpen(order: Order): Problem {
  return new Problem(409, "conflict", `Only an open order can be cancelled; this one is ${order.status}.`)
}

function notPayable({ status }: Order): Problem {
  const why = status === "open" ? "its time is over" : `this one is ${status}`
  return new Problem(409, "conflict", `Only an order that can still be paid has a link to send; ${why}.`)
}
