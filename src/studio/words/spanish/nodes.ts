import type { Words } from "../language"

/** Spanish: nodes. */
export const nodes: Words["nodes"] = {}
