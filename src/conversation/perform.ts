import type { HttpRequest, HttpResponse } from "../core/exchange"
import { renderTemplate } from "../core/message/rendering"
import type { PaymentConfiguration } from "../core/order/configuration"
import type { OrderTold } from "../core/order/news"
import { phrases } from "../core/phrases"
import { render } from "../core/template"
import type { World } from "../deployment/deployment"
import { refundMessage } from "../flow/late"
import { closeOrder, type Patience } from "../orders/close"
import { askProvider } from "../orders/lookup"
import { type Origin, open } from "../orders/open"
import { giveBackRest } from "../orders/refund"
import { toldOf } from "../orders/told"
import { Failure } from "../platform/failure"
import { linkHash } from "../platform/identity"
import { registerConversation } from "../store/conversations/directory"
import { forgetContact } from "../store/conversations/retention"
import { findOrder, findOrderByKey, isSettled, type Order } from "../store/orders/orders"
import type { OutboxRow, Owed } from "./outbox"
import { referenceOf } from "./reference"
import { isReachable, isWindowClosed, type State } from "./state"
import { LOST } from "./turn"

/** What came of an effect. Whatever is answered is taken in the same transaction that marks the effect done. */
export interface Done {
  /** The channel's id of a message. */
  reference?: string
  response?: { response: HttpResponse | null; reason: string | null }
  told?: OrderTold[]
  message?: Owed
  /** The effect as it was done, and what is still to be done of it: a template holds less than a message. */
  part?: { done: Owed; rest: Owed[] }
}

/** Times a provider is asked in vain before the conversation goes on without it: twenty seconds of silence in the chat. */
const PATIENCE = 3

/**
 * Does one thing that is owed, as the conversation is at that moment. Throws a Failure when it could not be done; safe to
 * do again after a crash.
 */
export async function perform(world: World, present: () => State, row: OutboxRow): Promise<Done> {
  const { effect } = row
  const state = present()
  switch (effect.type) {
    case "send":
      return send(world, present, row, effect)
    case "request":
      return { response: await request(world, row.key, effect) }
    case "order":
      return { told: await open(world, originOf(state, row.key), effect.order) }
    case "close":
    case "lookup":
      return settle(world, effect, row.attempts < PATIENCE ? "brief" : "none")
    case "refund": {
      const found = await findOrder(world.db, effect.order)
      if (!found) throw new Failure("unknown_order", "The order is gone.", "stop")
      const { payment = null } = effect
      const money = await withoutHolding(() => giveBackRest(world, found, payment))
      return { message: refundMessage(await toldOf(world, found, "settled"), money, payment !== null) }
    }
    case "register":
      await register(world, state, row.at)
      return {}
    case "forget": {
      const { id, account, optedOutAt } = state
      await forgetContact(world.db, { id, account, keepAddresses: optedOutAt !== null })
      return {}
    }
    case "help":
      return { message: helpMessage(effect.language, await world.configuration()) }
    case "note":
      return {}
  }
}

function helpMessage(language: string, configuration: PaymentConfiguration | null): Owed {
  const { merchant = "", contact = "" } = configuration ?? {}
  const template = phrases(language).help
  const text = render(template, { merchant, contact })
  return { type: "send", message: { text: text.ok ? text.text : template } }
}

/** What waits for an account to be mended would keep the whole conversation waiting: it is told otherwise instead. */
async function withoutHolding<Answer>(deed: () => Promise<Answer>): Promise<Answer> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Failure && error.advice === "hold") throw new Failure(error.code, error.message, "stop")
    throw error
  }
}

/** Enters the conversation in the directory. Safe to repeat. */
export async function register(world: World, state: State, at: number): Promise<void> {
  const { id, account, contact, left = [], closed = false } = state
  const { phone = null, userId = null, name = null } = contact
  const gone = left.map(({ address }) => address)
  await registerConversation(world.db, { id, account, phone, userId, name, at, left: gone, closed })
}

