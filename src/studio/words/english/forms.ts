/** English: forms drawn from schemas. */
export const forms = {
  add: (what: string) => `Add ${what.toLowerCase()}`,
  item: (what: string, number: number) => `${what} ${number}`,
  removeItem: (what: string, number: number) => `Remove ${what.toLowerCase()} ${number}`,
  moveUp: (what: string, number: number) => `Move ${what.toLowerCase()} ${number} up`,
  moveDown: (what: string, number: number) => `Move ${what.toLowerCase()} ${number} down`,
  remove: (what: string) => `Remove ${what.toLowerCase()}`,
  none: "None",
  secretSet: "Is set. Type to replace it; leave it empty to keep it.",
  secretClear: "Take it away",
  secretCleared: "Will be taken away when saved.",
  notJson: "This is not JSON yet. Check the quotes, commas and brackets.",
  variables: "Variables that can be used here",
  saysNothing: "Says nothing",
  saysNothingOf: (what: string) => `${what}: says nothing`,
  silent: "(nothing is said)",
  tags: "Press Enter after each",
}
