import type { Money } from "../../core/money"
import type { PaymentConfiguration } from "../../core/order/configuration"
import type { OrderNews, OrderTold } from "../../core/order/news"
import { orderNumber } from "../../core/order/number"
import type { OrderStatus } from "../../core/order/states"
import { priced, termsOf } from "../../core/order/terms"
import type { KeyedEffect } from "../../flow/engine"

/** An order in a try-out: nothing of it is stored anywhere. */
export interface TryOrder {
  key: string
  number: string
  money: Money
  description: string
  language: string
  status: OrderStatus
  late: boolean
  paidAt: number | null
  expiresAt: number
}

/** Opens an order as the deployment would, or says why it would not. */
export function opened(
  effect: Extract<KeyedEffect, { type: "order" }>,
  configuration: PaymentConfiguration,
  before: readonly TryOrder[],
  at: number,
): TryOrder | { refused: string; order: TryOrder } {
  const { description, number, expirySeconds, language } = effect.order
  const price = priced(termsOf(configuration), effect.order)
  const running = before.length + 1
  const random = String(running).padStart(6, "7").padEnd(30, "X")
  const order: TryOrder = {
    key: effect.key,
    number: number ?? orderNumber(configuration.orderNumber, at, running, random),
    money: "money" in price ? price.money : { minor: 0, currency: configuration.currency },
    description,
    language,
    status: "open",
    late: false,
    paidAt: null,
    expiresAt: at + (expirySeconds ?? configuration.expirySeconds) * 1000,
  }
  if ("fault" in price) return { refused: price.fault.message, order }
  if (order.number === "") return { refused: "the order number is empty: the step before did not give one", order }
  if (before.some((other) => other.number === order.number))
    return { refused: `the order number ${order.number} is already used`, order }
  return order
}

/** How the order stands, as a run is told. */
export function newsOf(order: TryOrder, cause: OrderNews["cause"], configuration: PaymentConfiguration): OrderNews {
  const { status, number, money, description, paidAt, expiresAt } = order
  return {
    ...{ cause, status, number, money, description, paidAt, expiresAt },
    link: "https://pay.example.com/p/try-it-out",
    reference: null,
    reason: null,
    messages: configuration.messages,
    merchant: configuration.merchant,
  }
}

/** How the order stands, as its conversation is told. */
export function toldOf(order: TryOrder, configuration: PaymentConfiguration): OrderTold {
  return {
    ...{
      conversation: "",
      order: order.key,
      key: order.key,
      late: order.late,
      surplus: [],
      sweepAt: null,
      attempts: 1,
    },
    news: newsOf(order, "settled", configuration),
    policy: configuration.latePayment,
    language: order.language,
  }
}
