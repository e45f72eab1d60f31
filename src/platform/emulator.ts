import { recordOf } from "./reading"

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
  /** Its own way of saying that nothing is wrong yet, whatever the status says. */
  isUsual?: boolean
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

/** Letters and digits that nobody guesses: a credential or an id of an emulated service. */
export function secretOf({ random }: Pick<EmulatorSetting, "random">, length = 32): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("")
}

/** An HMAC for signing as a service does, written apart from what it tests. */
export async function hmac(
  hash: "SHA-1" | "SHA-256" | "SHA-512",
  secret: string,
  data: string | Uint8Array,
): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash }, false, ["sign"])
  const bytes = typeof data === "string" ? encoder.encode(data) : data
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, new Uint8Array(bytes)))
}

/** Lower-case hex digits of what was signed. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The fields of a JSON object in a body; none when it is something else. */
export function fieldsOf(body: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(body))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** A page such as a provider shows, with the amount on it. */
export function page(title: string, lines: readonly string[]): Answered {
  return {
    status: 200,
    body: `<!doctype html><title>${title}</title>${lines.map((line) => `<p>${line}</p>`).join("")}`,
  }
}
