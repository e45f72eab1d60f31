/** English: payments. */
export const payments = {
  heading: "Payments",
  accounts: "Accounts at payment providers",
  add: "Add an account",
  which: "Which payment provider?",
  emptyTitle: "No account yet",
  empty:
    "Add the account that the money is to go to. Its entry then shows, step by step, what to enter at the provider.",
  modes: { test: "Test", live: "Live" },
  unreadable: "Cannot be opened",
  inUse: "In use",
  testTitle: "Test mode: no real money moves",
  test: (title: string) => `New orders go to ${title}, whose keys are for testing.`,
  liveTitle: "Live: customers pay real money",
  live: (title: string) => `New orders go to ${title}.`,
  sealed: (title: string) =>
    `New orders go to ${title}, but its secrets cannot be opened: the key that sealed them is missing from SECRETS_KEY. Enter them anew.`,
  callback: "Address for the provider's callbacks",
  keys: "Keys and settings",
  tryKeys: "Test the keys",
  tried: (message: string, mode: string) => `${message} Mode: ${mode}.`,
  removeQuestion:
    "Payments on it can then no longer be followed or refunded here. An account that new orders go to, or with orders that are not over, cannot be removed.",
  configuration: "How payments are asked for",
  configurationHelp: "Set once; every Chat 2 Pay step uses it, and can say otherwise for itself.",
  unsaved: "Changes are not saved yet.",
  numbers: "Order numbers",
  numbersLike: (numbers: string) => `They will look like ${numbers}.`,
  numberFault: (fault: string) => `This pattern does not work. ${fault}`,
  page: "The pay page",
  pageLanguage: "Seen by a customer who reads",
}
