/** A request as an emulated service got it; `path` is below the service's own address. */
export interface Received {
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
export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** An outside service on this machine. Null means that there is nothing at this address. */
export type Service = (request: Received) => Answer | null

/** A message that reached a customer, however the channel writes it. */
export interface Said {
  at: number
  to: string
  text: string
  /** The address behind the message's button; null when it has none. */
  link: string | null
  /** What the channel gives back with statuses, where it does. */
  reference?: string
}

/** A signed request that a provider makes on its own. */
export interface Callback {
  /** What it tells, in the provider's own word. */
  type: string
  body: string
  headers: Record<string, string>
}

/** A provider's hosted page in the hands of a customer, and what the provider then tells. */
export interface Till {
  service: Service
  pay(reference: string): Promise<Callback>
  /** With a method that takes its time: nothing is decided yet. */
  payLater(reference: string): Promise<Callback>
  /** The slow method came to nothing. */
  fail(reference: string): Promise<Callback>
  /** What the provider has to tell of its own accord since it was last asked. */
  unsent(): Promise<Callback[]>
  /** From now on the provider breaks off when it is asked to close a checkout. */
  breakClosing(): void
}

/** The fields of a JSON object in a body; none when it is something else. */
export function fieldsOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return isFields(value) ? value : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** The fields of a value that is a JSON object; none when it is something else. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isFields(value) ? value : {}
}

/** A page such as a provider shows, with the amount on it. */
export function page(title: string, lines: readonly string[]): Answer {
  return {
    status: 200,
    body: `<!doctype html><title>${title}</title>${lines.map((line) => `<p>${line}</p>`).join("")}`,
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
