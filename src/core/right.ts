/** What somebody may be allowed to do through the API. Who may write is not by that allowed to read. */
export const rights = [
  "orders.read",
  "orders.write",
  "orders.capture",
  "orders.refund",
  "conversations.read",
  "conversations.write",
  "flows.read",
  "flows.write",
  "events.read",
  "accounts.read",
  "accounts.write",
  "settings.read",
  "settings.write",
  "tokens.read",
  "tokens.write",
] as const

export type Right = (typeof rights)[number]

/** Every right, those of later versions too: as it is stored. */
export const EVERY_RIGHT = "*"

/** The rights of a stored list. What this version does not know allows nothing. */
export function rightsIn(stored: readonly string[]): Right[] {
  return rights.filter((right) => stored.includes(EVERY_RIGHT) || stored.includes(right))
}
