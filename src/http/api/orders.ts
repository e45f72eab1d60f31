import * as z from "zod"
import { askProvider, closeOrder, refundOrder, toldOf } from "../../conversation/settlement"
import type { World } from "../../conversation/world"
import { decimal, parseMoney } from "../../core/money"
import { attemptsOf } from "../../store/attempts"
import { eventsOf, findOrder, isUntold, listOrders, moneyOf, type Order } from "../../store/orders"
import { listed, readTimeCursor, timeCursor } from "../../store/page"
import { tell } from "../sweep"
import { byId } from "./fields"
import { listOf, mapped, paging } from "./listing"
import { attemptView, eventView, orderView, shownAttempt, shownEvent, shownOrder, statuses } from "./orderview"
import { invalid, notFound, Problem } from "./problem"
import { type Call, type Route, route } from "./route"

const tag = "Orders"

/** Requests for money, and what an operator can do about one. */
export const orderRoutes: Route[] = [
  route({
    method: "get",
    path: "/orders",
    tag,
    summary: "List orders, the newest first",
    query: z.strictObject({
      ...paging,
      status: z.enum(statuses).optional(),
      number: z.string().min(1).max(100).optional().meta({ description: "The order number, in full." }),
      conversation: z.string().min(1).max(200).optional().meta({ description: "A conversation's id." }),
    }),
    answer: listOf(orderView),
    async handle({ world, query: { limit, cursor, ...filter } }) {
      const after = cursor === undefined ? null : readTimeCursor(cursor)
      // One more than asked for tells whether there are more.
      const rows = await listOrders(world.db, defined(filter), { limit: limit + 1, cursor: after })
      const page = listed(rows, { limit, cursor: cursor ?? null }, timeCursor)
      return mapped(page, (order) => shownOrder(order, world))
    },
  }),
  route({
    method: "get",
    path: "/orders/:id",
    tag,
    summary: "Show an order with all that happened to it",
    params: byId,
    answer: orderView
      .extend({ events: z.array(eventView), attempts: z.array(attemptView) })
      .meta({ id: "OrderInFull" }),
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

/** Without the fields that are undefined. */
function defined<Value extends string>(filter: {
  status?: Value | undefined
  number?: string | undefined
  conversation?: string | undefined
}) {
  const { status, number, conversation } = filter
  return {
    ...(status !== undefined && { status }),
    ...(number !== undefined && { number }),
    ...(conversation !== undefined && { conversation }),
  }
}
