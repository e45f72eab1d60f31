import type { Fact } from "../../core/order/facts"
import type { Capture } from "../../core/order/ledger"
import type { PaymentNews } from "../../core/order/paymentnews"
import type { World } from "../../deployment/deployment"
import type { Approval } from "../../payments/provider"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { sha256Hex } from "../../platform/signature"
import { append } from "../../store/orders/append"
import type { Cause, NewFact } from "../../store/orders/facts"
import { moneyOf, type Order } from "../../store/orders/orders"
import { ask } from "../account"
import { attemptNamed, openedOf } from "../checkouts"

/** Whether that approval was recorded as held by the order, whatever became of it since. */
export function isHeld({ facts, mode }: Order, approval: string): boolean {
  return facts.some((fact) => fact.type === "authorised" && fact.payment === approval && fact.mode === mode)
}

/** What is held by an order: of the payment of that id, or of the only one. */
export function heldOf({ ledger }: Order, wanted: string | null) {
  const held = ledger.payments.flatMap(({ payment, authorised, taken }) =>
    payment !== null && authorised > 0 && (wanted === null || payment === wanted)
      ? [{ payment, authorised, taken }]
      : [],
  )
  const [first, ...more] = held
  if (!first) throw nothingHeld()
  if (more.length > 0) throw new Failure("which_payment", "Several payments are held: say which is meant.", "stop")
  return first
}

/** The wish to let a hold go that is neither done nor refused; null where there is none. */
export function voidingOf({ facts }: Order, payment: string | null): Extract<Fact, { type: "voidAsked" }> | null {
  const own = facts.filter((fact) => "payment" in fact && (payment === null || fact.payment === payment))
  const asked = own.flatMap((fact) => (fact.type === "voidAsked" ? [fact] : []))
  return (
    asked.find(
      (ask) =>
        !own.some(
          (fact) =>
            (fact.type === "voided" && fact.payment === ask.payment) ||
            (fact.type === "voidFailed" && fact.void === ask.void),
        ),
    ) ?? null
  )
}

/** What is held, as its provider is asked about it. */
export async function approvalOf(world: World, order: Order, payment: string) {
  const held = order.recorded.find((one) => one.type === "authorised" && one.payment === payment)
  const attempt = held ? await attemptNamed(world, order, order.paymentAccount, held.checkout) : null
  if (!attempt) throw nothingHeld()
  return { attempt, approval: { ...openedOf(order, attempt), approval: payment } }
}

function nothingHeld(): Failure {
  const message = "Nothing is held for this order: it was taken or let go, or its customer has not agreed yet."
  return new Failure("nothing_held", message, "stop")
}

/** Carries out what was asked of a hold and went unanswered, by the same key; resolves to what is to be recorded. */
export async function goOn(
  world: World,
  account: string,
  order: Order,
  approval: Approval,
): Promise<readonly PaymentNews[]> {
  const voiding = voidingOf(order, approval.approval)
  if (voiding) return letGo(world, account, order, approval, voiding.void)
  const open = order.ledger.captures.find(({ payment, state }) => payment === approval.approval && state === "asked")
  return open ? takeHeld(world, account, order, approval, open) : []
}

/**
 * Has the provider take what was asked for. What it refuses for good is recorded as refused, once a look says that it was
 * not taken all the same. Throws a Failure; where that is unclear, the wish stays asked.
 */
