/** A request as an emulated service got it; `path` is below the service's own address. */
export interface Asked {
  /** Milliseconds since 1970. */
  at: number
  method: string
  path: string
  query: URLSearchParams
  /** By lower-case name. */
  headers: Record<string, string>
  body: string
}

/** What it answers: `body` is sent as JSON unless it is text, which is a page. */
export interface Answered {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** An outside service on this machine. Null means that there is nothing at this address. */
export type EmulatedService = (request: Asked) => Answered | null | Promise<Answered | null>

/** What a service calls on its own, signed as it would be. */
export interface Call {
  /** What it tells, in the service's own word. */
  type: string
  method: "GET" | "POST"
  /** Whole, query included. */
  url: string
  headers: Record<string, string>
  body: string
}

/** Where an emulated service stands, and whom it calls. */
export interface EmulatorSetting {
  /** Its own address, without a slash at the end. */
  base: string
  /** Where it calls the account that it knows: known once the account was made. */
  callTo(): string
  /** Milliseconds since 1970. */
  now(): number
  /** From 0 to 1: what is secret or an id is made of it, so that one seed tells one story. */
  random(): number
}
