import type { World } from "../../deployment/deployment"
import { Failure } from "../../platform/failure"
import { sha256Hex } from "../../platform/signature"
import { currencyOf } from "../../store/orders/currency"
import { type Unmatched, unmatchedOf } from "../../store/orders/unmatched"
import { ask, connect } from "../account"
import { keyOf } from "../checkouts"
import { take } from "../take"

/**
 * Gives a payment back that no order is named by: all of it, once, however often and by however many it is asked for. Its key is
 * made of the payment alone, and what was asked before is looked for first. What the provider says is kept beside the payment.
 * Resolves to all that is known of the payment then. Throws a Failure: `unknown_payment`, `given_back` where it was.
 */
export async function giveUnmatchedBack(world: World, account: string, payment: string): Promise<Unmatched[]> {
  const known = await unmatchedOf(world.db, account, payment)
  const captured = known.find(({ type, minor, currency }) => type === "captured" && minor !== null && currency !== null)
  if (!captured || captured.minor === null || captured.currency === null)
    throw new Failure("unknown_payment", "No such payment waits for an order: it may have found one.", "stop")
  if (isGivenBack(known)) throw new Failure("given_back", "It was given back already.", "stop")
  const { connection } = await connect(world, account)
  if (!connection.refund)
    throw new Failure("unsupported", "This provider cannot refund: do it in its back office.", "stop")
  const order = captured.order ?? "unmatched"
  const amount = { minor: captured.minor, currency: currencyOf(captured.currency) }
  const id = `unmatched-${(await sha256Hex(JSON.stringify([account, payment]))).slice(0, 40)}`
  const opened = { order, attempt: 1, key: keyOf({ order, attempt: 1 }), checkout: captured.checkout ?? "" }
  const wanted = { ...opened, money: amount, id, payment, amount, again: true }
  const said = await ask(world, account, async (one, outside) => {
    return (await one.trace?.(wanted, outside)) ?? (await one.refund?.(wanted, outside)) ?? []
  })
  for (const news of said) {
    const named = { order: captured.order, checkout: captured.checkout, payment }
    await take(world, account, "operator", { ...news, ...named })
  }
  return unmatchedOf(world.db, account, payment)
}

/** Whether it was given back, or is being. */
export function isGivenBack(known: readonly Pick<Unmatched, "type" | "subject">[]): boolean {
  const failed = new Set(known.flatMap(({ type, subject }) => (type === "refundFailed" ? [subject] : [])))
  return known.some(({ type, subject }) => (type === "refunded" || type === "refundAsked") && !failed.has(subject))
}
