import {
  type Answered,
  type Asked,
  type Call,
  type EmulatorSetting,
  fieldsOf,
  hexOf,
  hmac,
  page,
  secretOf,
} from "../../platform/emulator"
import { recordOf } from "../../platform/reading"
import type { EmulatedProvider, EmulateProvider } from "../emulator"
import { pixCode } from "./emulator-code"

/** Mercado Pago's Payments API with Pix, a customer's bank, and its notifications. */
export const emulateMercadoPago = ((setting) => new EmulatedMercadoPago(setting)) satisfies EmulateProvider

/** The value of `x-signature` for a notification about `dataId`, which may be none. `ts` is milliseconds since 1970. */
export async function signMercadoPago(
  { dataId, requestId, ts }: { dataId: string; requestId: string; ts: number },
  secret: string,
): Promise<string> {
  const id = dataId === "" ? "" : `id:${dataId.toLowerCase()};`
  const manifest = `${id}request-id:${requestId};ts:${ts};`
  return `ts=${ts},v1=${hexOf(await hmac("SHA-256", secret, manifest))}`
}

/** A payment as Mercado Pago keeps it. Amounts are in cents; times are milliseconds since 1970. */
interface Payment {
  id: number
  status: "pending" | "in_process" | "approved" | "rejected" | "cancelled" | "refunded"
  detail: string
  cents: number
  description: string
  order: string
  notify: string
  createdAt: number
  expiresAt: number
  approvedAt: number | null
  code: string
  refunds: { id: number; cents: number; createdAt: number }[]
}

type Fields = Record<string, unknown>

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const COLLECTOR = 987654321

class EmulatedMercadoPago implements EmulatedProvider {
  readonly config: { mode: string; accessToken: string; webhookSecret: string }
  readonly price = { minor: 14_990, currency: "BRL" } as const
  readonly unplayable = {}
  readonly customer = { email: "thandi@example.com" }
  private readonly payments = new Map<number, Payment>()
  /** What was made, by idempotency key: asked for again, it is told as it then stands. */
  private readonly asked = new Map<string, { body: string; answer: () => Answered }>()
  private readonly untold: { action: string; payment: Payment }[] = []
  private notices = 0
  private broken = false

  constructor(private readonly setting: EmulatorSetting) {
    const accessToken = `TEST-${secretOf(setting, 16)}-112026-${secretOf(setting)}-${COLLECTOR}`
    this.config = { mode: "test", accessToken, webhookSecret: secretOf(setting, 64) }
  }

  service = (request: Asked): Answered | null => {
    const { method, path, headers } = request
    const ticket = /^\/payments\/(\d+)\/ticket$/.exec(path)?.[1]
    if (ticket !== undefined) return this.ticket(this.payments.get(Number(ticket)))
    if (headers.authorization !== `Bearer ${this.config.accessToken}`)
      return refused(401, "unauthorized", "Invalid access token", "401")
    if (path === "/users/me" && method === "GET")
      return { status: 200, body: { id: COLLECTOR, nickname: "TESTSHOP", site_id: "MLB" } }
    if (path === "/v1/payments" && method === "POST") return this.once(request, (fields) => this.create(fields))
    const [, id = "", refunds] = /^\/v1\/payments\/(\d+)(\/refunds)?$/.exec(path) ?? []
    if (id === "") return null
    const payment = this.payments.get(Number(id))
    if (!payment) return refused(404, "not_found", "Payment not found", "2000")
    this.pass(payment)
    if (refunds !== undefined)
      return method === "POST"
        ? this.once(request, (fields) => this.refund(payment, fields))
        : { status: 200, body: payment.refunds.map((refund) => writtenRefund(refund, payment)) }
    if (method === "PUT") return this.cancel(payment, fieldsOf(request.body))
    return method === "GET" ? { status: 200, body: this.written(payment) } : null
  }

  async pay(checkout: string) {
    const payment = this.find(checkout)
    Object.assign(payment, { status: "approved", detail: "accredited", approvedAt: this.setting.now() })
    return this.tell("payment.updated", payment)
  }

  async payLater(checkout: string) {
    const payment = this.find(checkout)
    Object.assign(payment, { status: "in_process", detail: "pending_review_manual" })
    return this.tell("payment.updated", payment)
  }

