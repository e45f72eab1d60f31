import type { Capture, Ledger } from "../../core/order/ledger"
import type { World } from "../../deployment/deployment"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { append, project } from "../../store/orders/append"
import type { Cause } from "../../store/orders/facts"
import { findOrder, moneyOf, newestOf, type Order } from "../../store/orders/orders"
import { connect } from "../account"
import { askAbout } from "../lookup"
import { take } from "../take"
import { approvalOf, heldOf, note, takeHeld, voidingOf } from "./hold"

/** Rounds in which others settle the same hold. */
const MAX_ROUNDS = 5

/** What is to be taken of what an order holds. */
export interface Taking {
  /** Below its order: the same id is the same capture. At most 60 letters, digits, - and _. */
  id: string
  /** The provider's id of what is held; what there is when null. */
  payment: string | null
  /** Minor units; all that is held when null. */
  minor: number | null
  /** Whether the rest is let go, where there is one. */
  last: boolean
  cause: Cause
  /** Which operator; null for who is none. */
  by: string | null
}

/**
 * Takes what is held, once for each id, however often and by however many it is asked for; never more than is held. The wish is
 * recorded before the provider is asked. What goes unanswered stays asked for: asking again goes on with it by the same key, and
 * so does the next look. Throws a Failure: `id_reused` for an id that was another capture's, `nothing_held`, `too_much`,
 * `under_way` while another one may still be carried out.
 */
export async function capture(world: World, order: Order, taking: Taking): Promise<{ order: Order; capture: Capture }> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = (await findOrder(world.db, order.id)) ?? order
    const tries = triesOf(now.ledger, taking.id)
    const known = tries.at(-1)
    if (known && isAnother(known, taking)) throw reused()
    if (known && known.state !== "failed") return carryOut(world, now, known, false)
    const asked = await reserve(world, now, taking, tries.length + 1)
    if (asked) return carryOut(world, asked.order, asked.capture, true)
  }
  throw underWay()
}

/** Each time that one capture was asked for, the oldest first: one that was refused can be asked for anew. */
function triesOf({ captures }: Ledger, id: string): Capture[] {
  const own = captures.filter(({ capture }) => capture.slice(0, capture.lastIndexOf(".")) === id)
  return own.sort((one, other) => tryOf(one) - tryOf(other))
}

function tryOf({ capture }: Capture): number {
  return Number(capture.slice(capture.lastIndexOf(".") + 1))
}

function isAnother(known: Capture, { payment, minor, last }: Taking): boolean {
  if (payment !== null && known.payment !== payment) return true
  return minor === null ? !known.whole : known.whole || known.minor !== minor || (last && !known.last)
}

/** Records the wish while nothing is known that it does not heed; null where more is. */
async function reserve(
  world: World,
  order: Order,
  taking: Taking,
  tries: number,
): Promise<{ order: Order; capture: Capture } | null> {
  const { capabilities } = (await connect(world, order.paymentAccount)).connection
  const held = heldOf(order, taking.payment)
  if (!capabilities.capture) throw new Failure("unsupported", "This provider takes money at once.", "stop")
  if (voidingOf(order, held.payment))
    throw new Failure("nothing_held", "What is held is being let go: it cannot be taken any more.", "stop")
  if (await settleOpen(world, order, held.payment)) return null
  const minor = taking.minor ?? held.authorised
  if (minor <= 0 || minor > held.authorised)
    throw new Failure("too_much", "There is not that much held: take less, or all of it.", "stop")
  const { parts } = capabilities.capture
  if (parts === "none" && minor < held.authorised)
    throw new Failure("unsupported", "This provider takes what is held whole or not at all.", "stop")
  const last = taking.last || parts !== "many" || minor === held.authorised
  const name = `${taking.id}.${tries}`
  const about = { id: `own:capture:${name}`, mode: order.mode, at: world.now() }
  const wish = { capture: name, payment: held.payment, money: { ...moneyOf(order), minor }, before: held.taken, last }
  const fact = { ...about, ...wish, type: "captureAsked", whole: taking.minor === null } as const
  const { cause, by } = taking
  const asked = await note(world, order.paymentAccount, order, fact, cause, { after: newestOf(order), by })
  const found = asked?.ledger.captures.find((one) => one.capture === name)
  return asked && found ? { order: asked, capture: found } : null
}

/**
 * Settles a capture of that hold that went unanswered, before anybody is told what is left of it; whether there was one. Throws a
 * Failure `under_way` while it may still be carried out.
 */
export async function settleOpen(world: World, order: Order, payment: string): Promise<boolean> {
  const open = order.ledger.captures.find((one) => one.payment === payment && one.state === "asked")
  if (!open) return false
  try {
    const settled = await carryOut(world, order, open, false)
    if (settled.capture.state === "asked") throw underWay()
  } catch (error) {
    // What was refused is recorded as that: it holds nobody up.
    if (!(error instanceof Failure) || error.advice !== "stop") throw error
  }
  return true
}

/** Has it done where that was not answered yet, and says what became of it. Throws a Failure where it was refused. */
async function carryOut(
  world: World,
  order: Order,
  { capture: name }: Capture,
  isFresh: boolean,
): Promise<{ order: Order; capture: Capture }> {
  let now = order
  const found = () => named(now, name)
  if (found().state === "asked") {
    const { attempt, approval } = await approvalOf(world, now, found().payment)
    if (isFresh) {
      for (const news of await takeHeld(world, attempt.account, now, approval, found()))
        await take(world, attempt.account, "query", news)
    } else {
      // It is looked for first: what is held still is then asked for once more by the same key.
      await askAbout(world, now, [attempt], "query")
    }
    now = (await findOrder(world.db, order.id)) ?? now
    log("order.captured", { order: order.id, state: found().state })
  }
  now = await withoutRest(world, now, found())
  if (now.stale) await project(world.db, { ...now, sweepAt: order.sweepAt })
  const known = found()
  if (known.state === "failed")
    throw new Failure("capture_refused", known.reason ?? "The provider could not take what is held.", "stop")
  return { order: now, capture: known }
}

/** What a last capture leaves is held no more, also where the provider does not say so. */
async function withoutRest(world: World, order: Order, { payment, last, state }: Capture): Promise<Order> {
  const held = order.ledger.payments.find((one) => one.payment === payment)
  if (!last || state !== "done" || !held || held.authorised === 0) return order
  const fact = { id: `own:released:${payment}`, type: "voided", payment, mode: order.mode, at: world.now() } as const
  const about = {
    account: order.paymentAccount,
    order: order.id,
    checkout: null,
    cause: "query",
    at: world.now(),
  } as const
  return (await append(world.db, { ...about, fact }))?.order ?? order
}

function named({ ledger }: Order, name: string): Capture {
  const found = ledger.captures.find(({ capture }) => capture === name)
  if (!found) throw new Error("a capture vanished after it was recorded")
  return found
}

function reused(): Failure {
  return new Failure("id_reused", "This id was used for another capture: take a new one.", "stop")
}

function underWay(): Failure {
  return new Failure("under_way", "Another capture is under way: wait a little and ask again.", "again", false, 10)
}
