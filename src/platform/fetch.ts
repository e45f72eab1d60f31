import type { HttpRequest, HttpResponse } from "../core/exchange"
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
  const { method, url, body } = request
  const headers = headersOf(request)
  const controller = new AbortController()
  const { signal } = controller
  // Not AbortSignal.timeout: it cannot be cleared, and its timer would keep an object in memory long after the answer.
  const timer = setTimeout(() => controller.abort(), (request.timeoutSeconds ?? DEFAULT_SECONDS) * 1000)
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal,
      ...(body !== undefined && { body }),
    })
    const text = await read(response, policy.maxBytes ?? DEFAULT_BYTES)
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text }
  } catch (error) {
    if (error instanceof Failure) throw error
    // Whether the request had been sent when the connection broke, or nothing came, cannot be told.
    const how = signal.aborted ? "did not answer in time" : "could not be reached, or broke off"
    throw new Failure("unanswered", `${new URL(url).hostname} ${how}.`, "again", true)
  } finally {
    clearTimeout(timer)
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

/**
 * The headers to send. Whatever a request cannot have is found before it is sent, when it is certain that nothing was. Throws
 * a Failure `unsendable`.
 */
function headersOf({ method, headers, body }: HttpRequest): Record<string, string> {
  const names = Object.keys(headers).map((name) => name.toLowerCase())
  const reserved = RESERVED_HEADERS.find((name) => names.includes(name))
  if (reserved) throw new Failure("unsendable", `The header ${reserved} cannot be set.`, "stop")
  // The runtime's own message quotes the header, which may be a secret.
  if (!isSendable(headers) || (method === "GET" && body !== undefined))
    throw new Failure("unsendable", "The request has a header or a body that no such request can have.", "hold")
  return names.includes("user-agent") ? headers : { ...headers, "user-agent": "Paythread" }
}

/** Whether they are headers. What is plainly one needs no object of the runtime's to say so. */
function isSendable(headers: Readonly<Record<string, string>>): boolean {
  if (Object.entries(headers).every(([name, value]) => PLAIN_NAME.test(name) && PLAIN_VALUE.test(value))) return true
  try {
    return new Headers(headers) !== null
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

const PLAIN_NAME = /^[A-Za-z0-9-]+$/
const PLAIN_VALUE = /^[\x20-\x7e]*$/

async function read(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ""
  const { headers } = response
  // HTTP holds a body to the length it names, though not to what becomes of it when it is unpacked.
  const length = headers.has("content-encoding") ? null : headers.get("content-length")
  // Whole it costs half of what it does piece by piece.
  if (length !== null && Number(length) <= maxBytes) return response.text()
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ""
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
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
