import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Currency, Money } from "../../src/core/money"
import type { Checkout } from "../../src/core/order/checkout"
import type { PaymentNews } from "../../src/core/order/paymentnews"
import type {
  Approval,
  Capture,
  Charge,
  Hint,
  Opened,
  PaymentSetting,
  Received,
  Refund,
} from "../../src/payments/provider"
import type { Advice } from "../../src/platform/failure"

/**
 * What the neutral suite is told of a provider: `export const fixture` of `test/payments/<name>/fixture.ts`. Nothing in the
 * suite names a provider; which of its cases are asked follows from the capabilities.
 */
export interface ProviderFixture {
  /** Valid fields of an account, the optional and the learnt ones too, and for each field values that must be refused. */
  fields: Record<string, string>
  wrong: Record<string, unknown[]>
  /** What differs from the suite's own charge, refund and customer: a currency that is taken, for one. */
  charge?: Partial<Charge>
  refund?: Partial<Refund>
  /** The id of the checkout that the scripts are about. */
  checkout: string
  /** Where each method's requests go: `https://api.example.com`, several where there are. */
  hosts: readonly string[]
  /** What the provider answers, in order, and what it comes to. The first script of each method is where all goes well. */
  open: Script<Checkout>[]
  look: Script<readonly PaymentNews[]>[]
  close?: Script<boolean>[]
  find?: (Script<readonly PaymentNews[]> & { hint: Extract<Hint, { kind: string }> })[]
  capture?: (Script<readonly PaymentNews[]> & { capture?: Partial<Capture> })[]
  release?: (Script<void> & { approval?: Partial<Approval> })[]
  refunds?: (Script<readonly PaymentNews[]> & { refund?: Partial<Refund> })[]
  trace?: (Script<readonly PaymentNews[] | null> & { refund?: Partial<Refund> })[]
  check?: Script<{ holder: string | null }>[]
  arrange?: Script<Readonly<Record<string, string>>>[]
  /** Answers to `open` with an address in them that is not the page's own: only where a page is opened. */
  page?: { url: string; answers(url: unknown): Answer[] }
  /** Answers to `open` that lack the checkout's id. */
  withoutId: Answer[]
  /** What an opening asked for, as the provider reads it; and answers to a look that says it was paid with that money. */
  asksFor(requests: readonly HttpRequest[]): Money
  paid(money: Money): Answer[]
  /** Currencies whose bounds are asked for one by one; all that are taken where it is absent. */
  currencies?: readonly Currency[]
  /** The idempotency key of an opening, a capture, a refund; where there are none at all it is absent. */
  key?(requests: readonly HttpRequest[]): string
  /** How the provider refuses in its own words, which are given; and the headers, where they matter. */
  refusal(message: string): { body: unknown; headers?: Record<string, string> }
  callbacks: Callback[]
  /** Bodies, or whole requests, that are genuine but broken: unreadable, each of them. */
  broken: Unsigned[]
  /** How a callback is proven, where a signature is what proves one. */
  signature?: Signing
  /** Answers that are another thing with this provider than with all others, each with the reason. */
  exceptions?: Exception[]
}

/** An answer, or what is answered to the request as it was made. */
export type Answer = HttpResponse | ((request: HttpRequest) => HttpResponse)

/** A method that is carried out: what the provider answers, in order, and what it comes to or how it fails. */
export type Script<Gives> = { name: string; answers: Answer[] } & ({ gives: Gives } | { fails: Failing })

/** What is said of a failure. */
export interface Failing {
  code?: string
  advice: Advice
  ambiguous?: boolean
}

/** A callback as it is sent, but for its signature. Absent is POST, no query, no headers, no body. */
export interface Unsigned {
  name?: string
  method?: "GET" | "POST"
  /** With its question mark. */
  query?: string
  headers?: Record<string, string>
  body?: string
}

/** A callback, and what it is read as; what is absent is empty. `answers` are to what it asks the provider meanwhile. */
export interface Callback extends Unsigned {
  name: string
  answers?: Answer[]
  reads: Partial<Received>
}

/** How a provider's callbacks are signed. */
export interface Signing {
  /** The headers that sign; none where the signature is in the body or the query. */
  headers: readonly string[]
  secret: string
  /** Another that the account would take for a secret, and is not its own. */
  wrongSecret: string
  /** The callback with its signature; `seconds` since 1970 is when. */
  sign(callback: Unsigned, secret: string, seconds: number): Promise<Unsigned>
  /** Seconds that a signature may be off; null where its time is not signed. */
  tolerance: { past: number; future: number } | null
  /** Callbacks signed by the provider's own library or documentation; `at` is milliseconds since 1970. */
  vectors: (Unsigned & { at: number; fields?: Record<string, string>; answers?: Answer[] })[]
}

/**
 * A bad answer that does not come to what it comes to elsewhere: `method` with the answer of that name at that step
 * (counted from 1; all of them where it is absent).
 */
interface Exception {
  method: string
  answer: BadAnswer
  step?: number
  /** How it fails, or that it does not. */
  becomes: Failing | "no failure"
  why: string
}

/** The answers at which every request of every method is failed. */
export type BadAnswer =
  | "a wrong key"
  | "no right"
  | "a firewall"
  | "nothing there"
  | "a proxy's nothing"
  | "a conflict"
  | "too many requests"
  | "a fault"
  | "a redirection"
  | "a page"
  | "a list"
  | "nothing"

/** Milliseconds since 1970 at which every contract test takes place. */
export const NOW = 1_795_000_000_000

export const setting: PaymentSetting = {
  account: "acc_1",
  publicUrl: "https://pay.test",
  callbackUrl: "https://pay.test/callbacks/provider/acc_1",
}

export const charge: Charge = {
  order: "ord-demo-1",
  attempt: 2,
  key: "ord-demo-1-2",
  money: { minor: 12_345, currency: "ZAR" },
  description: "Two tickets & a “hat” = 123,45 R 😀",
  number: "A-1001",
  capture: "at_once",
  language: "pt-BR",
  customer: {
    phone: "+254711223344",
    email: "thandi@example.com",
    name: "Thandi M",
    country: "ZA",
    taxId: "19119119100",
  },
  returnUrl: "https://pay.test/p/abc/return",
  callbackUrl: setting.callbackUrl,
  createdAt: NOW,
  expiresAt: NOW + 3_600_000,
}

/** A checkout of the suite's charge, as it is asked about. */
export function openedBy({ order, attempt, key, money }: Charge, checkout: string): Opened {
  return { order, attempt, key, money, checkout }
}

/** The suite's refund of a charge. */
export function refundOf(of: Charge, checkout: string): Refund {
  const { currency } = of.money
  return {
    ...openedBy(of, checkout),
    id: "refund-1",
    payment: "pay_demo",
    amount: { minor: 500, currency },
    again: false,
  }
}

/** An answer as `fetch` would give it. */
export function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) }
}
