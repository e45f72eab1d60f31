import * as z from "zod"

/** An id that the operator may choose. */
export const chosenId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, "1 to 40 lower-case letters, digits and -")
  .meta({ description: "Chosen here; left out, one is made." })

/** A parameter of the path that names one thing. */
export const byId = z.object({ id: z.string().max(200) })

/** A point in time. */
export const time = z.int().meta({ description: "Milliseconds since 1970." })
