import { readRequest } from "../../../platform/request"
import { say } from "../sentences"
import { Problem } from "./problem"

/** Bytes of a body at most: a flow of five hundred nodes with long texts is half of that. */
export const MAX_BYTES = 1024 * 1024

/** The JSON of a request's body; undefined when it is empty. Throws a Problem 413 or 400. */
export async function readBody(request: Request): Promise<unknown> {
  const read = await readRequest(request, MAX_BYTES)
  if (!read) throw new Problem(413, "too_large", say("bodyTooLarge"))
  if (read.body.byteLength === 0) return undefined
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(read.body))
  } catch (error) {
    throw new Problem(400, "unreadable", say("bodyUnreadable", { place: placeOf(error) }))
  }
}

/** Where it ceases to be JSON. Only that: the engine's message quotes the body, which may hold a secret. */
function placeOf(error: unknown): string {
  if (error instanceof TypeError) return " in UTF-8"
  const message = error instanceof SyntaxError ? error.message : ""
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  if (line !== undefined) return `: look at line ${line}, column ${column}`
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return `: look at character ${Number(position) + 1}`
  return /end of JSON/i.test(message) ? ": it ends too early" : ""
}
