import { isoTime } from "../../core/time"
import { Failure } from "../../platform/failure"
import { refusalOf } from "../amount"
import type { Charge } from "../provider"
import { LONGEST_SECONDS, mercadopagoCapabilities, SHORTEST_SECONDS } from "./capabilities"
import { withAmount } from "./money"

const BRASILIA_MILLISECONDS = -3 * 3_600_000

/** The body of "Create payment" for a Pix code. Throws a Failure when there can be none. */
export function paymentBody(charge: Charge): string {
  const reason = refusalOf(mercadopagoCapabilities, "Mercado Pago", charge.money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
  return withAmount("transaction_amount", charge.money, {
    description: charge.description || charge.number,
    payment_method_id: "pix",
    external_reference: charge.order,
    // Else the older, unsigned kind of notification comes as well.
    notification_url: `${charge.callbackUrl}?source_news=webhooks`,
    date_of_expiration: brasilia(expiresAt(charge)),
    payer: payerOf(charge),
  })
}

/** When the code is to end, from the charge alone: the same idempotency key with another time would be another request. */
export function expiresAt({ createdAt, expiresAt: end }: Charge): number {
  const latest = Math.min(end, createdAt + LONGEST_SECONDS * 1000)
  return Math.ceil(Math.max(latest, createdAt + SHORTEST_SECONDS * 1000) / 1000) * 1000
}

function payerOf({ customer }: Charge) {
  const { email, name, taxId } = customer
  if (email === null) throw new Failure("email_missing", "Mercado Pago needs the payer's e-mail.", "stop")
  const [first = "", ...others] = (name ?? "").trim().split(/\s+/)
  return {
    email,
    ...(first !== "" && { first_name: first }),
    ...(others.length > 0 && { last_name: others.join(" ") }),
    // A CPF is a person's and has 11 digits, a CNPJ a company's with 14 digits or letters.
    ...(taxId !== null && { identification: { type: taxId.length === 11 ? "CPF" : "CNPJ", number: taxId } }),
  }
}

/** "yyyy-MM-dd'T'HH:mm:ss.SSSz" at Brasília, which keeps one time all year. */
function brasilia(at: number): string {
  return isoTime(at + BRASILIA_MILLISECONDS).replace("Z", ".000-03:00")
}
