import { DurableObject } from "cloudflare:workers"
import type { OrderShown, OrderTold } from "../core/order/news"
import { worldOf } from "../deployment/cloudflare"
import type { Answered, Called } from "../deployment/deployment"
import { hasPendingOrder } from "../store/conversations/retention"
import { type Erasure, erase } from "./erasing"
import type { Claim, Move } from "./identity"
import { Log } from "./log"
import { type Refusal, reply, resend, stop } from "./operator"
import { type Delivery, type Heard, type Moved, type Named, type NotOwn, Thread, type Told } from "./thread"
import type { Turn } from "./turn"
import { type ConversationView, viewOf } from "./view"

/** One conversation: one contact on one channel account. Named by a keyed hash of both. */
export class Conversation extends DurableObject<Env> {
  private readonly thread: Thread

  constructor(context: DurableObjectState, env: Env) {
    super(context, env)
    this.thread = new Thread(context.storage, worldOf(env))
  }

  /** Takes what a webhook brought, and says what of it is not this conversation's; durable when it resolves. */
  async receive(delivery: Delivery): Promise<NotOwn[]> {
    const refused = await this.thread.receive(delivery)
    this.ctx.waitUntil(this.thread.drain())
    return refused
  }

  /** Takes the channel's word that its contact changed; see `Thread.move`. */
  async move(news: {
    named: Named
    moves: readonly [Told, ...Told[]]
    begin: boolean
  }): Promise<Moved | "other" | "nobody"> {
    const taken = await this.thread.move(news.named, news.moves, news.begin)
    this.ctx.waitUntil(this.thread.drain())
    return taken
  }

  /** What was heard of an address before; see `Thread.heardOf`. */
  heardOf(move: Move): Heard {
    return this.thread.heardOf(move)
  }

  /** Gives up what is somebody's with another conversation; see `Thread.claim`. */
  async claim(news: { named: Named; claim: Claim }): Promise<{ keeps: string[]; onward: Move | null }> {
    const given = await this.thread.claim(news.named, news.claim)
    this.ctx.waitUntil(this.thread.drain())
    return given
  }

  /** Notes where the one leads whose address it is named by; see `Thread.lead`. */
  async lead(news: { named: Named; heir: string }): Promise<void> {
    await this.thread.lead(news.named, news.heir)
  }

  /** Takes news of an order; durable when it resolves. */
  async hear(told: OrderTold): Promise<void> {
    await this.thread.hear(told)
    this.ctx.waitUntil(this.thread.drain())
  }

  /** Takes what somebody called the address of a wait with; durable when it resolves. */
  async answer(called: Called): Promise<Answered> {
    const answered = await this.thread.answer(called)
    this.ctx.waitUntil(this.thread.drain())
    return answered
  }

  /** Takes how an order can be paid beside its link; durable when it resolves. */
  async show(shown: OrderShown): Promise<void> {
    await this.thread.show(shown)
    this.ctx.waitUntil(this.thread.drain())
  }

  /** Says something by hand; durable when it resolves. The same id is the same message. */
  async reply(id: string, text: string): Promise<Refusal | null> {
    return this.obey((turn) => reply(turn, id, text))
  }

  /** Ends a run before its time; durable when it resolves. */
  async stop(run: string): Promise<Refusal | null> {
    return this.obey((turn) => stop(turn, run))
  }

  /** Sends an order's link again; durable when it resolves. The same id is the same message. */
  async resend(id: string, told: OrderTold): Promise<Refusal | null> {
    return this.obey((turn) => resend(turn, id, told))
  }

  /** Erases what was said and with whom, once it was quiet for so many days; durable when it resolves. Safe to repeat. */
  async erase(days: number): Promise<Erasure> {
    const id = this.thread.memory.state?.id
    const pending = id !== undefined && (await hasPendingOrder(worldOf(this.env).db, id))
    let erasure: Erasure = "nobody"
    await this.obey((turn) => {
      erasure = erase(turn, days, pending)
      return null
    })
    return erasure
  }

  /** Tries at once what is held, for its account may work again; durable when it resolves. */
  async rouse(): Promise<void> {
    await this.thread.rouse()
    this.ctx.waitUntil(this.thread.drain())
  }

  /** Does what is owed now; resolves when there is nothing left or it has to wait. */
  async drain(): Promise<void> {
    await this.thread.drain()
  }

  /** What was said and done, for the operator; null when nothing was. */
  async inspect(): Promise<ConversationView | null> {
    const { memory } = this.thread
    return viewOf(memory, new Log(this.ctx.storage, memory.exists), worldOf(this.env))
  }

  override async alarm(): Promise<void> {
    await this.thread.alarm()
  }

  private async obey(ask: (turn: Turn) => Refusal | null): Promise<Refusal | null> {
    const refusal = await this.thread.obey(ask)
    this.ctx.waitUntil(this.thread.drain())
    return refusal
  }
}
