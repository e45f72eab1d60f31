/** English: canvas. */
export const canvas = {}
