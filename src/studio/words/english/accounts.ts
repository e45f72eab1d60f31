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
  since: (when: string, what: string) => `Since ${when}: ${what}`,
  faults: {
    unauthorised: "the service no longer accepts the token or key. Save a new one.",
    suspended: "the service has suspended or restricted this account. See to it there.",
    unpaid: "the service wants to be paid or topped up. See to it there.",
    limited: "the service allows no more for now. Ask it for a higher limit, or wait.",
    unregistered: "the service does not let this number or sender send. Check it here and there.",
    not_configured:
      "its secrets cannot be opened, or the account is gone. Put the key back into SECRETS_KEY, or save the secrets again.",
    unanswered: "the service has not answered for hours.",
    unclear: "what answers there is not the service, or cannot be understood.",
  },
  held: "What is owed through it is kept, and goes out once this is mended.",
  said: (reason: string) => `It was said: ${reason}`,
  refused:
    "what comes in is refused: it is not signed with the secret that is saved here, or comes to an old address. Check both.",
  secretAddress: "Show this address to nobody: who knows it can send as the service.",
  renew: "Make a new address",
  renewQuestion:
    "The address in use is refused within half a minute. Until you have entered the new one at the service, nothing comes in.",
  renewed: "There is a new address. Enter it at the service now.",
  arrange: "Set it up there",
  arrangeHelp: "Enters the address above at the service and keeps what it gives in return, so that you need not.",
  arranged: "Set up there.",
  failed: (when: string, why: string) =>
    `${when}: something that the service told could not be carried out, and it does not tell it again. ${why}`,
  lastGood: (when: string) => `The last good one came ${when}.`,
}
