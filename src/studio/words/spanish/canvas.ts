import type { Words } from "../language"

/** Spanish: canvas. */
export const canvas: Words["canvas"] = {}
