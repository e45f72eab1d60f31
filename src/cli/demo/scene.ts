/** Where the customer writes. */
export const channels = ["whatsapp", "twilio", "sandbox"] as const
export type ChannelName = (typeof channels)[number]

/** Who takes the money. */
export const providers = ["stripe", "sandbox"] as const
export type ProviderName = (typeof providers)[number]

/** What becomes of the payment. */
export const outcomes = ["paid", "failed", "expired", "cancelled", "late", "duplicate"] as const
export type Outcome = (typeof outcomes)[number]

/** Which story is told. */
export interface Scene {
  channel: ChannelName
  provider: ProviderName
  outcome: Outcome
}
