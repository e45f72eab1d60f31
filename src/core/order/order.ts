/** Whether real money moves: keys of the one know nothing of orders of the other. */
export type Mode = "test" | "live"
