import type * as z from "zod"
import type { Guide } from "../core/guide"
import type { Currency, Money } from "../core/money"
import type { Checkout, Customer, Presentation } from "../core/order/checkout"
import type { Mode } from "../core/order/order"
import type { PaymentNews } from "../core/order/paymentnews"
import type { Acknowledgement, Outside } from "../platform/outside"
import type { RawRequest } from "../platform/request"

/** What to ask a provider for. Everything in it is stored, so that asking again is asking for the very same. */
export interface Charge {
  /** The order's opaque id. */
  order: string
  /** Counts from 1; a new one only when the checkout before it can no longer be paid. */
  attempt: number
  /** Of the order and the attempt: at most 32 letters, digits and hyphens, so that it is a reference anywhere. */
  key: string
  money: Money
  description: string
  /** The order's number, for people. */
  number: string
  /** `later` has the money held until it is captured: only where the capabilities say so. */
  capture: "at_once" | "later"
  /** BCP 47. */
  language: string
  customer: Customer
  /** Where the customer comes back to, however it went. */
  returnUrl: string
  /** Where news goes, for providers that are told with each charge. */
  callbackUrl: string
  /** When this attempt was first asked for, and when the order can no longer be paid; milliseconds since 1970. */
  createdAt: number
  expiresAt: number
}

/** A checkout as it is named when something is asked about it later. */
export interface Opened {
  order: string
  attempt: number
  /** As the charge's. */
  key: string
  /** The provider's id of it. */
  checkout: string
  money: Money
}

/** What the customer agreed to, to be taken or let go. */
export interface Approval extends Opened {
  approval: string
}

/** Taking all of it or a part. */
export interface Capture extends Approval {
  /** Idempotency key, at most 32 letters, digits and hyphens. */
  id: string
  amount: Money
  /** Whether the rest is let go; always where `capabilities.capture` knows no second part. */
  last: boolean
}

/** Giving money back: all of it or a part. */
export interface Refund extends Opened {
  /** At most 64 letters, digits, dots and hyphens: the idempotency key where there is one, and kept with the refund where it can be. */
  id: string
  /** The provider's id of the payment. */
  payment: string
  amount: Money
  /** Whether it may have been asked for before: who has no idempotency keys then looks first. */
  again: boolean
}

/**
 * What an unproven or thin callback names: enough to ask about, nothing to believe. A checkout of ours is looked at; anything
 * else of the provider's is found by its id, `kind` being the adapter's own word for it.
 */
export type Hint = { checkout: string; opened?: LostOpening } | { kind: string; id: string }

/** A checkout whose opening may have gone unanswered, so that only the address that it was given for news tells whose it is. */
export interface LostOpening {
  /** The order's opaque id, proven to be what we wrote into that address. */
  order: string
  checkout: Checkout
}

/** What a callback came to. */
export interface Received {
  /** What it proves. Always empty where `callbacks.proof` is not "signature". */
  news: readonly PaymentNews[]
  /** Genuine news of money on somebody else's account: for the record, never to be applied. */
  foreign?: readonly PaymentNews[]
  /** What has to be looked up before anything is believed. */
  hints: readonly Hint[]
  /** What was not understood or is not ours, in words fit for a log. */
  ignored: readonly string[]
  /** When the provider wants to hear something else than `callbacks.answer`: a handshake's challenge. */
  answer?: Acknowledgement
}

/** What a provider, or one account at it, can do. Data: the checks before publishing, the studio and the sweep read it. */
export interface Capabilities {
  /** Amounts it takes, by currency. What is not here is not taken. */
  currencies: Readonly<Partial<Record<Currency, Bounds>>>
  kinds: readonly Presentation["kind"][]
  /** What a charge must know of the customer; what is missing the pay page asks for. */
  needs: readonly (keyof Customer)[]
  /** Seconds a checkout lives; null when the provider ends none by itself. */
  expiry: { shortest: number; longest: number } | null
  /** Whether an open checkout can be closed. */
  close: boolean
  /**
   * Whether what was approved has to be captured, and for how many days it can be; `later` where a charge can ask for that, and
   * the money is held meanwhile. `parts` is how what is held can be taken: whole alone, once in part, or part by part.
   */
  capture: { parts: "none" | "one" | "many"; days: number; later?: boolean } | null
  /** How long after the payment it can be given back; null days when always. */
  refund: { partial: boolean; days: number | null } | null
  /**
   * What opening twice with one key comes to: the same checkout for some hours, a refusal (then the next attempt is
   * taken), or another checkout, so that an unanswered opening is never repeated before the first can be ruled out.
   */
  repeat: { gives: "same"; hours: number } | { gives: "refusal" } | { gives: "another" }
  /** What it tells by itself; the rest is found by looking. */
  tells: { failed: boolean; expired: boolean; refunds: boolean; disputes: boolean }
}

