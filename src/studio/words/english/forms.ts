/** English: forms. */
export const forms = {}
