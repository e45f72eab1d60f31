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
import type { EmulatedProvider, EmulateProvider } from "../emulator"

type Fields = Record<string, unknown>

/** Paystack's API, its page and its events (paystack.com/docs/api). */
export const emulatePaystack = ((setting) => new EmulatedPaystack(setting)) satisfies EmulateProvider

/** The value of `x-paystack-signature` for a callback, as Paystack's service makes it. */
export async function signPaystack(body: string, secretKey: string): Promise<string> {
  return hexOf(await hmac("SHA-512", secretKey, body))
}

/** What each currency takes at least, in hundredths. */
const LEAST: Readonly<Record<string, number>> = { GHS: 10, KES: 300, NGN: 5_000, USD: 200, ZAR: 100, XOF: 100 }

/** A transaction as Paystack keeps it; amounts in hundredths. */
interface Transaction {
  id: number
  reference: string
  email: string
  amount: number
  /** Of the fee, where the customer bears it. */
  borne: number
  currency: string
  metadata: unknown
  url: string
  status: "abandoned" | "success" | "failed" | "reversed"
  attempts: number
  createdAt: number
  paidAt: number | null
}

interface Refund {
  id: number
  transaction: Transaction
  amount: number
  currency: string
  status: "pending" | "processed" | "failed" | "needs-attention"
  merchantNote: string
  createdAt: number
}

class EmulatedPaystack implements EmulatedProvider {
  readonly config: { secretKey: string; currencies: string }
  readonly price = { minor: 14_990, currency: "ZAR" } as const
  readonly unplayable = { failed: "Paystack tells nothing of a try that failed, and its page can be paid again." }
  readonly customer = { email: "thandi@example.com" }
  private readonly transactions = new Map<string, Transaction>()
  private readonly refunds: Refund[] = []
  private readonly untold: { event: string; data: Fields }[] = []
  private broken = false

  constructor(private readonly setting: EmulatorSetting) {
    this.config = { secretKey: `sk_test_${secretOf(setting, 40)}`, currencies: "ZAR, USD" }
  }

  service = (request: Asked): Answered | null => {
    const { method, path, headers, query } = request
    const [, code] = /^\/page\/(\w+)$/.exec(path) ?? []
    if (code !== undefined) return this.show(code)
    if (headers.authorization === undefined) return refused(401, "No Authorization Header was found", "missing_key")
    if (headers.authorization !== `Bearer ${this.config.secretKey}`) return refused(401, "Invalid key", "invalid_Key")
    if (this.broken) return refused(503, "Service unavailable", "unknown", "api_error")
    const [, reference] = /^\/transaction\/verify\/([^/]+)$/.exec(path) ?? []
    if (reference !== undefined && method === "GET") return this.verify(decodeURIComponent(reference))
    if (path === "/balance" && method === "GET")
      return good("Balances retrieved", [{ currency: "ZAR", balance: 1_000_000 }])
    if (path === "/refund" && method === "GET") return this.list(query)
    if (method !== "POST") return null
    if (!/^application\/json\b/.test(headers["content-type"] ?? ""))
      return refused(400, "Invalid body", "invalid_params")
    if (path === "/transaction/initialize") return this.initialize(fieldsOf(request.body))
    return path === "/refund" ? this.refund(fieldsOf(request.body)) : null
  }

  async pay(checkout: string) {
    const transaction = this.existing(checkout)
    if (transaction.status === "success") throw new Error(`Paystack's transaction ${checkout} is paid already.`)
    Object.assign(transaction, { status: "success", paidAt: this.setting.now(), attempts: transaction.attempts + 1 })
    this.untold.push({ event: "charge.success", data: this.written(transaction) })
    return this.unsent()
  }

  /** A card is declined: the page stays open. */
  async fail(checkout: string) {
    const transaction = this.existing(checkout)
    if (transaction.status === "success") throw new Error(`Paystack's transaction ${checkout} is paid already.`)
    Object.assign(transaction, { status: "failed", attempts: transaction.attempts + 1 })
    return this.unsent()
  }

  unsent(): Promise<readonly Call[]> {
    return Promise.all(
      this.untold.splice(0).map(async ({ event, data }): Promise<Call> => {
        const body = JSON.stringify({ event, data })
        const signature = await signPaystack(body, this.config.secretKey)
        const headers = { "content-type": "application/json", "x-paystack-signature": signature }
        return { type: event, method: "POST", url: this.setting.callTo(), headers, body }
      }),
    )
  }

