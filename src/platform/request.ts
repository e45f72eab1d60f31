/** An incoming request with its body read once, as the bytes that were signed. */
export interface RawRequest {
  method: string
  url: string
  headers: Headers
  body: Uint8Array
}

/** Reads a request's body once, as bytes; null when it is longer than allowed, without reading further. */
export async function readRequest(request: Request, maxBytes: number): Promise<RawRequest | null> {
  const { method, url, headers } = request
  if (Number(headers.get("content-length") ?? 0) > maxBytes) return null
  const chunks: Uint8Array[] = []
  let size = 0
  // A body can come without a length, or longer than it said.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(read.value)
  }
  const body = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return { method, url, headers, body }
}
