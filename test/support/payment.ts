import {
  createExecutionContext,
  createScheduledController,
  runDurableObjectAlarm,
  waitOnExecutionContext,
} from "cloudflare:test"
import { env } from "cloudflare:workers"
import { vi } from "vitest"
import type { Checkout } from "../../src/core/order/checkout"
import worker from "../../src/index"
import { database } from "../../src/store/database"
import { claimAttempt, recordCheckout } from "../../src/store/orders/attempts"
import type { Order } from "../../src/store/orders/orders"
import { readStanding } from "../../src/store/orders/standing"
import { shop } from "./flows"
import { paid, type Stage, stage, textOf } from "./stage"

/** A customer who was just asked for money, payable for an hour; what was said until then is forgotten. */
export async function atPayment(settings: Parameters<typeof stage>[1] = {}): Promise<{ play: Stage; order: Order }> {
  const play = await stage(shop({ expirySeconds: 3600 }), settings)
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  return { play, order }
}

/** Everything the customer was told. */
export function told(play: Stage): string[] {
  return play.sent.map(textOf)
}

/** The stage's only order as it stands. */
export async function stateOf(play: Stage): Promise<Order | undefined> {
  return (await play.orders())[0]
}

/** Lets time pass; `vi.useRealTimers` ends it. */
export function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
}

/** Rings the conversation's alarm. */
export async function alarm(play: Stage): Promise<void> {
  await runDurableObjectAlarm(await play.conversation())
  await play.settle()
}

/** Runs the cron job once. */
export async function sweep(): Promise<void> {
  const context = createExecutionContext()
  worker.scheduled(createScheduledController(), env, context)
  await waitOnExecutionContext(context)
}

/** A checkout that the provider opened for so long. */
export async function openedCheckout(order: Order, reference: string, seconds: number): Promise<void> {
  const db = database(env.DB)
  const at = Date.now()
  const { attempt } = await claimNext(order)
  await recordCheckout(db, order, attempt, checkout(reference, seconds), at)
}

/** The order's next attempt, stored before its provider is asked. */
export async function claimNext(order: Order) {
  const db = database(env.DB)
  const { latest } = await readStanding(db, order.id)
  const attempt = (latest?.attempt ?? 0) + 1
  return claimAttempt(db, { order: order.id, attempt, account: order.paymentAccount, customer: {} }, Date.now())
}

/** A checkout as a provider gives it. */
export function checkout(id: string, seconds: number): Checkout {
  const until = Date.now() + seconds * 1000
  return { kind: "page", id, url: `https://checkout.stripe.com/${id}`, usableUntil: until, payableUntil: until }
}

/** Stripe's word that a slow method failed. */
export function failed(order: Order, change: object = {}) {
  return { ...paid(order, { payment_status: "unpaid", ...change }), type: "checkout.session.async_payment_failed" }
}
