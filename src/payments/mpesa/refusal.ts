import type { HttpResponse } from "../../core/exchange"
import { Failure } from "../../platform/failure"
import { answerOf } from "../../platform/reading"

/** Daraja's own word in a refusal: `{ requestId, errorCode, errorMessage }`. */
export function complains({ errorCode, errorMessage }: Record<string, unknown>) {
  return typeof errorCode === "string" ? { code: errorCode, message: errorMessage } : null
}

/** Fields that are about one charge; a fault in any other is the account's ("Bad Request - Invalid PartyB"). */
const OF_A_CHARGE = /\b(PhoneNumber|PartyA|Amount|AccountReference|TransactionDesc|CheckoutRequestID)\b/i

/** Whether the account itself is at fault: its short code, its passkey, its products, or the address it names. */
export function refusesAccount(_code: string | null, message: string): boolean {
  return !OF_A_CHARGE.test(message)
}

/** Whether the token is taken no longer: mostly a 404 with 404.001.03 ("Invalid Access Token"), and not a 401. */
export function refusesToken(response: HttpResponse): boolean {
  const { errorCode, errorMessage } = answerOf(response)
  if (response.status === 401 || errorCode === "404.001.03") return true
  return typeof errorMessage === "string" && /invalid access token/i.test(errorMessage)
}

/**
 * Whether a query was answered before the prompt has ended: an error 500.001.1001 whose message alone tells it from others
 * of that code ("The transaction is being processed"), or the result 4999 ("still under processing").
 */
export function isUnderWay(response: HttpResponse): boolean {
  const { errorMessage, ResultCode, ResultDesc } = answerOf(response)
  const said = `${errorMessage ?? ""} ${ResultDesc ?? ""}`
  return String(ResultCode) === "4999" || /\b(being|under) process(ed|ing)\b/i.test(said)
}

/** What an error of Daraja's own comes to ("Common Error Codes"): one code has several meanings, told by the message alone. */
export function internalFailure(status: number, body: Record<string, unknown>): Failure | null {
  const { errorCode: code, errorMessage } = body
  if (typeof code !== "string") return null
  const message = typeof errorMessage === "string" ? errorMessage : ""
  if (/lock subscriber|already in process/i.test(message))
    return new Failure("phone_busy", "The phone is still busy with another request of M-Pesa.", "again", false, 60)
  // "Spike Arrest Violation", "Quota Violation", "System is busy": turned away at the door.
  if (code === "500.003.02" || code === "500.003.03")
    return new Failure("busy", "M-Pesa asks to slow down.", "again", false, 30)
  if (/merchant does not exist|wrong credentials/i.test(message))
    return new Failure("not_permitted", "M-Pesa does not know this short code with this passkey: check both.", "hold")
  if (/transaction does not exist/i.test(message))
    return new Failure("unknown_checkout", "M-Pesa does not know of this request.", "stop")
  return new Failure("unavailable", `M-Pesa failed (${status}).`, "again", true)
}
