/** English: what accounts at channels and at payment providers have in common. */
export const accounts = {
  choose: "Choose one",
  notAllowed: "What cannot be chosen pretends to be a service: it exists only on a developer's own machine.",
  add: "Add",
  title: "Title",
  titleHelp: "For you and your colleagues.",
  guide: "How to set it up",
  copyValue: (what: string) => `Copy the value for: ${what}`,
  removeNamed: (title: string) => `Remove ${title}`,
  removed: (title: string) => `${title} was removed.`,
  testOnly: "Only for trying out",
  unknownService: "This version of Paythread does not know where this account is.",
}