async function send(
  world: World,
  present: () => State,
  row: OutboxRow,
  effect: Extract<Owed, { type: "send" }>,
): Promise<Done> {
  const { account, id } = present()
  const found = await world.channel(account)
  if (!found) throw new Failure("not_configured", `The channel account ${account} is gone.`, "hold")
  const { channel, connection } = found
  // Only now, with nothing more to wait for: the number may have become somebody else's meanwhile.
  const state = present()
  if (!isReachable(state)) throw new Failure("undeliverable", LOST, "stop")
  const windowClosed = isWindowClosed(channel, state, world.now()) || effect.template === true
  const { template } = channel.limits
  const [message = effect.message, ...rest] =
    windowClosed && template ? renderTemplate(effect.message, template.text) : [effect.message]
  const outbound = { contact: state.contact, message, reference: referenceOf(id, row.seq), windowClosed }
  const request = inTime(() => connection.send(outbound), !isWindowClosed(channel, state, row.at))
  const reference = connection.sent(await world.perform(request, "adapter"))
  if (rest.length === 0) return { reference }
  const [done = effect, ...owed] = [message, ...rest].map((part) => ({ ...effect, message: part, template: true }))
  return { reference, part: { done, rest: owed } }
}

/** What was owed while it could be sent, and was kept for longer, waits for the customer to write: it goes out then. */
function inTime(write: () => HttpRequest, owedInTime: boolean): HttpRequest {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "window_closed" || !owedInTime) throw error
    throw new Failure(error.code, error.message, "hold")
  }
}

/** An API integration asks once: whether to ask again is for the flow to say. */
async function request(world: World, key: string, effect: Extract<Owed, { type: "request" }>) {
  const { request } = effect
  const named = request.method !== "GET" && !Object.keys(request.headers).some(isIdempotencyKey)
  const headers = named ? { ...request.headers, "idempotency-key": await linkHash(key) } : request.headers
  try {
    return { response: await world.perform({ ...request, headers }, "flow"), reason: null }
  } catch (error) {
    if (error instanceof Failure) return { response: null, reason: error.message }
    throw error
  }
}

/** The run that asks is told by the key; where it is gone, the order is nobody's. */
function originOf({ id, stack }: State, key: string): Origin {
  const run = stack.runs.find((candidate) => key.startsWith(`${candidate.id}/`))
  return { key, conversation: id, flow: run?.flow ?? "", flowVersion: run?.version ?? 0 }
}

async function settle(
  world: World,
  effect: Extract<Owed, { type: "close" | "lookup" }>,
  patience: Patience,
): Promise<Done> {
  const found = await findOrderByKey(world.db, effect.order)
  // The outbox is in order: what is not there by now was refused, or dropped before it was opened.
  if (!found && effect.type === "close" && effect.by === "operator") return {}
  if (!found) throw new Failure("unknown_order", "The order is not there yet.", "again")
  if (effect.type === "lookup") return { told: [await lookedUp(world, found, patience)] }
  const cause = effect.by ?? (effect.as === "expired" ? "timer" : "customer")
  const { order, complete, unseen } = await closeOrder(world, found, { as: effect.as, cause }, patience)
  // Money under way cannot be cancelled: who asked for it hears so.
  const answered = effect.as === "cancelled" && order.status === "pending"
  return { told: [await toldOf(world, order, answered ? "asked" : "settled", complete, unseen)] }
}

/** Who asks is always answered: where the provider cannot be asked, with what is known. */
async function lookedUp(world: World, order: Order, patience: Patience): Promise<OrderTold> {
  if (patience !== "none") {
    try {
      return await toldOf(world, await askProvider(world, order, "customer"), "asked")
    } catch (error) {
      if (!(error instanceof Failure) || error.advice === "again") throw error
    }
  }
  return toldOf(world, order, "asked", isSettled(order), true)
}

function isIdempotencyKey(header: string): boolean {
  return header.toLowerCase() === "idempotency-key"
}
