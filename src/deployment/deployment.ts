import type { Channel, ChannelConnection } from "../channels/channel"
import type { HttpRequest, HttpResponse } from "../core/exchange"
import type { Json } from "../core/json"
import type { PaymentConfiguration } from "../core/order/configuration"
import type { OrderShown, OrderTold } from "../core/order/news"
import type { HookAt, Need } from "../flow/missing"
import type { Flows } from "../flow/stack"
import type { Database } from "../store/database"
import type { OpenedPayments } from "./payments"

/** What came to the address of a wait. `digest` tells one body from another. */
export interface Called extends HookAt {
  body: Json
  digest: string
}

/**
 * What became of it: it is taken, or was by the very same before; the wait is over; nobody knows of such a wait; or there is
 * no room until the run is there.
 */
export type Answered = "taken" | "spent" | "unknown" | "full"

/** What other rooms may ask of a conversation. */
interface ConversationDoor {
  /** Takes what somebody called the address of a wait with; durable when it resolves. */
  answer(called: Called): Promise<Answered>
  /** Takes news of an order; durable when it resolves. The same news again changes nothing. */
  hear(told: OrderTold): Promise<void>
  /** Takes how an order can be paid beside its link; durable when it resolves. The same again changes nothing. */
  show(shown: OrderShown): Promise<void>
  /** Tries at once what is held, for its account may work again; durable when it resolves. */
  rouse(): Promise<void>
  /** Erases what was said once it was quiet for so many days. A number is when to look again; `nobody` ever wrote here. */
  erase(days: number): Promise<"erased" | "nobody" | number>
}

/** A channel account opened. */
export interface OpenChannel {
  channel: Channel
  connection: ChannelConnection
  /** Another one each time the account is saved. */
  version: string
  /** Where the channel calls it. */
  webhookUrl: string
}

/** Everything outside a conversation, behind one door: what a simulation puts its own in place of. */
export interface World {
  db: Database
  /** Milliseconds since 1970. */
  now(): number
  /** From 0 to 1, for jitter. */
  random(): number
  /** Base 32 text that nobody can guess. */
  randomText(length: number): string
  /** Where this deployment is reached, without a slash at the end. Throws a Failure `not_configured` while it is not known. */
  address(): Promise<string>
  hashKey: string
  /** What seals secrets. */
  secretsKey: string
  /** The only way to the network. What a flow asks for is written by people and may not reach this deployment itself. */
  perform(request: HttpRequest, from: "adapter" | "flow"): Promise<HttpResponse>
  /** Flows as far as they are loaded; null while the account's routes are not. Never waits. */
  flows(account: string): Flows | null
  /** Loads what a turn was missing. */
  load(need: Need | { routes: string }): Promise<void>
  channel(account: string): Promise<OpenChannel | null>
  /** Reads a channel account anew; whether it is another one than was used until now. */
  rereadChannel(account: string): Promise<boolean>
  payments(account: string): Promise<OpenedPayments | null>
  configuration(): Promise<PaymentConfiguration | null>
  /** The conversation of that name. */
  conversation(id: string): ConversationDoor
}
