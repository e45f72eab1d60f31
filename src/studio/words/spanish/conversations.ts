import type { Words } from "../language"

/** Spanish: conversations. */
export const conversations: Words["conversations"] = {}
