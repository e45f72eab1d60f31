import type { Patience } from "../orders/close"
import type { OutboxRow } from "./owed"

/** Times a provider is asked in vain before the conversation goes on without it: twenty seconds of silence in the chat. */
const TRIES = 3

/** How patient a provider is asked while a customer waits. */
export function patienceFor({ attempts }: OutboxRow): Patience {
  return attempts < TRIES ? "brief" : "none"
}
