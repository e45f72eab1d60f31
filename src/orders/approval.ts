import { askingOf, nextAsking, sameAsking } from "../core/order/part"
import type { PaymentNews } from "../core/order/paymentnews"
import type { World } from "../deployment/deployment"
import type { Approval } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { sha256Hex } from "../platform/signature"
import { isPayable, isSpent, type Order } from "../store/orders/orders"
import { ask } from "./account"
import { attemptNamed, type OpenedAttempt, openedOf } from "./checkouts"
import { goOn, isHeld } from "./hold/hold"

type Approved = Extract<PaymentNews, { type: "approved" }>

/**
 * What becomes of what a customer agreed to: taken or held, as the order wants it, while the order can be paid; let go where
 * it cannot or is about to be closed; left alone where it is taken already. What is held and was asked to be taken or let go,
 * by whom no answer was heard, is asked for once more by the same key. Resolves to what has to be recorded.
 */
export async function decide(
  world: World,
  account: string,
  order: Order,
  news: Approved,
  purpose: "look" | "close",
): Promise<readonly PaymentNews[]> {
  const attempt = await attemptNamed(world, order, account, news.checkout)
  // Test keys are in more hands: what they approve is nothing to a live order.
  if (!attempt || news.mode !== order.mode) return []
  const opened = openedOf(order, attempt)
  const approval: Approval = { ...opened, approval: news.approval }
  if (isHeld(order, news.approval)) return purpose === "close" ? [] : goOn(world, account, order, approval)
  if (isWanted(order, attempt.attempt, news, world.now()) && purpose === "look") {
    if (order.agreed.capture === "later") return hold(world, account, approval, news)
    return takeWhole(world, account, order, approval)
  }
  if (isTaken(order, attempt)) return []
  await ask(world, account, async (connection, outside) => connection.release?.(approval, outside))
  log("order.released", { order: order.id, status: order.status, purpose })
  return []
}

/** An agreement to another amount than its attempt asks for is none to this order, nor is one to a part that came already. */
function isWanted({ agreed, facts, ...order }: Order, attempt: number, { money }: Approved, at: number): boolean {
  if (!isPayable({ ...order, agreed }, at)) return false
  const asked = askingOf(agreed, facts, attempt)
  if (sameAsking(asked, nextAsking(agreed, order.ledger, asked.tip)) === "other") return false
  return money === null || (money.minor === asked.money.minor && money.currency === asked.money.currency)
}

/** Paid by this very checkout, or about to be by whichever: letting go might undo it. */
function isTaken(order: Order, { attempt, checkout }: OpenedAttempt): boolean {
  const { status, reference } = order
  if (status === "part_paid") return order.ledger.underWay || isSpent(order, attempt)
  return status === "pending" || (status === "paid" && reference === checkout.id)
}

async function takeWhole(world: World, account: string, order: Order, approval: Approval) {
  const id = await keyOf(account, approval)
  const whole = { ...approval, id, amount: approval.money, last: true }
  const said = await ask(world, account, (connection, outside) => {
    if (!connection.capture) throw new Failure("unsupported", "The provider cannot take what was approved.", "stop")
    return connection.capture(whole, outside)
  })
  // An approval told in answer to its own capture would be captured without end.
  return said.flatMap((one) => (one.type === "approved" ? [] : [{ ...one, order: order.id }]))
}

/** What is not set aside yet is, where its provider has to be told to. */
async function hold(
  world: World,
  account: string,
  approval: Approval,
  news: Approved,
): Promise<readonly PaymentNews[]> {
  const { order } = approval
  const wanted = { ...approval, id: await keyOf(account, approval) }
  const said = news.held
    ? null
    : await ask(world, account, async (connection, outside) => (await connection.hold?.(wanted, outside)) ?? null)
  return (said ?? [news]).map((one) => ({ ...one, order, checkout: one.checkout ?? approval.checkout }))
}

/**
 * Made of the approval's own id, so that a crash repeats the very same capture, and a second approval after a declined
 * means is a new one. 32 characters.
 */
async function keyOf(account: string, { order, checkout, approval }: Approval): Promise<string> {
  return (await sha256Hex(JSON.stringify([account, order, checkout, approval]))).slice(0, 32)
}
