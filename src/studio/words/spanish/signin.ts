import type { Words } from "../language"

/** Spanish: signin. */
export const signin: Words["signin"] = {}