  async fail(checkout: string) {
    const payment = this.find(checkout)
    Object.assign(payment, { status: "rejected", detail: "rejected_by_bank" })
    return this.tell("payment.updated", payment)
  }

  async unsent() {
    for (const payment of this.payments.values()) this.pass(payment)
    const told: Call[] = []
    for (const { action, payment } of this.untold.splice(0)) told.push(...(await this.tell(action, payment)))
    return told
  }

  books() {
    return [...this.payments.values()].map(({ id, approvedAt, cents, refunds }) => ({
      checkout: String(id),
      taken: approvedAt === null ? null : { payment: String(id), minor: cents },
      givenBack: refunds.map((refund) => refund.cents),
    }))
  }

  breakClosing() {
    this.broken = true
  }

  /** "If the payment has already been created, your information is returned without creating a new payment" (Idempotency). */
  private once({ headers, body }: Asked, act: (fields: Fields) => Answered | (() => Answered)): Answered {
    const key = headers["x-idempotency-key"] ?? ""
    if (key === "") return refused(400, "bad_request", "Header X-Idempotency-Key can't be null", "4292")
    const known = this.asked.get(key)
    if (known) return known.body === body ? known.answer() : refused(400, "bad_request", "Params Error", "1")
    const made = act(fieldsOf(body))
    if (typeof made !== "function") return made
    this.asked.set(key, { body, answer: made })
    return made()
  }

