/** An incoming request with its body read once, as the bytes that were signed. */
export interface RawRequest {
  method: string
  url: string
  headers: Headers
  body: Uint8Array
}
