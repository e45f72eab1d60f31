import type { Words } from "../language"

/** Spanish: phone. */
export const phone: Words["phone"] = {}
