import type { Words } from "../language"

/** Spanish: settings. */
export const settings: Words["settings"] = {}