  private create(fields: Fields): Answered | (() => Answered) {
    const { transaction_amount: amount, payment_method_id: method, date_of_expiration: expiration } = fields
    const { description, external_reference: order, notification_url: notify, payer } = fields
    const cents = centsOf(amount)
    const now = this.setting.now()
    const expiresAt = typeof expiration === "string" && isDated(expiration) ? Date.parse(expiration) : Number.NaN
    if (cents === null) return refused(400, "bad_request", "Invalid transaction_amount", "4037")
    if (method !== "pix") return refused(400, "bad_request", "Not found payment_method", "3011")
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(recordOf(payer).email)))
      return refused(400, "bad_request", "payer.email must be a valid email", "4050")
    if (!isDocument(recordOf(payer).identification))
      return refused(400, "bad_request", "Invalid user identification number", "2067")
    if (!(expiresAt >= now + 30 * MINUTE && expiresAt <= now + 30 * DAY))
      return refused(400, "bad_request", "date_of_expiration must be 30 minutes to 30 days ahead", "23")
    if (typeof notify !== "string" || !/^https?:\/\/\S+$/.test(notify))
      return refused(400, "bad_request", "notification_url attribute must be url valid", "4020")
    const id = 1_300_000_001 + this.payments.size
    const code = pixCode({ cents, id: `mpqrinter${id}` })
    const named = { description: String(description ?? ""), order: String(order ?? ""), notify }
    const state = { status: "pending", detail: "pending_waiting_transfer", approvedAt: null, refunds: [] } as const
    const payment: Payment = { ...state, ...named, refunds: [], id, cents, createdAt: now, expiresAt, code }
    this.payments.set(id, payment)
    this.untold.push({ action: "payment.created", payment })
    return () => ({ status: 201, body: this.written(payment) })
  }

  /** "Cancellations can only be made if the payment status is pending or in process". */
  private cancel(payment: Payment, { status }: Fields): Answered {
    if (this.broken) return refused(503, "service_unavailable", "Internal error", "503")
    if (status !== "cancelled" || (payment.status !== "pending" && payment.status !== "in_process"))
      return refused(400, "bad_request", "The action requested is not valid for the current payment state", "2018")
    Object.assign(payment, { status: "cancelled", detail: "by_collector" })
    this.untold.push({ action: "payment.updated", payment })
    return { status: 200, body: this.written(payment) }
  }

  private refund(payment: Payment, { amount }: Fields): Answered | (() => Answered) {
    const left = payment.cents - sum(payment)
    const cents = amount === undefined ? left : centsOf(amount)
    if (payment.status !== "approved" || cents === null || cents > left)
      return refused(400, "bad_request", "The action requested is not valid for the current payment state", "2063")
    const refund = { id: payment.id * 10 + payment.refunds.length, cents, createdAt: this.setting.now() }
    payment.refunds.push(refund)
    if (sum(payment) === payment.cents) Object.assign(payment, { status: "refunded", detail: "refunded" })
    else payment.detail = "partially_refunded"
    this.untold.push({ action: "payment.updated", payment })
    return () => ({ status: 201, body: writtenRefund(refund, payment) })
  }

  /** What nobody paid in time is cancelled. */
  private pass(payment: Payment): void {
    if (this.broken || payment.status !== "pending" || this.setting.now() < payment.expiresAt) return
    Object.assign(payment, { status: "cancelled", detail: "expired" })
    this.untold.push({ action: "payment.updated", payment })
  }

  private find(checkout: string): Payment {
    const payment = this.payments.get(Number(checkout))
    if (payment) this.pass(payment)
    if (!payment || !["pending", "in_process"].includes(payment.status))
      throw new Error(`Nobody can pay the Pix code ${checkout}.`)
    return payment
  }

  private async tell(action: string, { id, notify }: Payment): Promise<Call[]> {
    this.notices += 1
    const ts = this.setting.now()
    const requestId = secretOf(this.setting)
    const dataId = String(id)
    const signature = await signMercadoPago({ dataId, requestId, ts }, this.config.webhookSecret)
    const body = JSON.stringify({
      id: 112_233_000 + this.notices,
      live_mode: false,
      type: "payment",
      date_created: written(ts),
      user_id: COLLECTOR,
      api_version: "v1",
      action,
      data: { id: dataId },
    })
    const headers = { "content-type": "application/json", "x-request-id": requestId, "x-signature": signature }
    return [{ type: action, method: "POST", url: `${notify}&data.id=${dataId}&type=payment`, headers, body }]
  }

  private ticket(payment: Payment | undefined): Answered {
    if (!payment) return { status: 404, body: "<!doctype html><title>Mercado Pago</title><p>Página não encontrada</p>" }
    return page("Mercado Pago", [payment.description, `R$ ${reais(payment.cents)}`, payment.code])
  }

  private written(payment: Payment) {
    const { id, status, detail, cents, description, order, notify, createdAt, expiresAt, approvedAt, code } = payment
    const ticket_url = `${this.setting.base}/payments/${id}/ticket`
    return {
      id,
      date_created: written(createdAt),
      date_approved: approvedAt === null ? null : written(approvedAt),
      date_of_expiration: written(expiresAt),
      payment_method_id: "pix",
      payment_type_id: "bank_transfer",
      status,
      status_detail: detail,
      currency_id: "BRL",
      description,
      live_mode: false,
      collector_id: COLLECTOR,
      external_reference: order,
      notification_url: notify,
      transaction_amount: cents / 100,
      transaction_amount_refunded: sum(payment) / 100,
      refunds: payment.refunds.map((refund) => writtenRefund(refund, payment)),
      point_of_interaction: { type: "PIX", transaction_data: { qr_code: code, qr_code_base64: "", ticket_url } },
    }
  }
}

function writtenRefund({ id, cents, createdAt }: Payment["refunds"][number], payment: Payment) {
  return { id, payment_id: payment.id, amount: cents / 100, status: "approved", date_created: written(createdAt) }
}

function sum({ refunds }: Payment): number {
  return refunds.reduce((total, { cents }) => total + cents, 0)
}

/** A JSON number with at most two decimals, more than zero. */
function centsOf(amount: unknown): number | null {
  if (typeof amount !== "number" || !/^\d+(\.\d{1,2})?$/.test(String(amount))) return null
  const cents = Math.round(amount * 100)
  return cents > 0 ? cents : null
}

function reais(cents: number): string {
  return (cents / 100).toFixed(2)
}

function isDated(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+-]\d\d:\d\d$/.test(text)
}

function isDocument(identification: unknown): boolean {
  if (identification === undefined) return true
  const { type, number } = recordOf(identification)
  return type === "CPF" ? /^\d{11}$/.test(String(number)) : type === "CNPJ" && /^[0-9A-Z]{14}$/.test(String(number))
}

function written(at: number): string {
  return new Date(at - 4 * 3_600_000).toISOString().replace("Z", "-04:00")
}

function refused(status: number, error: string, message: string, code: string): Answered {
  return { status, body: { message, error, status, cause: [{ code: Number(code), description: message, data: null }] } }
}
