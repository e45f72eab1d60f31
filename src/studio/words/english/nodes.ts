/** English: nodes. */
export const nodes = {}
