import { type Money, money } from "../money"
import type { Fact } from "./facts"
import type { Ledger } from "./ledger"
import type { Terms } from "./terms"

/** What one attempt asks for: a part of what is due or all of it, with a tip where one is given. */
export interface Asking {
  money: Money
  /** How much of it is a tip; null where there is none. */
  tip: Money | null
}

/** Whether attempts may ask for something else than all that is due: what each of them asks for is recorded then. */
export function isInParts({ least, tip }: Terms): boolean {
  return least !== null || tip === "asked"
}

/** What that attempt asks for. */
export function askingOf({ due }: Terms, facts: readonly Fact[], attempt: number): Asking {
  const asked = facts.find((fact) => fact.type === "asked" && fact.attempt === attempt)
  return asked?.type === "asked" ? { money: asked.money, tip: asked.tip } : { money: due, tip: null }
}

/** What has to come next, without a tip: what lacks of the deposit, else of all that is due. */
export function nextPart({ due, least }: Terms, { captured, due: whole }: Ledger): Money {
  const isFirst = least !== null && captured < least.minor
  return money(Math.max(0, (isFirst ? least.minor : whole) - captured), due.currency)
}

/** Whether the customer is asked what they add: with the last part, once. */
function takesTip(terms: Terms, known: Ledger): boolean {
  return terms.tip === "asked" && nextPart(terms, known).minor === known.due - known.captured
}

/** What the next attempt asks for. */
export function nextAsking(terms: Terms, known: Ledger, tip: Money | null): Asking {
  const part = nextPart(terms, known)
  const given = tip !== null && tip.minor > 0 && takesTip(terms, known) ? tip : null
  return { money: money(part.minor + (given?.minor ?? 0), part.currency), tip: given }
}

/** Whether that is all asked for alike, and whether it is the same part, whatever the tip. */
export function sameAsking(one: Asking, other: Asking): "same" | "part" | "other" {
  if (partOf(one) !== partOf(other)) return "other"
  return one.money.minor === other.money.minor ? "same" : "part"
}

function partOf({ money, tip }: Asking): number {
  return money.minor - (tip?.minor ?? 0)
}

/**
 * Whether the rest of what is paid in part is still asked for: nobody ended it, no other money is on its way, and nothing of
 * what came went back.
 */
export function isRestWanted({ least }: Terms, known: Ledger): boolean {
  const { ended, underWay, refunded, refunding, disputed, lost } = known
  return least !== null && ended === null && !underWay && refunded + refunding + disputed + lost === 0
}