/** Minor units. `step` is 10 where the last digit must be 0. */
export interface Bounds {
  least: number
  most?: number
  step?: number
}

/** How callbacks come. */
interface Callbacks {
  methods: readonly ("GET" | "POST")[]
  /** What proves one: a signature, the unguessable address alone, or nothing. Without a signature only hints are taken. */
  proof: "signature" | "address" | "nothing"
  /** What it wants to hear once everything is durable. */
  answer: Acknowledgement
}

/** What an account's connection needs to know of the deployment. */
export interface PaymentSetting {
  account: string
  /** The deployment's own address, without a slash at the end. */
  publicUrl: string
  /** The account's own address for callbacks, with its unguessable part where the address is the proof. */
  callbackUrl: string
  /** The service's address when overridden by <NAME>_API_BASE, without a slash at the end. */
  apiBase?: string
}

/**
 * One account at one payment provider. It translates: whatever it does to the world it does through `outside`, step by
 * step. Every method may be carried out again after a crash and then comes to the same. Throws Failure.
 */
export interface PaymentConnection {
  /** Test keys move no money; news of the other mode never pays an order. */
  mode: Mode
  /** What this account can do, which may be less than its provider. */
  capabilities: Capabilities
  /** A Failure `attempt_spent` means that only the next attempt can give a checkout. */
  open(charge: Charge, outside: Outside): Promise<Checkout>
  /** How a checkout stands; empty while nothing is decided. Never moves money. */
  look(checkout: Opened, outside: Outside): Promise<readonly PaymentNews[]>
  /**
   * Proves and reads a callback in one, for what is proven differs: a body, a query, one item of a batch. Throws a Failure
   * `unauthorised` (forged), `unproven` (send it again, signed) or `unreadable`.
   */
  receive(request: RawRequest, outside: Outside): Promise<Received>
  /** Looks up what a callback only names; nothing when it is not this account's or no order's. Throws a Failure `again` when it is not there yet. */
  find?(hint: Extract<Hint, { kind: string }>, outside: Outside): Promise<readonly PaymentNews[]>
  /** Has what the customer agreed to set aside, where that takes more than the customer's word: told as approved and held. */
  hold?(approval: Approval & { id: string }, outside: Outside): Promise<readonly PaymentNews[]>
  /** Takes what the customer agreed to. What is held is told as `released` once the rest of it is let go. */
  capture?(capture: Capture, outside: Outside): Promise<readonly PaymentNews[]>
  /** Lets go of it, where more than waiting is needed; a Failure where it was taken instead. */
  release?(approval: Approval, outside: Outside): Promise<void>
  /** Whether the checkout can no longer be paid now. */
  close?(checkout: Opened, outside: Outside): Promise<boolean>
  /** News of the refund, `pending` where a callback or a look tells the end. */
  refund?(refund: Refund, outside: Outside): Promise<readonly PaymentNews[]>
  /** What became of a refund that went unanswered; null when the provider knows of none. */
  trace?(refund: Refund, outside: Outside): Promise<readonly PaymentNews[] | null>
  /** Asks something harmless: whether the keys are good, and whose they are. */
  check?(outside: Outside): Promise<{ holder: string | null }>
  /** Sets the provider's side up (a webhook at `callbackUrl`); returns the fields it learnt, to be sealed with the rest. */
  arrange?(outside: Outside): Promise<Readonly<Record<string, string>>>
}

/** A payment provider: what its account needs to be told, what it can do, and how to connect an account. */
export interface Provider<Config extends z.ZodObject = z.ZodObject, Step extends string = string> {
  /** As in addresses, tables and folders: lower case. */
  name: string
  title: string
  /** Fields of an account. `meta({ secret: true })` seals one; `meta({ learnt: true })` marks what `arrange` finds out. */
  config: Config
  /** The most it can do with any account. */
  capabilities: Capabilities
  callbacks: Callbacks
  /** How to set an account up. */
  guide: Guide<Step>
  /** Only for trying things out: runs only where ENVIRONMENT is local. */
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
