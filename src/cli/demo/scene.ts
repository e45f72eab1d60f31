import type { Outcome } from "../../payments/emulator"

/** Which story is told: where the customer writes, who takes the money, and what becomes of the payment. */
export interface Scene {
  channel: string
  provider: string
  outcome: Outcome
}

/** What each outcome demands: the order's status, the node the run ends at, and what was told of the order. */
export const DEMANDS: Record<Outcome, { status: string; late: boolean; node: string; events: readonly string[] }> = {
  paid: { status: "paid", late: false, node: "thanks", events: ["paid"] },
  duplicate: { status: "paid", late: false, node: "thanks", events: ["paid"] },
  failed: { status: "failed", late: false, node: "failed", events: ["failed"] },
  expired: { status: "expired", late: false, node: "expired", events: ["expired"] },
  cancelled: { status: "cancelled", late: false, node: "cancelled", events: ["cancelled"] },
  // The last one on its stage: the provider does not close checkouts any more.
  late: { status: "paid", late: true, node: "expired", events: ["expired", "paid"] },
}

/** Every outcome, in the order in which they can be played on one stage. */
export const outcomes = Object.keys(DEMANDS) as Outcome[]

/** A channel and a provider, and what is played with them. */
export interface Programme {
  channel: string
  provider: string
  outcomes: readonly Outcome[]
}

/** Every channel with every provider, and all outcomes with each. */
export function productOf(
  channels: readonly string[],
  providers: readonly string[],
  chosen: readonly Outcome[],
): Programme[] {
  return channels.flatMap((channel) => providers.map((provider) => ({ channel, provider, outcomes: chosen })))
}

/** Each channel and each provider at least once, and each outcome with each provider. */
export function coverOf(
  channels: readonly string[],
  providers: readonly string[],
  chosen: readonly Outcome[],
): Programme[] {
  return Array.from({ length: Math.max(channels.length, providers.length) }, (_, index) => ({
    channel: channels[index % channels.length] ?? "",
    provider: providers[index % providers.length] ?? "",
    outcomes: index < providers.length ? chosen : chosen.slice(0, 1),
  }))
}
