import type { Checkout } from "../../core/order/checkout"
import type { PaymentNews } from "../../core/order/paymentnews"
import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { listOf, recordOf } from "../../platform/reading"
import { refusalOf } from "../amount"
import { answer, attemptSpent, checkoutUrl, complaint, illegible } from "../answer"
import { text } from "../callback"
import type { Capabilities, Capture, Charge, Opened, PaymentConnection, PaymentSetting, Refund } from "../provider"
import { type PayPalApi, paypalApi } from "./api"
import type { PayPalConfig } from "./config"
import { paypalLocale } from "./locale"
import { toPayPal } from "./money"
import { eventNews, orderNews, readEvent, refundNews } from "./news"
import { arrangeWebhook, checkWebhook, prove } from "./webhook"

/**
 * Hours for the customer to reach the page, and then again to approve and for us to take it: PayPal's specification says 3
 * (Orders API v2, February 2024), its library 2.5.0 says 6. A page is handed out by the shorter and watched by the longer.
 */
const LONGER_HOURS = 6

/** A page that is handed out must still be there when the customer sees it. */
const PAGE_MARGIN = 300_000

/** Refusals after which the customer may choose another means on the same page ("Handle funding failures"). */
const DECLINED: readonly string[] = [
  "instrument_declined",
  "payer_action_required",
  "redirect_payer_for_alternate_funding",
]

/** Refusals after which this order can no longer be captured ("Orders v2 errors", capture). */
const LOST: readonly string[] = [
  "compliance_violation",
  "max_number_of_payment_attempts_exceeded",
  "payer_account_locked_or_closed",
  "payer_account_restricted",
  "payer_cannot_pay",
  "transaction_refused",
]

/** One account at PayPal: an order there is approved by the customer on PayPal's page, and then captured by us. */
export function connect(fields: PayPalConfig, setting: PaymentSetting, capabilities: Capabilities): PaymentConnection {
  const api = paypalApi(fields, setting)
  return {
    mode: api.mode,
    capabilities,
    async open(charge, outside) {
      const reason = refusalOf(capabilities, api.service.title, charge.money)
      if (reason !== null) throw new Failure("amount_refused", reason, "stop")
      return open(api, charge, orderOf(charge, fields), outside)
    },
    look: (checkout, outside) => look(api, checkout, outside),
    capture: (wanted, outside) => capture(api, wanted, outside),
    refund: (wanted, outside) => refund(api, wanted, outside),
    async receive(request, outside) {
      const event = readEvent(request.body)
      await prove(api, fields.webhookId, request, outside)
      return eventNews(event, { ...api, at: event.at ?? outside.at })
    },
    async check(outside) {
      // The keys themselves are tried, not what is left of an earlier login.
      await outside.forget("token")
      await api.login(outside)
      if (fields.webhookId !== undefined) await checkWebhook(api, fields.webhookId, setting.callbackUrl, outside)
      return { holder: null }
    },
    arrange: async (outside) => ({ webhookId: await arrangeWebhook(api, setting.callbackUrl, outside) }),
  }
}

async function open(api: PayPalApi, charge: Charge, body: object, outside: Outside): Promise<Checkout> {
  const response = await api.call(outside, { method: "POST", path: "/v2/checkout/orders", key: charge.key, body })
  if (api.issueOf(response) === "duplicate_request_id") throw attemptSpent(api.service)
  const order = answer(response, api.service)
  const id = text(order.id)
  if (id === null) throw illegible(api.service)
  const links = listOf(order.links).map(recordOf)
  const link = links.find(({ rel }) => rel === "payer-action") ?? links.find(({ rel }) => rel === "approve")
  const url = checkoutUrl(link?.href, api.service, api.isOwn)
  const usable = api.lapseSeconds * 1000
  // Asked again after an answer that was lost, PayPal may have made it long after the attempt began.
  const made = Math.max(charge.createdAt, Date.parse(text(order.create_time) ?? "") || 0)
  const payableUntil = made + 2 * Math.max(usable, LONGER_HOURS * 3_600_000)
  return { kind: "page", id, url, usableUntil: charge.createdAt + usable - PAGE_MARGIN, payableUntil }
}

