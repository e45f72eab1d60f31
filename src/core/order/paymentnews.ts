import type { Money } from "../money"
import type { Mode } from "./order"

/** What every piece of news about money says: which, about what, in which mode, and when. */
interface About {
  /**
   * The same news again has the same id. The provider's own where it has one; else made of what it is about and the state
   * it tells (`refund:re_1:done`), because an id without the state would drop the second state.
   */
  id: string
  /** The order's opaque id, where the provider gives back what it was told. */
  order: string | null
  /** The checkout, as it was named when it was opened. */
  checkout: string | null
  mode: Mode
  /** When it happened at the provider, milliseconds since 1970; the time of asking where it does not say. */
  at: number
}

/** One piece of news about money, with nothing left in it that is one provider's way. */
export type PaymentNews = About & PaymentFact

export type PaymentFact =
  /** Money is ours. `money` is what was captured by this payment; null when the provider did not say, which disputes. */
  | { type: "paid"; payment: string | null; money: Money | null }
  /** The customer agreed, and nothing is taken yet: `capture` takes it, else it lapses at `until`. `held` where their bank set it aside. */
  | { type: "approved"; approval: string; money: Money | null; held: boolean; until: number | null }
  /** What was approved and held is held no more: it lapsed, or was let go, or the rest of it was. */
  | { type: "released"; approval: string; reason: string | null }
  /** A slow method: it will be paid or failed by itself. */
  | { type: "pending"; reason: string | null }
  /** One try failed; the checkout can still be paid. */
  | { type: "declined"; reason: string | null }
  /** It failed for good: this checkout can no longer be paid. */
  | { type: "failed"; reason: string | null }
  | { type: "expired" }
  | { type: "cancelled"; reason: string | null }
  /** How one refund stands. Each refund has an id, so that parts add up and a failed one can be taken back. */
  | {
      type: "refund"
      refund: string
      payment: string | null
      stage: RefundStage
      money: Money | null
      reason: string | null
    }
  /** The whole amount given back of a payment so far, where a provider tells only that. */
  | { type: "refunded"; payment: string | null; total: Money | null }
  | {
      type: "dispute"
      dispute: string
      payment: string | null
      stage: DisputeStage
      money: Money | null
      reason: string | null
    }

export type RefundStage = "pending" | "done" | "failed"

/** An `inquiry` moves no money; `won` gives it back to the merchant. */
export type DisputeStage = "inquiry" | "open" | "won" | "lost"
