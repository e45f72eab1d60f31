import { type Answered, type Asked, type EmulatorSetting, fieldsOf, secretOf } from "../../platform/emulator"
import { listOf, recordOf } from "../../platform/reading"
import type { Booked } from "../emulator"

type Fields = Record<string, unknown>

/** How long PayPal keeps an order that nobody approves, and then what was approved. */
const LAPSE = 3 * 3_600_000

/** Amounts that these are in have no decimals. */
const WHOLE = ["HUF", "JPY", "TWD"]

interface Amount {
  currency_code: string
  value: string
}

interface Unit {
  reference_id: string
  custom_id?: string
  invoice_id?: string
  description?: string
  amount: Amount
}

interface Capture {
  id: string
  status: "COMPLETED" | "PENDING" | "DECLINED" | "PARTIALLY_REFUNDED" | "REFUNDED"
  at: number
}

interface Refund {
  id: string
  custom_id?: string
  amount: Amount
  at: number
}

interface Order {
  id: string
  unit: Unit
  status: "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED"
  method: "at_once" | "later"
  declines: number
  createdAt: number
  updatedAt: number
  capture: Capture | null
  refunds: Refund[]
}

/** PayPal's Orders API v2 and Payments API v2. */
export class EmulatedPayments {
  private readonly orders = new Map<string, Order>()

  constructor(
    private readonly setting: EmulatorSetting,
    private readonly tell: (type: string, resource: Fields) => void,
  ) {}

  answer({ method, path, body, headers }: Asked): Answered | null {
    const whole = /return=representation/.test(headers.prefer ?? "")
    const shown = (answer: Answered) =>
      whole || answer.status > 299 ? answer : { ...answer, body: minimal(answer.body) }
    if (path === "/v2/checkout/orders" && method === "POST") {
      if (headers["paypal-request-id"] === undefined)
        return refused(400, "INVALID_REQUEST", "A PayPal-Request-Id is required.", "PAYPAL_REQUEST_ID_REQUIRED")
      return shown(this.create(fieldsOf(body)))
    }
    const [, id = "", action] = /^\/v2\/checkout\/orders\/([A-Z0-9]+)(?:\/(capture))?$/.exec(path) ?? []
    const [, captureId] = /^\/v2\/payments\/captures\/([A-Z0-9]+)\/refund$/.exec(path) ?? []
    if (captureId !== undefined && method === "POST") return shown(this.refund(captureId, fieldsOf(body)))
    if (id === "") return null
    const order = this.orders.get(id)
    if (!order || this.hasLapsed(order)) return notFound()
    if (method === "GET" && action === undefined) return { status: 200, body: this.written(order) }
    return method === "POST" && action === "capture" ? shown(this.capture(order)) : null
  }

  /** Every order, with what was captured and given back. */
  books(): Booked[] {
    return [...this.orders.values()].map(({ id, unit, capture, refunds }) => ({
      checkout: id,
      taken:
        capture && capture.status !== "PENDING" && capture.status !== "DECLINED"
          ? { payment: capture.id, minor: minorOf(unit.amount) }
          : null,
      givenBack: refunds.map(({ amount }) => minorOf(amount)),
    }))
  }

  /** An order as PayPal shows it; null when there is none. */
  find(id: string): Fields | null {
    const order = this.orders.get(id)
    return order && !this.hasLapsed(order) ? this.written(order) : null
  }

  /** The customer agrees on PayPal's page, by a means that pays at once or, as an eCheck, later. */
  approve(id: string, method: Order["method"]): void {
    const order = this.existing(id)
    if (order.status === "COMPLETED" || this.hasLapsed(order))
      throw new Error(`Nobody can approve PayPal's order ${id}.`)
    Object.assign(order, { status: "APPROVED", method, updatedAt: this.setting.now() })
    this.tell("CHECKOUT.ORDER.APPROVED", this.written(order))
  }

  /** The means that the customer chose is declined, this often, when the order is captured. */
  decline(id: string, times: number): void {
    this.existing(id).declines = times
  }

  /** What was captured and is pending comes to nothing. */
  deny(id: string): void {
    this.decide(id, "DECLINED", "PAYMENT.CAPTURE.DENIED")
  }

  /** What was captured and is pending comes to be paid. */
  complete(id: string): void {
    this.decide(id, "COMPLETED", "PAYMENT.CAPTURE.COMPLETED")
  }

  private decide(id: string, status: Capture["status"], type: string): void {
    const order = this.existing(id)
    if (order.capture?.status !== "PENDING") throw new Error(`Nothing is pending for PayPal's order ${id}.`)
    order.capture.status = status
    this.tell(type, this.captureOf(order, order.capture))
  }

