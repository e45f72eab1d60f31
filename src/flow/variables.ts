import type { Variables } from "../core/json"

/**
 * What a flow has of itself, and the names under each where they are all known; null is a text, or anything. `carried` is
 * what the flow before it took along.
 */
export const ownVariables = {
  contact: ["name", "phone", "userId"],
  message: ["text"],
  channel: null,
  carried: null,
} as const satisfies Record<string, readonly string[] | null>

/** What a run begins with. */
type Beginning = {
  [Name in Exclude<
    keyof typeof ownVariables,
    "carried"
  >]: (typeof ownVariables)[Name] extends readonly (infer Field extends string)[] ? Record<Field, string> : string
}

/** Whether the name is a flow's own, and so is free for no node and no variable. */
export function isOwnName(name: string): name is keyof typeof ownVariables {
  return Object.hasOwn(ownVariables, name)
}

/** The flow's own variables as a run begins with them: who writes, where, and what. What is not known is "". */
export function startVariables(
  { phone = "", userId = "", name = "" }: { phone?: string; userId?: string; name?: string },
  channel: string,
  text: string,
): Variables & Beginning {
  return { contact: { name, phone, userId }, message: { text }, channel }
}
