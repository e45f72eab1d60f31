import type { HttpRequest, HttpResponse } from "../../core/exchange"
import type { Checkout } from "../../core/order/checkout"
import type { Mode } from "../../core/order/order"
import type { PaymentNews } from "../../core/order/paymentnews"
import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { idOf, listOf, recordOf } from "../../platform/reading"
import { fromHex, isSigned } from "../../platform/signature"
import { refusalOf } from "../amount"
import { answer, attemptSpent, checkoutUrl, complaint, illegible, type Service } from "../answer"
import { text } from "../callback"
import type { Capabilities, Charge, Hint, PaymentConnection, PaymentSetting, Refund } from "../provider"
import type { PaystackConfig } from "./config"
import { toPaystack } from "./money"
import { orderOf, paystackEvent, type Reading, refundNews, transactionNews } from "./news"

type Fields = Record<string, unknown>

/** Refunds in one page of a list, and pages read before it is said that nobody can tell. */
const PAGE = 100
const MOST_PAGES = 5

/** Paystack's API as one account has it. */
interface PaystackApi {
  mode: Mode
  service: Service
  capabilities: Capabilities
  emailDomain: string | undefined
  send(outside: Outside, method: "GET" | "POST", path: string, body?: object): Promise<HttpResponse>
  /** What is in a good answer. Throws a Failure for any other. */
  dataOf(response: HttpResponse): unknown
  reading(outside: Outside): Reading
  isOwn(address: URL): boolean
}

/** One account at Paystack: a transaction is made under our reference and paid on Paystack's page. */
export function connect(
  fields: PaystackConfig,
  setting: PaymentSetting,
  capabilities: Capabilities,
): PaymentConnection {
  const { secretKey } = fields
  const api = paystackApi(fields, setting, capabilities)
  return {
    mode: api.mode,
    capabilities,
    open: (charge, outside) => open(api, charge, outside),
    async look({ checkout }, outside) {
      const transaction = await verify(api, checkout, outside)
      return transaction ? newsOf(api, transaction, outside) : []
    },
    async receive({ headers, body }, outside) {
      const signature = fromHex(headers.get("x-paystack-signature") ?? "")
      if (!signature || !(await isSigned("SHA-512", secretKey, body, signature)))
        throw new Failure("unauthorised", "The callback is not signed with this account's key.", "stop")
      return paystackEvent(body, api.reading(outside))
    },
    find: (hint, outside) => find(api, hint, outside),
    refund: (wanted, outside) => refund(api, wanted, outside),
    trace: (wanted, outside) => trace(api, wanted, outside),
    async check(outside) {
      api.dataOf(await api.send(outside, "GET", "/balance"))
      return { holder: null }
    },
  }
}

function paystackApi(fields: PaystackConfig, { apiBase }: PaymentSetting, capabilities: Capabilities): PaystackApi {
  const { secretKey, emailDomain, failedPayments } = fields
  const base = apiBase ?? "https://api.paystack.co"
  const service: Service = { title: "Paystack", secrets: [secretKey], refusesAccount, complains }
  const mode = secretKey.startsWith("sk_live_") ? "live" : "test"
  return {
    mode,
    service,
    capabilities,
    emailDomain,
    send(outside, method, path, body) {
      const headers: Record<string, string> = { authorization: `Bearer ${secretKey}` }
      const request: HttpRequest = { method, url: `${base}${path}`, headers }
      if (body) {
        headers["content-type"] = "application/json"
        request.body = JSON.stringify(body)
      }
      return outside.ask(request)
    },
    dataOf(response) {
      const { status, data } = answer(response, service)
      if (status !== true) throw illegible(service)
      return data
    },
    reading: ({ at }) => ({ at, mode, failedPayments }),
    isOwn({ protocol, port, hostname, origin }) {
      if (apiBase !== undefined && origin === new URL(apiBase).origin) return true
      return protocol === "https:" && port === "" && hostname === "checkout.paystack.com"
    },
  }
}

