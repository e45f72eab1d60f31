import type { Checkout } from "../../core/order/checkout"
import type { Capabilities } from "../provider"

/** The prompt waits about a minute for the PIN; then its result is still on the way for some seconds. */
const PROMPT_SECONDS = 90

/** A result that is still not there by then is asked for only together with its order's others. */
const PAYABLE_MILLISECONDS = 15 * 60_000

/** The checkout of a prompt that was sent at that time to that phone, in E.164. */
export function promptOf(id: string, to: string, at: number): Checkout {
  const usableUntil = at + PROMPT_SECONDS * 1000
  return { kind: "push", id, to, seconds: PROMPT_SECONDS, usableUntil, payableUntil: at + PAYABLE_MILLISECONDS }
}

/** What M-PESA Express can do with any account. */
export const mpesaCapabilities: Capabilities = {
  // "What are the transaction limits for M-PESA Express?" (M-Pesa Express Simulate, FAQs): whole shillings, 1 to 250,000.
  currencies: { KES: { least: 100, most: 25_000_000, step: 100 } },
  kinds: ["push"],
  needs: ["phone"],
  expiry: { shortest: PROMPT_SECONDS, longest: PROMPT_SECONDS },
  close: true,
  capture: null,
  // A reversal needs an initiator's encrypted password, and its result comes unsigned with nothing to look up.
  refund: null,
  repeat: { gives: "another" },
  // Callbacks are often lost, and none is believed.
  tells: { failed: false, expired: false, refunds: false, disputes: false },
}
