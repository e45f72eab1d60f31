import type { HttpResponse } from "../core/exchange"
import type { World } from "../deployment/deployment"
import type { Charge, Checkout, PaymentConnection } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { type Attempt, claimAttempt, countFailure, recordCheckout } from "../store/orders/attempts"
import { isPayable, moneyOf, type Order } from "../store/orders/orders"
import { ask, connect } from "./account"
import { closeCheckouts, openedAttempts } from "./checkouts"
import { asItStands, type Closed, closeOrder } from "./close"
import { linkOf } from "./link"

/** Idempotency keys tried while one customer waits. */
const MAX_KEYS = 2

/**
 * Makes or finds the provider's page for an order. An order that can no longer be paid comes back as it stands, and so does
 * one whose charge the provider refuses for good: it is over, for its link could never be paid.
 */
export async function checkout(world: World, order: Order): Promise<{ url: string } | Closed> {
  const at = world.now()
  if (!isPayable(order, at)) return asItStands(order)
  const { attempt, opened } = await openCheckout(world, order, at)
  if (opened instanceof Failure) {
    log("checkout.refused", { order: order.id, account: attempt.account, code: opened.code })
    return closeOrder(world, order, { as: "failed", cause: "checkout", reason: opened.message }, "brief")
  }
  if (!opened) return { url: attempt.url }
  const fresh = await recordCheckout(world.db, attempt, opened, world.now())
  if (fresh && isPayable(fresh, world.now())) return { url: opened.url }
  // The order was closed while the provider was asked: what was just opened must not be paid.
  const closed = fresh ? await closeCheckouts(world, fresh, await openedAttempts(world, fresh)) : false
  return { ...asItStands(fresh ?? order), complete: closed }
}

/** The checkout to pay by: the one that is open, or a new one, or why there can be none. A spent key is followed by a fresh one. */
async function openCheckout(world: World, order: Order, at: number) {
  for (let tries = 1; ; tries++) {
    const attempt = await claimAttempt(world.db, order, at)
    if (attempt.url !== null) return { attempt: { ...attempt, url: attempt.url }, opened: null }
    const connection = await connect(world, attempt.account)
    const charge = chargeOf(order, attempt, await linkOf(world, order))
    try {
      return { attempt, opened: await open(world, connection, charge, attempt) }
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "attempt_spent" || tries === MAX_KEYS) throw error
    }
  }
}

/** The checkout, or the provider's own word that there will never be one. Throws where another try may help. */
async function open(world: World, connection: PaymentConnection, charge: Charge, attempt: Attempt) {
  const read = (response: HttpResponse): Checkout | Failure => unlessRefused(() => connection.opened(response, charge))
  try {
    const request = unlessRefused(() => connection.open(charge))
    const opened = request instanceof Failure ? request : await ask(world, attempt.account, request, read, "all")
    if (opened instanceof Failure) await countFailure(world.db, attempt, true)
    return opened
  } catch (error) {
    const failure = error instanceof Failure ? error : null
    if (failure && !(failure.ambiguous && failure.code === "unanswered"))
      await countFailure(world.db, attempt, failure.advice !== "again")
    throw error
  }
}

/** A refusal for good is an answer; not so where it may concern another request than this one. */
function unlessRefused<Answer>(read: () => Answer): Answer | Failure {
  try {
    return read()
  } catch (error) {
    if (error instanceof Failure && error.advice === "stop" && !error.ambiguous) return error
    throw error
  }
}

function chargeOf(order: Order, attempt: Attempt, link: string): Charge {
  return {
    order: order.id,
    attempt: attempt.attempt,
    money: moneyOf(order),
    description: order.description,
    number: order.number,
    language: order.language,
    returnUrl: `${link}/return`,
    createdAt: attempt.createdAt,
    expiresAt: order.expiresAt,
  }
}
