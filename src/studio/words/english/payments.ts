/** English: payments. */
export const payments = {}
