import type { Capabilities } from "../provider"

const MINUTE = 60

/** "It is recommended to set at least 30 minutes", by Mercado Pago's own clock: hence a margin. */
export const SHORTEST_SECONDS = 31 * MINUTE

/** A payment that nobody makes ends after 30 days by itself, by the same clock. */
export const LONGEST_SECONDS = 30 * 86_400 - 5 * MINUTE

/** What Pix can do with any account of Mercado Pago. */
export const mercadopagoCapabilities: Capabilities = {
  // How much at least and at most depends on the account, the payer's bank and the hour: Mercado Pago and the bank say so.
  currencies: { BRL: { least: 1 } },
  kinds: ["code"],
  needs: ["email"],
  expiry: { shortest: SHORTEST_SECONDS, longest: LONGEST_SECONDS },
  close: true,
  capture: null,
  // "It is possible to refund a payment within 180 days of its approval date" (Refunds).
  refund: { partial: true, days: 180 },
  // How long it knows a key is not said: less than others promise. A code that was never shown is paid by nobody.
  repeat: { gives: "same", hours: 6 },
  tells: { failed: true, expired: true, refunds: true, disputes: true },
}
