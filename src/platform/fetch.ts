import type { HttpRequest, HttpResponse } from "../core/exchange"
import { deadlineOf } from "./deadline"
import { Failure } from "./failure"
import { type Reach, unreachable } from "./hosts"
import { retryAfterOf } from "./retryafter"

/** Where requests may go and how much may come back. */
export interface FetchPolicy extends Reach {
  /** Bytes of a decompressed body; 1 MB unless given. */
  maxBytes?: number
}

const DEFAULT_SECONDS = 15

const DEFAULT_BYTES = 1_000_000

/** Headers that say where and how long a message is: the runtime's business. */
const RESERVED_HEADERS: readonly string[] = ["host", "content-length", "transfer-encoding", "connection"]

/**
 * Sends a request: the only `fetch` of the code base. Any answer is returned, redirects and errors included. Throws a
 * Failure: `host_refused` or `unsendable` when nothing was sent; `unanswered` (ambiguous) when no whole answer came in
 * time; `too_large` (ambiguous).
 */
export async function perform(request: HttpRequest, policy: FetchPolicy): Promise<HttpResponse> {
  const fault = unreachable(request.url, policy)
  if (fault !== null) throw new Failure("host_refused", fault.message, "hold")
  const host = new URL(request.url).hostname
  // Whether the request had been sent when the connection broke, or nothing came, cannot be told.
  const lost = (how: string) => new Failure("unanswered", `${host} ${how}.`, "again", true)
  const deadline = deadlineOf(request.timeoutSeconds ?? DEFAULT_SECONDS, () => lost("did not answer in time"))
  try {
    const response = await Promise.race([fetch(prepare(request, deadline.signal)), deadline.passed])
    const body = await read(response, policy.maxBytes ?? DEFAULT_BYTES, deadline.passed)
    return { status: response.status, headers: Object.fromEntries(response.headers), body }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw lost(deadline.signal.aborted ? "did not answer in time" : "could not be reached, or broke off")
  } finally {
    deadline.clear()
  }
}

/**
 * The response when it is a success. Throws a Failure otherwise: `throttled` with the time to wait, `unavailable`
 * (ambiguous: an error of theirs says nothing of what was done before it), or `refused`.
 */
export function ok(response: HttpResponse): HttpResponse {
  const { status } = response
  if (status >= 200 && status < 300) return response
  const retryAfter = retryAfterOf(response)
  if (status === 429) throw new Failure("throttled", "The service asks for fewer requests.", "again", false, retryAfter)
  if (status >= 500)
    throw new Failure("unavailable", `The service answered with its own error ${status}.`, "again", true, retryAfter)
  throw new Failure("refused", `The service refused with status ${status}.`, "stop")
}

function prepare(request: HttpRequest, signal: AbortSignal): Request {
  const { method, url, body } = request
  try {
    const headers = new Headers(request.headers)
    const reserved = RESERVED_HEADERS.find((name) => headers.has(name))
    if (reserved) throw new Failure("unsendable", `The header ${reserved} cannot be set.`, "stop")
    if (!headers.has("user-agent")) headers.set("user-agent", "Paythread")
    return new Request(url, { method, headers, redirect: "manual", signal, ...(body !== undefined && { body }) })
  } catch (error) {
    // The engine's own message quotes the header, which may be a secret.
    if (error instanceof TypeError)
      throw new Failure("unsendable", "The request has a header or a body that no such request can have.", "hold")
    throw error
  }
}

async function read(response: Response, maxBytes: number, passed: Promise<never>): Promise<string> {
  if (!response.body) return ""
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ""
  let size = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), passed])
      if (done) return text + decoder.decode()
      size += value.byteLength
      if (size > maxBytes) {
        const message = `The answer is larger than ${maxBytes} bytes.`
        // No service answers so much: it is the word of something that stands before it.
        throw new Failure("too_large", message, "again", true)
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    // Not awaited: a stream that hangs may hang here too.
    reader.cancel(error).catch((reason: unknown) => reason)
    throw error
  }
}