async function open(api: PaystackApi, charge: Charge, outside: Outside): Promise<Checkout> {
  const { service, capabilities } = api
  const reason = refusalOf(capabilities, service.title, charge.money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
  const response = await api.send(outside, "POST", "/transaction/initialize", transactionOf(api, charge))
  const said = complaint(response, service)
  if (response.status === 400 && isRepeated(said)) return afterRepeat(api, charge, outside)
  // Refused as if the key might not, while it is this charge alone that cannot be made.
  if (response.status === 403 && (said.code === "unsupported_currency" || /currency not supported/i.test(said.message)))
    throw new Failure("unsupported_currency", `Paystack takes no ${charge.money.currency} for this business.`, "stop")
  const { reference, authorization_url: address } = recordOf(api.dataOf(response))
  if (reference !== charge.key) throw illegible(service)
  const url = checkoutUrl(address, service, api.isOwn)
  // Paystack never ends a page by itself.
  return { kind: "page", id: charge.key, url, usableUntil: charge.expiresAt, payableUntil: null }
}

/** "Duplicate Transaction Reference" (specification, TransactionInitializeBadRequest). */
function isRepeated({ code, message }: { code: string | null; message: string }): boolean {
  return code === "duplicate_reference" || /^duplicate transaction reference/i.test(message)
}

/** The page that was made under the reference cannot be asked for: nobody may be paying on it when the next is made. */
async function afterRepeat(api: PaystackApi, { key }: Charge, outside: Outside): Promise<never> {
  const transaction = await verify(api, key, outside)
  const status = transaction?.status ?? "abandoned"
  if (status === "abandoned" || status === "failed" || status === "reversed") throw attemptSpent(api.service)
  throw new Failure("in_flight", "This payment was begun on Paystack's page already.", "again", true)
}

function transactionOf({ emailDomain }: PaystackApi, charge: Charge): object {
  const { order, attempt, key, money, number, returnUrl, customer } = charge
  const email = customer.email ?? (emailDomain === undefined ? null : `${key}@${emailDomain}`)
  if (email === null) throw new Failure("email_missing", "Paystack needs the customer's e-mail address.", "stop")
  return {
    email,
    amount: toPaystack(money),
    currency: money.currency,
    reference: key,
    callback_url: returnUrl,
    // On the page it stands in the e-mail address's place.
    label: number,
    metadata: { order, attempt, number, cancel_action: returnUrl },
  }
}

/** A transaction by its reference; null when Paystack knows of none. */
async function verify(api: PaystackApi, reference: string, outside: Outside): Promise<Fields | null> {
  const response = await api.send(outside, "GET", `/transaction/verify/${encodeURIComponent(reference)}`)
  const { own, code, message } = complaint(response, api.service)
  const gone = code === "transaction_not_found" || /^transaction (reference )?not found/i.test(message)
  if (own && response.status !== 200 && (response.status === 404 || gone)) return null
  const transaction = recordOf(api.dataOf(response))
  if (text(transaction.reference) !== reference) throw illegible(api.service)
  return transaction
}

/** What was given back whole is told as paid and given back; what went back by itself never came. */
async function newsOf(api: PaystackApi, transaction: Fields, outside: Outside): Promise<PaymentNews[]> {
  const reading = api.reading(outside)
  if (transaction.status !== "reversed") return transactionNews(transaction, reading)
  const refunds = await refundsOf(api, transaction, outside)
  if (refunds.length > 0) return [...transactionNews({ ...transaction, status: "success" }, reading), ...refunds]
  const failed = { ...transaction, status: "failed", gateway_response: "reversed" }
  return transactionNews(failed, { ...reading, failedPayments: "final" })
}

async function find(api: PaystackApi, { kind, id }: Extract<Hint, { kind: string }>, outside: Outside) {
  const transaction = await verify(api, id, outside)
  if (!transaction) return []
  return kind === "refunds" ? refundsOf(api, transaction, outside) : newsOf(api, transaction, outside)
}

async function refundsOf(api: PaystackApi, transaction: Fields, outside: Outside): Promise<PaymentNews[]> {
  const payment = idOf(transaction.id)
  if (payment === null) throw illegible(api.service)
  const { metadata, reference } = transaction
  const of = { order: orderOf(metadata), checkout: text(reference), payment, mode: api.mode, at: outside.at }
  const refunds = await listRefunds(api, payment, outside)
  return refunds.map((one) => refundNews(one, of)).filter((news) => news !== null)
}

/**
 * All refunds of a payment. The list's filter by transaction is not in Paystack's specification: what it lets through is
 * told apart here, and where the list does not end nobody can say that a refund is not in it.
 */
async function listRefunds(api: PaystackApi, payment: string, outside: Outside): Promise<Fields[]> {
  const found: Fields[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = `transaction=${encodeURIComponent(payment)}&perPage=${PAGE}&page=${page}`
    const data = api.dataOf(await api.send(outside, "GET", `/refund?${query}`))
    if (!Array.isArray(data)) throw illegible(api.service)
    const refunds = listOf(data).map(recordOf)
    found.push(...refunds.filter(({ transaction }) => idOf(recordOf(transaction).id ?? transaction) === payment))
    if (refunds.length < PAGE) return found
  }
  throw new Failure("unclear", "Paystack lists too many refunds to find one: look in its dashboard.", "hold", true)
}

/** Without idempotency keys: what may have been asked for before is looked for first. */
async function refund(api: PaystackApi, wanted: Refund, outside: Outside): Promise<readonly PaymentNews[]> {
  const known = wanted.again ? await trace(api, wanted, outside) : null
  if (known) return known
  const { id, payment, amount, order, checkout } = wanted
  const response = await api.send(outside, "POST", "/refund", {
    transaction: checkout,
    amount: toPaystack(amount),
    currency: amount.currency,
    merchant_note: noteOf(id),
  })
  const given = recordOf(api.dataOf(response))
  const news = refundNews(given, { order, checkout, payment, mode: api.mode, at: outside.at })
  if (!news) throw illegible(api.service)
  return [news]
}

async function trace(api: PaystackApi, wanted: Refund, outside: Outside): Promise<readonly PaymentNews[] | null> {
  const { id, payment, order, checkout } = wanted
  const refunds = await listRefunds(api, payment, outside)
  const mine = refunds.find(({ merchant_note: note }) => note === noteOf(id))
  const news = mine && refundNews(mine, { order, checkout, payment, mode: api.mode, at: outside.at })
  return news ? [news] : null
}

/** What finds a refund again: its own id, which Paystack keeps for the merchant alone. */
function noteOf(id: string): string {
  return `Paythread ${id}`
}

/** Refusals that every charge of the account would get (Paystack's list of errors). */
function refusesAccount(_code: string | null, message: string): boolean {
  return /invalid merchant selected|integration has been deactivated|do not have privileges/i.test(message)
}

/** `{ status: false, message, type, code }`; older answers have no code. */
function complains({ status, message, code }: Fields): { code: unknown; message: unknown } | null {
  return status === false && typeof message === "string" ? { code, message } : null
}
