/** English: orders. */
export const orders = {}