  books() {
    return [...this.transactions.values()].map((transaction) => ({
      checkout: transaction.reference,
      taken:
        transaction.paidAt === null
          ? null
          : { payment: String(transaction.id), minor: transaction.amount + transaction.borne },
      givenBack: this.refunds
        .filter((refund) => refund.transaction === transaction && refund.status !== "failed")
        .map(({ amount }) => amount),
    }))
  }

  /** Paystack's pages never end: there is nothing to break. */
  breakClosing() {}

  /** From now on it answers nothing but that it cannot. */
  breakDown(broken = true) {
    this.broken = broken
  }

  /** The customer bears Paystack's fee: pays this much more than is asked for. */
  bear(checkout: string, hundredths: number) {
    this.existing(checkout).borne = hundredths
  }

  /** Paystack settles a refund that it queued. */
  settle(refund: number, status: Refund["status"]) {
    const found = this.refunds.find(({ id }) => id === refund)
    if (!found) throw new Error(`Paystack has no refund ${refund}.`)
    found.status = status
    this.untold.push({ event: `refund.${status}`, data: refundEvent(found) })
  }

  async processRefunds() {
    for (const { id, status } of this.refunds) if (status === "pending") this.settle(id, "processed")
    return this.unsent()
  }

  /** The customer's bank disputes the payment. */
  dispute(checkout: string, resolution: "declined" | "merchant-accepted" | null) {
    const transaction = this.existing(checkout)
    const { id, amount, currency } = transaction
    const data = {
      id: id + 500_000,
      refund_amount: amount,
      currency,
      status: resolution === null ? "awaiting-merchant-feedback" : "resolved",
      resolution,
      domain: "test",
      category: "chargeback",
      transaction: this.written(transaction),
    }
    this.untold.push({ event: `charge.dispute.${resolution === null ? "create" : "resolve"}`, data })
  }

  private initialize(wanted: Fields): Answered {
    const { email, amount, currency = "NGN", reference, metadata = "" } = wanted
    if (typeof email !== "string" || !/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/.test(email))
      return refused(400, "Invalid Email Address Passed", "invalid_email_address")
    if (!Number.isSafeInteger(amount)) return refused(400, "Amount must be an integer", "invalid_amount")
    const least = LEAST[String(currency)]
    if (least === undefined || !this.config.currencies.includes(String(currency)))
      return refused(403, "Currency not supported by merchant", "unsupported_currency")
    if (Number(amount) < least) return refused(400, "Invalid Amount Sent", "invalid_amount")
    const named = typeof reference === "string" ? reference : secretOf(this.setting, 10)
    if (!/^[A-Za-z0-9.=,-]+$/.test(named))
      return refused(400, "Invalid character in transaction reference", "invalid_reference")
    if (this.transactions.has(named)) return refused(400, "Duplicate Transaction Reference", "duplicate_reference")
    const code = secretOf(this.setting, 15)
    const url = `${this.setting.base}/page/${code}`
    const transaction: Transaction = {
      ...{ id: 4_099_260_000 + this.transactions.size, reference: named, email, amount: Number(amount), borne: 0 },
      ...{ currency: String(currency), metadata, url, status: "abandoned", attempts: 0, paidAt: null },
      createdAt: this.setting.now(),
    }
    this.transactions.set(named, transaction)
    return good("Authorization URL created", { authorization_url: url, access_code: code, reference: named })
  }

  private verify(reference: string): Answered {
    const transaction = this.transactions.get(reference)
    if (!transaction) return refused(400, "Transaction reference not found.", "transaction_not_found")
    return good("Verification successful", this.written(transaction))
  }

