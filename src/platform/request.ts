import { deadlineOf } from "./deadline"
import { Failure } from "./failure"

/** Time for a whole body: senders give up far sooner, and one that trickles must not hold what it has sent for ever. */
const PATIENCE_SECONDS = 30

/** Of a body whose sender may take as long as the connection lasts. */
const SHORT_BYTES = 64_000

/** An incoming request with its body read once, as the bytes that were signed. */
export interface RawRequest {
  method: string
  url: string
  headers: Headers
  body: Uint8Array
}

/**
 * Reads a request's body once, as bytes; null when it is longer than allowed, without reading further. Throws a Failure
 * `slow` when it is not there in time.
 */
export async function readRequest(request: Request, maxBytes: number): Promise<RawRequest | null> {
  const { method, url, headers } = request
  const length = headers.get("content-length")
  if (Number(length ?? 0) > maxBytes) return null
  // So short a body holds nothing that is worth a timer.
  if (length !== null && Number(length) <= SHORT_BYTES) {
    const body = new Uint8Array(await request.arrayBuffer())
    return body.byteLength > maxBytes ? null : { method, url, headers, body }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // A body can come without a length, or longer than it said.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined =
    length === null ? request.body?.getReader() : undefined
  const deadline = deadlineOf(PATIENCE_SECONDS, slow)
  try {
    // HTTP holds a body to the length it names, and whole it costs half of what it does piece by piece.
    if (length !== null) {
      const body = new Uint8Array(await Promise.race([request.arrayBuffer(), deadline.passed]))
      return body.byteLength > maxBytes ? null : { method, url, headers, body }
    }
    while (reader) {
      const { done, value } = await Promise.race([reader.read(), deadline.passed])
      if (done) break
      size += value.byteLength
      if (size > maxBytes) {
        await reader.cancel()
        return null
      }
      chunks.push(value)
    }
  } catch (error) {
    // Not awaited: a stream that hangs may hang here too.
    reader?.cancel(error).catch((reason: unknown) => reason)
    throw error
  } finally {
    deadline.clear()
  }
  const body = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return { method, url, headers, body }
}

function slow(): Failure {
  return new Failure("slow", `The body was not there after ${PATIENCE_SECONDS} seconds.`, "again")
}
