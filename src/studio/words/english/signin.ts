/** English: signin. */
export const signin = {}
