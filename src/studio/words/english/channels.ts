/** English: channels. */
export const channels = {
  heading: "Channels",
  add: "Add a channel",
  which: "Where do your customers write?",
  all: "All channels",
  emptyTitle: "No number to write to yet",
  empty:
    "Add the WhatsApp or SMS number that your customers write to. Its page then shows, step by step, what to enter at the channel.",
  next: "A flow answers on all channels unless it names some; see its settings on the canvas.",
  lastIn: (when: string) => `Last message in: ${when}.`,
  lastOut: (when: string) => `Last message out: ${when}.`,
  setUp: "Setting it up",
  webhook: "Address for the channel's webhooks",
  checkTitle: "The account",
  checkHelp: "Asks the channel whether the keys are good, and whose they are. Nothing is sent.",
  check: "Test the account",
  checked: (holder: string | null) =>
    holder === null ? "The channel accepts the keys." : `The channel accepts the keys: they are for ${holder}.`,
  unchecked: "This channel has nothing to ask for: send a test message instead.",
  faulty: (reason: string) => `The account does not work: ${reason}`,
  test: "Test message",
  testHelp: "Goes to your own phone, say.",
  testWindow: (hours: number) => `That phone must have written to this number in the last ${hours} hours.`,
  testTo: "Phone number",
  testWhat: "Text",
  testText: "This is a test message from Paythread.",
  send: "Send the test",
  tested: (id: string | null) =>
    id === null
      ? "The channel took it. See whether it arrives."
      : `The channel took it; it calls it ${id}. See whether it arrives.`,
  refused: (reason: string) => `It was not sent: ${reason}`,
  settings: "Settings",
  removeQuestion:
    "Messages to this number are then answered with an error, and nothing can be sent through it, also not in conversations that are under way. Their orders stay.",
}
