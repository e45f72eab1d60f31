import type * as z from "zod"
import { decimal, isCurrency } from "../../../core/money"
import type { World } from "../../../deployment/deployment"
import { linkOf } from "../../../orders/link"
import type { Attempt } from "../../../store/orders/attempts"
import { currencyOf } from "../../../store/orders/currency"
import type { OrderEvent } from "../../../store/orders/history"
import type { OrderTotal } from "../../../store/orders/list"
import { isChargedBack, isOverpaid, moneyOf, type Order, type OrderRow } from "../../../store/orders/orders"
import type { Payment } from "../../../store/orders/payments"
import type { Refund } from "../../../store/orders/refunds"
import type { AttemptShown, OrderEventShown, orderView } from "./view"

/** Neither the key of its effect nor the hash of its link leaves the system. */
export async function shownOrder(order: OrderRow, world: World): Promise<z.input<typeof orderView>> {
  const { id, number, status, late, reason, description, mode, language, reference, payment } = order
  const { paymentAccount, conversation, flow, flowVersion, node, createdAt, expiresAt, paidAt } = order
  const money = moneyOf(order)
  return {
    ...{ id, number, status, late, reason, description, mode, language, reference, payment },
    ...{ paymentAccount, conversation, flow, flowVersion, node, createdAt, expiresAt, paidAt },
    ...money,
    amount: decimal(money),
    captured: decimal({ ...money, minor: order.captured }),
    refunded: decimal({ ...money, minor: order.refunded }),
    disputed: decimal({ ...money, minor: order.disputed }),
    lost: decimal({ ...money, minor: order.lost }),
    over: decimal({ ...money, minor: order.over }),
    overpaid: isOverpaid(order),
    chargeback: isChargedBack(order),
    link: await linkOf(world, order),
  }
}

/** An event as it is shown; amounts in words of money. */
export function shownEvent(event: OrderEvent): OrderEventShown {
  const { id, cause, status, reference, payment, mode, reason, at, recordedAt } = event
  const money =
    event.minor !== null && event.currency !== null && isCurrency(event.currency)
      ? { minor: event.minor, currency: event.currency }
      : null
  const shown = { id, cause, status, reference, payment, mode, reason, at, recordedAt }
  return { ...shown, amount: money && decimal(money), currency: money?.currency ?? null }
}

/** A payment that was captured for an order, in words of money. */
export function shownPayment({ payment, reference, currency, captured, refunded, asked }: Payment, order: Order) {
  return {
    payment,
    reference,
    own: payment === order.payment,
    currency,
    amount: decimal({ minor: captured, currency }),
    refunded: decimal({ minor: refunded, currency }),
    asked: decimal({ minor: asked, currency }),
  }
}

/** A refund by the id that its caller chose, where one did. */
export function shownRefund({ id, order, payment, cause, state, refund, reason, askedAt, settledAt, ...row }: Refund) {
  const { minor, currency } = row
  const money = { minor, currency: currencyOf(currency) }
  const own = id.slice(order.length + 1)
  return {
    ...{ payment, cause, state, refund, reason, askedAt, settledAt },
    id: own.startsWith("op-") ? own.slice(3) : null,
    currency: money.currency,
    amount: decimal(money),
  }
}

/** An attempt without the address of its checkout. */
export function shownAttempt({ attempt, account, checkout, failures, createdAt }: Attempt): AttemptShown {
  const [reference, expiresAt] = [checkout?.id ?? null, checkout?.usableUntil ?? null]
  return { attempt, account, reference, failures, createdAt, expiresAt }
}

/** What some orders come to, in words of money. */
export function shownTotal({ currency, mode, status, count, minor, refunded: given }: OrderTotal) {
  const [amount, refunded] = [decimal({ minor, currency }), decimal({ minor: given, currency })]
  return { currency, mode, status, count, minor, amount, refunded }
}
