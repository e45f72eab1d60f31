import * as z from "zod"
import type { Context, DeclaredExit } from "../node"

/** Fields of a node that waits for the customer: how often it asks again, and for how long it waits. */
export const patience = {
  retries: z.number().int().min(0).max(10).default(2).meta({ title: "Further tries" }),
  timeoutSeconds: z
    .number()
    .int()
    .min(5)
    .max(30 * 86_400)
    .optional()
    .meta({ title: "Waits for (seconds)", description: "For ever when empty." }),
}

/** The way out of such a node once its time is over. */
export const tooLate: DeclaredExit<{ timeoutSeconds?: number | undefined }, "timeout"> = {
  name: "timeout",
  title: "No answer in time",
  unattended: true,
  lastWord: "flow",
  when: ({ timeoutSeconds }) => timeoutSeconds !== undefined,
}

/** Until when such a node waits, in milliseconds since 1970; null is for ever. */
export function deadline({ timeoutSeconds }: { timeoutSeconds?: number | undefined }, { at }: Context): number | null {
  return timeoutSeconds === undefined ? null : at + timeoutSeconds * 1000
}
