import type { Fact } from "./facts"
import { type Ledger, ledger } from "./ledger"
import type { Terms } from "./terms"

/**
 * Where money stands: with the customer, with the provider (`clearing`), on its way back (`refunds`), held by a bank
 * (`disputes`), kept by the provider (`fees`), or on the merchant's own account.
 */
const moneyAccounts = ["customer", "clearing", "refunds", "disputes", "fees", "merchant"] as const

export type MoneyAccount = (typeof moneyAccounts)[number]

/** One line of the books: what an account gained by a fact, or lost; minor units of the order's currency. */
export interface Posting {
  /** The fact's id. The lines of one fact add up to nothing. */
  fact: string
  at: number
  account: MoneyAccount
  minor: number
}

/**
 * The facts as double entry, in the order of recording. A fact that says no more than was known moves nothing, and one that
 * takes something back moves it back: so at every moment the books say what the ledger says, whatever the order of news.
 */
export function postings(terms: Terms, facts: readonly Fact[]): Posting[] {
  const lines: Posting[] = []
  const taken: Fact[] = []
  let before = balancesOf(ledger(terms, []), 0)
  let paidOut = 0
  for (const fact of [...facts].sort((one, other) => one.seq - other.seq)) {
    if (taken.some(({ id }) => id === fact.id)) continue
    taken.push(fact)
    if (fact.type === "payout" && fact.mode === terms.mode && fact.money.currency === terms.due.currency)
      paidOut += fact.money.minor
    const after = balancesOf(ledger(terms, taken), paidOut)
    for (const account of moneyAccounts) {
      const minor = after[account] - before[account]
      if (minor !== 0) lines.push({ fact: fact.id, at: fact.at, account, minor })
    }
    before = after
  }
  return lines
}

/** What stands where. Of payments that match; what came by others in another currency or mode is not in these books. */
function balancesOf({ payments }: Ledger, paidOut: number): Record<MoneyAccount, number> {
  const balances = { customer: 0, clearing: 0, refunds: 0, disputes: 0, fees: 0, merchant: 0 }
  const move = (from: MoneyAccount, to: MoneyAccount, minor: number) => {
    balances[from] -= minor
    balances[to] += minor
  }
  for (const { captured, refunding, refunded, disputed, lost, fees, mismatch } of payments) {
    if (mismatch !== null) continue
    move("customer", "clearing", captured)
    move("clearing", "customer", refunded + lost)
    move("clearing", "refunds", refunding)
    move("clearing", "disputes", disputed)
    move("clearing", "fees", fees)
  }
  move("clearing", "merchant", paidOut)
  return balances
}
