import type { Words } from "../language"

/** Spanish: orders. */
export const orders: Words["orders"] = {}
