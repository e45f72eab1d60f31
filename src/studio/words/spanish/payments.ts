import type { Words } from "../language"

/** Spanish: payments. */
export const payments: Words["payments"] = {}
