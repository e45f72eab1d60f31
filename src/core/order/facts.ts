import type { Money } from "../money"
import type { Mode } from "./order"
import type { UnpaidEnd } from "./states"

/** What is said of every fact. The same id is the same fact, told again. */
interface Recorded {
  /** `<payment account>:<the provider's id of the news>`, or `own:<what it is>`. */
  id: string
  /** The order in which the facts of one order were recorded, from 1. */
  seq: number
  /** When it happened by its own account; milliseconds since 1970. */
  at: number
  /** What brought it, such as callback or operator. */
  cause: string
  /** Which operator; null for who is none. */
  by: string | null
  mode: Mode
}

/** One recorded thing about an order. Facts are only ever added; what they come to is a `Ledger`. */
export type Fact = Recorded &
  /** What an attempt asks for, and how much of it is a tip. Not recorded of one that asks for all that is due and no more. */
  (
    | { type: "asked"; attempt: number; money: Money; tip: Money | null }
    | { type: "offered"; attempt: number; checkout: string; expiresAt: number | null }
    /** `declined` is one try that failed while its checkout can still be paid; `failed` is the end of the checkout. */
    | { type: "pending" | "declined" | "failed"; attempt: number | null; payment: string | null; reason: string | null }
    /** Money set aside, or ours. By one payment the largest amount that was told counts. */
    | {
        type: "authorised"
        payment: string | null
        attempt: number | null
        money: Money | null
        /** When it lapses unless it is taken, milliseconds since 1970; null or absent where that is not said. */
        until?: number | null
      }
    | { type: "captured"; payment: string | null; attempt: number | null; money: Money | null }
    /** What is held is to be taken, in whole or in part: recorded before the provider is asked. */
    | {
        type: "captureAsked"
        capture: string
        payment: string
        money: Money
        /** Minor units that were taken of it before: it is done once that much more is. */
        before: number
        /** Whether the rest is let go, and whether all that there was is meant, where no amount was named. */
        last: boolean
        whole: boolean
      }
    | { type: "captureFailed"; capture: string; payment: string; reason: string | null }
    /** What is held is to be let go: each try by its id. */
    | { type: "voidAsked"; void: string; payment: string }
    | { type: "voidFailed"; void: string; payment: string; reason: string | null }
    | { type: "voided"; payment: string | null }
    /** How one refund stands; `refunded` without an id is all that was given back of its payment so far. */
    | {
        type: "refundAsked" | "refunded" | "refundFailed"
        refund: string | null
        payment: string | null
        money: Money | null
        reason: string | null
      }
    /** An `inquiry` moves no money. */
    | { type: "disputed"; dispute: string; payment: string | null; money: Money | null; stage: "inquiry" | "open" }
    | { type: "disputeEnded"; dispute: string; payment: string | null; won: boolean }
    | { type: "ended"; as: UnpaidEnd; reason: string | null }
    /** What arrived on the merchant's bank account of a payment, and what its provider kept. */
    | { type: "payout"; payment: string | null; money: Money; fee: Money }
  )

/** The facts of that type. */
export type FactOf<Type extends Fact["type"]> = Extract<Fact, { type: Type }>
