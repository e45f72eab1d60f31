import type { BodyOf } from "./client"

/** What is drawn or brought in, as the API is sent it: it may be unfinished, and the API alone decides whether it is a flow's. */
export function documentFor(drawn: object): BodyOf<"flows.create">["document"] {
  return drawn as BodyOf<"flows.create">["document"]
}
