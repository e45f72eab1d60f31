import type { HttpResponse } from "../core/exchange"
import { isRecord } from "../core/json"
import { Failure } from "./failure"

/** The JSON in a body. Throws a Failure `unreadable` when there is none. */
export function jsonOf(body: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body))
  } catch (error) {
    // The engine's own message quotes the body, which is a customer's.
    if (error instanceof SyntaxError) throw new Failure("unreadable", "The body is not JSON.", "stop")
    throw error
  }
}

/** The JSON object that a text is; null for anything else. */
export function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The fields of an answer; none when it is no JSON, such as a proxy's error page: then its status decides. */
export function answerOf(response: HttpResponse): Record<string, unknown> {
  return objectIn(response.body) ?? {}
}

/** The fields of a JSON object; none for anything else. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

/** The items of a JSON list; none for anything else. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text without what a database cannot keep (NUL, lone surrogates); empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : ""
}

/** An identifier of 1 to 512 characters, also when written as a number; null for anything else. */
export function idOf(value: unknown): string | null {
  const id = Number.isSafeInteger(value) ? String(value) : textOf(value)
  return id.length > 0 && id.length <= 512 ? id : null
}

/** A word from outside that is fit for a log: `unnamed` unless it is short and plain. */
export function wordOf(value: unknown): string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(value) ? value : "unnamed"
}

const DAY = 86_400_000

/**
 * Milliseconds since 1970 from seconds or milliseconds, as a text or a number; `now` for a time that cannot be, so that
 * a wrong clock elsewhere neither opens a conversation for ever nor ages it.
 */
export function timeOf(value: unknown, now: number): number {
  const time = typeof value === "number" ? value : Number(textOf(value))
  const at = Math.trunc(time >= 1e12 ? time : time * 1000)
  return at > 0 && at <= now + DAY ? at : now
}
