import type { World } from "../deployment/deployment"
import type { Hint, LostOpening } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { type Attempt, attemptOfCheckout, attemptsOf, recordCheckout } from "../store/orders/attempts"
import { sweepNow } from "../store/orders/due"
import { findOrder } from "../store/orders/orders"
import { ask } from "./account"
import { openedOf } from "./checkouts"
import { type Taken, take } from "./take"

/**
 * Looks up what a callback only named, and takes in what the provider says of it: of a checkout of ours how it stands, of
 * anything else what is found. Nothing comes of what names nothing of ours. Throws a Failure; a checkout of ours is then
 * looked at by the next sweep, for its provider may never call again.
 */
export async function resolveHint(world: World, account: string, hint: Hint): Promise<Taken[]> {
  if ("kind" in hint) {
    const found = await find(world, account, hint)
    const taken = []
    for (const news of found) taken.push(await take(world, account, "query", news))
    return taken.filter((one) => one !== null)
  }
  const attempt = (await attemptOfCheckout(world.db, account, hint.checkout)) ?? (await adopt(world, account, hint))
  const order = attempt && (await findOrder(world.db, attempt.order))
  if (!attempt?.checkout || !order) return []
  const opened = openedOf(order, { ...attempt, checkout: attempt.checkout })
  try {
    const said = await ask(world, account, (connection, outside) => connection.look(opened, outside))
    const taken = []
    for (const news of said)
      taken.push(await take(world, account, "query", { ...news, order: order.id, checkout: hint.checkout }))
    return taken.filter((one) => one !== null)
  } catch (error) {
    if (error instanceof Failure) await sweepNow(world.db, order.id, world.now())
    throw error
  }
}

/** No sweep finds this: it is sent until it can be looked up. */
async function find(world: World, account: string, hint: Extract<Hint, { kind: string }>) {
  try {
    return await ask(world, account, async (connection, outside) => (await connection.find?.(hint, outside)) ?? [])
  } catch (error) {
    if (!(error instanceof Failure) || error.advice === "again" || error.advice === "hold") throw error
    throw new Failure(error.code, error.message, "again")
  }
}

/** The attempt that asked for a checkout and never heard of it, once its own callback tells which it was. */
async function adopt(world: World, account: string, { opened }: { opened?: LostOpening }): Promise<Attempt | null> {
  const order = opened && (await findOrder(world.db, opened.order))
  if (!order) return null
  const unanswered = (await attemptsOf(world.db, order.id)).find((one) => one.account === account && !one.checkout)
  // The same callback, brought a second time at once, may have told it meanwhile.
  if (!unanswered) return attemptOfCheckout(world.db, account, opened.checkout.id)
  await recordCheckout(world.db, order, unanswered, opened.checkout, world.now())
  log("checkout.adopted", { order: order.id, account, attempt: unanswered.attempt })
  return { ...unanswered, checkout: opened.checkout }
}
