import * as z from "zod"
import type { Json } from "./json"
import type { OrderStatus } from "./order/states"

const amount = z.string().meta({ description: "A decimal in the currency of the order." })

const order = {
  number: z.string(),
  mode: z.enum(["test", "live"]),
  due: amount,
  currency: z.string(),
}

const reason = z.string().nullable().meta({ description: "Why, for people." })

const payment = z.string().nullable().meta({ description: "The provider's id of the payment." })

const step = z.object({
  node: z.string(),
  exit: z.string().nullable().meta({ description: "The exit it was left by; null where the run ended there." }),
})

const said = z
  .object({
    session: z.int().meta({ description: "Free messages." }),
    template: z.int().meta({ description: "Messages as templates, which a channel charges for apart." }),
    sms: z.int(),
    segments: z.int().meta({ description: "SMS segments of those." }),
  })
  .meta({ description: "Messages that the run owed, by kind. One that was not delivered is told as `message.failed`." })

const run = z.object({
  run: z.string(),
  version: z.int().meta({ description: "Of the flow." }),
  startedAt: z.int().meta({ description: "Milliseconds since 1970." }),
  reason,
  path: z.array(step).meta({ description: "The nodes it passed, in order." }),
  unlisted: z.int().meta({ description: "Nodes passed beyond those listed." }),
  messages: said,
})

const changed = z.custom<Json>()

const account = { kind: z.enum(["channel", "payment"]), account: z.string() }

/** What is said of one type of event. */
interface EventType {
  /** One line, for people. */
  means: string
  data: z.ZodObject
}

/**
 * Everything that the stream tells, by type: what it means and what it carries. No phone number, no name and nothing that a
 * customer wrote is in it. What is not here cannot be published.
 */
export const eventTypes = {
  "order.opened": { means: "Money is asked for.", data: z.object({ ...order, expiresAt: z.int() }) },
  "order.authorised": { means: "The money is held, and not captured yet.", data: z.object({ ...order, payment }) },
  "order.paid": { means: "All that is due was captured.", data: z.object({ ...order, payment }) },
  "order.part_paid": { means: "A part of what is due was captured.", data: z.object({ ...order, payment }) },
  "order.late": { means: "The money came after the order had ended.", data: z.object({ ...order, payment }) },
  "order.over": { means: "More came than was due, or another payment.", data: z.object({ ...order, payment }) },
  "order.mismatched": { means: "Money came that does not match what is due.", data: z.object({ ...order, reason }) },
  "order.refunded": {
    means: "Money was given back.",
    data: z.object({
      ...order,
      refunded: amount.meta({ description: "All that was given back so far, as a decimal." }),
    }),
  },
  "order.disputed": {
    means: "A bank took the money back, or returned it.",
    data: z.object({ ...order, taken: z.boolean().meta({ description: "Whether it is taken back now." }) }),
  },
  "order.ended": {
    means: "The order is over without its money.",
    data: z.object({ ...order, as: z.enum(["failed", "expired", "cancelled"]), reason }),
  },
  "run.ended": { means: "A run of a flow is over.", data: run },
  "run.failed": { means: "A run of a flow broke off.", data: run },
  "message.failed": {
    means: "A message did not reach the customer, and is not sent again.",
    data: z.object({ kind: z.enum(["session", "template", "sms"]), code: z.string(), reason }),
  },
  "contact.created": { means: "Somebody wrote for the first time.", data: z.object({ account: z.string() }) },
  "contact.stopped": {
    means: "Somebody wants to hear nothing any more.",
    data: z.object({ keeper: z.enum(["us", "carrier"]).meta({ description: "Who keeps that silence." }) }),
  },
  "flow.published": {
    means: "New runs start on another version of a flow.",
    data: z.object({ version: z.int(), name: z.string(), note: z.string() }),
  },
  "account.faulty": {
    means: "An account cannot be used.",
    data: z.object({ ...account, fault: z.string(), reason }),
  },
  "account.well": { means: "An account that could not be used works again.", data: z.object(account) },
  "operator.did": {
    means: "A person or a program changed something through the API.",
    data: z.object({
      who: z.string(),
      what: z.string().meta({ description: "The route, as in flows.publish." }),
      before: changed.meta({ description: "How it stood, without secrets; null where that is not known." }),
      after: changed.meta({ description: "How it stands, without secrets; null where that is not known." }),
    }),
  },
} as const satisfies Record<string, EventType>

/** The types, as in `order.paid`. */
export type EventTypeName = keyof typeof eventTypes

/** Every type, in the order in which people are shown them. */
export const eventTypeNames = Object.keys(eventTypes) as readonly EventTypeName[] as readonly [
  EventTypeName,
  ...EventTypeName[],
]

/** What an event of that type carries. */
export type DataOf<Type extends EventTypeName> = z.output<(typeof eventTypes)[Type]["data"]>

/** Something that happened, as it is published. */
export type Published<Type extends EventTypeName = EventTypeName> = {
  [Each in Type]: {
    type: Each
    /** Once by that, however often it is published. */
    key: string
    /** When it happened; milliseconds since 1970. */
    at: number
    /** The id of what it is about: an order, a run's conversation, a flow, an account. */
    subject: string
    order?: string
    conversation?: string
    contact?: string
    flow?: string
    data: DataOf<Each>
  }
}[Type]

/** What tells of an order in that status; null where nothing does. */
export const eventOfStatus = {
  open: null,
  authorised: "order.authorised",
  part_paid: "order.part_paid",
  pending: null,
  paid: "order.paid",
  failed: "order.ended",
  expired: "order.ended",
  cancelled: "order.ended",
  mismatch: "order.mismatched",
} as const satisfies Record<OrderStatus, EventTypeName | null>
