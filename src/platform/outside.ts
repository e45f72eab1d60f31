import type { HttpRequest, HttpResponse } from "../core/exchange"

/** The world as an adapter has it while it carries one thing out: a clock that stands, one way to ask, one place to keep. */
export interface Outside {
  /** When this began, milliseconds since 1970: the only clock an adapter has. */
  readonly at: number
  /** Sends a request and gives whatever was answered, refusals included. Throws a Failure when nothing was. */
  ask(request: HttpRequest): Promise<HttpResponse>
  /**
   * What is kept under the name for this account, else what `make` gives, kept until it ends. For tokens and public keys:
   * it may be lost at any time and made by two at once, neither of which may do harm.
   */
  keep(name: string, make: () => Promise<Perishable>): Promise<string>
  /** Drops what is kept: the service takes it no longer. */
  forget(name: string): Promise<void>
}

/** Something worth keeping for a while. `until` is milliseconds since 1970, with the margin already taken off. */
export interface Perishable {
  value: string
  until: number
}

/** What a service hears once its callback or webhook was taken in. */
export interface Acknowledgement {
  status: number
  body?: string
  headers?: Readonly<Record<string, string>>
}
