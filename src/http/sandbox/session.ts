import * as z from "zod"
import { currencies } from "../../core/money"

/** What the pretend provider is asked to take money for; times are milliseconds since 1970. */
export const wanted = z.object({
  account: z.string().min(1).max(64),
  order: z.string().min(1).max(128),
  attempt: z.int().min(1),
  amount: z.int().min(1),
  currency: z.enum(currencies),
  description: z.string().max(2000),
  number: z.string().max(200),
  language: z.string().max(35),
  returnUrl: z.url({ protocol: /^https?$/ }),
  expiresAt: z.int(),
  capture: z.enum(["at_once", "later"]).default("at_once"),
})

/** A pretend checkout. */
export const session = wanted.extend({
  id: z.string(),
  status: z.enum(["open", "held", "released", "paid", "failed", "expired", "cancelled"]),
  payment: z.string().nullable(),
  /** Taken of what is held, how much of it by each idempotency key, and until when it is held. */
  captured: z.int().min(0).default(0),
  captures: z.record(z.string(), z.int()).default({}),
  heldUntil: z.int().nullable().default(null),
  /** Given back so far, and how much of it by each idempotency key. */
  refunded: z.int().min(0),
  refunds: z.record(z.string(), z.int()),
  reason: z.string().nullable(),
})

export type Session = z.output<typeof session>

/** One thing that the provider's callbacks say, and when it claims that it happened. */
export interface SessionNews {
  type: "paid" | "held" | "pending" | "failed" | "expired" | "cancelled"
  at: number
}

/** What a customer can do on the pretend page. */
export interface Action {
  title: string
  from: readonly Session["status"][]
  becomes: Session["status"]
  reason: string | null
  /** What is called back, in this order. */
  tells(session: Session, now: number): SessionNews[]
}

/** How long money is held. */
const HELD_MILLISECONDS = 7 * 86_400_000

/** Every way that a payment can go, by its path. */
export const actions: Readonly<Record<string, Action>> = {
  pay: {
    title: "Pay",
    from: ["open"],
    becomes: "paid",
    reason: null,
    tells: (_, now) => [{ type: "paid", at: now }],
  },
  decline: {
    title: "Decline",
    from: ["open"],
    becomes: "failed",
    reason: "The card was declined.",
    tells: (_, now) => [{ type: "failed", at: now }],
  },
  cancel: {
    title: "Cancel",
    from: ["open"],
    becomes: "cancelled",
    reason: null,
    tells: (_, now) => [{ type: "cancelled", at: now }],
  },
  late: {
    title: "Pay late",
    from: ["open", "expired", "cancelled"],
    becomes: "paid",
    reason: null,
    // An order ends by news from after its time only: for that the pretend clock runs ahead.
    tells: ({ expiresAt }, now) => [
      { type: "expired", at: Math.max(now, expiresAt) },
      { type: "paid", at: now },
    ],
  },
  twice: {
    title: "Pay, notify twice",
    from: ["open"],
    becomes: "paid",
    reason: null,
    tells: (_, now) => [
      { type: "paid", at: now },
      { type: "paid", at: now },
    ],
  },
  disorder: {
    title: "Pay, notify out of order",
    from: ["open"],
    becomes: "paid",
    reason: null,
    tells: (_, now) => [
      { type: "paid", at: now },
      { type: "pending", at: now - 2000 },
      { type: "expired", at: now - 1000 },
    ],
  },
}

/** The session as it stands at that time: an open one expires by itself. */
export function standing(session: Session, now: number): Session {
  return session.status === "open" && now >= session.expiresAt ? { ...session, status: "expired" } : session
}

/** The session once that was done on its page; null when it cannot be done any more. */
export function done(session: Session, action: Action, now: number): Session | null {
  if (!action.from.includes(session.status)) return null
  const payment = action.becomes === "paid" ? `pay_${session.id}` : null
  const next = { ...session, status: action.becomes, reason: action.reason, payment }
  if (action.becomes !== "paid" || session.capture === "at_once") return next
  return { ...next, status: "held", heldUntil: now + HELD_MILLISECONDS }
}

/** What its page tells: of one whose money is held that, instead of paid. */
export function toldOf(session: Session, action: Action, now: number): SessionNews[] {
  const isHeld = session.status === "held"
  return action.tells(session, now).map((news) => (isHeld && news.type === "paid" ? { ...news, type: "held" } : news))
}

/** The session with a part of what is held taken, once for each key; null when there is not that much held. */
export function captured(session: Session, key: string, amount: number, last: boolean): Session | null {
  if (Object.hasOwn(session.captures, key)) return session
  const sum = session.captured + amount
  if (session.status !== "held" || sum > session.amount) return null
  const status = sum === session.amount ? "paid" : last ? "released" : "held"
  return { ...session, status, captured: sum, captures: { ...session.captures, [key]: amount } }
}

/** The session with money given back, once for each key; null when there is not that much left of it. */
export function refunded(session: Session, key: string, amount: number): Session | null {
  if (Object.hasOwn(session.refunds, key)) return session
  const paid = session.captured > 0 || session.status !== "paid" ? session.captured : session.amount
  if (session.refunded + amount > paid) return null
  return { ...session, refunded: session.refunded + amount, refunds: { ...session.refunds, [key]: amount } }
}
