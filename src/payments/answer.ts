import type { HttpResponse } from "../core/exchange"
import { isRecord } from "../core/json"
import { Failure } from "../platform/failure"
import { objectIn } from "../platform/reading"
import { retryAfterOf } from "../platform/retryafter"
import { text } from "./callback"

/** Who answered, and what of the request must not be repeated to anybody. */
export interface Service {
  title: string
  secrets: readonly string[]
  /** Whether a refusal in its own words, with that code, says that the account itself cannot take money. */
  refusesAccount?(code: string | null, message: string): boolean
  /** Its own word in a refusal's body, where it is not written `{ error: { code, message } }`; null when it is not its own. */
  complains?(body: Record<string, unknown>): { code: unknown; message: unknown } | null
}

/** Real checkout addresses have a few hundred characters; Stripe's, with its fragment, about a thousand. */
const LONGEST_URL = 4096
const LONGEST_MESSAGE = 300

/** The JSON object in a successful answer. Throws a Failure that says what can be done about any other. */
export function answer(response: HttpResponse, service: Service): Record<string, unknown> {
  if (response.status < 200 || response.status > 299) throw refusal(response, service)
  const body = objectIn(response.body)
  if (!body) throw illegible(service)
  return body
}

/** A 2xx that lacks what it must have. Asking again is safe, because whatever moves money carries an idempotency key. */
export function illegible(service: Service): Failure {
  return new Failure("unreadable", `${service.title} answered something that cannot be understood.`, "again", true)
}

/** What was said with a refusal. */
interface Complaint {
  code: string | null
  message: string
  field: string | null
  /** Whether it is the service's own word: what stands before a service answers too, and knows nothing of it. */
  own: boolean
}

/** What was said with a refusal, in the service's own shape or in `{ error: { code, message } }`. */
export function complaint(response: HttpResponse, service?: Pick<Service, "complains">): Complaint {
  const body = objectIn(response.body)
  const error: unknown = service?.complains ? body && service.complains(body) : body?.error
  const own = isRecord(error)
  const { code, type, message, param } = own ? error : {}
  return { code: word(code) ?? word(type), message: text(message) ?? "", field: text(param), own }
}

/**
 * The Failure for an answer that is no success: `stop` is the service's own word that this very request will never do,
 * `hold` that the account has to be mended first. `attempt_spent` means that this attempt's idempotency key can give
 * nothing else any more, so that only the next attempt can help.
 */
function refusal(response: HttpResponse, service: Service): Failure {
  const { status, headers } = response
  const wait = retryAfterOf(response)
  if (status === 401)
    return new Failure("key_refused", `${service.title} did not accept the account's key: check it.`, "hold")
  if (status === 429) return new Failure("busy", `${service.title} asks to slow down.`, "again", false, wait)
  if (status === 409)
    return new Failure("in_flight", `${service.title} is still at work on the same request.`, "again", true, wait)
  if (status >= 500) {
    if (headers["idempotent-replayed"] === "true") return attemptSpent(service)
    return new Failure("unavailable", `${service.title} failed (${status}).`, "again", true, wait)
  }
  const { code, message, own } = complaint(response, service)
  if (!own) return illegible(service)
  const said = message === "" ? `it answered ${status}` : clean(message, service.secrets)
  if (status === 403)
    return new Failure("not_permitted", `${service.title} does not let the account's key do this: ${said}`, "hold")
  if (service.refusesAccount?.(code, message))
    return new Failure(code ?? "refused", `${service.title} takes no money for the account: ${said}`, "hold")
  return new Failure(code ?? "refused", `${service.title} refused: ${said}`, "stop")
}

/** The attempt's idempotency key is used up; a checkout made with it was never shown to anybody. */
export function attemptSpent(service: Service): Failure {
  return new Failure(
    "attempt_spent",
    `${service.title} gives nothing new for this attempt: use the next.`,
    "stop",
    true,
  )
}

/** The address if it is one that a customer can be sent to. Throws a Failure `unsafe_url`, which does not repeat it. */
export function checkoutUrl(value: unknown, service: Service, isOwn: (url: URL) => boolean): string {
  // A URL parser drops tabs and turns backslashes: an address that needs it is no address to hand on.
  if (typeof value === "string" && value.length <= LONGEST_URL && /^[!-[\]-~]+$/.test(value) && URL.canParse(value)) {
    const url = new URL(value)
    if (url.username === "" && url.password === "" && isOwn(url)) return url.href
  }
  throw new Failure("unsafe_url", `${service.title} answered a checkout address that is not its own.`, "hold")
}

function word(value: unknown): string | null {
  return typeof value === "string" && /^[a-z][a-z0-9_]{0,63}$/.test(value) ? value : null
}

function clean(message: string, secrets: readonly string[]): string {
  const known = secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, "[secret]"), message)
  return known.replace(/\b(?:sk|rk|pk|whsec)_\S+/g, "[secret]").slice(0, LONGEST_MESSAGE)
}
