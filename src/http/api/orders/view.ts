import * as z from "zod"
import { currencies } from "../../../core/money"
import { orderStatuses } from "../../../core/order/states"
import { time } from "../routing/fields"

/** A currency by its code. */
export const currency = z.enum(currencies).meta({ id: "Currency", description: "ISO 4217.", examples: ["ZAR"] })
const mode = z.enum(["test", "live"])
const amount = z.string().meta({ description: "Decimal, with all the currency's places.", examples: ["10.50"] })
const status = z.enum(orderStatuses)

/** An order as the API shows it. */
export const orderView = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: "For people; unique." }),
    status,
    amount,
    minor: z.int().meta({ description: "The amount in the currency's smallest units." }),
    currency,
    captured: amount.meta({ description: "Of all payments for it, in its currency and mode." }),
    refunded: amount.meta({ description: "Given back of the payment that paid it." }),
    disputed: amount.meta({ description: "Taken back by banks, as long as that is not decided." }),
    lost: amount.meta({ description: "Taken back by banks for good." }),
    over: amount.meta({ description: "Captured beyond what was due." }),
    late: z.boolean().meta({ description: "Paid after it had failed, expired or been cancelled." }),
    overpaid: z.boolean().meta({ description: "Another payment came for it." }),
    chargeback: z.boolean().meta({ description: "A bank took money back, or may." }),
    reason: z.string().nullable(),
    description: z.string(),
    link: z.string().meta({ description: "The customer's: whoever has it can pay or cancel." }),
    mode: mode.meta({ description: "Whether real money moves." }),
    language: z.string(),
    reference: z.string().nullable().meta({ description: "The provider's id of the checkout that is open." }),
    payment: z.string().nullable().meta({ description: "The provider's id of the payment." }),
    paymentAccount: z.string(),
    conversation: z.string(),
    flow: z.string(),
    flowVersion: z.int(),
    node: z.string(),
    createdAt: time,
    expiresAt: time,
    paidAt: time.nullable(),
  })
  .meta({ id: "Order" })

const captureView = z
  .object({
    id: z.string().nullable().meta({ description: "The one that its caller chose." }),
    payment: z.string().meta({ description: "What is held, by the provider's id of it." }),
    amount,
    currency,
    last: z.boolean().meta({ description: "Whether the rest was let go." }),
    state: z.enum(["asked", "done", "failed"]).meta({ description: "Asked is what is not known to be done yet." }),
    reason: z.string().nullable(),
  })
  .meta({ id: "Capture" })

const eventView = z
  .object({
    id: z.string(),
    cause: z.string().meta({
      description:
        "What brought it: opened, checkout, callback, query, timer, customer, operator, late (the rule for late money), foreign (money on another account, which counts for nothing).",
    }),
    status: z.string().meta({
      description:
        "What it said: an order's status, or opened, checkout, declined; authorised, captureAsked, captureFailed, voidAsked, voidFailed, voided; refundPending, refunded, refundFailed; inquiry, chargeback, chargebackWon, chargebackLost.",
    }),
    amount: amount.nullable(),
    currency: currency.nullable(),
    reference: z.string().nullable(),
    payment: z.string().nullable(),
    mode: mode.nullable(),
    reason: z.string().nullable(),
    at: time.meta({ description: "When it happened by its own account, in milliseconds since 1970." }),
    recordedAt: time,
  })
  .meta({ id: "OrderEvent" })

// Its address is not shown, since it can be paid.
const attemptView = z
  .object({
    attempt: z.int(),
    account: z.string(),
    reference: z.string().nullable(),
    failures: z.int().meta({ description: "Times the provider answered with an error of its own." }),
    createdAt: time,
    expiresAt: time.nullable(),
  })
  .meta({ id: "Attempt" })

/** How the money of one payment stands. */
const paymentStates = ["held", "captured", "refunded", "disputed", "lost", "released", "mismatched"] as const

const paymentView = z
  .object({
    payment: z.string().meta({ description: "The provider's id of it." }),
    reference: z.string().nullable(),
    own: z.boolean().meta({ description: "Whether the order needs it; any other was one too many." }),
    state: z.enum(paymentStates).meta({
      description:
        "Held is not taken yet, and released was let go; refunded is all of it given back; disputed and lost are what a bank asks for and took; mismatched counts for nothing.",
    }),
    amount: amount.meta({ description: "What was captured." }),
    currency,
    authorised: amount.meta({ description: "Held, and neither captured nor let go." }),
    until: time.nullable().meta({ description: "When what is held lapses, where the provider says so." }),
    disputed: amount,
    lost: amount,
    reason: z.string().nullable().meta({ description: "Why it counts for nothing, where it does." }),
    refunded: amount.meta({ description: "Given back of it as far as is known, by whomever." }),
    asked: amount.meta({ description: "Asked to be given back, and not known to be." }),
  })
  .meta({ id: "Payment" })

const refundView = z
  .object({
    id: z.string().nullable().meta({ description: "The one that its caller chose." }),
    payment: z.string(),
    amount,
    currency,
    cause: z
      .enum(["operator", "late", "flow"])
      .meta({ description: "Who wanted it: late is the rule for late money, flow is a step of a flow." }),
    state: z.enum(["asked", "pending", "done", "failed"]).meta({
      description:
        "Asked is what went unanswered, pending what the provider has taken on: both count as given until it is known otherwise.",
    }),
    refund: z.string().nullable().meta({ description: "The provider's id of it." }),
    reason: z.string().nullable(),
    askedAt: time,
    settledAt: time.nullable(),
  })
  .meta({ id: "Refund" })

/** An order with all that its money comes to. */
export const orderMoney = orderView
  .extend({
    authorised: amount.meta({ description: "Held, and neither captured nor let go." }),
    capturing: amount.meta({ description: "Of that, asked to be captured." }),
    refunding: amount.meta({
      description: "Asked to be given back of the payments it needs, and neither done nor failed.",
    }),
    net: amount.meta({
      description: "Captured by all payments, less what was given back and lost of them and what the provider kept.",
    }),
    payments: z.array(paymentView).meta({ description: "By the provider's ids." }),
    captures: z.array(captureView).meta({ description: "Asked for here, of what is held." }),
  })
  .meta({ id: "OrderMoney" })

/** An order with all that happened to it. */
export const orderInFull = orderMoney
  .extend({
    events: z.array(eventView),
    attempts: z.array(attemptView),
    refunds: z.array(refundView).meta({ description: "Asked for here." }),
  })
  .meta({ id: "OrderInFull" })

/** What the orders asked for come to. */
export const orderTotals = z
  .object({
    totals: z.array(
      z.object({
        currency,
        mode,
        status,
        count: z.int(),
        minor: z.int().meta({ description: "In the currency's smallest units." }),
        amount,
        refunded: amount.meta({ description: "Given back of it so far." }),
      }),
    ),
    complete: z.boolean().meta({
      description:
        "False where `q`, `conversation` or `number` leave so many orders that only the newest thousand are added up.",
    }),
  })
  .meta({ id: "OrderTotals" })

export type OrderShown = z.output<typeof orderView>
export type PaymentState = (typeof paymentStates)[number]
export type OrderInFull = z.output<typeof orderInFull>
export type OrderEventShown = z.output<typeof eventView>
export type AttemptShown = z.output<typeof attemptView>
export type OrderTotals = z.output<typeof orderTotals>
