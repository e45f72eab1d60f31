import * as z from "zod"
import type { Refusal } from "../../../conversation/operator"
import { notFound, Problem } from "../routing/problem"
import { say } from "../sentences"

/** The caller's id of something to be said. */
export const sendingId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 letters, digits, - and _")
  .optional()
  .meta({ description: "Yours for this message: the same id is the same message, said once." })

/** Why a conversation does not do what was asked, in words. */
export function refused(refusal: Refusal, conversation: string, run = ""): Problem {
  switch (refusal) {
    case "nobody":
      return notFound("conversation", conversation)
    case "erased":
      return new Problem(409, "erased", say("erased"))
    case "unknown_run":
      return notFound("run", run)
    case "silence":
      return new Problem(409, "opted_out", say("optedOut"))
    case "over":
      return new Problem(409, "conflict", say("noLongerWaits"))
  }
}
