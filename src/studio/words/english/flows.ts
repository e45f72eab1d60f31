/** English: flows. */
export const flows = {}
