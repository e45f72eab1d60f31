import * as z from "zod"
import { canBe } from "../../../core/order/states"
import { capture } from "../../../orders/hold/capture"
import { letHoldGo } from "../../../orders/hold/void"
import { moneyOf } from "../../../store/orders/orders"
import { byId } from "../routing/fields"
import { Problem } from "../routing/problem"
import { route } from "../routing/route"
import { say } from "../sentences"
import { existing, giving, minorOf, tellOf } from "./deed"
import { shownMoney } from "./shown"
import { orderMoney } from "./view"

const tag = "Orders"

const payment = z.string().min(1).max(255).optional().meta({
  description: "Which of the order's held `payments`, where there is more than one.",
})

/** What can be done with money that is held. */
export const captureRoutes = [
  route({
    name: "orders.capture",
    needs: "orders.capture",
    method: "post",
    path: "/orders/:id/captures",
    tag,
    summary: "Capture what is held for an order",
    description:
      "All that is held unless an amount is given, and never more than is held, whoever asks at once. With an `id` of your own a capture is made once, whenever it is asked for again; the same id with another amount is refused with 422 `id_reused`. Without one, the same capture asked for twice is made once as long as the first is not counted. Of a part the rest stays held, unless `last` lets it go or the provider knows no second part. A capture that went unanswered stays asked for: ask again by its id, or wait until the provider's word arrives.",
    params: byId,
    body: z
      .strictObject({
        amount: z
          .string()
          .max(60)
          .optional()
          .meta({ description: "Decimal.", examples: ["10.50"] }),
        last: z.boolean().optional().meta({ description: "Lets the rest go." }),
        id: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,56}$/, "1 to 56 letters, digits, - and _")
          .optional()
          .meta({ description: "Yours for this capture: the same id is the same capture, for good." }),
        payment,
      })
      .prefault({})
      .meta({ examples: [{}, { amount: "10.50", last: true, id: "shipped-1" }] }),
    answer: orderMoney,
    refusals: [409, 502],
    async handle(call) {
      const { world, params, body, once, did } = call
      const order = await existing(world, params.id)
      const minor = body.amount === undefined ? null : minorOf(moneyOf(order), order, body.amount)
      // Without an id, the same wish is the same capture until it is counted.
      const wish = [order.captured, minor ?? "all", ...(body.payment ? [body.payment] : [])]
      const id = body.id !== undefined ? `op-${body.id}` : once !== null ? `key-${once}` : `at-${wish.join("-")}`
      const about = { cause: "operator", by: call.visitor.id, payment: body.payment ?? null } as const
      did({ before: { status: order.status }, after: { amount: body.amount ?? null, id: body.id ?? null } })
      const taken = await giving(() => capture(world, order, { ...about, id, minor, last: body.last ?? false }))
      await tellOf(call, taken.order)
      return shownMoney(taken.order, world)
    },
  }),
  route({
    name: "orders.void",
    needs: "orders.capture",
    method: "post",
    path: "/orders/:id/voids",
    tag,
    summary: "Let go of what is held for an order",
    description:
      "What was captured before stays; an order of which nothing was is cancelled, and the customer is told. Asked for again it comes to the same. The answer is 409 where it was captured meanwhile.",
    params: byId,
    body: z
      .strictObject({ payment })
      .prefault({})
      .meta({ examples: [{}] }),
    answer: orderMoney,
    refusals: [409, 502],
    async handle(call) {
      const order = await existing(call.world, call.params.id)
      const about = { cause: "operator", by: call.visitor.id, payment: call.body.payment ?? null } as const
      call.did({ before: { status: order.status } })
      const voided = await letHoldGo(call.world, order, about)
      await tellOf(call, voided)
      call.did({ after: { status: voided.status } })
      if (voided.status === "paid" && !canBe(order.status, "refund"))
        throw new Problem(409, "captured", say("capturedMeanwhile"))
      return shownMoney(voided, call.world)
    },
  }),
] as const