  private refund(wanted: Fields): Answered {
    const { transaction: named, merchant_note: note } = wanted
    const transaction =
      this.transactions.get(String(named)) ?? [...this.transactions.values()].find(({ id }) => String(id) === named)
    if (!transaction || transaction.paidAt === null)
      return refused(404, "Transaction not found", "transaction_not_found")
    const left = this.leftOf(transaction)
    const amount = wanted.amount === undefined ? left : wanted.amount
    if (!Number.isSafeInteger(amount) || Number(amount) <= 0)
      return refused(400, "Invalid amount passed.", "invalid_amount")
    if (left === 0) return refused(400, "Transaction has been fully reversed", "transaction_reversed")
    if (Number(amount) > left)
      return refused(400, "Refund amount cannot be more than the amount left", "invalid_amount")
    const refund: Refund = {
      ...{ id: 3_018_284 + this.refunds.length, transaction, amount: Number(amount), currency: transaction.currency },
      ...{ status: "pending", merchantNote: typeof note === "string" ? note : "", createdAt: this.setting.now() },
    }
    this.refunds.unshift(refund)
    if (this.leftOf(transaction) === 0) transaction.status = "reversed"
    this.untold.push({ event: "refund.pending", data: refundEvent(refund) })
    return good("Refund has been queued for processing", {
      ...refundOf(refund),
      transaction: this.written(transaction),
    })
  }

  private list(query: URLSearchParams): Answered {
    const perPage = Number(query.get("perPage") ?? 50)
    const page = Number(query.get("page") ?? 1)
    const wanted = query.get("transaction")
    const found = this.refunds.filter(({ transaction }) => wanted === null || String(transaction.id) === wanted)
    const data = found.slice((page - 1) * perPage, page * perPage).map(refundOf)
    const meta = { total: found.length, skipped: 0, perPage, page, pageCount: Math.ceil(found.length / perPage) }
    return { status: 200, body: { status: true, message: "Refunds retrieved", data, meta } }
  }

  private leftOf(transaction: Transaction): number {
    const given = this.refunds.filter((refund) => refund.transaction === transaction && refund.status !== "failed")
    return given.reduce((left, { amount }) => left - amount, transaction.amount)
  }

  private existing(checkout: string): Transaction {
    const transaction = this.transactions.get(checkout)
    if (!transaction) throw new Error(`Paystack has no transaction ${checkout}.`)
    return transaction
  }

  private show(code: string): Answered {
    const transaction = [...this.transactions.values()].find(({ url }) => url.endsWith(`/${code}`))
    if (!transaction) return { status: 404, body: "<!doctype html><title>Paystack</title><p>Not found</p>" }
    const { reference, amount, currency } = transaction
    return page("Paystack Checkout", [reference, `${currency} ${(amount / 100).toFixed(2)}`])
  }

  private written(transaction: Transaction): Fields {
    const { id, reference, email, amount, borne, currency, metadata, status, attempts, createdAt, paidAt } = transaction
    return {
      id,
      domain: "test",
      status,
      reference,
      amount: amount + (paidAt === null ? 0 : borne),
      requested_amount: amount,
      currency,
      message: null,
      gateway_response:
        paidAt !== null ? "Successful" : status === "failed" ? "Declined" : "The transaction was not completed",
      channel: "card",
      fees: borne,
      metadata,
      log: { attempts, errors: status === "failed" ? attempts : 0, success: paidAt !== null },
      customer: { email, customer_code: "CUS_demo" },
      created_at: new Date(createdAt).toISOString(),
      paid_at: paidAt === null ? null : new Date(paidAt).toISOString(),
    }
  }
}

function refundOf({ id, transaction, amount, currency, status, merchantNote, createdAt }: Refund): Fields {
  return {
    id,
    transaction: transaction.id,
    transaction_reference: transaction.reference,
    integration: 412_829,
    domain: "test",
    amount,
    currency,
    status,
    merchant_note: merchantNote,
    customer_note: `Refund for transaction ${transaction.reference}`,
    refunded_by: "shop@example.com",
    fully_deducted: false,
    createdAt: new Date(createdAt).toISOString(),
  }
}

/** An event names the transaction, and not the refund; its amount is a text. */
function refundEvent({ transaction, amount, currency, status }: Refund): Fields {
  const { reference: transaction_reference, email } = transaction
  return {
    status,
    transaction_reference,
    refund_reference: status === "pending" ? null : "132013318360",
    amount: String(amount),
    currency,
    processor: "instant-transfer",
    customer: { first_name: null, last_name: null, email },
    integration: 412_829,
    domain: "test",
  }
}

function good(message: string, data: unknown): Answered {
  return { status: 200, body: { status: true, message, data } }
}

/** A refusal in Paystack's shape. */
function refused(status: number, message: string, code: string, type = "validation_error"): Answered {
  return { status, body: { status: false, message, meta: { nextStep: "See the documentation" }, type, code } }
}
