/** A request to an outside service, as plain data: what may be stored, replayed and compared. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  url: string
  headers: Record<string, string>
  body?: string
  /** Whole time allowed, headers and body. */
  timeoutSeconds?: number
}

/** What an outside service answered. Header names are lower case; the body is decoded as UTF-8. */
export interface HttpResponse {
  status: number
  headers: Record<string, string>
  body: string
}

/** An answer with a body of JSON, for those who answer in a service's place. */
export function jsonResponse(status: number, body: object): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
}
