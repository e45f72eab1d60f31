import type { Money } from "../../core/money"
import type { PaymentNews } from "../../core/order/paymentnews"
import type { Opened } from "../provider"

/** How a prompt ended: Daraja's ResultCode, and what it says of it. */
export interface Result {
  code: string
  description: string | null
}

/** Nobody answered in time, or the phone could not be reached. Of all others the customer or M-Pesa said no. */
const UNANSWERED: readonly string[] = ["1019", "1031", "1037"]

/** Whether the prompt has ended unpaid, so that another may be shown. */
export function isOver({ code }: Result): boolean {
  return code !== "0"
}

/**
 * News in a prompt's result. One that came to nothing ends only itself: the customer asks for another while the order is
 * open, so a wrong PIN never ends an order.
 */
export function resultNews(
  { code, description }: Result,
  { order, checkout, money }: Pick<Opened, "order" | "checkout"> & { money: Money },
  { mode, at }: Pick<PaymentNews, "mode" | "at">,
): PaymentNews {
  const about = { id: `push:${checkout}:${code}`, order, checkout, mode, at }
  // A query tells no amount and no receipt. But a prompt is for one amount, which nobody can change, and is paid once: what was
  // asked for was paid, and the request's own id names the payment. A receipt stands only in callbacks, which prove nothing.
  if (code === "0") return { ...about, type: "paid", payment: checkout, money }
  if (UNANSWERED.includes(code)) return { ...about, type: "expired" }
  return { ...about, type: "declined", reason: description?.slice(0, 200) ?? null }
}
