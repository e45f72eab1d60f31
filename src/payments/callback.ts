import { isRecord } from "../core/json"
import { Failure } from "../platform/failure"

/** The JSON object in a callback's body. Throws a Failure `unreadable`. */
export function readCallback(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body))
    if (isRecord(value)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
  }
  throw unreadable("The callback is not a JSON object.")
}

/** What `receive` throws for a callback that is genuine but broken. */
export function unreadable(message: string): Failure {
  return new Failure("unreadable", message, "stop")
}

/** A text that says something, else null. */
export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}
