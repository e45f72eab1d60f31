import type { HttpResponse } from "../core/exchange"
import type { World } from "../deployment/deployment"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import type { Cause } from "../store/orders/append"
import { type Attempt, attemptsOf } from "../store/orders/attempts"
import type { Order } from "../store/orders/orders"
import { ask, connect } from "./account"
import { apply } from "./apply"

/** Checkouts of one order that are asked about: more were hardly opened by one customer. */
const MAX_ASKED = 5

/** How often an order is asked about that may still be paid though nobody waits for it. */
export const RECHECK_SECONDS = 900

/** An attempt whose checkout is known. */
export type Opened = Attempt & { reference: string }

/** Checkouts of an order, the newest first. */
export async function openedAttempts(world: World, order: Order): Promise<Opened[]> {
  if (order.attempts === 0) return []
  const attempts = await attemptsOf(world.db, order.id, MAX_ASKED)
  return attempts.flatMap((attempt) =>
    attempt.reference === null ? [] : [{ ...attempt, reference: attempt.reference }],
  )
}

/** Asks how each of them stands, and applies what is said. `underWay` is whether some checkout's money takes its time, whatever has become of the order. */
export async function askAbout(world: World, order: Order, attempts: readonly Opened[], cause: Cause) {
  let current = order
  let underWay = false
  let unknown: Failure | null = null
  for (const { account, reference } of attempts) {
    const connection = await connect(world, account)
    const read = (response: HttpResponse) => connection.queried(response, world.now())
    try {
      for (const event of await ask(world, account, connection.query(reference), read)) {
        underWay ||= event.status === "pending"
        const applied = await apply(world, account, cause, { ...event, order: order.id })
        if (applied) current = applied
      }
    } catch (error) {
      // What is said of one checkout says nothing of the others.
      if (!(error instanceof Failure) || error.advice !== "stop") throw error
      unknown = error
    }
  }
  if (unknown && current.status !== "paid") throw unknown
  return { order: current, underWay }
}

/** Closes them; whether none of them can be paid any more. */
export async function closeCheckouts(world: World, order: Order, attempts: readonly Opened[]): Promise<boolean> {
  let closed = true
  for (const attempt of attempts) {
    const connection = await connect(world, attempt.account)
    if (!connection.close || !connection.closed) {
      closed &&= attempt.expiresAt !== null && attempt.expiresAt < world.now()
      continue
    }
    const { close, closed: read } = connection
    try {
      closed = (await ask(world, attempt.account, close(attempt.reference), read)) && closed
    } catch (error) {
      log("checkout.notClosed", { order: order.id, reason: String(databaseError(error)) })
      closed = false
    }
  }
  return closed
}
