import type { Words } from "../language"

/** Spanish: flows. */
export const flows: Words["flows"] = {}
