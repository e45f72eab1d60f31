import * as z from "zod"
import type { Message } from "../../../core/message/message"

/** A message on a pretend phone. */
export const phoneMessage = z
  .object({
    id: z.int().meta({ description: "Later messages have larger ones." }),
    at: z.int(),
    message: z.custom<Message>().meta({ type: "object" }),
  })
  .meta({ id: "PhoneMessage" })