async function look(api: PayPalApi, { checkout }: Opened, outside: Outside): Promise<readonly PaymentNews[]> {
  const response = await api.call(outside, { method: "GET", path: pathOf(checkout) })
  // PayPal keeps no order that nobody approved in time.
  if (response.status === 404 && api.issueOf(response) !== null) return []
  return orderNews(answer(response, api.service), { ...api, at: outside.at })
}

async function capture(api: PayPalApi, wanted: Capture, outside: Outside): Promise<readonly PaymentNews[]> {
  const { id, order, checkout, money, amount } = wanted
  if (amount.minor !== money.minor || amount.currency !== money.currency)
    throw new Failure("unsupported", "What was approved at PayPal is taken whole or not at all.", "stop")
  const path = `${pathOf(checkout)}/capture`
  const response = await api.call(outside, { method: "POST", path, key: id, body: {} })
  const issue = api.issueOf(response) ?? ""
  if (issue === "order_not_approved") return []
  if (issue === "order_completion_in_progress")
    throw new Failure("in_flight", "PayPal is still at work on the same order.", "again", true)
  const type = DECLINED.includes(issue) ? "declined" : LOST.includes(issue) ? "failed" : null
  if (type !== null) {
    const reason = text(complaint(response, api.service).message)
    return [{ id: `capture:${id}:${type}`, order, checkout, mode: api.mode, at: outside.at, type, reason }]
  }
  // Taken before, by another request or by one whose answer was lost: how it went is with the order.
  if (issue === "order_already_captured") return withoutApproval(await look(api, wanted, outside))
  return withoutApproval(orderNews(answer(response, api.service), { ...api, at: outside.at }))
}

/** An approval told in answer to its own capture would be captured without end. */
function withoutApproval(news: readonly PaymentNews[]): readonly PaymentNews[] {
  return news.filter(({ type }) => type !== "approved")
}

async function refund(api: PayPalApi, wanted: Refund, outside: Outside): Promise<readonly PaymentNews[]> {
  const { id, payment, amount, order, checkout } = wanted
  const path = `/v2/payments/captures/${encodeURIComponent(payment)}/refund`
  const body = { amount: toPayPal(amount), custom_id: order }
  const given = await api.ask(outside, { method: "POST", path, key: id, body })
  const told = refundNews({ amount: body.amount, ...given }, { order, checkout, mode: api.mode, at: outside.at })
  if (told.length === 0) throw illegible(api.service)
  return told.map((news) => ({ ...news, payment }))
}

function pathOf(checkout: string): string {
  return `/v2/checkout/orders/${encodeURIComponent(checkout)}`
}

function orderOf(charge: Charge, { brandName, slowPayments }: PayPalConfig): object {
  const { order, key, money, description, number, language, returnUrl } = charge
  const locale = paypalLocale(language)
  const unit = {
    reference_id: "default",
    // Comes back with captures, refunds and disputes; the invoice's number can be paid only once.
    custom_id: order,
    invoice_id: key,
    description: Array.from(description || number)
      .slice(0, LONGEST_DESCRIPTION)
      .join(""),
    amount: toPayPal(money),
  }
  const context = {
    ...(brandName !== undefined && { brand_name: brandName }),
    ...(locale !== null && { locale }),
    ...(slowPayments === "refused" && { payment_method_preference: "IMMEDIATE_PAYMENT_REQUIRED" }),
    shipping_preference: "NO_SHIPPING",
    user_action: "PAY_NOW",
    return_url: returnUrl,
    cancel_url: returnUrl,
  }
  return { intent: "CAPTURE", purchase_units: [unit], payment_source: { paypal: { experience_context: context } } }
}

/** Characters of a purchase unit's description (Orders API v2). */
const LONGEST_DESCRIPTION = 127
