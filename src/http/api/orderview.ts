import * as z from "zod"
import { linkOf } from "../../conversation/settlement"
import type { World } from "../../conversation/world"
import { currencies, decimal, isCurrency } from "../../core/money"
import type { OrderStatus } from "../../core/order"
import type { Attempt } from "../../store/attempts"
import { moneyOf, type Order, type OrderEvent } from "../../store/orders"
import { time } from "./fields"

/** Every status an order can have. */
export const statuses = [
  "open",
  "pending",
  "paid",
  "failed",
  "expired",
  "cancelled",
  "disputed",
] as const satisfies readonly OrderStatus[]

const currency = z.enum(currencies).meta({ id: "Currency", description: "ISO 4217." })
const mode = z.enum(["test", "live"])
const amount = z.string().meta({ description: "Decimal, with all the currency's places.", examples: ["10.50"] })

/** An order as the API shows it. */
export const orderView = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: "For people; unique." }),
    status: z.enum(statuses),
    amount,
    minor: z.int().meta({ description: "The amount in the currency's smallest units." }),
    currency,
    refunded: amount,
    late: z.boolean().meta({ description: "Paid after it had failed, expired, been cancelled or been disputed." }),
    overpaid: z.boolean().meta({ description: "Another payment came for it." }),
    chargeback: z.boolean(),
    reason: z.string().nullable(),
    description: z.string(),
    link: z.string().meta({ description: "The customer's: whoever has it can pay or cancel." }),
    mode: mode.meta({ description: "Whether real money moves." }),
    language: z.string(),
    reference: z.string().nullable().meta({ description: "The provider's id of the checkout that is open." }),
    payment: z.string().nullable().meta({ description: "The provider's id of the payment." }),
    paymentAccount: z.string(),
    conversation: z.string(),
    flow: z.string(),
    flowVersion: z.int(),
    node: z.string(),
    createdAt: time,
    expiresAt: time,
    paidAt: time.nullable(),
  })
  .meta({ id: "Order" })

/** One thing that happened to an order. */
export const eventView = z
  .object({
    id: z.string(),
    cause: z
      .string()
      .meta({ description: "What brought it: opened, checkout, callback, query, timer, customer, operator." }),
    status: z
      .string()
      .meta({ description: "What it said: an order's status, or opened, checkout, declined, refunded, chargeback." }),
    amount: amount.nullable(),
    currency: currency.nullable(),
    reference: z.string().nullable(),
    payment: z.string().nullable(),
    mode: mode.nullable(),
    reason: z.string().nullable(),
    at: time.meta({ description: "When it happened by its own account, in milliseconds since 1970." }),
    recordedAt: time,
  })
  .meta({ id: "OrderEvent" })

/** One checkout asked of the provider; its address is not shown, since it can be paid. */
export const attemptView = z
  .object({
    attempt: z.int(),
    account: z.string(),
    reference: z.string().nullable(),
    failures: z.int().meta({ description: "Times the provider answered with an error of its own." }),
    createdAt: time,
    expiresAt: time.nullable(),
  })
  .meta({ id: "Attempt" })

/** Neither the key of its effect nor the hash of its link leaves the system. */
export async function shownOrder(order: Order, world: World): Promise<z.input<typeof orderView>> {
  const { id, number, status, late, overpaid, chargeback, reason, description, mode, language, reference, payment } =
    order
  const { paymentAccount, conversation, flow, flowVersion, node, createdAt, expiresAt, paidAt } = order
  const money = moneyOf(order)
  return {
    ...{ id, number, status, late, overpaid, chargeback, reason, description, mode, language, reference, payment },
    ...{ paymentAccount, conversation, flow, flowVersion, node, createdAt, expiresAt, paidAt },
    ...money,
    amount: decimal(money),
    refunded: decimal({ ...money, minor: order.refundedMinor }),
    link: await linkOf(world, order),
  }
}

/** An event as it is shown; amounts in words of money. */
export function shownEvent(event: OrderEvent): z.input<typeof eventView> {
  const { id, cause, status, reference, payment, mode, reason, at, recordedAt } = event
  const money =
    event.minor !== null && event.currency !== null && isCurrency(event.currency)
      ? { minor: event.minor, currency: event.currency }
      : null
  const shown = { id, cause, status, reference, payment, mode, reason, at, recordedAt }
  return { ...shown, amount: money && decimal(money), currency: money?.currency ?? null }
}

/** An attempt without the address of its checkout. */
export function shownAttempt({ attempt, account, reference, failures, createdAt, expiresAt }: Attempt) {
  return { attempt, account, reference, failures, createdAt, expiresAt }
}
