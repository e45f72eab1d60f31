/** English: phone. */
export const phone = {}
