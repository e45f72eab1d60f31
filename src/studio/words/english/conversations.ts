/** English: conversations. */
export const conversations = {}