  private existing(id: string): Order {
    const order = this.orders.get(id)
    if (!order) throw new Error(`PayPal has no order ${id}.`)
    return order
  }

  private create(wanted: Fields): Answered {
    const unit = recordOf(listOf(wanted.purchase_units)[0])
    const fault = orderFault(wanted, unit)
    if (fault !== null) return refused(400, "INVALID_REQUEST", "Request is not well-formed or violates schema.", fault)
    const amount = amountOf(unit.amount)
    if (typeof amount === "string") return unprocessable(amount)
    const now = this.setting.now()
    const id = this.id()
    const named = { ...unit, amount, reference_id: String(unit.reference_id ?? "default") }
    const order: Order = {
      ...{ id, unit: named, status: "PAYER_ACTION_REQUIRED", method: "at_once", declines: 0 },
      ...{ createdAt: now, updatedAt: now, capture: null, refunds: [] },
    }
    this.orders.set(id, order)
    return { status: 200, body: this.written(order) }
  }

  private capture(order: Order): Answered {
    if (order.status === "COMPLETED") return unprocessable("ORDER_ALREADY_CAPTURED")
    if (order.status !== "APPROVED") return unprocessable("ORDER_NOT_APPROVED")
    const { invoice_id: invoice } = order.unit
    const others = [...this.orders.values()].filter((other) => other !== order && other.capture !== null)
    if (invoice !== undefined && others.some(({ unit }) => unit.invoice_id === invoice))
      return unprocessable("DUPLICATE_INVOICE_ID")
    if (order.declines > 0) {
      order.declines -= 1
      return unprocessable("INSTRUMENT_DECLINED")
    }
    const now = this.setting.now()
    const capture: Capture = { id: this.id(), status: order.method === "later" ? "PENDING" : "COMPLETED", at: now }
    Object.assign(order, { status: "COMPLETED", capture, updatedAt: now })
    this.tell(`PAYMENT.CAPTURE.${capture.status}`, this.captureOf(order, capture))
    return { status: 201, body: this.written(order) }
  }

  private refund(captureId: string, wanted: Fields): Answered {
    const order = [...this.orders.values()].find(({ capture }) => capture?.id === captureId)
    if (!order?.capture) return notFound()
    if (order.capture.status === "PENDING") return unprocessable("PENDING_CAPTURE")
    const given = wanted.amount === undefined ? this.left(order) : amountOf(wanted.amount)
    if (typeof given === "string") return unprocessable(given)
    if (given.currency_code !== order.unit.amount.currency_code) return unprocessable("CURRENCY_MISMATCH")
    if (Number(this.left(order).value) === 0) return unprocessable("CAPTURE_FULLY_REFUNDED")
    if (Number(given.value) > Number(this.left(order).value)) return unprocessable("REFUND_AMOUNT_EXCEEDED")
    const refund: Refund = { id: this.id(), amount: given, at: this.setting.now() }
    if (typeof wanted.custom_id === "string") refund.custom_id = wanted.custom_id
    order.refunds.push(refund)
    order.capture.status = Number(this.left(order).value) === 0 ? "REFUNDED" : "PARTIALLY_REFUNDED"
    this.tell("PAYMENT.CAPTURE.REFUNDED", this.refundOf(order, refund))
    return { status: 201, body: this.refundOf(order, refund) }
  }

  private left({ unit, refunds }: Order): Amount {
    const cents = (amount: Amount) => Math.round(Number(amount.value) * 100)
    const left = cents(unit.amount) - refunds.reduce((sum, { amount }) => sum + cents(amount), 0)
    const whole = WHOLE.includes(unit.amount.currency_code)
    return { ...unit.amount, value: (left / 100).toFixed(whole ? 0 : 2) }
  }

  private hasLapsed({ status, createdAt, updatedAt }: Order): boolean {
    return status !== "COMPLETED" && this.setting.now() - (status === "APPROVED" ? updatedAt : createdAt) >= LAPSE
  }

  private written(order: Order): Fields {
    const { id, unit, status, createdAt, updatedAt, capture, refunds } = order
    const { base } = this.setting
    const payments = capture && {
      captures: [this.captureOf(order, capture)],
      ...(refunds.length > 0 && { refunds: refunds.map((refund) => this.refundOf(order, refund)) }),
    }
    const self = { href: `${base}/v2/checkout/orders/${id}`, rel: "self", method: "GET" }
    const payer = { href: `${base}/checkoutnow?token=${id}`, rel: "payer-action", method: "GET" }
    return {
      id,
      intent: "CAPTURE",
      status,
      payment_source: { paypal: {} },
      purchase_units: [{ ...unit, ...(payments && { payments }) }],
      create_time: iso(createdAt),
      update_time: iso(updatedAt),
      links: status === "COMPLETED" ? [self] : [self, payer],
    }
  }

