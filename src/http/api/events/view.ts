import * as z from "zod"
import { type EventTypeName, eventTypeNames, eventTypes } from "../../../core/event"
import { time } from "../routing/fields"

const meanings = eventTypeNames.map((type) => `\`${type}\`: ${eventTypes[type].means}`).join(" ")

/** Types as a query names them. */
export const eventTypesWanted = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(eventTypeNames)).min(1))
  .optional()
  .meta({
    override: { type: "string" },
    description: `Only events of these types, separated by commas. ${meanings}`,
    examples: ["order.paid,order.late"],
  })

const about = {
  seq: z.int().meta({ description: "Its place in the stream; higher than of any event before it." }),
  at: time,
  subject: z
    .string()
    .meta({ description: "The id of what it is about: an order, a conversation, a flow, an account." }),
  order: z.string().nullable(),
  conversation: z.string().nullable(),
  contact: z.string().nullable(),
  flow: z.string().nullable(),
}

const [first, ...others] = eventTypeNames

function eventOf(type: EventTypeName) {
  const { means, data } = eventTypes[type]
  const name = type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())
  return z.object({ type: z.literal(type), ...about, data }).meta({ id: `Event${name}`, description: means })
}

/** A part of the stream. */
export const eventPart = z.object({
  items: z.array(z.discriminatedUnion("type", [eventOf(first), ...others.map(eventOf)])),
  next: z.string().meta({ description: "Where the following part begins, also where there is nothing yet." }),
  more: z.boolean().meta({ description: "Whether there is more by now." }),
})
