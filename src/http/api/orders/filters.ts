import * as z from "zod"
import { currencies } from "../../../core/money"
import { orderStatuses } from "../../../core/order/states"

const one = orderStatuses.join("|")
const moment = z.coerce.number().int().min(0)
const name = z.string().min(1).max(200)

/** What a list of orders, their totals and their export can be narrowed by. */
export const orderFilters = {
  status: z
    .string()
    .max(200)
    .regex(new RegExp(`^(?:${one})(?:,(?:${one}))*$`), `It must be one or more of ${orderStatuses.join(", ")}.`)
    .transform((text) => orderStatuses.filter((status) => text.split(",").includes(status)))
    .optional()
    .meta({ description: `One or more of ${orderStatuses.join(", ")}, with commas between.` }),
  currency: z.enum(currencies).optional(),
  mode: z.enum(["test", "live"]).optional(),
  account: name.optional().meta({ description: "A payment account's id." }),
  flow: name.optional().meta({ description: "A flow's id." }),
  conversation: name.optional().meta({ description: "A conversation's id." }),
  number: z.string().min(1).max(100).optional().meta({ description: "The order number, in full." }),
  from: moment.optional().meta({ description: "Opened not before; milliseconds since 1970." }),
  to: moment.optional().meta({ description: "Opened not after; milliseconds since 1970." }),
  q: z.string().trim().min(1).max(100).optional().meta({
    description:
      "Part of an order number or of a description, the beginning of a number where it has less than three characters, or an id of ours or of the provider's in full.",
  }),
}