  private captureOf({ id: order, unit }: Order, { id, status, at }: Capture): Fields {
    const { amount, custom_id, invoice_id } = unit
    const { base } = this.setting
    return {
      id,
      status,
      ...(status === "PENDING" && { status_details: { reason: "ECHECK" } }),
      amount,
      ...(custom_id !== undefined && { custom_id }),
      ...(invoice_id !== undefined && { invoice_id }),
      final_capture: true,
      supplementary_data: { related_ids: { order_id: order } },
      create_time: iso(at),
      update_time: iso(at),
      links: [
        { href: `${base}/v2/payments/captures/${id}`, rel: "self", method: "GET" },
        { href: `${base}/v2/checkout/orders/${order}`, rel: "up", method: "GET" },
      ],
    }
  }

  private refundOf({ capture, unit }: Order, { id, amount, custom_id = unit.custom_id, at }: Refund): Fields {
    const { base } = this.setting
    return {
      id,
      status: "COMPLETED",
      amount,
      ...(custom_id !== undefined && { custom_id }),
      create_time: iso(at),
      update_time: iso(at),
      links: [
        { href: `${base}/v2/payments/refunds/${id}`, rel: "self", method: "GET" },
        { href: `${base}/v2/payments/captures/${capture?.id}`, rel: "up", method: "GET" },
      ],
    }
  }

  private id(): string {
    return secretOf(this.setting, 17).toUpperCase()
  }
}

function minorOf({ currency_code, value }: Amount): number {
  return Math.round(Number(value) * (WHOLE.includes(currency_code) ? 1 : 100))
}

/** A refusal in PayPal's shape. */
export function refused(status: number, name: string, message: string, issue?: string): Answered {
  const details = issue === undefined ? {} : { details: [{ issue, description: `${issue.toLowerCase()}.` }] }
  return { status, body: { name, message, debug_id: "90957fca61718", ...details } }
}

function unprocessable(issue: string): Answered {
  const message = "The requested action could not be performed, semantically incorrect, or failed business validation."
  return refused(422, "UNPROCESSABLE_ENTITY", message, issue)
}

function notFound(): Answered {
  return refused(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", "INVALID_RESOURCE_ID")
}

/** What of an order its specification refuses (Orders API v2, order_request). */
function orderFault(wanted: Fields, unit: Fields): string | null {
  const context = recordOf(recordOf(recordOf(wanted.payment_source).paypal).experience_context)
  if (wanted.intent !== "CAPTURE" || listOf(wanted.purchase_units).length !== 1) return "INVALID_PARAMETER_VALUE"
  for (const name of ["reference_id", "custom_id", "invoice_id", "description"]) {
    const { [name]: value } = unit
    if (value !== undefined && (typeof value !== "string" || value === "" || value.length > 127))
      return "INVALID_STRING_LENGTH"
  }
  for (const name of ["return_url", "cancel_url"])
    if (!URL.canParse(String(context[name] ?? ""))) return "MISSING_REQUIRED_PARAMETER"
  if (context.locale !== undefined && !/^[a-z]{2}(-[A-Z]{2})?$/.test(String(context.locale)))
    return "INVALID_PARAMETER_SYNTAX"
  return null
}

/** The amount as it was asked for, or what PayPal says against it. */
function amountOf(amount: unknown): Amount | string {
  const { currency_code: currency, value } = recordOf(amount)
  if (typeof currency !== "string" || typeof value !== "string") return "MISSING_REQUIRED_PARAMETER"
  if (!/^\d{1,10}(\.\d+)?$/.test(value)) return "INVALID_PARAMETER_SYNTAX"
  const decimals = value.split(".")[1]?.length ?? 0
  if (decimals > (WHOLE.includes(currency) ? 0 : 2)) return "DECIMAL_PRECISION"
  return Number(value) > 0 ? { currency_code: currency, value } : "CANNOT_BE_ZERO_OR_NEGATIVE"
}

/** Without `Prefer: return=representation` only this is answered. */
function minimal(body: unknown): Fields {
  const { id, status, links } = recordOf(body)
  return { id, status, links }
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z")
}
