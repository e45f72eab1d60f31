import type { Clock } from "./clock"
import type { Random } from "./random"

/** Every fault there is and how often it strikes where it can, in a scene of middling weather. */
export const FAULTS = {
  "webhook-duplicated": 0.2,
  "webhook-concurrent": 0.15,
  "webhook-reordered": 0.15,
  "webhook-delayed-days": 0.03,
  "webhook-lost": 0.1,
  "callback-duplicated": 0.25,
  "callback-reordered": 0.2,
  "callback-delayed-days": 0.05,
  "callback-lost": 0.1,
  "callback-lost-for-good": 0.15,
  "callback-before-order": 0.15,
  "callback-foreign": 0.15,
  "callbacks-refused": 0.3,
  "object-crash": 0.02,
  "worker-crash": 0.015,
  eviction: 0.1,
  "alarm-lost": 0.06,
  "alarm-twice": 0.15,
  "d1-before": 0.02,
  "d1-after": 0.02,
  "d1-during-batch": 0.04,
  "d1-outage": 0.25,
  "d1-stall": 0.02,
  "channel-revoked": 0.25,
  "channel-500": 0.05,
  "channel-500-after": 0.04,
  "channel-429": 0.06,
  "channel-timeout": 0.03,
  "channel-timeout-after": 0.05,
  "channel-window-closed": 0.02,
  "channel-delivery-failed": 0.03,
  "provider-500": 0.05,
  "provider-500-after": 0.05,
  "provider-429": 0.05,
  "provider-timeout": 0.04,
  "provider-timeout-after": 0.06,
  "provider-refund-timeout-after": 0.45,
  "payment-key-revoked": 0.3,
  "service-500": 0.06,
  "service-timeout-after": 0.06,
  "clock-jump": 0.25,
  "clock-skew": 0.2,
  "flow-published": 0.5,
  "sweep-lost": 0.15,
  "sweep-twice": 0.15,
  "customer-chats": 0.5,
  "customer-pays-late": 0.15,
  "customer-pays-twice": 0.12,
  "customer-opens-link-twice": 0.15,
  "customer-stops": 0.1,
  "customer-cancels-while-paying": 0.08,
  "customer-pays-wrong-amount": 0.06,
  "customer-moves": 0.1,
  "number-recycled": 0.15,
} as const satisfies Record<string, number>

export type Fault = keyof typeof FAULTS

/** Whether the text names a fault. */
export function isFault(text: string): text is Fault {
  return Object.hasOwn(FAULTS, text)
}

/** The faults of one scene: which can strike, how hard, until when, and how often each did. */
export class Weather {
  readonly struck: Partial<Record<Fault, number>> = {}
  readonly odds = new Map<Fault, number>()

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    allowed: readonly Fault[],
    /** It clears up then, and what is owed must come. */
    public until: number,
  ) {
    // Each scene has some of them, some harder than others: a few at a time reach what all at once would hide.
    const alone = allowed.length < 6
    const force = [0.5, 1, 2]
    for (const fault of allowed)
      if (alone || random.chance(0.55)) this.odds.set(fault, Math.min(0.9, FAULTS[fault] * random.pick(force)))
  }

  strikes(fault: Fault): boolean {
    const odds = this.odds.get(fault)
    if (odds === undefined || this.clock.now >= this.until || !this.random.chance(odds)) return false
    this.count(fault)
    return true
  }

  count(fault: Fault): void {
    this.struck[fault] = (this.struck[fault] ?? 0) + 1
  }
}
