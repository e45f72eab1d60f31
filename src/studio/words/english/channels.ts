/** English: channels. */
export const channels = {}
