import type * as z from "zod"
import type { HttpRequest, HttpResponse } from "../core/exchange"
import type { Guide } from "../core/guide"
import type { Currency, Money } from "../core/money"
import type { Mode, PaymentEvent } from "../core/order/order"
import type { RawRequest } from "../platform/request"

/** What to ask a provider for. Everything in it is stored, so that asking again is asking for the very same. */
export interface Charge {
  /** The order's opaque id: with `attempt` it is the idempotency key. */
  order: string
  /** Counts from 1; a new one only when the checkout before it can no longer be paid. */
  attempt: number
  money: Money
  description: string
  /** The order's number, for people. */
  number: string
  /** BCP 47. */
  language: string
  /** Where the customer comes back to, however it went. */
  returnUrl: string
  /** When this attempt was first asked for, and when the order can no longer be paid; milliseconds since 1970. */
  createdAt: number
  expiresAt: number
}

/** A page of the provider's on which an order can be paid. */
export interface Checkout {
  reference: string
  /** https, on one of the provider's own hosts. */
  url: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Giving money back: all of it or a part. */
export interface Refund {
  /** Idempotency key, kept with the refund so that it can be found by it. */
  id: string
  /** The checkout it was paid by, and the provider's id of the payment. */
  reference: string
  payment: string
  order: string
  money: Money
}

/** Money that was given back, or is on its way. */
export interface Refunded {
  /** The provider's id of it. */
  id: string
  /** News of the payment; none when it will be told by a callback. */
  events: PaymentEvent[]
}

/** A thing of the provider's that a callback only named: enough to ask about, nothing to believe. */
export interface Hint {
  /** The provider's own word for what it is. */
  kind: string
  id: string
  mode: Mode
}

/** What a callback came to. */
export interface Received {
  /** News of the account's own money. */
  events: PaymentEvent[]
  /** Genuine news of money on somebody else's account: for the record, never to be applied. */
  foreign: PaymentEvent[]
  /** What has to be looked up before anything is believed. */
  hints: Hint[]
  /** What was not understood or is not ours, in words fit for a log. */
  ignored: string[]
}

/** A callback that says nothing. */
export const nothing: Readonly<Received> = { events: [], foreign: [], hints: [], ignored: [] }

/** What an account's connection needs to know of the deployment. */
export interface PaymentSetting {
  account: string
  /** The deployment's own address, without a slash at the end. */
  publicUrl: string
  /** The service's address when overridden by <NAME>_API_BASE, without a slash at the end. */
  apiBase?: string
  /** The clock that signatures are held against, milliseconds since 1970; the real one unless given. */
  now?: () => number
}

/** One account at one payment provider. Translates and does no I/O; throws Failure. */
export interface PaymentConnection {
  /** Test keys move no money; an event of the other mode never pays an order. */
  mode: Mode
  open(charge: Charge): HttpRequest
  opened(response: HttpResponse, charge: Charge): Checkout
  /** Resolves only when the request really comes from the provider; otherwise throws a Failure `unauthorised`. */
  verify(request: RawRequest): Promise<void>
  /** What the callback says. Throws a Failure `unreadable`. */
  events(request: RawRequest): Received
  /** Asks for what a hint named. */
  find?(hint: Hint): HttpRequest
  /** What was found as news, told at that time; none when it is nothing of this account's or of an order's. */
  found?(response: HttpResponse, hint: Hint, at: number): PaymentEvent[]
  /** Asks something harmless, to see whether the account's keys are good. */
  check?(): HttpRequest
  /** Asks how a checkout stands. */
  query(reference: string): HttpRequest
  /** The answer as news: none when nothing is decided yet. `at` is the time of asking, milliseconds since 1970. */
  queried(response: HttpResponse, at: number): PaymentEvent[]
  /** Asks that a checkout can no longer be paid, where the provider can do that. */
  close?(reference: string): HttpRequest
  /** Whether it can no longer be paid now. */
  closed?(response: HttpResponse): boolean
  refund?(refund: Refund): HttpRequest
  /** What was given back. */
  refunded?(response: HttpResponse, refund: Refund, at: number): Refunded
  /** Asks what became of a refund that went unanswered. */
  trace?(refund: Refund): HttpRequest
  /** What was given back under the refund's id; null when nothing was. */
  traced?(response: HttpResponse, refund: Refund, at: number): Refunded | null
}

/** A payment provider: what its account needs to be told, and how to connect an account. */
export interface Provider<Config extends z.ZodObject = z.ZodObject, Step extends string = string> {
  /** As in addresses and tables: lower case. */
  name: string
  title: string
  /** Fields of an account. `meta({ secret: true })` marks what is sealed and never returned. */
  config: Config
  /** Whether it can charge this amount at all; the reason for people when not. */
  refuses(money: Money): string | null
  currencies: readonly Currency[]
  /** How to set an account up. */
  guide: Guide<Step>
  /** Only for trying things out: refused wherever ENVIRONMENT is not local. */
  pretend: boolean
  /** Parses the fields, then closes over them. Throws a ZodError naming the wrong field. */
  connect(config: unknown, setting: PaymentSetting): PaymentConnection
}

/** Declares a payment provider. `connect` receives fields already parsed. */
export function defineProvider<Config extends z.ZodObject, Step extends string>(
  definition: Omit<Provider<Config, Step>, "connect"> & {
    connect(config: z.output<Config>, setting: PaymentSetting): PaymentConnection
  },
): Provider<Config, Step> {
  return { ...definition, connect: (config, setting) => definition.connect(definition.config.parse(config), setting) }
}
