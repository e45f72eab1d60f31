/**
 * What keeps a whole account from working, whatever is asked of it: its key is refused, its service has suspended it,
 * wants to be paid, has used up its allowance, does not know its number or sender, or does not answer in its own words;
 * or this deployment lacks its secrets.
 */
export const accountFaults = [
  "unauthorised",
  "suspended",
  "unpaid",
  "limited",
  "unregistered",
  "not_configured",
  "unclear",
] as const

export type AccountFault = (typeof accountFaults)[number]
