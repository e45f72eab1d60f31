import type * as z from "zod"
import { decimal, isCurrency } from "../../../core/money"
import type { Capture } from "../../../core/order/ledger"
import type { World } from "../../../deployment/deployment"
import { linkOf } from "../../../orders/link"
import type { OrderTotal } from "../../../store/lists/totals"
import type { Attempt } from "../../../store/orders/attempts"
import { currencyOf } from "../../../store/orders/currency"
import type { OrderEvent } from "../../../store/orders/history"
import { isChargedBack, isOverpaid, moneyOf, type Order, type OrderRow } from "../../../store/orders/orders"
import { type Payment, paymentsOf } from "../../../store/orders/payments"
import type { Refund } from "../../../store/orders/refunds"
import type { AttemptShown, OrderEventShown, orderMoney, orderView, PaymentState } from "./view"

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

/** The same with all that its money comes to. */
export async function shownMoney(order: Order, world: World): Promise<z.input<typeof orderMoney>> {
  const { authorised, capturing, refunding, net } = order.ledger
  const written = (minor: number) => decimal({ ...moneyOf(order), minor })
  return {
    ...(await shownOrder(order, world)),
    authorised: written(authorised),
    capturing: written(capturing),
    refunding: written(refunding),
    net: written(net),
    payments: paymentsOf(order).map((payment) => shownPayment(payment, order)),
    captures: order.ledger.captures.map((capture) => shownCapture(capture, order)),
  }
}

function shownPayment(known: Payment, order: Order): z.input<typeof orderMoney>["payments"][number] {
  const { payment, reference, currency, until, mismatch: reason } = known
  const written = (minor: number) => decimal({ minor, currency })
  return {
    ...{ payment, reference, currency, until, reason },
    own: payment === order.payment || (reason === null && !order.surplus.includes(payment)),
    state: stateOf(known),
    amount: written(known.captured),
    authorised: written(known.authorised),
    refunded: written(known.refunded),
    asked: written(known.asked),
    disputed: written(known.disputed),
    lost: written(known.lost),
  }
}

function stateOf({ mismatch, authorised, captured, refunded, disputed, lost }: Payment): PaymentState {
  if (authorised > 0) return "held"
  if (captured === 0) return "released"
  if (refunded >= captured) return "refunded"
  if (lost > 0) return "lost"
  if (disputed > 0) return "disputed"
  return mismatch === null ? "captured" : "mismatched"
}

/** A capture by the id that its caller chose, where one did. */
function shownCapture({ capture, payment, minor, last, state, reason }: Capture, order: Order) {
  const { currency } = moneyOf(order)
  const own = capture.slice(0, capture.lastIndexOf("."))
  const id = own.startsWith("op-") ? own.slice(3) : null
  return { id, payment, last, state, reason, currency, amount: decimal({ minor, currency }) }
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
