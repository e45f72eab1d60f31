import * as z from "zod"
import type { DeclaredExit, Hearing, Wait } from "../node"

/** Field of a node that waits for something else than the customer: what becomes of words meanwhile. */
export const meanwhile = {
  meanwhile: z.enum(["standing answer", "leave", "nothing"]).default("standing answer").meta({
    title: "When the customer writes meanwhile",
    description: "The flow's standing answer is said once; leaving ends the wait; nothing leaves the words unanswered.",
  }),
}

interface Meanwhile {
  meanwhile: "standing answer" | "leave" | "nothing"
}

/** The way out of such a node once the customer wrote. */
export const wrote: DeclaredExit<Meanwhile, "reply"> = {
  name: "reply",
  title: "The customer wrote",
  lastWord: "customer",
  when: ({ meanwhile }) => meanwhile === "leave",
}

/** What becomes of words while such a node waits. */
export function hearing({ meanwhile }: Meanwhile): Hearing {
  if (meanwhile === "leave") return "mine"
  return meanwhile === "nothing" ? "nobody" : "standing"
}

/** What such a node waits for beside what it is there for. */
export function replies({ meanwhile }: Meanwhile): Wait["for"] {
  return meanwhile === "leave" ? ["reply"] : []
}