export async function takeHeld(
  world: World,
  account: string,
  order: Order,
  approval: Approval,
  { capture, minor, last }: Capture,
): Promise<readonly PaymentNews[]> {
  const key = await keyOf(account, approval, capture)
  const wanted = { ...approval, id: key, amount: { ...moneyOf(order), minor }, last }
  let failure: Failure
  try {
    const said = await ask(world, account, (connection, outside) => {
      if (!connection.capture) throw new Failure("unsupported", "The provider cannot take what is held.", "stop")
      return connection.capture(wanted, outside)
    })
    const refused = said.find(({ type }) => type === "failed" || type === "declined")
    if (!refused) return said.flatMap((news) => plain(news, order, approval))
    const reason = "reason" in refused ? refused.reason : null
    failure = new Failure("capture_refused", reason ?? "The provider could not take what is held.", "stop")
  } catch (error) {
    if (!(error instanceof Failure) || error.advice !== "stop" || error.code === "not_configured") throw error
    failure = error
  }
  // A key that is used up, or an answer that was lost before, says nothing of what was done.
  const known = await ask(world, account, (connection, outside) => connection.look(approval, outside))
  if (known.some(({ type }) => type === "released") || takenOf(known) > takenSoFar(order, approval))
    return known.flatMap((news) => plain(news, order, approval))
  const id = `own:captureRefused:${capture}`
  const refusal = { type: "captureFailed", capture, payment: approval.approval, reason: failure.message } as const
  await note(world, account, order, { ...refusal, id, mode: order.mode, at: world.now() }, "query")
  throw failure
}

/** What was taken by a checkout, as the provider says and as is recorded; minor units. */
function takenOf(known: readonly PaymentNews[]): number {
  return known.reduce((all, news) => all + (news.type === "paid" ? (news.money?.minor ?? 0) : 0), 0)
}

function takenSoFar({ ledger }: Order, { approval, attempt }: Approval): number {
  const own = ledger.payments.filter((one) => one.payment === approval || one.attempt === attempt)
  return own.reduce((all, { captured }) => all + captured, 0)
}

/** Lets go of what is held. A refusal for good is recorded, once a look says that it is held still. Throws a Failure. */
export async function letGo(
  world: World,
  account: string,
  order: Order,
  approval: Approval,
  voiding: string,
): Promise<readonly PaymentNews[]> {
  const { approval: payment, checkout } = approval
  try {
    await ask(world, account, async (connection, outside) => connection.release?.(approval, outside))
  } catch (error) {
    if (!(error instanceof Failure) || error.advice !== "stop" || error.code === "not_configured") throw error
    const known = await ask(world, account, (connection, outside) => connection.look(approval, outside))
    if (known.some(({ type }) => type === "released") || takenOf(known) > takenSoFar(order, approval))
      return known.flatMap((news) => plain(news, order, approval))
    const refusal = { type: "voidFailed", void: voiding, payment, reason: error.message } as const
    const fact = { ...refusal, id: `own:voidRefused:${voiding}`, mode: order.mode, at: world.now() }
    await note(world, account, order, fact, "query")
    throw error
  }
  log("order.released", { order: order.id, status: order.status, purpose: "void" })
  const about = { id: `own:released:${payment}`, order: order.id, checkout, mode: order.mode, at: world.now() }
  return [{ ...about, type: "released", approval: payment, reason: null }]
}

/**
 * Records what is asked of a hold, or that it was refused. With `after` only as long as that is the newest fact; null where it
 * is not any more.
 */
export async function note(
  world: World,
  account: string,
  order: Order,
  fact: NewFact,
  cause: Cause,
  { after = null, by = null }: { after?: number | null; by?: string | null } = {},
): Promise<Order | null> {
  const news = { account, order: order.id, checkout: null, cause, by, at: world.now(), fact }
  const appended = await append(world.db, news, after)
  return appended && (after === null || appended.fresh) ? appended.order : null
}

/** What is told of a hold in answer to its own capture is what is known. */
function plain(news: PaymentNews, order: Order, { checkout }: Approval): PaymentNews[] {
  return news.type === "approved" ? [] : [{ ...news, order: order.id, checkout: news.checkout ?? checkout }]
}

/** The same for the same wish, whoever asks for it how often. 32 characters. */
async function keyOf(account: string, { order, checkout, approval }: Approval, capture: string): Promise<string> {
  return (await sha256Hex(JSON.stringify([account, order, checkout, approval, capture]))).slice(0, 32)
}
