import type { Words } from "../language"

/** Spanish: channels. */
export const channels: Words["channels"] = {}
