import type { HttpResponse } from "../core/exchange"
import { type Advice, Failure, type Path } from "../platform/failure"
import { retryAfterOf } from "../platform/retryafter"
import type { Told } from "./channel"

/** What one of a service's own error codes means to us. */
export interface Verdict {
  /** Our word for it, such as `rate_limited`. */
  code: string
  advice: Advice
  /** The message may have been taken all the same. */
  ambiguous?: true
  retryAfterSeconds?: number
  /** The path to switch to. */
  to?: Path
  /** How often `again` makes sense, where that is not for as long as it takes. */
  repeats?: number
}

/**
 * The failure behind an answer that is no acceptance. A verdict on the service's own code decides; without one the HTTP
 * status does, and a server's error leaves open whether the message was taken. Only a verdict can end a message: what is
 * not the service's own word, or not known, says nothing about it.
 */
export function refusal(response: HttpResponse, verdict: Verdict | null, reason: string): Failure {
  const { code, advice, ambiguous, retryAfterSeconds, to, repeats } = verdict ?? byStatus(response.status)
  const wait = retryAfterOf(response) ?? retryAfterSeconds ?? null
  return new Failure(code, reason, advice, ambiguous ?? false, wait, { to: to ?? null, repeats: repeats ?? null })
}

/** The same of a message that was taken and failed on its way, as a status tells it; null is a code that is not known. */
export function toldFailure(verdict: Verdict | null, reason: string): Told {
  const { ambiguous: _, ...told } = verdict ?? UNEXPLAINED
  return { ...told, reason }
}

/** It did not arrive, and nothing says that it never will. Each try may be charged. */
const UNEXPLAINED: Verdict = { code: "unclear", advice: "again", retryAfterSeconds: 60, repeats: 2 }

/** A service's explanation, fit for people's eyes: short, and without secrets or long numbers, which may be phones. */
export function reasonOf(text: string, secrets: readonly string[]): string {
  let reason = text.toWellFormed()
  // Meta quotes a token it finds malformed.
  for (const secret of secrets) if (secret !== "") reason = reason.replaceAll(secret, "(secret)")
  return reason.replace(/\+?\d(?:[ ()-]?\d){6,}/g, "(number)").slice(0, 300)
}

/** Joins what is there of an explanation: code, title, details. */
export function explain(parts: readonly string[]): string {
  return parts.filter((part, index) => part !== "" && parts.indexOf(part) === index).join(": ")
}

function byStatus(status: number): Verdict {
  if (status >= 200 && status < 300) return { code: "unreadable", advice: "again", ambiguous: true }
  if (status >= 500 || status === 408) return { code: "unavailable", advice: "again", ambiguous: true }
  if (status === 429) return { code: "rate_limited", advice: "again" }
  if (status === 401 || status === 403) return { code: "unauthorised", advice: "hold" }
  return { code: "unclear", advice: "again" }
}
