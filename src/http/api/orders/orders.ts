import * as z from "zod"
import { canBe } from "../../../core/order/states"
import { closeOrder } from "../../../orders/close"
import { askProvider } from "../../../orders/lookup"
import { giveBack } from "../../../orders/refund"
import { toldOf } from "../../../orders/told"
import { listOrders } from "../../../store/lists/orders"
import { totalOrders } from "../../../store/lists/totals"
import { attemptsOf } from "../../../store/orders/attempts"
import { historyOf } from "../../../store/orders/history"
import { isPayable, moneyOf, type Order } from "../../../store/orders/orders"
import { paymentsOf } from "../../../store/orders/payments"
import { refundsOf } from "../../../store/orders/refunds"
import { refused, sendingId } from "../conversations/refusal"
import { byId } from "../routing/fields"
import { listOf, mapped, pageOf, paging } from "../routing/listing"
import { invalid, Problem } from "../routing/problem"
import { route } from "../routing/route"
import { say } from "../sentences"
import { captureRoutes } from "./captures"
import { existing, giving, minorOf, tellOf } from "./deed"
import { orderExport } from "./export"
import { orderFilters } from "./filters"
import { shownAttempt, shownEvent, shownMoney, shownOrder, shownRefund, shownTotal } from "./shown"
import { orderInFull, orderMoney, orderTotals, orderView } from "./view"

const tag = "Orders"

/** Requests for money, and what an operator can do about one. */
export const orderRoutes = [
  route({
    name: "orders.list",
    needs: "orders.read",
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
    name: "orders.totals",
    needs: "orders.read",
    method: "get",
    path: "/orders/totals",
    tag,
    summary: "What orders come to, by currency, mode and status",
    description: "The same filters as of the list. Test money is never added to live money.",
    query: z.strictObject(orderFilters),
    answer: orderTotals,
    async handle({ world, query }) {
      const { totals, complete } = await totalOrders(world.db, query)
      return { totals: totals.map(shownTotal), complete }
    },
  }),
  orderExport,
  ...captureRoutes,
  route({
    name: "orders.show",
    needs: "orders.read",
    method: "get",
    path: "/orders/:id",
    tag,
    summary: "Show an order with all that happened to it",
    params: byId,
    answer: orderInFull,
    async handle({ world, params: { id } }) {
      const order = await existing(world, id)
      const [attempts, refunds] = await Promise.all([attemptsOf(world.db, id), refundsOf(world.db, id)])
      return {
        ...(await shownMoney(order, world)),
        refunds: refunds.map(shownRefund),
        events: historyOf(order).map(shownEvent),
        attempts: attempts.map(shownAttempt),
      }
    },
  }),
  route({
    name: "orders.refund",
    needs: "orders.refund",
    method: "post",
    path: "/orders/:id/refund",
    tag,
    summary: "Give money back",
    description:
      "All that is left of the payment unless an amount is given. Of a payment never more is given back than was captured, whoever asks at once. With an `id` of your own a refund is given once, whenever it is asked for again; the same id with another amount or payment is refused with 422 `id_reused`. Without one, the same refund asked for twice is given once as long as the first is not counted. While the provider is still at work on another refund the answer is 409 with `Retry-After`. A refund that went unanswered stays asked for: ask again by its id.",
    params: byId,
    body: z
      .strictObject({
        amount: z.string().max(60).optional().meta({ description: "Decimal, such as 10.50." }),
        id: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 letters, digits, - and _")
          .optional()
          .meta({ description: "Yours for this refund: the same id is the same refund, for good." }),
        payment: z.string().min(1).max(255).optional().meta({
          description:
            "Which of the order's `payments`, where it was paid more than once. The order's own unless given; giving another back gives nothing back of the order.",
        }),
      })
      .prefault({}),
    answer: orderMoney,
    refusals: [409, 502],
    async handle({ world, params, body, once, did }) {
      const order = await existing(world, params.id)
      const named = paymentsOf(order).find(({ payment }) => payment === (body.payment ?? order.payment))
      if (!named && body.payment !== undefined) throw invalid([{ path: "payment", ...say("notCaptured") }])
      const minor = body.amount === undefined ? null : minorOf(named ?? moneyOf(order), order, body.amount)
      // Without an id, the same wish is the same refund until it is counted.
      const wish = [named?.refunded ?? 0, minor ?? "all", ...(body.payment ? [body.payment] : [])]
      const id = body.id !== undefined ? `op-${body.id}` : once !== null ? `key-${once}` : `at-${wish.join("-")}`
      const payment = body.payment ?? null
      did({ after: { amount: body.amount ?? null, payment, id: body.id ?? null } })
      const given = await giving(() => giveBack(world, order, { id, payment, minor, cause: "operator" }))
      return shownMoney(given.order, world)
    },
  }),
  route({
    name: "orders.cancel",
    needs: "orders.write",
    method: "post",
    path: "/orders/:id/cancel",
    tag,
    summary: "Cancel an order that is not paid",
    description: "The provider is asked first and has the last word; the customer is told.",
    params: byId,
    answer: orderMoney,
    refusals: [409, 502],
    async handle(call) {
      const order = await existing(call.world, call.params.id)
      if (!canBe(order.status, "cancel") && order.status !== "cancelled") throw notOpen(order)
      call.did({ before: { status: order.status } })
      const closed = await closeOrder(call.world, order, { as: "cancelled", cause: "operator" }, "all")
      await tellOf(call, closed.order, closed.complete)
      call.did({ after: { status: closed.order.status } })
      if (closed.order.status === "paid" || closed.order.ledger.ended !== "cancelled") throw notOpen(closed.order)
      return shownMoney(closed.order, call.world)
    },
  }),
  route({
    name: "orders.resend",
    needs: "orders.write",
    method: "post",
    path: "/orders/:id/resend",
    tag,
    summary: "Send the customer the link again",
    description: "The same request in the chat as before, behind all that the customer is still to be told.",
    params: byId,
    body: z.strictObject({ id: sendingId }).prefault({}),
    answer: orderMoney,
    refusals: [409],
    async handle({ env, world, params, body, once }) {
      const order = await existing(world, params.id)
      if (!isPayable(order, world.now())) throw notPayable(order)
      const told = await toldOf(world, order, "asked")
      const conversation = env.CONVERSATION.getByName(order.conversation)
      const refusal = await conversation.resend(`${order.id}/${body.id ?? once ?? crypto.randomUUID()}`, told)
      if (refusal !== null) throw refused(refusal, order.conversation)
      return shownMoney(order, world)
    },
  }),
  route({
    name: "orders.ask",
    needs: "orders.write",
    method: "post",
    path: "/orders/:id/ask",
    tag,
    summary: "Ask the provider how an order stands",
    params: byId,
    answer: orderMoney,
    refusals: [502],
    async handle(call) {
      const asked = await askProvider(call.world, await existing(call.world, call.params.id), "operator")
      await tellOf(call, asked)
      return shownMoney(asked, call.world)
    },
  }),
] as const

function notOpen(order: Order): Problem {
  return new Problem(409, "conflict", say("notOpen", { status: order.status }))
}

function notPayable({ status }: Order): Problem {
  return new Problem(409, "conflict", status === "open" ? say("timeOver") : say("notPayable", { status }))
}
