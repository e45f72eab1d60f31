import type { Outcome } from "../../payments/emulator"

/** Which story is told: where the customer writes, who takes the money, and what becomes of the payment. */
export interface Scene {
  channel: string
  provider: string
  outcome: Outcome
}

/** The customer of every demo. */
export const customer = { name: "Thandi", phone: "+27821110001" }
