import type { Mode } from "../../core/order/order"
import type { Recorded } from "./facts"
import type { Order } from "./orders"

/** One thing that happened to an order, in the words of the API. */
export interface OrderEvent {
  id: string
  cause: string
  status: string
  reference: string | null
  payment: string | null
  subject: string | null
  currency: string | null
  minor: number | null
  mode: Mode
  reason: string | null
  at: number
  recordedAt: number
}

/** Everything that happened to an order, oldest first: its opening, which is its row, and what was recorded since. */
export function historyOf(order: Order): OrderEvent[] {
  const { createdAt: at, mode, currency, minor } = order
  const nothing = { reference: null, payment: null, subject: null, reason: null }
  const about = { id: "own:opened", cause: "opened", status: "opened" }
  const told = order.recorded.filter((fact, index, all) => !isSaid(fact, all[index - 1]))
  return [{ ...about, ...nothing, currency, minor, mode, at, recordedAt: at }, ...told.map(eventOf)]
}

/** An end that its checkout's brought, and a refund of ours, are told by what the provider said. */
function isSaid(fact: Recorded, before: Recorded | undefined): boolean {
  if (fact.id.startsWith("own:given:")) return true
  return fact.type === "ended" && before?.cause === fact.cause && wordOf(before) === wordOf(fact)
}

function eventOf(fact: Recorded): OrderEvent {
  const { id, cause, checkout: reference, payment, subject, currency, minor, mode, reason, at, recordedAt } = fact
  return { id, cause, status: wordOf(fact), reference, payment, subject, currency, minor, mode, reason, at, recordedAt }
}

function wordOf({ type, stage }: Recorded): string {
  switch (type) {
    case "captured":
      return "paid"
    case "offered":
      return "checkout"
    case "refundAsked":
      return "refundPending"
    case "disputed":
      return stage === "inquiry" ? "inquiry" : "chargeback"
    case "disputeEnded":
      return stage === "won" ? "chargebackWon" : "chargebackLost"
    case "ended":
    case "declined":
      return stage ?? type
    default:
      return type
  }
}
