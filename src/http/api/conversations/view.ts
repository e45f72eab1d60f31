import * as z from "zod"
import { time } from "../routing/fields"

/** A conversation in the list. */
export const listedConversation = z
  .object({
    id: z.string(),
    account: z.string(),
    phone: z.string().nullable(),
    userId: z.string().nullable(),
    name: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: "ListedConversation" })

const run = z.object({
  run: z.string(),
  flow: z.string(),
  version: z.int(),
  status: z.string(),
  node: z.string(),
  name: z.string().meta({ description: "The node's name; its id where its flow is gone." }),
  waitsFor: z.array(z.string()),
  until: time.nullable(),
  variables: z.string().meta({ description: "As JSON." }),
})

const endedRun = z.object({
  run: z.string(),
  flow: z.string(),
  version: z.int(),
  status: z.enum(["ended", "failed"]),
  reason: z.string().nullable(),
  node: z.string().nullable(),
  at: time,
})

const line = z.object({
  at: time,
  type: z.enum(["received", "sent", "passed", "order", "request", "callback", "timer", "ended", "note", "duty"]),
  text: z.string().meta({ description: "What was said, which node was passed, which order or flow it is about." }),
  status: z.string().meta({
    description:
      "Of what is owed: due, held until the channel account is mended, done, failed, dropped; of a message also delivered, read, of one received unheard where nobody waited for it. Of a node: left, or entered where the run stays. Of an order: its status. Of a timer: waiting, done. Of a run: ended, failed.",
  }),
  choices: z.array(z.string()),
  link: z.string(),
  reason: z.string(),
  exit: z.string().meta({ description: "Of a node passed: the exit it was left by." }),
  byHand: z.boolean().meta({ description: "Said by an operator." }),
})

/** A conversation with all that was said and done. */
export const conversation = z
  .object({
    id: z.string(),
    channel: z.string(),
    account: z.string(),
    contact: z.object({
      phone: z.string().optional(),
      userId: z.string().optional(),
      name: z.string().optional(),
    }),
    runs: z.array(run).meta({ description: "The last one has the customer's attention." }),
    ended: z.array(endedRun).meta({ description: "The latest runs that are over, the newest last." }),
    optedOutAt: time.nullable(),
    lastInboundAt: time.nullable(),
    timeline: z
      .array(line)
      .meta({ description: "The latest 500 things said and done, the oldest first; timers that wait come last." }),
  })
  .meta({ id: "Conversation" })

export type ListedConversation = z.output<typeof listedConversation>
export type ConversationInFull = z.output<typeof conversation>
export type ConversationRun = z.output<typeof run>
export type TimelineLine = z.output<typeof line>
