import { type HttpResponse, jsonResponse } from "../../core/exchange"
import { decimal, type Money, parseMoney } from "../../core/money"
import type { PaymentConfiguration } from "../../core/order/configuration"
import { type DeedAnswer, NO_SUCH_ORDER, type OrderAnswer } from "../../core/order/inquiry"
import type { OrderNews, OrderPart, OrderTold } from "../../core/order/news"
import { orderNumber } from "../../core/order/number"
import type { OrderStatus } from "../../core/order/states"
import { limitsOf, terms } from "../../core/order/terms"
import { isoTime } from "../../core/time"
import type { KeyedEffect } from "../../flow/engine"

const LINK = "https://pay.example.com/p/try-it-out"

/** An order in a try-out: nothing of it is stored anywhere. */
export interface TryOrder {
  key: string
  number: string
  money: Money
  description: string
  language: string
  status: OrderStatus
  /** The first part, where there is one, and whether the money is only held. */
  least: Money | null
  later: boolean
  /** Minor units that came. */
  captured: number
  late: boolean
  /** Minor units given back. */
  refunded: number
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
  const read = terms(effect.order, limitsOf(configuration))
  const running = before.length + 1
  const random = String(running).padStart(6, "7").padEnd(30, "X")
  const order: TryOrder = {
    key: effect.key,
    number: number ?? orderNumber(configuration.orderNumber, at, running, random),
    money: "terms" in read ? read.terms.due : { minor: 0, currency: configuration.currency },
    description,
    language,
    status: "open",
    least: "terms" in read ? read.terms.least : null,
    later: "terms" in read && read.terms.capture === "later",
    captured: 0,
    late: false,
    refunded: 0,
    paidAt: null,
    expiresAt: at + (expirySeconds ?? configuration.expirySeconds) * 1000,
  }
  if ("faults" in read) return { refused: read.faults.map(({ fault }) => fault.message).join(" "), order }
  if (order.number === "") return { refused: "the order number is empty: the step before did not give one", order }
  if (before.some((other) => other.number === order.number))
    return { refused: `the order number ${order.number} is already used`, order }
  return order
}

/** How the order of that number stands, for a run that asks. */
export function inquired(orders: readonly TryOrder[], number: string): HttpResponse {
  const order = orders.find((other) => other.number === number)
  if (!order) return jsonResponse(NO_SUCH_ORDER, {})
  const { status, description, money, paidAt, expiresAt } = order
  return jsonResponse(200, {
    ...{ number, status, description, currency: money.currency },
    amount: decimal(money),
    refunded: decimal({ ...money, minor: order.refunded }),
    link: LINK,
    paidAt: paidAt === null ? "" : isoTime(paidAt),
    expiresAt: isoTime(expiresAt),
    reason: "",
  } satisfies OrderAnswer)
}

/** Gives money back as a provider would at once, for a run that wants it. */
export function givenBack(orders: readonly TryOrder[], number: string, amount: string | null): HttpResponse {
  const refused = (reason: string) =>
    jsonResponse(200, { state: "failed", amount: "", currency: "", reason } satisfies DeedAnswer)
  const order = orders.find((other) => other.number === number)
  if (!order) return refused(`there is no order ${number} of this customer's`)
  const { currency, minor } = order.money
  if (order.status !== "paid") return refused("Only a paid order can be refunded.")
  const left = minor - order.refunded
  const wanted = amount === null ? left : (parseMoney(amount, currency)?.minor ?? 0)
  if (wanted <= 0 && amount !== null) return refused(`"${amount.slice(0, 40)}" is no amount of ${currency}`)
  if (wanted <= 0 || wanted > left) return refused("There is not that much left to refund.")
  order.refunded += wanted
  const given = decimal({ currency, minor: wanted })
  return jsonResponse(200, { state: "done", amount: given, currency, reason: "" } satisfies DeedAnswer)
}

/** Takes what is held of the order of that number, as the deployment would. */
export function captured(orders: readonly TryOrder[], number: string, amount: string | null): HttpResponse {
  const order = heldOf(orders, number)
  if ("refused" in order) return answered("failed", "", "", order.refused)
  const { currency, minor } = order.money
  const wanted = amount === null ? minor : (parseMoney(amount, currency)?.minor ?? 0)
  if (wanted <= 0) return answered("failed", "", "", `"${amount?.slice(0, 40)}" is no amount of ${currency}`)
  if (wanted > minor) return answered("failed", "", "", "There is not that much held: take less, or all of it.")
  order.status = wanted === minor ? "paid" : "part_paid"
  return answered("done", decimal({ currency, minor: wanted }), currency, "")
}

/** Lets go of what is held of it. */
export function voided(orders: readonly TryOrder[], number: string): HttpResponse {
  const order = heldOf(orders, number)
  if ("refused" in order) return answered("failed", "", "", order.refused)
  order.status = "cancelled"
  return answered("done", decimal(order.money), order.money.currency, "")
}

function heldOf(orders: readonly TryOrder[], number: string): TryOrder | { refused: string } {
  const order = orders.find((other) => other.number === number)
  if (!order) return { refused: `there is no order ${number} of this customer's` }
  if (order.status === "authorised") return order
  return { refused: "Nothing is held for this order: it was taken or let go, or its customer has not agreed yet." }
}

function answered(state: DeedAnswer["state"], amount: string, currency: string, reason: string): HttpResponse {
  return jsonResponse(200, { state, amount, currency, reason } satisfies DeedAnswer)
}

/** How the order stands, as a run is told. */
export function newsOf(order: TryOrder, cause: OrderNews["cause"], configuration: PaymentConfiguration): OrderNews {
  const { status, number, money, description, paidAt, expiresAt } = order
  return {
    ...{ cause, status, number, money, description, paidAt, expiresAt },
    link: LINK,
    reference: null,
    reason: null,
    ...(order.least && { part: partOf(order, order.least) }),
    messages: configuration.messages,
    merchant: configuration.merchant,
  }
}

function partOf({ status, money, captured }: TryOrder, least: Money): OrderPart {
  const isOpen = status === "open" || status === "part_paid"
  const lacks = captured < least.minor ? least.minor : money.minor
  return {
    received: { ...money, minor: captured },
    next: isOpen ? { ...money, minor: lacks - captured } : null,
    rest: { ...money, minor: Math.max(0, money.minor - captured) },
    enough: captured >= least.minor,
    ended: null,
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
      worth: "",
      attempts: 1,
    },
    news: newsOf(order, "settled", configuration),
    policy: configuration.latePayment,
    language: order.language,
  }
}
