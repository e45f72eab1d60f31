import * as z from "zod"
import { currency } from "../orders/view"

/** A flow as lists and saves show it. */
export const flowView = z
  .object({
    id: z.string(),
    name: z.string(),
    revision: z.int().meta({ description: "Counts the saves of the draft." }),
    published: z
      .int()
      .nullable()
      .meta({ description: "The version that new runs start on; null while there is none." }),
    updatedAt: z.int().meta({ description: "Milliseconds since 1970." }),
    deletedAt: z.int().nullable().meta({ description: "Since when it is in the bin." }),
  })
  .meta({ id: "Flow" })

/** A flow in a list. */
export const listedFlow = flowView
  .extend({
    status: z
      .enum(["draft", "published", "changed"])
      .meta({ description: "Changed: the draft was saved after it was published." }),
    channels: z.array(z.string()).meta({ description: "Channel accounts it is for; empty means all." }),
    paidToday: z.array(
      z.object({
        currency,
        mode: z.enum(["test", "live"]),
        minor: z.int().meta({ description: "In the currency's smallest units." }),
        count: z.int(),
      }),
    ),
  })
  .meta({ id: "ListedFlow" })

export type ListedFlow = z.output<typeof listedFlow>
