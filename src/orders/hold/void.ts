import type { World } from "../../deployment/deployment"
import { Failure } from "../../platform/failure"
import { project } from "../../store/orders/append"
import type { Cause } from "../../store/orders/facts"
import { findOrder, newestOf, type Order } from "../../store/orders/orders"
import { askAbout } from "../lookup"
import { take } from "../take"
import { settleOpen } from "./capture"
import { approvalOf, heldOf, letGo, note, voidingOf } from "./hold"

/** Rounds in which others settle the same hold. */
const MAX_ROUNDS = 5

/** What is to be let go of what an order holds. */
interface Voiding {
  /** The provider's id of what is held; what there is when null. */
  payment: string | null
  cause: Cause
  /** Which operator; null for who is none. */
  by: string | null
}

/**
 * Lets go of what is held, once, whoever asks for it how often; an order of which nothing was taken is then cancelled. The wish is
 * recorded before the provider is asked, and what goes unanswered stays asked: asking again goes on with it, and so does the
 * next look. Resolves to the order as it stands then: it may have been taken instead. Throws a Failure: `nothing_held`,
 * `under_way` while it may still be taken.
 */
export async function letHoldGo(world: World, order: Order, voiding: Voiding): Promise<Order> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = (await findOrder(world.db, order.id)) ?? order
    const asked = voidingOf(now, voiding.payment)
    if (asked) {
      const { attempt } = await approvalOf(world, now, asked.payment)
      return written(world, order, (await askAbout(world, now, [attempt], "query")).order)
    }
    if (isGone(now, voiding.payment)) return written(world, order, now)
    const { payment } = heldOf(now, voiding.payment)
    if (await settleOpen(world, now, payment)) continue
    const name = `${payment}.${triesOf(now, payment) + 1}`
    const wish = { type: "voidAsked", id: `own:void:${name}`, void: name, payment } as const
    const about = { mode: now.mode, at: world.now() }
    const { cause, by } = voiding
    const noted = await note(world, now.paymentAccount, now, { ...wish, ...about }, cause, { after: newestOf(now), by })
    if (!noted) continue
    const { attempt, approval } = await approvalOf(world, noted, payment)
    let current = noted
    for (const news of await letGo(world, attempt.account, noted, approval, name))
      current = (await take(world, attempt.account, cause, news))?.order ?? current
    return written(world, order, current)
  }
  throw new Failure("under_way", "What is held is being taken: wait a little and ask again.", "again", false, 10)
}

/** Whether it was let go before by whom wanted that. */
function isGone({ facts, ledger }: Order, payment: string | null): boolean {
  const meant = ({ payment: one }: { payment: string | null }) => payment === null || one === payment
  if (ledger.payments.some((one) => meant(one) && one.authorised > 0)) return false
  return facts.some((fact) => fact.type === "voidAsked" && meant(fact) && voidedOf(facts, fact.payment))
}

function voidedOf(facts: Order["facts"], payment: string): boolean {
  return facts.some((fact) => fact.type === "voided" && fact.payment === payment)
}

function triesOf({ facts }: Order, payment: string): number {
  return facts.filter((fact) => fact.type === "voidAsked" && fact.payment === payment).length
}

/** Written where lists read it; the sweep has nothing to do that it had not before. */
async function written(world: World, before: Order, now: Order): Promise<Order> {
  if (now.stale) await project(world.db, { ...now, sweepAt: before.sweepAt })
  return now
}
