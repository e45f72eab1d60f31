import type { Right } from "../../../core/right"

const rights: Record<Right, string> = {
  "orders.read": "see orders",
  "orders.write": "cancel orders, send links again",
  "orders.refund": "give money back",
  "conversations.read": "see conversations",
  "conversations.write": "write to customers, stop runs",
  "flows.read": "see flows",
  "flows.write": "change and publish flows",
  "events.read": "read the stream of events",
  "accounts.read": "see accounts",
  "accounts.write": "change accounts",
  "settings.read": "see settings",
  "settings.write": "change settings",
  "tokens.read": "see tokens",
  "tokens.write": "create and revoke tokens",
}

/** English: settings. */
export const settings = {
  title: "Settings",
  tokens: "API tokens",
  tokensHelp:
    "A token lets a program, or a colleague's browser, use the API. Give each its own, so that one can be revoked alone.",
  noTokens: "There is none yet. The token that the deployment was set up with works all the same.",
  tokenTitle: "What is the token for?",
  tokenExample: "Back office",
  rights,
  everyRight: "everything",
  tokenRights: "What may its holder do?",
  tokenRightsHelp: "Leave it empty for all that you may do yourself.",
  make: "Create token",
  made: (title: string) => `The token for ${title}`,
  madeHelp: "Copy it now: it is not shown again. Whoever has it can do all that it allows.",
  kept: "I have kept it",
  madeAt: (moment: string) => `Created ${moment}`,
  revokedAt: (moment: string) => `Revoked ${moment}`,
  revoke: "Revoke",
  revokeNamed: (title: string) => `Revoke ${title}`,
  revokeQuestion:
    "Programs that use it are refused from now on, and browsers signed in with it are signed out. This cannot be undone.",
  revoked: (title: string) => `The token for ${title} was revoked.`,
  retention: "How long messages are kept",
  retentionHelp:
    "When a conversation has been quiet for that long and none of its money is pending, its messages and the customer's name and number are erased; a question left open so long ends. Orders and their payments stay: your books need them. So does the address of whoever asked not to be written to.",
  erase: "Erase old conversations",
  days: "Days without a message",
  about: "About this deployment",
  version: "Version",
  environment: "Runs as",
  environments: { local: "local, with pretend channels and money", production: "production" },
  address: "Public address",
  sealedBy: "Keys that seal secrets, newest first",
  access: "Cloudflare Access",
  accessOn: "set up",
  accessOff: "not set up; people sign in with a token",
  docs: "The API's documentation",
}
