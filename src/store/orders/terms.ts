import type { Terms } from "../../core/order/facts"

/** What was agreed of an order beyond its amount, its time and its mode. */
export type Further = Partial<Omit<Terms, "due" | "mode" | "expiresAt">>
