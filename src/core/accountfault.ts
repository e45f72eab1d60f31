/**
 * What keeps a whole account from working, whatever is asked of it: its key is refused, its service has suspended it,
 * wants to be paid, has used up its allowance, does not know its number or sender, has not answered for hours, or
 * nothing that can be understood; or this deployment lacks its secrets.
 */
export const accountFaults = [
  "unauthorised",
  "suspended",
  "unpaid",
  "limited",
  "unregistered",
  "not_configured",
  "unanswered",
  "unclear",
] as const

export type AccountFault = (typeof accountFaults)[number]

/** The fault behind a failure for which messages are held. */
export function accountFault(code: string): AccountFault {
  return accountFaults.find((fault) => fault === code) ?? FAULTS[code] ?? "unclear"
}

const FAULTS: Readonly<Record<string, AccountFault>> = {
  unsealable: "not_configured",
  unsendable: "not_configured",
  host_refused: "not_configured",
  rate_limited: "limited",
  unavailable: "unanswered",
}
