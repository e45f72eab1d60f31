import type { Words } from "../language"

/** Spanish: forms. */
export const forms: Words["forms"] = {}
